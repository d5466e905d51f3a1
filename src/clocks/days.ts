/**
 * Calendar days. Moments are stored in UTC; days and deadlines are reckoned in
 * Europe/London, and this is the one place where a moment becomes a day.
 */
import { Temporal } from 'temporal-polyfill'

/** A calendar day in Europe/London, `YYYY-MM-DD`. */
export type IsoDate = string

const LONDON = 'Europe/London'

/** The day it is in London at that moment. */
export const londonDay = (at: Date): IsoDate =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(LONDON).toPlainDate().toString()

/** The hour that the clocks of London show at that moment, 0 to 23. */
export const londonHour = (at: Date): number =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(LONDON).hour

/** The Monday of the week that the day is in. */
export const mondayOf = (on: IsoDate): IsoDate => addDays(on, 1 - Temporal.PlainDate.from(on).dayOfWeek)

/** The day so many days later (or earlier). */
export const addDays = (on: IsoDate, days: number): IsoDate =>
  Temporal.PlainDate.from(on).add({ days }).toString()

/** The same day so many months later; a day that the month lacks moves back to its last day. */
export const addMonths = (on: IsoDate, months: number): IsoDate =>
  Temporal.PlainDate.from(on).add({ months }).toString()

/** The first moment of that day in London; 23:00 UTC of the day before while summer time runs. */
export const startOfLondonDay = (on: IsoDate): Date =>
  new Date(Temporal.PlainDate.from(on).toZonedDateTime(LONDON).epochMilliseconds)

/** That time of that day on the clocks of London: `07:00`. */
export const momentInLondon = (on: IsoDate, time: string): Date =>
  new Date(
    Temporal.PlainDate.from(on).toZonedDateTime({ timeZone: LONDON, plainTime: time }).epochMilliseconds,
  )

/** The last moment of that day in London, so that `londonDay` of it is still the same day. */
export const endOfLondonDay = (on: IsoDate): Date => new Date(startOfLondonDay(addDays(on, 1)).getTime() - 1)

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

/** `Monday` to `Sunday`, in English whatever the machine's language is. */
export const weekdayOf = (on: IsoDate): (typeof WEEKDAYS)[number] =>
  WEEKDAYS[Temporal.PlainDate.from(on).dayOfWeek - 1] ?? 'Sunday'

/** The day as a letter would give it: `Friday 29 May 2026`. */
export function sayDay(on: IsoDate): string {
  const { day, month, year } = Temporal.PlainDate.from(on)
  return `${weekdayOf(on)} ${day} ${MONTHS[month - 1]} ${year}`
}

const CLOCK_TIME = new Intl.DateTimeFormat('en-GB', { timeZone: LONDON, hour: '2-digit', minute: '2-digit' })

/** `09:05`, on the clocks of London. */
export const sayTime = (at: Date): string => CLOCK_TIME.format(at)

/** `Tuesday 24 November 2026 at 09:05`. */
export const sayMoment = (at: Date): string => `${sayDay(londonDay(at))} at ${sayTime(at)}`

/** When a thing came: the day in London, or the moment where it is known. */
export type Received = { receivedOn: IsoDate } | { receivedAt: Date }

/** The day on which it came. */
export const dayReceived = (received: Received): IsoDate =>
  'receivedAt' in received ? londonDay(received.receivedAt) : received.receivedOn

/** The moment, or the first one of the day where only that is known. */
export const momentReceived = (received: Received): Date =>
  'receivedAt' in received ? received.receivedAt : startOfLondonDay(received.receivedOn)

/** For sorting days, earliest first; and texts that begin with one. */
export const byDay = (a: IsoDate, b: IsoDate): number => (a < b ? -1 : a > b ? 1 : 0)

/**
 * Reads `2026-06-10`, `2026-06-10T23:30Z` or `2026-06-10T23:30`; undefined for anything
 * else, and for days that do not exist. A time without a zone is London time, because
 * that is what a caseworker's watch says.
 */
export function parseTime(text: string): Received | undefined {
  const day = /^\d{4}-\d{2}-\d{2}$/
  const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?$/
  try {
    if (day.test(text)) return { receivedOn: Temporal.PlainDate.from(text).toString() }
    const zoned = moment.exec(text)?.[3]
    if (zoned !== undefined) return { receivedAt: new Date(Temporal.Instant.from(text).epochMilliseconds) }
    if (!moment.test(text)) return undefined
    const local = Temporal.PlainDateTime.from(text).toZonedDateTime(LONDON)
    return { receivedAt: new Date(local.epochMilliseconds) }
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** The day that was written; a moment is taken as the day that it is in London. */
export function parseDay(text: string): IsoDate | undefined {
  const time = parseTime(text)
  if (time === undefined) return undefined
  return 'receivedOn' in time ? time.receivedOn : londonDay(time.receivedAt)
}
