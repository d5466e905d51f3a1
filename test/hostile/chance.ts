/** Chances that come out the same for the same seed (mulberry32), so that a mail that fails can be made again. */
export type Chance = {
  /** A whole number from `least` to `most`. */
  number(least: number, most: number): number
  pick<T>(from: readonly T[]): T
  /** A text of letters and digits. */
  letters(length: number): string
  bytes(length: number): number[]
}

export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const number = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  const pick = <T>(from: readonly T[]): T => from[number(0, from.length - 1)] as T
  const letters = (length: number) =>
    Array.from({ length }, () => pick([...'abcdefghijklmnopqrstuvwxyz0123456789'])).join('')
  return { number, pick, letters, bytes: (length) => Array.from({ length }, () => number(0, 255)) }
}
