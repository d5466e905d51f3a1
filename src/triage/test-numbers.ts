import { BadRules } from '../errors.ts'
import { canBeMisspelt } from './near-words.ts'
import { soundOf } from './sound.ts'
import type { NumberedWords, WordTables } from './word-tables.ts'
import type { WordTest } from './word-test.ts'

/** Numbers are kept in 16 bits; the last two stand for "any word" and "no word". */
const MOST_TESTS = 0xfffe

/** Gives each test a number; two tests that pass the same words share one. */
export class TestNumbers {
  readonly #numberByKey = new Map<string, number>()
  readonly #words = new Map<string, number[]>()
  readonly #beginnings = new Map<string, number[]>()
  readonly #near = new Map<string, number[]>()
  readonly #figures: number[] = []
  readonly #listings = new Map<number, number>()

  /** Throws BadRules where there are too many. */
  numberOf(test: WordTest): number {
    const known = this.#numberByKey.get(test.key)
    if (known !== undefined) return known
    const number = this.#numberByKey.size
    if (number === MOST_TESTS)
      throw new BadRules(
        `The patterns of these rules ask for more than ${MOST_TESTS} different words or lists of words: write them with fewer.`,
      )
    this.#numberByKey.set(test.key, number)
    for (const word of test.words) add(this.#words, word, number)
    for (const beginning of test.beginnings) add(this.#beginnings, beginning, number)
    for (const word of test.near) add(this.#near, word, number)
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

  tables(): WordTables {
    const words = numbered(this.#words)
    return {
      tests: this.#numberByKey.size,
      words,
      sounds: words.words.map((word) => (canBeMisspelt(word) ? soundOf(word) : '')),
      beginnings: numbered(this.#beginnings),
      near: numbered(this.#near),
      figures: Uint16Array.from(this.#figures),
      listed: Uint16Array.from(this.#listings.keys()),
    }
  }
}

function numbered(byWord: ReadonlyMap<string, readonly number[]>): NumberedWords {
  const from = new Uint32Array(byWord.size + 1)
  for (const [at, numbers] of [...byWord.values()].entries()) from[at + 1] = (from[at] ?? 0) + numbers.length
  return { words: [...byWord.keys()], from, numbers: Uint16Array.from([...byWord.values()].flat()) }
}

function add(map: Map<string, number[]>, key: string, value: number): void {
  const known = map.get(key)
  if (known) known.push(value)
  else map.set(key, [value])
}
