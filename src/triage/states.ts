/**
 * The positions of a pattern that a match has reached, and those that it reaches with the
 * next word. Each is held once, in the order in which it was reached; nothing is allocated
 * from one word to the next.
 */
export class States {
  #here: Int32Array
  #next: Int32Array
  #reached = 0
  #word = 1
  /** At which word, of all that were ever run over, each position was last reached. */
  readonly #lastAt: Float64Array
  size = 0

  constructor(positions: number) {
    this.#here = new Int32Array(positions)
    this.#next = new Int32Array(positions)
    this.#lastAt = new Float64Array(positions)
  }

  /** Ready for another match. */
  clear(): void {
    this.#word++
    this.#reached = 0
    this.size = 0
  }

  /** The position held at that place of those reached so far. */
  at(place: number): number {
    return this.#here[place] ?? 0
  }

  /** Takes a position into those of the next word. */
  reach(position: number): void {
    if (this.#lastAt[position] === this.#word) return
    this.#lastAt[position] = this.#word
    this.#next[this.#reached++] = position
  }

  /** Goes on to the next word; false where nothing was reached. */
  turn(): boolean {
    const left = this.#here
    this.#here = this.#next
    this.#next = left
    this.size = this.#reached
    this.#reached = 0
    this.#word++
    return this.size > 0
  }
}
