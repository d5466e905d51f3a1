/**
 * What the words of all patterns of a matcher pass, as plain tables: so that `npm run bundle` can
 * work them out once and a process need not do it at each start.
 */

/** Words, each with the numbers of the tests that it passes: those of word `at` stand from `from[at]` to before `from[at + 1]`. */
export type NumberedWords = { words: readonly string[]; from: Uint32Array; numbers: Uint16Array }

export type WordTables = {
  /** How many tests there are. */
  tests: number
  words: NumberedWords
  /** The sound of each of the words, or nothing where it is not to be known by that. */
  sounds: readonly string[]
  beginnings: NumberedWords
  near: NumberedWords
  /** The tests that every number passes. */
  figures: Uint16Array
  /** The tests that words list, in the order of their listings. */
  listed: Uint16Array
}

/** The numbers of word `at`. */
export const numbersAt = ({ from, numbers }: NumberedWords, at: number): Uint16Array =>
  numbers.subarray(from[at] ?? 0, from[at + 1] ?? 0)
