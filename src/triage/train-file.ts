/** A learned model as the text of its file: weights in whole steps, words that say nothing left out. */
import { base64Of, LARGEST_STEP, rarityBytes, rounded } from './model-bytes.ts'
import { type ModelFile, modelText, type RouteModel } from './model-file.ts'
import type { Route } from './route.ts'

/** `version` and `about` say what it was learned from. */
export function fileOfModel(
  model: Omit<RouteModel, 'version'>,
  { version, about }: Pick<ModelFile, 'version' | 'about'>,
): string {
  const wide = model.classes.length
  const steps = model.classes.map((_, one) => rounded(furthest(model.weights, one, wide) / LARGEST_STEP || 1))
  const whole = (at: number) =>
    steps.map((step, one) => Math.round((model.weights[at * wide + one] ?? 0) / step))
  const kept = [...model.places]
    .map(([term, at]) => ({ term, idf: model.idf[at] ?? 0, row: whole(at) }))
    .filter(({ row }) => row.some((step) => step !== 0))
  return modelText({
    format: 2,
    version,
    about,
    temperature: model.temperature,
    classes: model.classes.map((name, one) => ({
      name: name as Route,
      bias: rounded(model.bias[one] ?? 0),
      step: steps[one] ?? 1,
    })),
    rules: Object.fromEntries(model.ruleWeights),
    further: {
      least: model.further.least,
      weights: [...model.further.weights],
      bias: [...model.further.bias],
      beside: model.further.beside.map((row) => [...row]),
    },
    terms: kept.map(({ term }) => term).join('\n'),
    idf: base64Of(rarityBytes(kept.map(({ idf }) => idf))),
    weights: base64Of(kept.flatMap(({ row }) => row)),
  })
}

function furthest(weights: Float64Array, one: number, wide: number): number {
  let most = 0
  for (let at = one; at < weights.length; at += wide) most = Math.max(most, Math.abs(weights[at] ?? 0))
  return most
}
