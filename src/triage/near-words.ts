import { soundOf } from './sound.ts'
import { withinOneEdit } from './word-test.ts'

const SHORTEST = 4
const LONGEST = 24
/** A word of four letters has too many neighbours for any slip: it has to keep its letters. */
const SHORT = 4
const FEWEST_SOUNDS = 3

/** Words of rules, each with what it passes, to be found by what somebody may have typed for them. */
export class NearWords {
  readonly #byForm = new Map<string, string[]>()
  readonly #bySound = new Map<string, string[]>()
  readonly #numbersOf = new Map<string, number[]>()
  readonly #numbersOfBeginning = new Map<string, number[]>()
  #longestBeginning = 0

  /** A word that passes the test of that number. */
  add(word: string, number: number): void {
    if (!canBeMisspelt(word)) return
    if (!this.#numbersOf.has(word)) {
      for (const form of deletions(word)) add(this.#byForm, form, word)
      add(this.#bySound, soundOf(word), word)
    }
    add(this.#numbersOf, word, number)
  }

  /** A beginning of words that pass it. */
  addBeginning(beginning: string, number: number): void {
    if (!canBeMisspelt(beginning)) return
    if (!this.#numbersOfBeginning.has(beginning))
      for (const form of deletions(beginning)) add(this.#byForm, form, beginning)
    this.#longestBeginning = Math.max(this.#longestBeginning, beginning.length)
    add(this.#numbersOfBeginning, beginning, number)
  }

  /** The tests that this word would pass in another spelling: one slip away, or of the same sound. */
  numbersNear(word: string): number[] {
    if (!canBeMisspelt(word)) return []
    const whole = deletions(word).flatMap((form) => this.#byForm.get(form) ?? [])
    const words = whole.filter((other) => isSlip(word, other)).concat(this.#sameSound(word))
    return [
      ...words.flatMap((other) => this.#numbersOf.get(other) ?? []),
      ...this.#beginningsNear(word).flatMap((other) => this.#numbersOfBeginning.get(other) ?? []),
    ]
  }

  #sameSound(word: string): readonly string[] {
    const sound = soundOf(word)
    if (sound.length < FEWEST_SOUNDS) return []
    return (this.#bySound.get(sound) ?? []).filter((other) => Math.abs(other.length - word.length) <= 3)
  }

  #beginningsNear(word: string): string[] {
    const found: string[] = []
    for (let size = SHORT + 1; size <= Math.min(word.length, this.#longestBeginning + 1); size++) {
      const part = word.slice(0, size)
      for (const form of deletions(part))
        found.push(...(this.#byForm.get(form) ?? []).filter((other) => isSlip(part, other)))
    }
    return found
  }
}

const canBeMisspelt = (word: string): boolean =>
  word.length >= SHORTEST && word.length <= LONGEST && /^[a-z']+$/.test(word)

function isSlip(word: string, other: string): boolean {
  if (word[0] !== other[0] || !withinOneEdit(word, other)) return false
  return other.length > SHORT || sorted(word) === sorted(other) || word.length > other.length
}

const sorted = (word: string): string => [...new Set(word)].sort().join('')

/** The word and every form of it that lacks one letter. */
export const deletions = (word: string): string[] => [
  word,
  ...Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1)),
]

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key)
  if (known) known.push(value)
  else map.set(key, [value])
}
