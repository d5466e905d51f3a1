/** Moments and days as people say them, on the clocks of London. */
import { type IsoDate, londonDay, sayDay } from '../../clocks/days.ts'
import { sayCount } from './words.ts'

export { sayMoment, sayTime } from '../../clocks/days.ts'

/** `24 November 2026`: for tables, where the weekday only takes room. */
export const dayWithoutWeekday = (on: IsoDate): string => sayDay(on).replace(/^\S+ /, '')

/** How long, in the largest unit that still says something: `12 minutes`, `3 hours`, `4 days`. */
export function howLong(from: Date, to: Date): string {
  const minutes = Math.max(0, Math.floor((to.getTime() - from.getTime()) / 60_000))
  if (minutes < 1) return 'less than a minute'
  if (minutes < 60) return sayCount(minutes, 'minute')
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? sayCount(hours, 'hour') : sayCount(Math.floor(hours / 24), 'day')
}

/** How long by the second, for what ought to take seconds: `0.4 seconds`, `12 seconds`, `3 min 20 s`, `2 h 5 min`. */
export function howLongMillis(millis: number): string {
  const seconds = Math.max(0, millis) / 1000
  if (seconds < 10) return `${seconds.toFixed(1)} seconds`
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole} seconds`
  const minutes = Math.floor(whole / 60)
  if (minutes < 60) return `${minutes} min ${whole % 60} s`
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} days`
}

/** How far off a due day is, reckoned in days of London. */
export function untilDay(dueOn: IsoDate, now: Date): string {
  const days = Math.round((Date.parse(dueOn) - Date.parse(londonDay(now))) / 86_400_000)
  if (days < 0) return `${sayCount(-days, 'day')} late`
  if (days === 0) return 'due today'
  return days === 1 ? 'due tomorrow' : `${days} days left`
}

/** `8 years` rather than `96 months`, where it comes out even. */
export const sayMonths = (months: number): string =>
  months % 12 === 0 ? sayCount(months / 12, 'year') : sayCount(months, 'month')
