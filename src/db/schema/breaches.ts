/** What went wrong with personal data, and what was done about it. */
import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { cases } from './cases.ts'
import { id, moment, officeId } from './columns.ts'

/** How likely it is that people come to harm by it, as a person judged it (UK GDPR Art 33 and 34). */
export type BreachSeverity = 'unlikely' | 'risk' | 'high-risk'

/** Every breach is kept, reported or not (Art 33(5), E-08). What it says was known at its opening. */
export const breaches = pgTable(
  'breaches',
  {
    id: id(),
    officeId: officeId(),
    /** Counts from 1 in each office; the reference is made of it. */
    number: integer().notNull(),
    /** The case that it happened in; whoever is kept from that sees nothing of the breach. */
    caseId: uuid(),
    whatHappened: text().notNull(),
    /** When the office became aware: what both clocks run from. */
    knownAt: moment().notNull(),
    /** When it happened, where that is known (G17: both are shown). */
    happenedOn: date({ mode: 'string' }),
    whoseData: text().notNull(),
    /** Null while nobody knows. */
    howMany: integer(),
    severity: text().$type<BreachSeverity>().notNull(),
    containment: text().notNull(),
    /** Data of a contract that wants to be told within 24 hours (E-13). */
    leadProvider: boolean().notNull(),
    openedBy: text().notNull(),
    openedByName: text().notNull(),
    openedAt: moment().notNull(),
    /** Follows from its events; for lists and the look of every minute. */
    closedAt: moment(),
  },
  (t) => [
    unique('breaches_number').on(t.officeId, t.number),
    index('breaches_open').on(t.officeId).where(sql`${t.closedAt} is null`),
    check('breaches_how_many', sql`${t.howMany} is null or ${t.howMany} >= 0`),
    foreignKey({ name: 'breaches_case', columns: [t.caseId], foreignColumns: [cases.id] }),
  ],
)

/** The number of each office's last breach: counted here, because not everybody sees all of them. */
export const breachCounters = pgTable('breach_counters', {
  officeId: text().primaryKey(),
  last: integer().notNull(),
})

export const BREACH_EVENTS = [
  'noted',
  'contained',
  'assessed',
  'to-be-notified',
  'not-to-be-notified',
  'ico-told',
  'provider-told',
  'people-told',
  'people-not-told',
  'closed',
  'reopened',
] as const
export type BreachEventName = (typeof BREACH_EVENTS)[number]

/** What was done about a breach, by whom and why. Only ever added to. */
export const breachEvents = pgTable(
  'breach_events',
  {
    id: id(),
    officeId: officeId(),
    breachId: uuid().notNull(),
    event: text().$type<BreachEventName>().notNull(),
    /** When it was done. */
    at: moment().notNull(),
    severity: text().$type<BreachSeverity>(),
    /** In the words of whoever wrote it down. */
    note: text().notNull(),
    byKey: text().notNull(),
    byName: text().notNull(),
    recordedAt: moment().notNull(),
  },
  (t) => [
    index('breach_events_of_breach').on(t.breachId, t.recordedAt),
    check('breach_events_assessed', sql`(${t.event} = 'assessed') = (${t.severity} is not null)`),
    foreignKey({ name: 'breach_events_breach', columns: [t.breachId], foreignColumns: [breaches.id] }),
  ],
)
