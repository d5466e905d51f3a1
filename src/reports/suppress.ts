/**
 * Small numbers in a table that is published: one person may be known by them. Pure.
 *
 * A number from 1 to 4 is left out, and then others with it until none that was left out can be
 * worked out from the sums: in each line and column that has one left out there are at least two,
 * which come to at least twice the threshold together, and whoever narrows each number down by all
 * the sums still finds that a small one may be none and may be one that would be published. Where
 * there is no second one to leave out, the sum is left out itself. Of two mistakes, a number too
 * many left out is the smaller.
 */

/** From this number on a number is published (1 to 4 are not). */
export const SMALLEST_PUBLISHED = 5

/** A number, or that it is left out. */
export type Published = number | 'left-out'

export type PublishedTable = {
  cells: Published[][]
  rowSums: Published[]
  columnSums: Published[]
  sum: Published
}

/** The table with its sums as it may be published. */
export function published(numbers: readonly (readonly number[])[]): PublishedTable {
  const width = numbers[0]?.length ?? 0
  const sumOf = (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0)
  const rows = numbers.map((row) => [...row, sumOf(row)])
  const last = Array.from({ length: width + 1 }, (_, at) => sumOf(rows.map((row) => row[at] ?? 0)))
  const all = [...rows, last]
  const isOut = all.map((row) => row.map((one) => one > 0 && one < SMALLEST_PUBLISHED))
  const lines = linesOf(all.length, width + 1)
  // Each turn leaves out at least one more, and there are only so many.
  while (lines.some((line) => leaveOutMore(line, all, isOut)) || hideNarrowed(lines, all, isOut));
  const shown = all.map((row, r) => row.map((one, c): Published => (isOut[r]?.[c] ? 'left-out' : one)))
  const body = shown.slice(0, -1)
  const foot = shown.at(-1) ?? []
  return {
    cells: body.map((row) => row.slice(0, -1)),
    rowSums: body.map((row) => row.at(-1) ?? 0),
    columnSums: foot.slice(0, -1),
    sum: foot.at(-1) ?? 0,
  }
}

type Place = readonly [row: number, column: number]

/** Every set of places of which the last is the sum of the others. */
function linesOf(height: number, width: number): Place[][] {
  const across = Array.from({ length: height }, (_, r) =>
    Array.from({ length: width }, (_, c): Place => [r, c]),
  )
  const down = Array.from({ length: width }, (_, c) =>
    Array.from({ length: height }, (_, r): Place => [r, c]),
  )
  return [...across, ...down]
}

/**
 * Whether one more had to be left out of that line. What is left out on one side of its sum has to
 * leave room: at least two, and together no less than twice the threshold.
 */
function leaveOutMore(line: readonly Place[], all: readonly number[][], isOut: boolean[][]): boolean {
  const value = valueIn(all)
  const out = line.filter(([r, c]) => isOut[r]?.[c])
  const together = out.reduce((sum, place) => sum + value(place), 0)
  if (out.length === 0 || (out.length > 1 && together >= 2 * SMALLEST_PUBLISHED)) return false
  const rest = line.filter(([r, c]) => !isOut[r]?.[c])
  // The smallest that still adds something; a nought only where nothing else is there, the sum last of all.
  const next = rest.slice().sort((a, b) => rank(a, line, value) - rank(b, line, value))[0]
  if (!next) return false
  ;(isOut[next[0]] as boolean[])[next[1]] = true
  return true
}

/** Whether a small number was still known well enough that one more of its row or column had to go. */
function hideNarrowed(lines: readonly Place[][], all: readonly number[][], isOut: boolean[][]): boolean {
  const can = narrowed(lines, all, isOut)
  for (const [r, row] of all.entries())
    for (const [c, value] of row.entries()) {
      if (value === 0 || value >= SMALLEST_PUBLISHED) continue
      const [least, most] = can[r]?.[c] ?? [0, MOST]
      if (least < value && most >= SMALLEST_PUBLISHED) continue
      const near = lines.filter((line) => line.some(([r2, c2]) => r2 === r && c2 === c))
      const rest = near.flatMap((line) =>
        line
          .filter(([r2, c2]) => !isOut[r2]?.[c2])
          .map((place) => ({ place, by: rank(place, line, valueIn(all)) })),
      )
      const next = rest.sort((a, b) => a.by - b.by)[0]
      const [r2, c2] = next?.place ?? firstShown(isOut) ?? []
      if (r2 === undefined || c2 === undefined) continue
      ;(isOut[r2] as boolean[])[c2] = true
      return true
    }
  return false
}

const firstShown = (isOut: readonly boolean[][]): Place | undefined =>
  isOut.flatMap((row, r) => row.flatMap((out, c): Place[] => (out ? [] : [[r, c]])))[0]

/** More than any office has in a year. */
const MOST = 10_000_000
const MOST_TURNS = 200

type Range = [least: number, most: number]

/** What a reader can find out: between which numbers each one lies that was left out. */
function narrowed(
  lines: readonly Place[][],
  all: readonly number[][],
  isOut: readonly boolean[][],
): Range[][] {
  const can = all.map((row, r) => row.map((value, c): Range => (isOut[r]?.[c] ? [0, MOST] : [value, value])))
  const at = ([r, c]: Place) => can[r]?.[c] as Range
  let isNarrower = true
  const narrow = (one: Range, least: number, most: number) => {
    if (least > one[0] || most < one[1]) isNarrower = true
    one[0] = Math.max(one[0], least)
    one[1] = Math.min(one[1], most)
  }
  for (let turn = 0; isNarrower && turn < MOST_TURNS; turn++) {
    isNarrower = false
    for (const line of lines) {
      const parts = line.slice(0, -1).map(at)
      const sum = at(line.at(-1) as Place)
      const least = parts.reduce((total, one) => total + one[0], 0)
      const most = parts.reduce((total, one) => total + one[1], 0)
      narrow(sum, least, most)
      for (const one of parts) narrow(one, sum[0] - (most - one[1]), sum[1] - (least - one[0]))
    }
  }
  return can
}

const valueIn =
  (all: readonly number[][]) =>
  ([r, c]: Place): number =>
    all[r]?.[c] ?? 0

function rank(place: Place, line: readonly Place[], value: (place: Place) => number): number {
  if (place === line.at(-1)) return Number.MAX_SAFE_INTEGER
  return value(place) === 0 ? Number.MAX_SAFE_INTEGER - 1 : value(place)
}
