/**
 * Words that were seen before, each as one string that all texts share: what rules and models know of
 * a word is then found by where it lies in memory and not by its letters. And what is asked of
 * every word of every text, answered once.
 */
import { isOrdinary } from './ordinary-words.ts'
import { respelt } from './respelt.ts'

/** So many are remembered before all are forgotten: letters of invented words must not fill the memory. */
const MOST_REMEMBERED = 20_000
const LONGEST_REMEMBERED = 40
const remembered = new Map<string, KnownWord>()

/** What is known of a folded word. */
export function knownWord(word: string): KnownWord {
  const before = remembered.get(word)
  if (before !== undefined) return before
  if (word.length > LONGEST_REMEMBERED) return new KnownWord(word)
  const known = new KnownWord(ofItsOwn(word))
  if (remembered.size >= MOST_REMEMBERED) remembered.clear()
  remembered.set(known.word, known)
  return known
}

const LETTERS = /^[a-z]{2,}$/

export class KnownWord {
  readonly word: string
  /** Two plain letters or more and nothing else. */
  readonly isLetters: boolean
  #isWord: boolean | undefined

  constructor(word: string) {
    this.word = word
    this.isLetters = LETTERS.test(word)
  }

  /** An ordinary word, or one that is spelled as it is said ("comin", "tonite"), which is no two words. */
  get isWord(): boolean {
    this.#isWord ??= isOrdinary(this.word) || respelt(this.word).some(isOrdinary)
    return this.#isWord
  }
}

/** What is cut out of a text may be kept as a place in it, and so the whole letter with it; a string that is put together is not. */
const ofItsOwn = (word: string): string => word.split('').join('')
