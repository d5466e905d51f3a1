import { Temporal } from 'temporal-polyfill'
import { londonDay, sayDay } from '../clocks/days.ts'
import type { Period } from './stretches.ts'

const LONDON = 'Europe/London'

const zoned = (at: Date) => Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(LONDON)

const clockTime = (at: Date): string => zoned(at).toPlainTime().toString({ smallestUnit: 'minute' })

/** `Saturday 28 November`: a rota is read for the next weeks, and the year would only take room. */
const dayInWeeks = (at: Date): string => sayDay(londonDay(at)).replace(/ \d{4}$/, '')

const summerOrWinter = (at: Date): string => (zoned(at).offsetNanoseconds === 0 ? 'GMT' : 'BST')

/**
 * `Saturday 28 November 02:00 to 08:00`, on the clocks of London, with the second day where it is
 * another one. Where the clocks change in between, both say which they are, because a time may
 * come twice. A time up to midnight ends at 24:00 of its own day.
 */
export function sayPeriod({ from, to }: Period): string {
  const [begin, end] =
    summerOrWinter(from) === summerOrWinter(to)
      ? ['', '']
      : [` ${summerOrWinter(from)}`, ` ${summerOrWinter(to)}`]
  const untilMidnight = clockTime(to) === '00:00'
  const lastMoment = untilMidnight ? new Date(to.getTime() - 1) : to
  const last = `${untilMidnight ? '24:00' : clockTime(to)}${end}`
  const first = `${dayInWeeks(from)} ${clockTime(from)}${begin}`
  return londonDay(from) === londonDay(lastMoment)
    ? `${first} to ${last}`
    : `${first} to ${dayInWeeks(lastMoment)} ${last}`
}

/** `Saturday 28 November 02:00`. */
export const sayRotaMoment = (at: Date): string => `${dayInWeeks(at)} ${clockTime(at)}`
