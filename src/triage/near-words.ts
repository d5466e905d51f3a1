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
  readonly #forms = new Forms()
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

/** A power of two, several times what the words of the rules need. */
const BUCKETS = 1 << 15

/** Numbers by the hashes of a word and of its forms that lack one letter. A hash may lie: whoever asks compares the words. */
class Forms {
  readonly #last = new Int32Array(BUCKETS).fill(-1)
  readonly #before: number[] = []
  readonly #hashes: number[] = []
  readonly #owners: number[] = []

  add(word: string, owner: number): void {
    for (let without = -1; without < word.length; without++) {
      const hash = hashOf(word, word.length, without)
      const bucket = hash & (BUCKETS - 1)
      this.#before.push(this.#last[bucket] ?? -1)
      this.#hashes.push(hash)
      this.#owners.push(owner)
      this.#last[bucket] = this.#owners.length - 1
    }
  }

  /** Tells every owner of a form that the first `size` letters of the word have too, some more than once. */
  alike(word: string, size: number, tell: (owner: number) => void): void {
    for (let without = -1; without < size; without++) {
      const hash = hashOf(word, size, without)
      for (let at = this.#last[hash & (BUCKETS - 1)] ?? -1; at >= 0; at = this.#before[at] ?? -1)
        if (this.#hashes[at] === hash) tell(this.#owners[at] ?? -1)
    }
  }
}

/** FNV-1a over the first letters but one, its bits mixed once more because the lowest choose the bucket. */
function hashOf(word: string, size: number, without: number): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < size; at++)
    if (at !== without) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193)
  return hash ^ (hash >>> 15)
}

/** Whether a slip may be looked for in a word of this kind. */
export const canBeMisspelt = (word: string): boolean =>
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

function addTo(map: Map<string, number[]>, key: string, value: number): void {
  const known = map.get(key)
  if (known) known.push(value)
  else map.set(key, [value])
}
