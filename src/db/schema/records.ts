/**
 * How records end. `retention_schedules` are the office's lines as they came into force, by number;
 * a `disposal_mark` is one person's proposal to dispose of a case, which another decides on; a
 * `disposal_certificate` says what was removed and outlives it.
 */
import { sql } from 'drizzle-orm'
import {
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { cases } from './cases.ts'

const moment = () => timestamp({ withTimezone: true, mode: 'date', precision: 3 })

/** A line of the schedule as the office's profile had it. */
export type KeptLine = {
  schedule: string
  routes: readonly string[]
  outcomes?: readonly string[] | undefined
  keepMonths: number | 'not-set'
  trigger: string
  source: readonly string[]
}

/** Every schedule that was in force, so that a certificate of years ago can be read. */
export const retentionSchedules = pgTable(
  'retention_schedules',
  {
    officeId: text().notNull(),
    number: integer().notNull(),
    lines: jsonb().$type<KeptLine[]>().notNull(),
    /** SHA-256 of the lines. */
    sha256: text().notNull(),
    inForceAt: moment().notNull(),
  },
  (t) => [primaryKey({ name: 'retention_schedules_key', columns: [t.officeId, t.number] })],
)

/**
 * `waiting`: for a second person. `agreed`: carried out on `carryOutOn`, until then anybody may take
 * it back. `lapsed`: something happened in the case meanwhile. `done`: it is disposed of.
 */
export type MarkState = 'waiting' | 'agreed' | 'refused' | 'withdrawn' | 'lapsed' | 'done'

export const disposalMarks = pgTable(
  'disposal_marks',
  {
    id: uuid().primaryKey(),
    officeId: text().notNull(),
    caseId: uuid().notNull(),
    /** The line of the schedule and the day as whoever marked it saw them. */
    schedule: text().notNull(),
    disposeAfter: date({ mode: 'string' }).notNull(),
    /** The ground, where it is an erasure that was allowed, which a trigger sees to; the day is then that of the decision. */
    erasureId: uuid(),
    reason: text().notNull(),
    markedBy: text().notNull(),
    markedByName: text().notNull(),
    markedAt: moment().notNull(),
    state: text().$type<MarkState>().notNull().default('waiting'),
    decidedBy: text(),
    decidedByName: text(),
    decidedAt: moment(),
    carryOutOn: date({ mode: 'string' }),
    endedAt: moment(),
    /** Why it was refused, taken back or lapsed. */
    endedBecause: text(),
  },
  (t) => [
    uniqueIndex('disposal_marks_one_open').on(t.caseId).where(sql`${t.state} in ('waiting', 'agreed')`),
    index('disposal_marks_of_state').on(t.officeId, t.state, t.carryOutOn),
    check(
      'disposal_marks_two_people',
      sql`${t.state} not in ('agreed', 'done') or (${t.decidedBy} <> ${t.markedBy} and ${t.carryOutOn} is not null)`,
    ),
    foreignKey({ name: 'disposal_marks_case', columns: [t.caseId], foreignColumns: [cases.id] }),
  ],
)

/** Signed with a key that follows from the installation's secret; `publicKey` lets anybody check it. */
export const disposalCertificates = pgTable(
  'disposal_certificates',
  {
    id: uuid().primaryKey(),
    officeId: text().notNull(),
    caseId: uuid().notNull(),
    markId: uuid().notNull(),
    /** The exact words that are signed: JSON without a word of a letter. */
    text: text().notNull(),
    sha256: text().notNull(),
    signature: text().notNull(),
    publicKey: text().notNull(),
    madeAt: moment().notNull(),
  },
  (t) => [
    unique('disposal_certificates_once').on(t.caseId),
    foreignKey({ name: 'disposal_certificates_case', columns: [t.caseId], foreignColumns: [cases.id] }),
    foreignKey({
      name: 'disposal_certificates_mark',
      columns: [t.markId],
      foreignColumns: [disposalMarks.id],
    }),
  ],
)
