/**
 * The words and pairs of a model by numbers: a pair is looked up by the numbers of its two words,
 * so that no text has to be put together for each two words of a letter.
 */
export class TermNumbers {
  readonly #names = new Map<string, number>()
  /** For each name the place of the term that is that word alone, or -1. */
  readonly #alone: number[] = []
  readonly #pairs: PairTable

  /** `places` are those of the model; a pair is two names with a space between them. */
  constructor(places: ReadonlyMap<string, number>) {
    this.#pairs = new PairTable(places.size)
    for (const [term, place] of places) {
      const space = term.indexOf(' ')
      if (space < 0) this.#alone[this.#number(term)] = place
      else this.#pairs.set(this.#number(term.slice(0, space)), this.#number(term.slice(space + 1)), place)
    }
  }

  #number(name: string): number {
    const known = this.#names.get(name)
    if (known !== undefined) return known
    const number = this.#alone.push(-1) - 1
    this.#names.set(name, number)
    return number
  }

  /** The number of a name, or -1 where no term has it. */
  numberOf(name: string): number {
    return this.#names.get(name) ?? -1
  }

  /** The place of the term that is this name alone, or -1. */
  placeOf(name: number): number {
    return this.#alone[name] ?? -1
  }

  /** The place of the term that is these two names, or -1. */
  placeOfPair(one: number, other: number): number {
    return one < 0 || other < 0 ? -1 : this.#pairs.get(one, other)
  }
}

const known = new WeakMap<ReadonlyMap<string, number>, TermNumbers>()

/** The numbers of a model's terms; made once, when the first letter is read by it. */
export function termNumbers(places: ReadonlyMap<string, number>): TermNumbers {
  const ready = known.get(places) ?? new TermNumbers(places)
  known.set(places, ready)
  return ready
}

/** A table of two numbers each with a place, in open addressing: three whole numbers a row, half of the rows empty at least. */
class PairTable {
  readonly #rows: Int32Array
  readonly #mask: number

  constructor(most: number) {
    const rows = 2 ** Math.ceil(Math.log2(2 * most + 2))
    this.#rows = new Int32Array(3 * rows).fill(-1)
    this.#mask = rows - 1
  }

  set(one: number, other: number, place: number): void {
    const at = this.#rowOf(one, other)
    this.#rows[at] = one
    this.#rows[at + 1] = other
    this.#rows[at + 2] = place
  }

  get(one: number, other: number): number {
    return this.#rows[this.#rowOf(one, other) + 2] ?? -1
  }

  /** Where these two stand, or would. */
  #rowOf(one: number, other: number): number {
    const rows = this.#rows
    let hash = Math.imul(one, 0x9e3779b1) ^ Math.imul(other, 0x85ebca6b)
    hash ^= hash >>> 15
    for (let row = hash & this.#mask; ; row = (row + 1) & this.#mask) {
      const at = 3 * row
      if (rows[at] === -1 || (rows[at] === one && rows[at + 1] === other)) return at
    }
  }
}
