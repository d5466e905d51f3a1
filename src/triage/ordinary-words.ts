import { ORDINARY_WORD_LIST } from './ordinary-word-list.ts'

let list: ReadonlySet<string> | undefined

/**
 * Whether it is an ordinary English word, in one of its regular forms. What is none may be a
 * name, another language or a slip; only then is a rule word looked for that it may stand for.
 */
export function isOrdinary(word: string): boolean {
  list ??= new Set(ORDINARY_WORD_LIST.split(/\s+/))
  return isIn(list, word) || basesOf(word).some((base) => isIn(list, base) || hasBase(list, base))
}

const isIn = (words: ReadonlySet<string> | undefined, word: string): boolean => words?.has(word) ?? false

const hasBase = (words: ReadonlySet<string> | undefined, word: string): boolean =>
  basesOf(word).some((base) => isIn(words, base))

const ENDINGS: readonly [ending: string, before: readonly string[]][] = [
  ["'s", ['']],
  ['s', ['']],
  ['es', ['']],
  ['ies', ['y']],
  ['ed', ['', 'e']],
  ['ied', ['y']],
  ['ing', ['', 'e']],
  ['ly', ['']],
]
const SHORTEST_BASE = 3

/** What a word may be a regular form of: "cries" of "cry", "using" of "use". */
const basesOf = (word: string): string[] =>
  ENDINGS.filter(([ending]) => word.endsWith(ending))
    .flatMap(([ending, before]) => before.map((letters) => word.slice(0, -ending.length) + letters))
    .filter((base) => base.length >= SHORTEST_BASE)
