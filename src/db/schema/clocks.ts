/** What is owed by a day: clocks, chases, the calendars they go by, and the mails about them. */
import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { EventName } from '../../clocks/clock-event.ts'
import type { KeptCalendars } from '../../clocks/govuk-calendars.ts'
import { cases } from './cases.ts'
import { id, moment, officeId } from './columns.ts'

/**
 * A duty of a case with a day by which it is owed. What happened to it is in `clock_events`
 * and nowhere else; every column but the first six can be made again from there.
 */
export const clocks = pgTable(
  'clocks',
  {
    id: id(),
    officeId: officeId(),
    caseId: uuid().notNull(),
    /** The message that started it; null where a person did. */
    messageId: uuid(),
    kind: text().notNull(),
    /** The working days of the office's own target, as it was set when this began. */
    targetDays: integer(),
    startsOn: date({ mode: 'string' }).notNull(),
    /** Null where it stands still or the calendar does not reach that far; `because` says so. */
    dueOn: date({ mode: 'string' }),
    dueAt: moment(),
    because: text(),
    stoppedAt: moment(),
    /** The name of the lists of holidays that it was worked out by. */
    calendarVersion: text().notNull().default(''),
    /** The due day that was missed when the deputy was told; not worked out from the record. */
    escalatedFor: date({ mode: 'string' }),
  },
  (t) => [
    index('clocks_of_case').on(t.officeId, t.caseId),
    index('clocks_running').on(t.officeId, t.dueOn).where(sql`${t.stoppedAt} is null`),
    index('clocks_due').on(t.officeId, t.dueOn),
    index('clocks_started').on(t.officeId, t.kind, t.startsOn),
    unique('clocks_once').on(t.messageId, t.kind),
    check('clocks_no_far_day', sql`${t.dueOn} - ${t.startsOn} between 0 and 1500`),
    foreignKey({ name: 'clocks_case', columns: [t.caseId], foreignColumns: [cases.id] }),
  ],
)

/** What happened to a clock. Only ever added to; a mistake is taken back by a row that names it. */
export const clockEvents = pgTable(
  'clock_events',
  {
    id: id(),
    officeId: officeId(),
    caseId: uuid().notNull(),
    clockId: uuid().notNull(),
    event: text().$type<EventName | 'received' | 'removed'>().notNull(),
    on: date({ mode: 'string' }).notNull(),
    at: moment(),
    removes: uuid(),
    /** In the words of whoever wrote it down: what a notice said, why something is taken back. */
    note: text(),
    byKey: text().notNull(),
    byName: text().notNull(),
    recordedAt: moment().notNull(),
  },
  (t) => [
    index('clock_events_of_clock').on(t.clockId),
    uniqueIndex('clock_events_received_once').on(t.clockId).where(sql`${t.event} = 'received'`),
    uniqueIndex('clock_events_removed_once').on(t.removes).where(sql`${t.removes} is not null`),
    check('clock_events_removal_names_one', sql`(${t.event} = 'removed') = (${t.removes} is not null)`),
    foreignKey({ name: 'clock_events_clock', columns: [t.clockId], foreignColumns: [clocks.id] }),
    foreignKey({ name: 'clock_events_removes', columns: [t.removes], foreignColumns: [t.id] }),
  ],
)

/** The lists of bank holidays as they were fetched and taken, by number; the newest is in force. */
export const calendarVersions = pgTable(
  'calendar_versions',
  {
    id: id(),
    officeId: officeId(),
    number: integer().notNull(),
    version: text().notNull(),
    source: text().notNull(),
    sha256: text().notNull(),
    calendars: jsonb().$type<KeptCalendars>().notNull(),
    fetchedAt: moment().notNull(),
    /** When the same lists were last found at the source. */
    checkedAt: moment().notNull(),
  },
  (t) => [unique('calendar_versions_number').on(t.officeId, t.number)],
)

/** Whom outside the office somebody waits for. */
export type ChasedParty = 'force' | 'iopc' | 'other'

/** Something that was asked of somebody outside, who is reminded until they answer. */
export const chases = pgTable(
  'chases',
  {
    id: id(),
    officeId: officeId(),
    caseId: uuid().notNull(),
    toWhom: text().$type<ChasedParty>().notNull(),
    about: text().notNull(),
    startedAt: moment().notNull(),
    /** Worked out from the moves, for lists; null where it has ended. */
    chaseOn: date({ mode: 'string' }),
    /** Every rung of the ladder has been used. */
    isLastRung: boolean().notNull().default(false),
  },
  (t) => [
    index('chases_of_case').on(t.officeId, t.caseId),
    index('chases_due').on(t.officeId, t.chaseOn),
    foreignKey({ name: 'chases_case', columns: [t.caseId], foreignColumns: [cases.id] }),
  ],
)

/** Each step of a chase, with who made it. Only ever added to. */
export const chaseMoves = pgTable(
  'chase_moves',
  {
    id: id(),
    officeId: officeId(),
    chaseId: uuid().notNull(),
    move: text().$type<'asked' | 'chased' | 'answered' | 'withdrawn'>().notNull(),
    on: date({ mode: 'string' }).notNull(),
    note: text().notNull(),
    byKey: text().notNull(),
    byName: text().notNull(),
    recordedAt: moment().notNull(),
  },
  (t) => [
    index('chase_moves_of_chase').on(t.chaseId),
    foreignKey({ name: 'chase_moves_chase', columns: [t.chaseId], foreignColumns: [chases.id] }),
  ],
)

/**
 * A mail about deadlines to a post of the office: `owed` → `sending` → `sent` | `failed` |
 * `unknown`; `nothing` where there was nothing left to say. `dedupe` names what it is about,
 * so that no mail is made twice.
 */
export const deadlineMails = pgTable(
  'deadline_mails',
  {
    id: id(),
    officeId: officeId(),
    kind: text().$type<'digest' | 'hour-alarm' | 'breach-opened' | 'breach-hours'>().notNull(),
    dedupe: text().notNull(),
    toAddress: text().notNull(),
    /** The clock that an hour alarm is about, and after how many hours. */
    clockId: uuid(),
    hours: integer(),
    /** The breach that it tells the data protection officer of, and which of its two clocks. */
    breachId: uuid(),
    breachClock: text().$type<'breach-72h' | 'breach-24h'>(),
    on: date({ mode: 'string' }).notNull(),
    state: text().$type<'owed' | 'sending' | 'sent' | 'failed' | 'unknown' | 'nothing'>().notNull(),
    madeAt: moment().notNull(),
    claimedAt: moment(),
    sentMailId: uuid(),
  },
  (t) => [
    unique('deadline_mails_once').on(t.officeId, t.dedupe),
    index('deadline_mails_owed').on(t.officeId, t.state),
    index('deadline_mails_of_clock').on(t.clockId).where(sql`${t.clockId} is not null`),
  ],
)
