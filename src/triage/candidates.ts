/** Which patterns can match a text at all, and where they can begin: so that the others cost nothing. */
import type { Automaton, Words } from './automaton.ts'
import type { Need, Way } from './pattern.ts'
import { passes, type Vocabulary } from './vocabulary.ts'
import { WordTest } from './word-test.ts'

type Entry = { automaton: Automaton; ways: readonly Way[] }

type NumberedNeed = { test: number; from: number; to: number }

/** A way with its tests as numbers; `rarest` is the need that the fewest words meet, and `needs` are the others. */
type Numbered = {
  entry: number
  sentences: number
  start: number
  rarest: NumberedNeed
  needs: readonly NumberedNeed[]
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
      for (const way of ways) this.#add({ entry, sentences: automaton.sentences }, way, vocabulary)
    }
  }

  #add({ entry, sentences }: { entry: number; sentences: number }, way: Way, vocabulary: Vocabulary): void {
    const numbered = (need: Need) => ({ ...need, test: vocabulary.numberOf(need.test) })
    const rarest = way.needs.reduce((one, other) => (other.test.breadth < one.test.breadth ? other : one))
    const listing = vocabulary.list(rarest.test)
    this.#under[listing] ??= []
    this.#under[listing].push({
      entry,
      sentences,
      start: vocabulary.numberOf(WordTest.anyOf(way.starts)),
      rarest: numbered(rarest),
      needs: way.needs.filter((need) => need !== rarest).map(numbered),
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

/** Where a match may begin this way: so far before a place of its rarest need, at a word that passes, with the other needs met. */
function addBeginnings(way: Numbered, places: readonly number[], { words, found }: Search): void {
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

function isMet({ sentences, needs }: Numbered, first: number, { tokens, passed }: Words): boolean {
  const lastSentence = (tokens[first]?.sentence ?? 0) + sentences
  for (const { test, from, to } of needs) {
    const end = Math.min(first + to, tokens.length - 1)
    let at = first + from
    while (at <= end && !passes(passed[at], test)) at++
    if (at > end || (tokens[at]?.sentence ?? 0) > lastSentence) return false
  }
  return true
}
