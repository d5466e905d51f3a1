/** A learned model as the text of its file: weights in whole steps, words that say nothing left out. */
import { type ModelFile, modelText, type RouteModel } from './model-file.ts'
import type { Route } from './route.ts'

const LARGEST_STEP = 127

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
    .map(([term, at]) => ({ term, idf: Math.round((model.idf[at] ?? 0) * 100), row: whole(at) }))
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
    idf: base64(kept.flatMap(({ idf }) => [idf & 255, idf >> 8])),
    weights: base64(kept.flatMap(({ row }) => row.map((step) => step & 255))),
  })
}

function furthest(weights: Float64Array, one: number, wide: number): number {
  let most = 0
  for (let at = one; at < weights.length; at += wide) most = Math.max(most, Math.abs(weights[at] ?? 0))
  return most
}

const rounded = (value: number): number => Number(value.toPrecision(6))

const AT_ONCE = 8_192

function base64(bytes: readonly number[]): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += AT_ONCE)
    text += String.fromCharCode(...bytes.slice(at, at + AT_ONCE))
  return btoa(text)
}
