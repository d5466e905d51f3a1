/** Which patterns can match a text at all, and where they can begin: so that the others cost nothing. */
import type { Token } from './tokens.ts'
import { isNumber, type WordTest, withoutS } from './word-test.ts'

/** `starts` are the tests of which one passes the first word of a match. */
type Entry = { needs: readonly (readonly WordTest[])[]; starts: readonly (WordTest | undefined)[] }

const MOST_REMEMBERED = 50_000
const LONGEST_BEGINNING = 24

/** Knows for every word which tests it may pass. Near words are found by their one-letter deletions. */
export class WordIndex {
  readonly #entries: { needs: number[]; starts: number[] }[]
  readonly #numbers = new Map<string, number>()
  readonly #testNumbers = new Map<string, number>()
  readonly #words = new Map<string, number[]>()
  readonly #beginnings = new Map<string, number[]>()
  readonly #near = new Map<string, number[]>()
  readonly #number: number[] = []
  readonly #remembered = new Map<string, readonly number[]>()
  readonly #needing: number[][] = []

  constructor(entries: readonly Entry[]) {
    this.#entries = entries.map((entry) => ({
      needs: [...new Set(entry.needs.map((tests) => this.#numberOf(tests)))],
      starts: [this.#numberOf(entry.starts.filter((test) => test !== undefined))],
    }))
    this.#entries.forEach((entry, at) => {
      for (const need of entry.needs) {
        this.#needing[need] ??= []
        this.#needing[need].push(at)
      }
    })
  }

  /** The entries whose every need is met, with the tokens at which each may begin; both in order. */
  candidates(tokens: readonly Token[]): { entry: number; at: number[] }[] {
    const places = new Map<number, number[]>()
    tokens.forEach((token, at) => {
      for (const group of this.#groupsOf(token.word)) {
        const known = places.get(group)
        if (known) known.push(at)
        else places.set(group, [at])
      }
    })
    const met = new Map<number, number>()
    for (const group of places.keys()) {
      for (const entry of this.#needing[group] ?? []) met.set(entry, (met.get(entry) ?? 0) + 1)
    }
    const inOrder = [...met].sort(([one], [other]) => one - other)
    return inOrder.flatMap(([entry, count]) => {
      const known = this.#entries[entry]
      if (!known || count < known.needs.length) return []
      const at = places.get(known.starts[0] ?? -1)
      return at ? [{ entry, at }] : []
    })
  }

  /** Groups with the same tests share a number. */
  #numberOf(tests: readonly WordTest[]): number {
    const key = tests
      .map((test) => this.#testNumber(test))
      .sort((a, b) => a - b)
      .join(' ')
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    const group = this.#numbers.size
    this.#numbers.set(key, group)
    for (const test of tests) this.#enter(test, group)
    return group
  }

  #testNumber(test: WordTest): number {
    const known = this.#testNumbers.get(test.key) ?? this.#testNumbers.size
    this.#testNumbers.set(test.key, known)
    return known
  }

  #enter(test: WordTest, group: number): void {
    for (const word of test.words) add(this.#words, word, group)
    for (const beginning of test.beginnings) add(this.#beginnings, beginning, group)
    for (const word of test.near) for (const form of deletions(word)) add(this.#near, form, group)
    if (test.number) this.#number.push(group)
  }

  #groupsOf(word: string): readonly number[] {
    const known = this.#remembered.get(word)
    if (known) return known
    const groups = new Set<number>([
      ...(this.#words.get(word) ?? []),
      ...(this.#words.get(withoutS(word)) ?? []),
    ])
    for (let size = 1; size <= Math.min(word.length, LONGEST_BEGINNING); size++) {
      for (const group of this.#beginnings.get(word.slice(0, size)) ?? []) groups.add(group)
    }
    if (word.length >= 4 && word.length < 30) {
      for (const form of deletions(word)) for (const group of this.#near.get(form) ?? []) groups.add(group)
    }
    if (isNumber(word)) for (const group of this.#number) groups.add(group)
    const found = [...groups]
    if (this.#remembered.size < MOST_REMEMBERED) this.#remembered.set(word, found)
    return found
  }
}

const deletions = (word: string): string[] => [
  word,
  ...Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1)),
]

function add(map: Map<string, number[]>, key: string, group: number): void {
  const known = map.get(key)
  if (known) known.push(group)
  else map.set(key, [group])
}
