/**
 * A linear model of routes: for each route the sum of the weights of a letter's words and of
 * the rules found in it, made into probabilities that add up to one (softmax).
 *
 * Linear, because its reason can be told: what spoke for a route is the words whose weight
 * times value was largest. It proposes; it never decides.
 */
import { type Feature, featureName } from './features.ts'
import { termNumbers } from './term-numbers.ts'

/** `weights` holds, for each term, one weight a class: those of term `at` begin at `at * classes.length`. */
export type LinearModel = {
  /** Names the letters and settings that it was learned from. */
  version: string
  classes: readonly string[]
  bias: Float64Array
  /** The place of each term; a rule is one too, as `rule:` and its id. */
  places: ReadonlyMap<string, number>
  /** How telling a word is by its rarity. */
  idf: Float64Array
  weights: Float64Array
}

/** A rule that was found: `counts` is less than 1 where the words are not the writer's own. */
export type RuleHit = { id: string; sentence: number; counts: number }

/** Terms that begin so are rules. */
export const RULE = 'rule:'

/** Rules stand beside words whose values have together the length one; chosen by cross-validation. */
const RULE_VALUE = 0.1

/** A term of this letter: where it stands first, and how much it counts. */
export type Known = { at: number; value: number; first: Feature | undefined }

/** A feature that the model knows, at its place. */
export type Placed = { at: number; feature: Feature }

/** The features that the model knows, in the order of the letter. */
export function placedIn({ places }: Pick<LinearModel, 'places'>, features: readonly Feature[]): Placed[] {
  const numbers = termNumbers(places)
  const placed: Placed[] = []
  for (const feature of features) {
    const { word, next, isSubject } = feature
    const number = numbers.numberOf(isSubject ? featureName(feature) : word)
    const at =
      next === undefined ? numbers.placeOf(number) : numbers.placeOfPair(number, numbers.numberOf(next))
    if (at >= 0) placed.push({ at, feature })
  }
  return placed
}

/**
 * The terms of a letter, or of a few sentences. A rare word and one that is repeated count more,
 * and all words together have the length one, so that a long letter does not shout.
 */
export function knownIn(
  model: Pick<LinearModel, 'places' | 'idf'>,
  placed: readonly Placed[],
  hits: readonly RuleHit[],
): Known[] {
  const counted = new Map<number, { times: number; first: Feature }>()
  for (const { at, feature } of placed) {
    const one = counted.get(at)
    if (one) one.times += feature.times
    else counted.set(at, { times: feature.times, first: feature })
  }
  const known: Known[] = []
  let square = 0
  for (const [at, { times, first }] of counted) {
    const value = (1 + (times > 1 ? Math.log(times) : 0)) * (model.idf[at] ?? 0)
    square += value * value
    known.push({ at, value, first })
  }
  const length = Math.sqrt(square) || 1
  for (const one of known) one.value /= length
  return hits.length === 0 ? known : [...known, ...rulesIn(model, hits)]
}

/** The rules that the model was taught with, each where it counts most. */
export function rulesIn({ places }: Pick<LinearModel, 'places'>, hits: readonly RuleHit[]): Known[] {
  const best = new Map<number, number>()
  for (const { id, counts } of hits) {
    const at = places.get(RULE + id)
    if (at !== undefined) best.set(at, Math.max(counts, best.get(at) ?? 0))
  }
  return [...best].map(([at, counts]) => ({ at, value: RULE_VALUE * counts, first: undefined }))
}

/** The logarithm of the probability of each class, in the order of the classes. */
export function logShares({ bias, weights }: LinearModel, known: readonly Known[]): Float64Array {
  const sums = bias.slice()
  const wide = sums.length
  for (const { at, value } of known) {
    for (let n = 0; n < wide; n++) sums[n] = (sums[n] ?? 0) + value * (weights[at * wide + n] ?? 0)
  }
  return normalised(sums)
}

/** Takes away the logarithm of the whole, so that what remains are logarithms of shares. */
export function normalise(sums: Float64Array): void {
  let top = Number.NEGATIVE_INFINITY
  for (let n = 0; n < sums.length; n++) top = Math.max(top, sums[n] ?? 0)
  let total = 0
  for (let n = 0; n < sums.length; n++) total += Math.exp((sums[n] ?? 0) - top)
  const whole = top + Math.log(total)
  for (let n = 0; n < sums.length; n++) sums[n] = (sums[n] ?? 0) - whole
}

/** As `normalise`, and leaves these as they are. */
export function normalised(sums: Float64Array): Float64Array {
  const shares = sums.slice()
  normalise(shares)
  return shares
}

const MOST_WORDS_TOLD = 5
/** Words that one letter in five has ("he", "was") count, but tell a caseworker nothing. */
const COMMON_IDF = 2.5

/** Whether a term is a word that tells something; a word of the subject stands among the others too. */
const isTelling = ({ idf }: LinearModel, { at, first }: Known): boolean =>
  first !== undefined && !first.isSubject && (idf[at] ?? 0) >= COMMON_IDF

/** The words and pairs that tell something, each once. */
export const tellingIn = (model: LinearModel, known: readonly Known[]): Known[] =>
  known.filter((one) => isTelling(model, one))

/** The words that spoke for a class as the writer wrote them, the weightiest first. */
export function wordsFor(
  model: LinearModel,
  at: number,
  { telling, text }: { telling: readonly Known[]; text: string },
): string[] {
  const wide = model.classes.length
  const spoke: { first: Feature; points: number }[] = []
  for (const one of telling) {
    const points = one.value * (model.weights[one.at * wide + at] ?? 0)
    if (one.first && points > 0) spoke.push({ first: one.first, points })
  }
  spoke.sort((one, other) => other.points - one.points)
  const told: string[] = []
  for (const { first } of spoke) {
    if (told.length === MOST_WORDS_TOLD) break
    const shown = text.slice(first.start, first.end).replace(/\s+/g, ' ')
    const bare = ` ${shown.toLowerCase()} `
    // A word that is part of a pair already told is not told again.
    if (!told.some((other) => ` ${other.toLowerCase()} `.includes(bare))) told.push(shown)
  }
  return told
}
