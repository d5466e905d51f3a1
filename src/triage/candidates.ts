/** Which patterns can match a text at all, and where they can begin: so that the others cost nothing. */
import type { Automaton, Words } from './automaton.ts'
import type { Way } from './pattern.ts'
import { passes, type Vocabulary } from './vocabulary.ts'
import { WordTest } from './word-test.ts'

type Entry = { automaton: Automaton; ways: readonly Way[] }

/** A way with its tests as numbers. `rarest` is the place among the needs of the one that the fewest words meet. */
type Numbered = {
  entry: number
  automaton: Automaton
  start: number
  needs: readonly number[]
  rarest: number
}

/** An entry, and the tokens at which it may begin; both in order. */
export type Candidate = { entry: number; at: readonly number[] }

/** Knows what each pattern needs. */
export class Candidates {
  /** The ways, each under its rarest need. */
  readonly #under: Numbered[][] = []

  /** Numbers the needs in the vocabulary. */
  constructor(entries: readonly Entry[], vocabulary: Vocabulary) {
    for (const [entry, { automaton, ways }] of entries.entries()) {
      for (const way of ways) this.#add({ entry, automaton }, way, vocabulary)
    }
  }

  #add(of: { entry: number; automaton: Automaton }, { starts, needs }: Way, vocabulary: Vocabulary): void {
    const rarest = needs.reduce((one, other) => (other.breadth < one.breadth ? other : one))
    const listing = vocabulary.list(rarest)
    this.#under[listing] ??= []
    this.#under[listing].push({
      ...of,
      start: vocabulary.numberOf(WordTest.anyOf(starts)),
      needs: needs.map((test) => vocabulary.numberOf(test)),
      rarest: needs.indexOf(rarest),
    })
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

/**
 * Where a match may begin this way: within its reach before a place of its rarest need, at
 * a word that passes, with every need met by a word of its own, in their order.
 */
function addBeginnings(way: Numbered, places: readonly number[], { words, found }: Search): void {
  const { automaton, needs, rarest } = way
  const before = automaton.longest - (needs.length - rarest)
  let from = 0
  for (const place of places) {
    for (from = Math.max(from, place - before); from <= place - rarest; from++) {
      if (!passes(words.passed[from], way.start) || !isMet(way, from, words)) continue
      const known = found.get(way.entry)
      if (known) known.push(from)
      else found.set(way.entry, [from])
    }
  }
}

function isMet({ automaton, needs }: Numbered, first: number, { tokens, passed }: Words): boolean {
  const sentence = (tokens[first]?.sentence ?? 0) + automaton.sentences
  const end = Math.min(first + automaton.longest, tokens.length)
  let need = 0
  for (let at = first; at < end && need < needs.length && (tokens[at]?.sentence ?? 0) <= sentence; at++) {
    if (passes(passed[at], needs[need] ?? 0)) need++
  }
  return need === needs.length
}
