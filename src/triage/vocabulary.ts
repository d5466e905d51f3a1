/**
 * Which tests a word passes, each test known by a number.
 *
 * A letter repeats its words and letters repeat each other's, so what a word passes is
 * worked out once and remembered; after that a test costs one look at a bit. Near words
 * are found by their one-letter deletions.
 */
import { deletions, NearWords } from './near-words.ts'
import { isOrdinary } from './ordinary-words.ts'
import { respelt } from './respelt.ts'
import { isNumber, type WordTest, withinOneEdit, withoutS } from './word-test.ts'

/** What a word passes: a bit for each test, and a list of those that were to be listed. */
export type Passed = { bits: Uint32Array; listed: readonly number[] }

/** Whether the word that passes these passes the test of that number. */
export const passes = (passed: Passed | undefined, test: number): boolean =>
  (((passed?.bits[test >>> 5] ?? 0) >>> (test & 31)) & 1) === 1

/** So many words are remembered before all are forgotten: letters of invented words must not fill the memory. */
const MOST_REMEMBERED = 10_000
const LONGEST_REMEMBERED = 40

/** In so many unknown words of one text a misspelt one is looked for; a letter has a few, a text of nothing else is no letter. */
const MOST_UNKNOWN = 1_500

/** Tests are numbered first, then words are asked about: a test numbered later is not seen. */
export class Vocabulary {
  readonly #numberByKey = new Map<string, number>()
  readonly #words = new Map<string, number[]>()
  readonly #beginnings = new Map<string, number[]>()
  readonly #near = new Map<string, { word: string; number: number }[]>()
  readonly #misspelt = new NearWords()
  readonly #figures: number[] = []
  readonly #listings = new Map<number, number>()
  readonly #remembered = new Map<string, Passed>()
  #longestBeginning = 0
  #unknownLeft = MOST_UNKNOWN
  #nothing: Passed | undefined

  /** Two tests that pass the same words share a number. */
  numberOf(test: WordTest): number {
    const known = this.#numberByKey.get(test.key)
    if (known !== undefined) return known
    const number = this.#numberByKey.size
    this.#numberByKey.set(test.key, number)
    for (const word of test.words) {
      add(this.#words, word, number)
      this.#misspelt.add(word, number)
    }
    for (const beginning of test.beginnings) {
      this.#misspelt.addBeginning(beginning, number)
      add(this.#beginnings, beginning, number)
      this.#longestBeginning = Math.max(this.#longestBeginning, beginning.length)
    }
    for (const word of test.near) for (const form of deletions(word)) add(this.#near, form, { word, number })
    if (test.number) this.#figures.push(number)
    return number
  }

  /** As `numberOf`, and words that pass it list it: under a number counted apart, 0, 1, 2 … */
  list(test: WordTest): number {
    const number = this.numberOf(test)
    const listing = this.#listings.get(number) ?? this.#listings.size
    this.#listings.set(number, listing)
    return listing
  }

  /** What each of the words of one text passes. */
  passedBy(words: readonly string[]): Passed[] {
    this.#unknownLeft = MOST_UNKNOWN
    return words.map((word) => this.#passedBy(word))
  }

  #passedBy(word: string): Passed {
    const known = this.#remembered.get(word)
    if (known) return known
    const passed = this.#lookUp(word)
    if (this.#unknownLeft === 0) return passed
    if (this.#remembered.size >= MOST_REMEMBERED) this.#remembered.clear()
    if (word.length <= LONGEST_REMEMBERED) this.#remembered.set(word, passed)
    return passed
  }

  #lookUp(word: string): Passed {
    const numbers = new Set([word, ...respelt(word)].flatMap((one) => this.#asSpelled(one)))
    for (const number of this.#nearTo(word)) numbers.add(number)
    if (isNumber(word)) for (const number of this.#figures) numbers.add(number)
    if (numbers.size === 0) for (const number of this.#ifMisspelt(word)) numbers.add(number)
    return numbers.size === 0 ? this.#passesNothing() : this.#passed([...numbers])
  }

  #ifMisspelt(word: string): readonly number[] {
    if (this.#unknownLeft === 0 || isOrdinary(word)) return []
    this.#unknownLeft--
    return this.#misspelt.numbersNear(word)
  }

  #asSpelled(word: string): number[] {
    const numbers = [...(this.#words.get(word) ?? []), ...(this.#words.get(withoutS(word)) ?? [])]
    for (let size = 1; size <= Math.min(word.length, this.#longestBeginning); size++)
      numbers.push(...(this.#beginnings.get(word.slice(0, size)) ?? []))
    return numbers
  }

  #nearTo(word: string): number[] {
    // Words in `~` have five letters and more, and none has thirty.
    if (word.length < 4 || word.length > 30) return []
    return deletions(word)
      .flatMap((form) => this.#near.get(form) ?? [])
      .filter((near) => withinOneEdit(word, near.word))
      .map((near) => near.number)
  }

  #passed(numbers: readonly number[]): Passed {
    const bits = new Uint32Array((this.#numberByKey.size + 31) >>> 5)
    for (const number of numbers) bits[number >>> 5] = (bits[number >>> 5] ?? 0) | (1 << (number & 31))
    return { bits, listed: numbers.flatMap((number) => this.#listings.get(number) ?? []) }
  }

  /** Most words pass nothing; they share one answer. */
  #passesNothing(): Passed {
    this.#nothing ??= this.#passed([])
    return this.#nothing
  }
}

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key)
  if (known) known.push(value)
  else map.set(key, [value])
}
