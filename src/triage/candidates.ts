/** Which patterns can match a text at all, and where they can begin: so that the others cost nothing. */
import type { Words } from './automaton.ts'
import type { CompiledPattern, Need } from './pattern.ts'
import type { TestNumbers } from './test-numbers.ts'
import { passes } from './vocabulary.ts'
import { WordTest } from './word-test.ts'

export type NumberedNeed = { test: number; from: number; to: number }

/** A way with its tests as numbers; `rarest` is the need that the fewest words meet, which they list, and `needs` are the others. */
export type NumberedWay = {
  entry: number
  sentences: number
  listing: number
  start: number
  rarest: NumberedNeed
  needs: readonly NumberedNeed[]
}

/** The ways of one pattern, which is the entry of that number. */
export const numberedWays = (pattern: CompiledPattern, entry: number, numbers: TestNumbers): NumberedWay[] =>
  pattern.ways.map(({ starts, needs }) => {
    const numbered = (need: Need) => ({ from: need.from, to: need.to, test: numbers.numberOf(need.test) })
    const rarest = needs.reduce((one, other) => (other.test.breadth < one.test.breadth ? other : one))
    return {
      entry,
      sentences: pattern.sentences,
      listing: numbers.list(rarest.test),
      start: numbers.numberOf(WordTest.anyOf(starts)),
      rarest: numbered(rarest),
      needs: needs.filter((need) => need !== rarest).map(numbered),
    }
  })

/** An entry, and the tokens at which it may begin; both in order. */
export type Candidate = { entry: number; at: readonly number[] }

/** Numbers of a way in the table of all of them. */
const ENTRY = 0
const SENTENCES = 1
const START = 2
const FROM = 3
const TO = 4
/** Where its needs begin; they end where those of the next way do. */
const NEEDS = 5
const WIDTH = 6

/** Knows what each pattern needs: in lists of numbers, because every word of every letter is looked up in them. */
export class Candidates {
  /** The ways in the order of their listings, `WIDTH` numbers each, and one more row that ends the last. */
  readonly #ways: Int32Array
  /** The needs of the ways: test, from, to. */
  readonly #needs: Int32Array
  /** Where the ways of each listing begin, and where the last end. */
  readonly #of: Int32Array
  /** For each way the first token that was not looked at as its beginning. */
  readonly #next: Int32Array

  constructor(ways: readonly NumberedWay[]) {
    const ordered = ways.toSorted((one, other) => one.listing - other.listing)
    this.#ways = new Int32Array((ordered.length + 1) * WIDTH)
    this.#needs = new Int32Array(3 * ordered.reduce((sum, { needs }) => sum + needs.length, 0))
    this.#of = new Int32Array((ordered.at(-1)?.listing ?? -1) + 2)
    this.#next = new Int32Array(ordered.length)
    let need = 0
    for (const [at, { entry, sentences, listing, start, rarest, needs }] of ordered.entries()) {
      const row = at * WIDTH
      this.#ways[row + ENTRY] = entry
      this.#ways[row + SENTENCES] = sentences
      this.#ways[row + START] = start
      this.#ways[row + FROM] = rarest.from
      this.#ways[row + TO] = rarest.to
      this.#ways[row + NEEDS] = need
      this.#of[listing + 1] = at + 1
      for (const { test, from, to } of needs) {
        this.#needs[need++] = test
        this.#needs[need++] = from
        this.#needs[need++] = to
      }
    }
    this.#ways[ordered.length * WIDTH + NEEDS] = need
    // A listing without ways ends where the one before it does.
    for (let at = 1; at < this.#of.length; at++)
      this.#of[at] = Math.max(this.#of[at] ?? 0, this.#of[at - 1] ?? 0)
  }

  /** The entries that have a way of which all needs are met near enough to each other. */
  of({ tokens, passed }: Words): Candidate[] {
    const found = new Map<number, number[]>()
    this.#next.fill(0)
    for (let at = 0; at < passed.length; at++) {
      const listed = passed[at]?.listed ?? NONE
      for (let n = 0; n < listed.length; n++) {
        const listing = listed[n] ?? 0
        const end = this.#of[listing + 1] ?? 0
        for (let way = this.#of[listing] ?? 0; way < end; way++)
          this.#addBeginnings(way, at, { tokens, passed }, found)
      }
    }
    return [...found]
      .map(([entry, at]) => ({ entry, at: at.sort((one, other) => one - other) }))
      .sort((one, other) => one.entry - other.entry)
  }

  /** Where a match may begin this way: so far before a place of its rarest need, at a word that passes, with the other needs met. */
  #addBeginnings(way: number, place: number, words: Words, found: Map<number, number[]>): void {
    const row = way * WIDTH
    const ways = this.#ways
    const { passed } = words
    const last = place - (ways[row + FROM] ?? 0)
    const start = ways[row + START] ?? 0
    let first = Math.max(this.#next[way] ?? 0, place - (ways[row + TO] ?? 0))
    for (; first <= last; first++) {
      if (!passes(passed[first], start) || !this.#isMet(row, first, words)) continue
      const entry = ways[row + ENTRY] ?? 0
      const known = found.get(entry)
      if (known) known.push(first)
      else found.set(entry, [first])
    }
    this.#next[way] = first
  }

  #isMet(row: number, first: number, { tokens, passed }: Words): boolean {
    const needs = this.#needs
    const lastSentence = (tokens[first]?.sentence ?? 0) + (this.#ways[row + SENTENCES] ?? 0)
    const lastNeed = this.#ways[row + WIDTH + NEEDS] ?? 0
    for (let need = this.#ways[row + NEEDS] ?? 0; need < lastNeed; need += 3) {
      const test = needs[need] ?? 0
      const end = Math.min(first + (needs[need + 2] ?? 0), tokens.length - 1)
      let at = first + (needs[need + 1] ?? 0)
      while (at <= end && !passes(passed[at], test)) at++
      if (at > end || (tokens[at]?.sentence ?? 0) > lastSentence) return false
    }
    return true
  }
}

const NONE: readonly number[] = []
