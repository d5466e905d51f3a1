import type { ClockTime, Hours } from './rota.ts'

const DAY = 24 * 60
const WEEK = 7 * DAY

const minutesOf = (time: ClockTime): number => {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return hour * 60 + minute
}

/** Minutes of a week from Monday 00:00, each stretch from its first to after its last; one over the end of the week is two. */
function minutesIn({ on, from, to }: Hours): [from: number, to: number][] {
  const length = minutesOf(to) - minutesOf(from)
  return on.flatMap((weekday): [number, number][] => {
    const begin = (weekday - 1) * DAY + minutesOf(from)
    const end = begin + (length > 0 ? length : length + DAY)
    return end <= WEEK
      ? [[begin, end]]
      : [
          [begin, WEEK],
          [0, end - WEEK],
        ]
  })
}

/** Whether two rotations with hours would both hold at some minute of a week. */
export const hoursOverlap = (a: Hours | undefined, b: Hours | undefined): boolean =>
  a !== undefined &&
  b !== undefined &&
  minutesIn(a).some(([from, to]) => minutesIn(b).some(([begin, end]) => from < end && begin < to))
