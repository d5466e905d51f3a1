/**
 * What the model says of a letter as a whole, and of each few sentences of it: a second request
 * in one sentence of a long letter is lost in the whole, and starts a clock of its own.
 */
import { type Message, reading } from '../message/message.ts'
import { type Feature, featuresOf } from './features.ts'
import {
  knownIn,
  type LinearModel,
  logShares,
  normalise,
  type Placed,
  placedIn,
  type RuleHit,
  rulesIn,
  tellingIn,
  wordsFor,
} from './linear-model.ts'
import type { Token } from './tokens.ts'

/** The sentences that speak most for a class, as offsets into the reading, and the logarithm of its share there. */
export type Strongest = { logShare: number; start: number; end: number }

export type Opinion = {
  /** In the order of the model's classes. */
  logShares: Float64Array
  /** For windows of one, two and three sentences: the strongest of each class. */
  windows: Strongest[][]
  /** How many different words and pairs of the letter tell something. */
  telling: number
  /** The words that spoke for the class of that place, as the writer wrote them. */
  wordsFor: (at: number) => string[]
}

/** Windows of one, two and three sentences. */
const WIDTHS = [1, 2, 3]

/** What the model says of this message, in which these rules were found. */
export function opinionOn(
  model: LinearModel,
  message: Message,
  { tokens, hits }: { tokens: readonly Token[]; hits: readonly RuleHit[] },
): Opinion {
  const features = featuresOf(message, tokens)
  const placed = placedIn(model, features)
  const known = knownIn(model, placed, hits)
  const telling = tellingIn(model, known)
  const sentences = sentencesOf(model, { features, placed, hits })
  return {
    logShares: logShares(model, known),
    windows: WIDTHS.map((width) => strongestIn(model, sentences, width)),
    telling: telling.length,
    wordsFor: (at) => wordsFor(model, at, { telling, text: reading(message) }),
  }
}

/** A sentence: the sums of its words by class, the square of their length, and the sums of the rules found in it. */
type Sentence = {
  number: number
  start: number
  end: number
  words: Float64Array
  square: number
  rules: Float64Array | undefined
}

type Read = { features: readonly Feature[]; placed: readonly Placed[]; hits: readonly RuleHit[] }

/** Each sentence is added up once, and windows are sums of sentences: a long letter has hundreds of windows. */
function sentencesOf(model: LinearModel, { features, placed, hits }: Read): Sentence[] {
  const wide = model.classes.length
  const sentences: Sentence[] = []
  for (const { sentence: number, start, end } of features) {
    const last = sentences.at(-1)
    if (last?.number === number) last.end = Math.max(last.end, end)
    else sentences.push({ number, start, end, words: new Float64Array(wide), square: 0, rules: undefined })
  }
  const byNumber = new Map(sentences.map((one) => [one.number, one]))
  for (const { at, feature } of placed) {
    const sentence = byNumber.get(feature.sentence)
    const idf = model.idf[at] ?? 0
    if (!sentence) continue
    addTo(sentence.words, model, { at, value: idf })
    sentence.square += idf * idf
  }
  for (const hit of hits) {
    const sentence = byNumber.get(hit.sentence)
    if (!sentence) continue
    sentence.rules ??= new Float64Array(wide)
    for (const known of rulesIn(model, [hit])) addTo(sentence.rules, model, known)
  }
  return sentences
}

function addTo(
  sums: Float64Array,
  { weights }: LinearModel,
  { at, value }: { at: number; value: number },
): void {
  const from = at * sums.length
  for (let n = 0; n < sums.length; n++) sums[n] = (sums[n] ?? 0) + value * (weights[from + n] ?? 0)
}

function strongestIn(model: LinearModel, sentences: readonly Sentence[], width: number): Strongest[] {
  const best: Strongest[] = model.classes.map(() => ({
    logShare: Number.NEGATIVE_INFINITY,
    start: 0,
    end: 0,
  }))
  const windows = sentences.length === 0 ? 0 : Math.max(1, sentences.length - width + 1)
  const shares = new Float64Array(model.classes.length)
  for (let at = 0; at < windows; at++) {
    const to = Math.min(at + width, sentences.length)
    addUp(shares, model, sentences, { from: at, to })
    normalise(shares)
    const start = sentences[at]?.start ?? 0
    const end = sentences[to - 1]?.end ?? 0
    for (let n = 0; n < best.length; n++) {
      const logShare = shares[n] ?? 0
      if (logShare > (best[n]?.logShare ?? 0)) best[n] = { logShare, start, end }
    }
  }
  return best
}

/** The sums of a few sentences by class, into `sums`. */
function addUp(
  sums: Float64Array,
  { bias }: LinearModel,
  sentences: readonly Sentence[],
  { from, to }: { from: number; to: number },
): void {
  let square = 0
  for (let at = from; at < to; at++) square += sentences[at]?.square ?? 0
  const length = Math.sqrt(square) || 1
  sums.set(bias)
  for (let at = from; at < to; at++) {
    const { words, rules } = sentences[at] as Sentence
    for (let n = 0; n < sums.length; n++)
      sums[n] = (sums[n] ?? 0) + (words[n] ?? 0) / length + (rules === undefined ? 0 : (rules[n] ?? 0))
  }
}
