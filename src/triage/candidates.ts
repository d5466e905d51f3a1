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

/** Knows what each pattern needs. */
export class Candidates {
  /** The ways, each under its rarest need. */
  readonly #under: NumberedWay[][] = []

  constructor(ways: readonly NumberedWay[]) {
    for (const way of ways) {
      this.#under[way.listing] ??= []
      this.#under[way.listing]?.push(way)
    }
  }

  /** The entries that have a way of which all needs are met near enough to each other. */
  of(words: Words): Candidate[] {
    const found = new Map<number, number[]>()
    for (const [listing, places] of placesOf(words)) {
      for (const way of this.#under[listing] ?? []) addBeginnings(way, places, { words, found })
    }
    return [...found]
      .map(([entry, at]) => ({ entry, at: at.sort((one, other) => one - other) }))
      .sort((one, other) => one.entry - other.entry)
  }
}

/** For each need that ways are kept under, the tokens that meet it. */
function placesOf({ passed }: Words): Map<number, number[]> {
  const places = new Map<number, number[]>()
  for (let at = 0; at < passed.length; at++) {
    for (const listing of passed[at]?.listed ?? []) {
      const known = places.get(listing)
      if (known) known.push(at)
      else places.set(listing, [at])
    }
  }
  return places
}

type Search = { words: Words; found: Map<number, number[]> }

/** Where a match may begin this way: so far before a place of its rarest need, at a word that passes, with the other needs met. */
function addBeginnings(way: NumberedWay, places: readonly number[], { words, found }: Search): void {
  let first = 0
  for (const place of places) {
    for (first = Math.max(first, place - way.rarest.to); first <= place - way.rarest.from; first++) {
      if (!passes(words.passed[first], way.start) || !isMet(way, first, words)) continue
      const known = found.get(way.entry)
      if (known) known.push(first)
      else found.set(way.entry, [first])
    }
  }
}

function isMet({ sentences, needs }: NumberedWay, first: number, { tokens, passed }: Words): boolean {
  const lastSentence = (tokens[first]?.sentence ?? 0) + sentences
  for (const { test, from, to } of needs) {
    const end = Math.min(first + to, tokens.length - 1)
    let at = first + from
    while (at <= end && !passes(passed[at], test)) at++
    if (at > end || (tokens[at]?.sentence ?? 0) > lastSentence) return false
  }
  return true
}
