/**
 * Learns the linear model of routes from letters: which words it knows, and their weights.
 *
 * The vocabulary takes a word only if several letters have it. That is better learning, and it keeps
 * a correspondent's name, street or case number out of the weights, which are committed.
 */
import { type Feature, featureName } from './features.ts'
import { type Known, knownIn, type LinearModel, placedIn, RULE, type RuleHit } from './linear-model.ts'
import { balanced, fitSoftmax } from './train-softmax.ts'

/** A letter to learn from; `kind` is the class that it is of. */
export type Example = { kind: string; features: readonly Feature[]; hits: readonly RuleHit[] }

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
  strength: 20,
  rounds: 80,
  fewestLetters: 3,
  fewestForPair: 5,
}

/** Learns the model; the same examples and settings give the same weights. */
export function trainModel(
  examples: readonly Example[],
  classes: readonly string[],
  settings: TrainSettings = TRAIN_SETTINGS,
): Omit<LinearModel, 'version'> {
  const { places, idf } = vocabularyOf(examples, settings)
  const letters: Known[][] = examples.map(({ features, hits }) =>
    knownIn({ places, idf }, placedIn({ places }, features), hits),
  )
  const classOf = examples.map(({ kind }) => classes.indexOf(kind))
  const lesson = {
    letters,
    classOf,
    counts: balanced(classOf, classes.length),
    terms: places.size,
    classes: classes.length,
  }
  return { classes, places, idf, ...fitSoftmax(lesson, settings.strength, settings.rounds) }
}

/** The words that enough letters have, each with its inverse document frequency as it will be kept, and the rules found in two. */
function vocabularyOf(
  examples: readonly Example[],
  settings: TrainSettings,
): Pick<LinearModel, 'places' | 'idf'> {
  const letters = new Map<string, number>()
  for (const { features, hits } of examples) {
    const names = [...features.map(featureName), ...hits.map(({ id }) => RULE + id)]
    for (const name of new Set(names)) letters.set(name, (letters.get(name) ?? 0) + 1)
  }
  const fewest = (name: string): number => {
    if (name.startsWith(RULE)) return 2
    return name.includes(' ') ? settings.fewestForPair : settings.fewestLetters
  }
  const kept = [...letters]
    .filter(([name, count]) => count >= fewest(name))
    .sort(([one], [other]) => (one < other ? -1 : 1))
  const idf = (count: number) => Math.round(100 * (1 + Math.log((1 + examples.length) / (1 + count)))) / 100
  return {
    places: new Map(kept.map(([name], at) => [name, at])),
    idf: Float64Array.from(kept, ([, count]) => idf(count)),
  }
}
