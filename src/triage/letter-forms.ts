/** A power of two, about as many as there are forms of all words of the rules. */
const BUCKETS = 1 << 15

/**
 * Numbers of words by hashes of their forms: the word, and the word without each of its letters.
 * Two words one slip apart have a form in common. A hash may lie, so whoever asks compares the words.
 */
export class LetterForms {
  /** For each bucket the last entry, and for each entry the one before it. */
  readonly #last = new Int32Array(BUCKETS).fill(-1)
  readonly #before: number[] = []
  readonly #hashes: number[] = []
  readonly #owners: number[] = []

  add(word: string, owner: number): void {
    for (let without = WHOLE; without < word.length; without++) {
      const hash = hashOf(word, word.length, without)
      const bucket = hash & (BUCKETS - 1)
      this.#before.push(this.#last[bucket] ?? -1)
      this.#hashes.push(hash)
      this.#owners.push(owner)
      this.#last[bucket] = this.#owners.length - 1
    }
  }

  /** Tells every owner that has a form in common with the first `size` letters of the word, some more than once. */
  alike(word: string, size: number, tell: (owner: number) => void): void {
    for (let without = WHOLE; without < size; without++) this.#tell(hashOf(word, size, without), tell)
  }

  /** Tells every owner of which the word itself is a form. */
  lacking(word: string, tell: (owner: number) => void): void {
    this.#tell(hashOf(word, word.length, WHOLE), tell)
  }

  #tell(hash: number, tell: (owner: number) => void): void {
    for (let at = this.#last[hash & (BUCKETS - 1)] ?? -1; at >= 0; at = this.#before[at] ?? -1)
      if (this.#hashes[at] === hash) tell(this.#owners[at] ?? -1)
  }
}

const WHOLE = -1

/** FNV-1a over the first letters without that one, its high bits mixed in because the low ones choose the bucket. */
function hashOf(word: string, size: number, without: number): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < size; at++)
    if (at !== without) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193)
  return hash ^ (hash >>> 15)
}
