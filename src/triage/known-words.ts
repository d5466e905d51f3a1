/**
 * Words that were seen before, each as one string that all texts share: what rules and models know of
 * a word is then found by where it lies in memory and not by its letters. And what is asked of
 * every word of every text, answered once.
 */
import { isOrdinary } from './ordinary-words.ts'
import { respelt } from './respelt.ts'
import { termName } from './term-name.ts'

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
  /** What was found out about it, by the numbers of the slots. */
  readonly slots: unknown[] = []
  #isOrdinary: boolean | undefined
  #isWord: boolean | undefined
  #name: string | undefined

  constructor(word: string) {
    this.word = word
    this.isLetters = LETTERS.test(word)
  }

  /** Whether it is an ordinary English word. */
  get isOrdinary(): boolean {
    this.#isOrdinary ??= isOrdinary(this.word)
    return this.#isOrdinary
  }

  /** What it is called in the vocabulary of a model. */
  get name(): string {
    this.#name ??= termName(this.word)
    return this.#name
  }

  /** An ordinary word, or one that is spelled as it is said ("comin", "tonite"), which is no two words. */
  get isWord(): boolean {
    this.#isWord ??= this.isOrdinary || respelt(this.word).some(isOrdinary)
    return this.#isWord
  }
}

/** What is cut out of a text may be kept as a place in it, and so the whole letter with it; a string that is put together is not. */
const ofItsOwn = (word: string): string => word.split('').join('')

/** Rules and models that are there from the start have a slot in the word itself; those of a draft come and go. */
const MOST_SLOTS = 16
let slots = 0

/** What one set of rules or one model has found out about each word. */
export class WordSlot<T> {
  readonly #number = slots++
  readonly #others = new WeakMap<KnownWord, T>()

  of(known: KnownWord): T | undefined {
    return this.#number < MOST_SLOTS ? (known.slots[this.#number] as T | undefined) : this.#others.get(known)
  }

  keep(known: KnownWord, found: T): void {
    if (this.#number < MOST_SLOTS) known.slots[this.#number] = found
    else this.#others.set(known, found)
  }
}
