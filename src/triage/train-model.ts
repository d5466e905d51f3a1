/**
 * Learns a linear model from labelled letters: one line for each class against the rest,
 * calibrated on letters held back, its weights rounded to whole steps.
 *
 * The vocabulary takes a word only if several letters have it. That is better learning, and it keeps
 * a correspondent's name, street or case number out of the weights, which are committed.
 */
import type { Feature } from './features.ts'
import { valuesOf } from './linear-model.ts'
import type { ModelFile } from './model-file.ts'
import { calibrate, type Scale } from './train-calibration.ts'
import { foldsOf } from './train-folds.ts'
import { fitLine, type Line, sumOf, type Vector } from './train-regression.ts'

/** A letter to learn from. `classes` says how much it counts as an example of each class that it is one of. */
export type Example = { kind: string; features: readonly Feature[]; classes: ReadonlyMap<string, number> }

export type TrainSettings = {
  seed: number
  folds: number
  /** How much the letters count against the penalty on large weights. */
  strength: number
  rounds: number
  /** The fewest letters that must have a word, and a pair of words; pairs are many and say less. */
  fewestLetters: number
  fewestForPair: number
}

export const TRAIN_SETTINGS: TrainSettings = {
  seed: 1,
  folds: 5,
  strength: 5,
  rounds: 60,
  fewestLetters: 3,
  fewestForPair: 5,
}

/** The model's classes and terms as they are written, and the log-odds of each example from a model that had not seen it. */
export type Trained = Pick<ModelFile, 'classes' | 'terms'> & { heldBack: number[][] }

/** Learns the model; the same examples and settings give the same weights. */
export function trainModel(
  examples: readonly Example[],
  classes: readonly string[],
  settings: TrainSettings = TRAIN_SETTINGS,
): Trained {
  const heldBack = heldBackSums(examples, classes, settings)
  const scales = classes.map((name, at) =>
    calibrate(
      heldBack.map((sums) => sums[at] ?? 0),
      examples.map((example) => example.classes.has(name)),
    ),
  )
  return {
    ...written(fitAll(examples, classes, settings), classes, scales),
    heldBack: heldBack.map((sums) => sums.map((sum, at) => scaled(sum, scales[at]))),
  }
}

const scaled = (sum: number, scale: Scale | undefined): number =>
  (scale?.slope ?? 1) * sum + (scale?.offset ?? 0)

/** For each letter the sums of a model learned from the other folds. */
function heldBackSums(
  examples: readonly Example[],
  classes: readonly string[],
  settings: TrainSettings,
): number[][] {
  const fold = foldsOf(
    examples.map(({ kind }) => kind),
    settings.folds,
    settings.seed,
  )
  const fitted = Array.from({ length: settings.folds }, (_, held) =>
    fitAll(
      examples.filter((_, at) => fold[at] !== held),
      classes,
      settings,
    ),
  )
  return examples.map(({ features }, at) => {
    const model = fitted[fold[at] ?? 0]
    if (!model) return []
    const vector = vectorOf(features, model.terms)
    return model.lines.map((line) => sumOf(line, vector))
  })
}

type Place = { idf: number; at: number }
type Fitted = { terms: ReadonlyMap<string, Place>; lines: readonly Line[] }

function fitAll(examples: readonly Example[], classes: readonly string[], settings: TrainSettings): Fitted {
  const terms = vocabularyOf(examples, settings)
  const vectors = examples.map(({ features }) => vectorOf(features, terms))
  const lines = classes.map((name) => {
    const yes = examples.map((example) => example.classes.has(name))
    const counts = examples.map((example) => example.classes.get(name) ?? 1)
    return fitLine({ vectors, yes, counts, size: terms.size }, settings.strength, settings.rounds)
  })
  return { terms, lines }
}

/** The words that enough letters have, each with its inverse document frequency, rounded as it will be kept. */
function vocabularyOf(examples: readonly Example[], settings: TrainSettings): Map<string, Place> {
  const letters = new Map<string, number>()
  for (const { features } of examples)
    for (const { name } of features) letters.set(name, (letters.get(name) ?? 0) + 1)
  const fewest = (name: string) => (name.includes(' ') ? settings.fewestForPair : settings.fewestLetters)
  const kept = [...letters]
    .filter(([name, count]) => count >= fewest(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
  const idf = (count: number) => Math.round(100 * (1 + Math.log((1 + examples.length) / (1 + count)))) / 100
  return new Map(kept.map(([name, count], at) => [name, { idf: idf(count), at }]))
}

function vectorOf(features: readonly Feature[], terms: ReadonlyMap<string, Place>): Vector {
  const known = valuesOf(features, terms)
  return {
    at: Int32Array.from(known, ({ term }) => term.at),
    values: Float64Array.from(known, ({ value }) => value),
  }
}

const LARGEST_STEP = 127

/** Weights in whole steps of a 127th of the class's largest; a word whose every weight is nought is left out. */
function written(
  { terms, lines }: Fitted,
  classes: readonly string[],
  scales: readonly Scale[],
): Pick<ModelFile, 'classes' | 'terms'> {
  const steps = lines.map(({ weights }) => rounded(weights.reduce(furthest, 0) / LARGEST_STEP || 1))
  const rows = [...terms].map(([name, { idf, at }]) => {
    const whole = lines.map(({ weights }, n) => Math.round((weights[at] ?? 0) / (steps[n] ?? 1)))
    return {
      line: [name, Math.round(idf * 100), ...whole].join('\t'),
      says: whole.some((weight) => weight !== 0),
    }
  })
  return {
    classes: classes.map((name, n) => ({
      name,
      bias: rounded(lines[n]?.bias ?? 0),
      slope: rounded(scales[n]?.slope ?? 1),
      offset: rounded(scales[n]?.offset ?? 0),
      step: steps[n] ?? 1,
    })),
    terms: rows.filter(({ says }) => says).map(({ line }) => line),
  }
}

const furthest = (most: number, weight: number): number => Math.max(most, Math.abs(weight))
const rounded = (value: number): number => Number(value.toPrecision(6))
