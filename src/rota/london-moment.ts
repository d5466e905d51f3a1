import { Temporal } from 'temporal-polyfill'
import { addDays, type IsoDate, londonDay } from '../clocks/days.ts'
import type { ClockTime, Weekday } from './rota.ts'

const LONDON = 'Europe/London'

/**
 * The moment when the clocks of London show that time on that day. Of a time that comes twice,
 * when summer time ends, the first; of one that never comes, when it begins, the moment of the
 * change. So a later time of the day is never an earlier moment, and shifts that end and begin at
 * one time of the clock leave no hole and do not overlap.
 */
export function momentOf(on: IsoDate, time: ClockTime): Date {
  const asked = Temporal.PlainDate.from(on).toPlainDateTime(Temporal.PlainTime.from(time))
  const found = asked.toZonedDateTime(LONDON, { disambiguation: 'earlier' })
  if (found.toPlainDateTime().equals(asked)) return new Date(found.epochMilliseconds)
  const change = found.getTimeZoneTransition('next')
  return new Date((change ?? found).epochMilliseconds)
}

/** 1, Monday, to 7, Sunday. */
export const weekdayNumber = (on: IsoDate): Weekday => Temporal.PlainDate.from(on).dayOfWeek

/** Days from one day to another; negative where it is earlier. */
export const daysBetween = (from: IsoDate, to: IsoDate): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days

/** Each day of London that has a moment of that time, and one day more at either end. */
export function daysAround(from: Date, to: Date): IsoDate[] {
  const first = addDays(londonDay(from), -1)
  const count = daysBetween(first, londonDay(to)) + 2
  return Array.from({ length: count }, (_, at) => addDays(first, at))
}
