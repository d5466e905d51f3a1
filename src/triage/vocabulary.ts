/**
 * Which tests a word passes, each test known by a number.
 *
 * A letter repeats its words and letters repeat each other's, so what a word passes is
 * worked out once and remembered; after that a test costs one look at a bit.
 */
import { type KnownWord, WordSlot } from './known-words.ts'
import { placesOf } from './model-bytes.ts'
import { NearWords } from './near-words.ts'
import { respelt } from './respelt.ts'
import { numbersAt, type WordTables } from './word-tables.ts'
import { isNumber, withinOneEdit, withoutS } from './word-test.ts'

/** What a word passes: a bit for each test, and a list of those that were to be listed. */
export type Passed = { bits: Uint32Array; listed: readonly number[] }

/** Whether the word that passes these passes the test of that number. */
export const passes = (passed: Passed | undefined, test: number): boolean =>
  (((passed?.bits[test >>> 5] ?? 0) >>> (test & 31)) & 1) === 1

/** In so many unknown words of one text a misspelt one is looked for; a letter has a few, a text of nothing else is no letter. */
const MOST_UNKNOWN = 1_500

/** Answers for the tests that were numbered for its tables. */
export class Vocabulary {
  readonly #tables: WordTables
  readonly #words: ReadonlyMap<string, number>
  /** The places of the beginnings, under the first letter of each. */
  readonly #beginnings: ReadonlyMap<number, readonly number[]>
  /** For each test the number that it is listed under, or -1. */
  readonly #listingOf: Int32Array
  readonly #remembered = new WordSlot<Passed>()
  #misspelt: NearWords | undefined
  #unknownLeft = MOST_UNKNOWN
  #nothing: Passed | undefined

  constructor(tables: WordTables) {
    this.#tables = tables
    this.#words = placesOf(tables.words.words)
    this.#beginnings = Map.groupBy(tables.beginnings.words.keys(), (at) =>
      (tables.beginnings.words[at] ?? '').charCodeAt(0),
    )
    this.#listingOf = new Int32Array(tables.tests).fill(-1)
    for (const [listing, test] of tables.listed.entries()) this.#listingOf[test] = listing
  }

  /** What each of the words of one text passes. */
  passedBy(text: readonly { known: KnownWord }[]): Passed[] {
    this.#unknownLeft = MOST_UNKNOWN
    return text.map(({ known }) => this.#remembered.of(known) ?? this.#lookUp(known))
  }

  #lookUp(known: KnownWord): Passed {
    const passed = this.#found(known)
    // Of the words beyond the most a misspelt one was not looked for; the next text may do that.
    if (this.#unknownLeft > 0) this.#remembered.keep(known, passed)
    return passed
  }

  #found(known: KnownWord): Passed {
    const { word } = known
    const numbers = new Set<number>()
    this.#asSpelled(word, numbers)
    for (const meant of respelt(word)) this.#asSpelled(meant, numbers)
    for (const number of this.#nearTo(word)) numbers.add(number)
    if (isNumber(word)) for (const number of this.#tables.figures) numbers.add(number)
    if (numbers.size === 0) for (const number of this.#ifMisspelt(known)) numbers.add(number)
    return numbers.size === 0 ? this.#passesNothing() : this.#passed([...numbers])
  }

  #ifMisspelt({ word, isOrdinary }: KnownWord): readonly number[] {
    if (this.#unknownLeft === 0 || isOrdinary) return []
    this.#unknownLeft--
    this.#misspelt ??= new NearWords(this.#tables)
    return this.#misspelt.numbersNear(word)
  }

  #asSpelled(word: string, numbers: Set<number>): void {
    const { words, beginnings } = this.#tables
    const bare = withoutS(word)
    for (const one of bare === word ? [word] : [word, bare]) {
      const at = this.#words.get(one)
      if (at !== undefined) for (const number of numbersAt(words, at)) numbers.add(number)
    }
    for (const at of this.#beginnings.get(word.charCodeAt(0)) ?? [])
      if (word.startsWith(beginnings.words[at] ?? ''))
        for (const number of numbersAt(beginnings, at)) numbers.add(number)
  }

  #nearTo(word: string): number[] {
    // Words in `~` have five letters and more, and none has thirty.
    if (word.length < 4 || word.length > 30) return []
    const { near } = this.#tables
    return near.words.flatMap((other, at) => (withinOneEdit(word, other) ? [...numbersAt(near, at)] : []))
  }

  #passed(numbers: readonly number[]): Passed {
    const bits = new Uint32Array((this.#tables.tests + 31) >>> 5)
    const listed: number[] = []
    for (const number of numbers) {
      bits[number >>> 5] = (bits[number >>> 5] ?? 0) | (1 << (number & 31))
      const listing = this.#listingOf[number] ?? -1
      if (listing >= 0) listed.push(listing)
    }
    return { bits, listed }
  }

  /** Most words pass nothing; they share one answer. */
  #passesNothing(): Passed {
    this.#nothing ??= this.#passed([])
    return this.#nothing
  }
}
