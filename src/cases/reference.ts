/**
 * Case references, as people read them out over the telephone: `MOPAC-26-000123-4`
 * is office, year, serial number and a check digit that catches any single wrong
 * digit and any two neighbours swapped (H. M. Damm, 2004).
 */

const DAMM = [
  [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
  [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
  [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
  [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
  [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
  [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
  [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
  [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
  [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
  [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
] as const

const damm = (digits: string): number =>
  [...digits].reduce((interim, digit) => DAMM[interim]?.[Number(digit)] ?? interim, 0)

/** The reference of the n-th case an office opened in that year. */
export function formatReference(prefix: string, year: number, serial: number): string {
  const yy = String(year % 100).padStart(2, '0')
  const number = String(serial).padStart(6, '0')
  return `${prefix}-${yy}-${number}-${damm(yy + number)}`
}

/** Whether it is one of ours and was copied without a slip. */
export function isReference(text: string): boolean {
  const parts = /^[A-Z]{2,8}-(\d{2})-(\d{6,})-(\d)$/.exec(text)
  return parts !== null && damm(`${parts[1]}${parts[2]}${parts[3]}`) === 0
}

/** Letters quote a few; a list of hundreds is not a reader's to follow. */
const MOST_QUOTED = 5

/** The references of ours that a text names, as anybody may type them. They prove nothing about who writes. */
export function referencesIn(text: string): string[] {
  const found = [...text.matchAll(/\b[a-z]{2,8}-\d{2}-\d{6,12}-\d\b/gi)].map(([named]) => named.toUpperCase())
  return [...new Set(found)].filter(isReference).slice(0, MOST_QUOTED)
}
