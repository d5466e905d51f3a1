/**
 * The model of danger: how much a passage reads like those in which people said that
 * somebody was at risk. It was learned from labelled sentences and letters, because
 * people in danger seldom use the words that a rule would look for.
 *
 * Linear, so that its reason can be told: the words whose weight times value was largest. What it
 * says goes before a person; it never clears anything.
 */
import { type KnownWord, knownWord, WordSlot } from './known-words.ts'
import { LetterForms } from './letter-forms.ts'
import { mendWord } from './mend-word.ts'
import type { Sentence } from './passages.ts'
import type { RiskCategory } from './risk.ts'
import { termName } from './term-name.ts'
import { termNumbers } from './term-numbers.ts'
import { withinOneEdit } from './word-test.ts'

/** One question to a passage: the weight of each term, and the sum of a passage without a known word. */
export type Head = { bias: number; weights: ArrayLike<number> }

/**
 * `places` numbers the terms, words and pairs and signs, rarest last in no order that matters; `rarity` is
 * the inverse document frequency of each. The families know the first terms only.
 */
export type DangerModel = {
  version: string
  places: ReadonlyMap<string, number>
  rarity: ArrayLike<number>
  danger: Head
  immediate: Head
  families: readonly (Head & { category: RiskCategory })[]
  /** Makes the sum of a letter's strongest passage into log-odds (Platt). */
  scale: { slope: number; offset: number }
  /** A passage with this sum, or more, is a reason to alert; and to page at once. */
  alertAt: number
  immediateAt: number
}

/** The terms of one passage with their values: words together of length one, signs beside them. */
export type Values = { places: Int32Array; values: Float64Array }

/** What one sign of the rules counts beside the words, which together count one. */
const SIGN_VALUE = 0.2

/** A sentence in the model’s numbers, so that it is looked up once though several passages hold it. */
export type KnownSentence = {
  sentence: Sentence
  terms: readonly number[]
  /** For each term the word of the sentence that it ends with. */
  origins: readonly number[]
  signs: readonly number[]
}

type Places = Pick<DangerModel, 'places'> & Partial<Pick<DangerModel, 'danger'>>

/** The number of a name that no term of the model has. */
const UNKNOWN = -1

export function knownSentence(model: Places, sentence: Sentence): KnownSentence {
  const numbers = termNumbers(model.places)
  const slot = namesSlot(model)
  const terms: number[] = []
  const origins: number[] = []
  let before = UNKNOWN
  for (let at = 0; at < sentence.words.length; at++) {
    const known = knownWord(sentence.words[at] ?? '')
    const names = slot.of(known) ?? keptNames(model, known, slot)
    for (const name of names) {
      const alone = numbers.placeOf(name)
      const pair = numbers.placeOfPair(before, name)
      if (alone >= 0) terms.push(alone)
      if (pair >= 0) terms.push(pair)
      while (origins.length < terms.length) origins.push(at)
      before = name
    }
  }
  const signs = [...sentence.signs].map((sign) => model.places.get(sign)).filter((one) => one !== undefined)
  return { sentence, terms, origins, signs }
}

/** Shorter words lose too much with a letter: what is left may be any of several. */
const SHORTEST_LOST = 4

type LostLetters = { names: readonly string[]; forms: LetterForms }
const lost = new WeakMap<Places, LostLetters>()

function lostLetters(model: Places): LostLetters {
  const known = lost.get(model)
  if (known) return known
  const names = [...model.places.keys()].filter((name) => name.length >= SHORTEST_LOST && !/[ <#]/.test(name))
  const forms = new LetterForms()
  for (const [at, name] of names.entries()) forms.add(name, at)
  lost.set(model, { names, forms })
  return { names, forms }
}

/** The word of the model that this one is with one letter lost; where several can have been meant, the gravest of them. */
function wholeOf(model: Places, word: string): string | undefined {
  const { names, forms } = lostLetters(model)
  const weight = (name: string) => model.danger?.weights[model.places.get(name) ?? -1] ?? 0
  let gravest: string | undefined
  forms.lacking(word, (at) => {
    const name = names[at]
    if (name?.length !== word.length + 1 || !withinOneEdit(word, name)) return
    if (gravest === undefined || weight(name) >= weight(gravest)) gravest = name
  })
  return gravest
}

const names = new WeakMap<Places, WordSlot<readonly number[]>>()

function namesSlot(model: Places): WordSlot<readonly number[]> {
  const slot = names.get(model) ?? new WordSlot()
  names.set(model, slot)
  return slot
}

/** The numbers of what the model calls a word; one that it does not know is mended where that is no guess. */
function keptNames(model: Places, known: KnownWord, slot: WordSlot<readonly number[]>): readonly number[] {
  const numbers = termNumbers(model.places)
  const found = mendedNames(model, known.word).map((name) => numbers.numberOf(name))
  slot.keep(known, found)
  return found
}

function mendedNames(model: Places, word: string): readonly string[] {
  const name = termName(word)
  if (model.places.has(name) && name !== '#') return [name]
  const names = mendWord(word, (one) => one !== '#' && model.places.has(one))
  if (names.length > 0) return names
  return [wholeOf(model, name) ?? name]
}

/** How often each term stands in the passage at hand; all nought between two passages. */
let counts = new Uint16Array(0)
/** The terms of the passage at hand and their values; a place for each term of a model and no more, so they always fit. */
let placesHere = new Int32Array(0)
let valuesHere = new Float64Array(0)

/** Fills these with the terms and values of a passage; gives how many there are. */
function read({ rarity }: Pick<DangerModel, 'rarity'>, passage: readonly KnownSentence[]): number {
  if (counts.length < rarity.length) {
    counts = new Uint16Array(rarity.length)
    placesHere = new Int32Array(rarity.length)
    valuesHere = new Float64Array(rarity.length)
  }
  const words = countWords(passage)
  let squares = 0
  for (let at = 0; at < words; at++) {
    const place = placesHere[at] ?? 0
    const times = counts[place] ?? 1
    const value = (times === 1 ? 1 : 1 + Math.log(times)) * (rarity[place] ?? 0)
    counts[place] = 0
    valuesHere[at] = value
    squares += value * value
  }
  const length = Math.sqrt(squares) || 1
  for (let at = 0; at < words; at++) valuesHere[at] = (valuesHere[at] ?? 0) / length
  let size = words
  for (const { signs } of passage)
    for (const place of signs)
      if (!isAmong(place, words, size)) {
        placesHere[size] = place
        valuesHere[size] = SIGN_VALUE
        size++
      }
  return size
}

/** Counts each word and pair; gives how many different ones there are. */
function countWords(passage: readonly KnownSentence[]): number {
  let size = 0
  for (const { terms } of passage)
    for (let at = 0; at < terms.length; at++) {
      const place = terms[at] ?? 0
      if (counts[place] === 0) placesHere[size++] = place
      counts[place] = (counts[place] ?? 0) + 1
    }
  return size
}

function isAmong(place: number, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (placesHere[at] === place) return true
  return false
}

/** The values of a passage: more for a rare term and for one said twice. */
export function valuesOf(model: Pick<DangerModel, 'rarity'>, passage: readonly KnownSentence[]): Values {
  const size = read(model, passage)
  return { places: placesHere.slice(0, size), values: valuesHere.slice(0, size) }
}

/** How much a passage reads like danger: the sum of its values, without keeping them, because most passages are harmless. */
export function dangerOf(model: DangerModel, passage: readonly KnownSentence[]): number {
  const size = read(model, passage)
  return sumOver(model.danger, { places: placesHere, values: valuesHere }, size)
}

/** The sum of weights for a passage. */
export const sumOf = (head: Head, values: Values): number => sumOver(head, values, values.places.length)

function sumOver({ bias, weights }: Head, { places, values }: Values, size: number): number {
  let sum = bias
  for (let at = 0; at < size; at++) sum += (weights[places[at] ?? 0] ?? 0) * (values[at] ?? 0)
  return sum
}

/** The probability that a letter whose strongest passage has this sum holds a danger. */
export const probabilityOf = ({ scale }: Pick<DangerModel, 'scale'>, sum: number): number =>
  1 / (1 + Math.exp(-(scale.slope * sum + scale.offset)))

/** A sentence of fewer words proves nothing alone; among others it counts all the same. */
const FEWEST_WORDS = 6

/** Whether a passage says enough to be weighed. */
export const isWeighable = (passage: readonly KnownSentence[]): boolean =>
  passage.reduce((sum, { sentence }) => sum + sentence.words.length, 0) >= FEWEST_WORDS
