import { LetterForms } from './letter-forms.ts'
import { soundOf } from './sound.ts'
import { numbersAt, type WordTables } from './word-tables.ts'
import { withinOneEdit } from './word-test.ts'

const SHORTEST = 4
const LONGEST = 24
/** A word of four letters has too many neighbours for any slip: it has to keep its letters. */
const SHORT = 4
const FEWEST_SOUNDS = 3

/**
 * Words of rules, to be found by what somebody may have typed for them. Two words one slip apart
 * are alike when one letter of each is left out, so they are kept by hashes of those forms; made
 * at the first word that is asked for.
 */
export class NearWords {
  readonly #tables: WordTables
  readonly #forms = new LetterForms()
  readonly #bySound = new Map<string, number[]>()
  readonly #longestBeginning: number

  constructor(tables: WordTables) {
    this.#tables = tables
    const { words, beginnings, sounds } = tables
    for (const [at, word] of words.words.entries()) {
      if (!canBeMisspelt(word)) continue
      this.#forms.add(word, at)
      addTo(this.#bySound, sounds[at] ?? '', at)
    }
    const misspelt = beginnings.words.filter(canBeMisspelt)
    this.#longestBeginning = misspelt.reduce((most, { length }) => Math.max(most, length), 0)
    const first = words.words.length
    for (const [at, beginning] of beginnings.words.entries())
      if (canBeMisspelt(beginning)) this.#forms.add(beginning, first + at)
  }

  /** The tests that this word would pass in another spelling: one slip away, or of the same sound. */
  numbersNear(word: string): number[] {
    if (!canBeMisspelt(word)) return []
    const { words, beginnings } = this.#tables
    const found = [...this.#slips(word), ...this.#sameSound(word)].flatMap((at) => [...numbersAt(words, at)])
    return found.concat(this.#beginningsNear(word).flatMap((at) => [...numbersAt(beginnings, at)]))
  }

  #slips(word: string): number[] {
    const { words } = this.#tables.words
    const found: number[] = []
    this.#forms.alike(word, word.length, (at) => {
      const other = words[at]
      if (other !== undefined && isSlip(word, other)) found.push(at)
    })
    return found
  }

  #sameSound(word: string): readonly number[] {
    const sound = soundOf(word)
    if (sound.length < FEWEST_SOUNDS) return []
    const { words } = this.#tables.words
    return (this.#bySound.get(sound) ?? []).filter(
      (at) => Math.abs((words[at]?.length ?? 0) - word.length) <= 3,
    )
  }

  #beginningsNear(word: string): number[] {
    const first = this.#tables.words.words.length
    const { words } = this.#tables.beginnings
    const found: number[] = []
    for (let size = SHORT + 1; size <= Math.min(word.length, this.#longestBeginning + 1); size++) {
      const part = word.slice(0, size)
      this.#forms.alike(word, size, (at) => {
        const other = words[at - first]
        if (other !== undefined && isSlip(part, other)) found.push(at - first)
      })
    }
    return found
  }
}

/** Whether a slip may be looked for in a word of this kind. */
export const canBeMisspelt = (word: string): boolean =>
  word.length >= SHORTEST && word.length <= LONGEST && /^[a-z']+$/.test(word)

function isSlip(word: string, other: string): boolean {
  if (word[0] !== other[0] || !withinOneEdit(word, other)) return false
  return other.length > SHORT || sorted(word) === sorted(other) || word.length > other.length
}

const sorted = (word: string): string => [...new Set(word)].sort().join('')

function addTo(map: Map<string, number[]>, key: string, value: number): void {
  const known = map.get(key)
  if (known) known.push(value)
  else map.set(key, [value])
}
