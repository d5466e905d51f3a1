/** Who is on duty when. */
import { sql } from 'drizzle-orm'
import {
  check,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { id, moment, officeId } from './columns.ts'

/** Somebody who takes turns of duty. Their history stays when they have left. */
export const dutyPeople = pgTable(
  'duty_people',
  {
    id: id(),
    officeId: officeId(),
    name: text().notNull(),
    /** A work address. */
    email: text(),
    /** E.164: `+447700900123`. */
    phone: text(),
    /** The key that they sign in with (`sessions.userKey`), where a manager has said so. */
    userKey: text(),
    addedBy: text().notNull(),
    addedByName: text().notNull(),
    addedAt: moment().notNull(),
    /** From then on they are not on duty, whatever a rotation or a cover says; null while they are here. */
    leavesAt: moment(),
    leavingNotedBy: text(),
    leavingNotedByName: text(),
    leavingNotedAt: moment(),
  },
  (t) => [
    uniqueIndex('duty_people_one_of_user')
      .on(t.officeId, t.userKey)
      .where(sql`${t.userKey} is not null and ${t.leavesAt} is null`),
    check('duty_people_phone', sql`${t.phone} is null or ${t.phone} ~ '^[+][1-9][0-9]{6,14}$'`),
    check('duty_people_leaving', sql`(${t.leavesAt} is null) = (${t.leavingNotedBy} is null)`),
  ],
)

export type DutyLayer = 'primary' | 'secondary'

/**
 * Who takes turns, week after week. Never changed but for its end: another order of people is
 * another rotation, so that who was on duty on a night of last year can still be said.
 */
export const dutyRotations = pgTable(
  'duty_rotations',
  {
    id: id(),
    officeId: officeId(),
    layer: text().$type<DutyLayer>().notNull(),
    /** Ids of duty people in the order of their turns. */
    people: uuid().array().notNull(),
    /** It begins on that day at the time of the hand-over. */
    startsOn: date({ mode: 'string' }).notNull(),
    /** 1 is Monday, 7 Sunday (ISO 8601); the time is `HH:MM` on the clocks of London. */
    handoverWeekday: integer().notNull(),
    handoverTime: text().notNull(),
    /** Weekdays on which its hours begin; null where it holds all the time. */
    hoursOn: integer().array(),
    /** `HH:MM`; a `to` that is not later than `from` is on the next day. */
    hoursFrom: text(),
    hoursTo: text(),
    bankHolidays: text().$type<'as-usual' | 'rests' | 'person'>().notNull(),
    bankHolidayPerson: uuid(),
    /** Whose bank holidays, as the office's profile said when it was noted (clocks/calendars.ts). */
    calendar: text().$type<'england-and-wales' | 'scotland' | 'northern-ireland'>().notNull(),
    notedBy: text().notNull(),
    notedByName: text().notNull(),
    notedAt: moment().notNull(),
    endsAt: moment(),
    endedBy: text(),
    endedByName: text(),
    endedAt: moment(),
  },
  (t) => [
    index('duty_rotations_of_office').on(t.officeId, t.layer),
    check('duty_rotations_weekday', sql`${t.handoverWeekday} between 1 and 7`),
    check('duty_rotations_people', sql`cardinality(${t.people}) between 1 and 52`),
    check(
      'duty_rotations_hours',
      sql`(${t.hoursOn} is null) = (${t.hoursFrom} is null) and (${t.hoursOn} is null) = (${t.hoursTo} is null)`,
    ),
    check(
      'duty_rotations_bank_holidays',
      sql`(${t.bankHolidays} = 'person') = (${t.bankHolidayPerson} is not null)`,
    ),
    check('duty_rotations_end', sql`(${t.endsAt} is null) = (${t.endedBy} is null)`),
  ],
)

/** Somebody stands in for whoever the rotation names. Of two for the same time the one noted later holds. */
export const dutyOverrides = pgTable(
  'duty_overrides',
  {
    id: id(),
    officeId: officeId(),
    layer: text().$type<DutyLayer>().notNull(),
    fromAt: moment().notNull(),
    toAt: moment().notNull(),
    personId: uuid().notNull(),
    reason: text().notNull(),
    /** The same on the two halves of a swap. */
    swapId: uuid(),
    notedBy: text().notNull(),
    notedByName: text().notNull(),
    notedAt: moment().notNull(),
    /** Taken back: from then on it holds no longer; what was before stays as it was. */
    withdrawnAt: moment(),
    withdrawnBy: text(),
    withdrawnByName: text(),
  },
  (t) => [
    index('duty_overrides_of_office').on(t.officeId, t.layer, t.toAt),
    check('duty_overrides_way_round', sql`${t.fromAt} < ${t.toAt}`),
    check('duty_overrides_withdrawn', sql`(${t.withdrawnAt} is null) = (${t.withdrawnBy} is null)`),
    foreignKey({
      name: 'duty_overrides_person',
      columns: [t.personId],
      foreignColumns: [dutyPeople.id],
    }),
  ],
)

/** The address under which one person's own shifts can be read by a calendar. */
export const dutyFeeds = pgTable(
  'duty_feeds',
  {
    id: id(),
    officeId: officeId(),
    personId: uuid().notNull(),
    /** SHA-256 of the secret part of the address; the secret itself is nowhere. */
    secretHash: text().notNull(),
    madeBy: text().notNull(),
    madeAt: moment().notNull(),
    revokedBy: text(),
    revokedAt: moment(),
  },
  (t) => [
    unique('duty_feeds_secret').on(t.secretHash),
    index('duty_feeds_of_person').on(t.officeId, t.personId),
    check('duty_feeds_revoked', sql`(${t.revokedAt} is null) = (${t.revokedBy} is null)`),
    foreignKey({ name: 'duty_feeds_person', columns: [t.personId], foreignColumns: [dutyPeople.id] }),
  ],
)
