/**
 * How often and when somebody writes, for a person who looks at whether it is fixated: counts and
 * times as they are, and no score, because none is known to predict anything (law.md section 5).
 * Days and hours in London. Pure.
 */
import { londonDay, londonHour } from '../clocks/days.ts'

export type ContactPattern = {
  count: number
  firstAt: Date | undefined
  lastAt: Date | undefined
  /** In the last 7, 30 and 365 days. */
  lately: { days: number; count: number }[]
  /** Between 22 and 6 o'clock. */
  atNight: number
  /** By month, `2026-11`, those without a letter left out; the newest first. */
  months: { month: string; count: number }[]
  /** Days on which more than one came, with how many; the fullest first, five at most. */
  fullDays: { day: string; count: number }[]
}

const DAY_MS = 24 * 60 * 60_000
const isNight = (hour: number): boolean => hour >= 22 || hour < 6

export function contactPattern(times: readonly Date[], now: Date): ContactPattern {
  const sorted = [...times].sort((a, b) => a.getTime() - b.getTime())
  const within = (days: number) =>
    sorted.filter((at) => at.getTime() > now.getTime() - days * DAY_MS && at <= now).length
  const days = countBy(sorted.map(londonDay))
  return {
    count: sorted.length,
    firstAt: sorted[0],
    lastAt: sorted.at(-1),
    lately: [7, 30, 365].map((days) => ({ days, count: within(days) })),
    atNight: sorted.filter((at) => isNight(londonHour(at))).length,
    months: countBy(sorted.map((at) => londonDay(at).slice(0, 7)))
      .map(([month, count]) => ({ month, count }))
      .reverse(),
    fullDays: days
      .filter(([, count]) => count > 1)
      .sort((a, b) => b[1] - a[1])
      .slice(0, 5)
      .map(([day, count]) => ({ day, count })),
  }
}

/** In the order of the first of each. */
function countBy(words: readonly string[]): [string, number][] {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts]
}
