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

/** The day so many days later (or earlier). */
export const addDays = (on: IsoDate, days: number): IsoDate =>
  Temporal.PlainDate.from(on).add({ days }).toString()

/** The same day so many months later; a day that the month lacks moves back to its last day. */
export const addMonths = (on: IsoDate, months: number): IsoDate =>
  Temporal.PlainDate.from(on).add({ months }).toString()
