/**
 * The duty rota of one office, as a value: people, rotations and cover. Whether somebody is on
 * duty is worked out from it and never stored, so that a change holds from the next question on.
 */

import type { IsoDate } from '../clocks/days.ts'
import type { DutyLayer } from '../db/schema.ts'

export type { DutyLayer } from '../db/schema.ts'

export const LAYERS: readonly DutyLayer[] = ['primary', 'secondary']

export type DutyPerson = {
  id: string
  name: string
  email: string | null
  /** E.164. */
  phone: string | null
  userKey: string | null
  /** From then on they are not on duty; null while they are here. */
  leavesAt: Date | null
}

/** Weekdays from 1, Monday, to 7, Sunday (ISO 8601). */
export type Weekday = number

/** `HH:MM` on the clocks of London. */
export type ClockTime = string

/** The hours in which a rotation holds, by the weekday on which they begin. */
export type Hours = { on: readonly Weekday[]; from: ClockTime; to: ClockTime }

export type Rotation = {
  id: string
  layer: DutyLayer
  /** In the order of their turns; each has it for a week. */
  people: readonly string[]
  startsOn: IsoDate
  handover: { weekday: Weekday; time: ClockTime }
  /** Undefined: all the time. */
  hours: Hours | undefined
  onBankHolidays: { what: 'as-usual' } | { what: 'rests' } | { what: 'person'; personId: string }
  /** The bank holidays that this rotation goes by, with their names. */
  holidays: ReadonlyMap<IsoDate, string>
  /** Its first turn, or the moment it was noted where that is later: a rota does not change the past. */
  beginsAt: Date
  endsAt: Date | null
}

/** Somebody has the duty of that layer from `from`, or since it was noted, until `to`, whatever the rotation says. */
export type Cover = {
  id: string
  layer: DutyLayer
  from: Date
  to: Date
  personId: string
  reason: string
  swapId: string | null
  notedAt: Date
}

export type Rota = {
  people: ReadonlyMap<string, DutyPerson>
  rotations: readonly Rotation[]
  /** Those that were taken back end at that moment, or are not in the list at all. */
  covers: readonly Cover[]
}
