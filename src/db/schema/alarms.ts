/** What is wrong with the service itself. */
import { sql } from 'drizzle-orm'
import { index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { id, moment, officeId } from './columns.ts'

/** What is wrong with the service itself, until it is over or a person has looked. */
export const alarms = pgTable(
  'alarms',
  {
    id: id(),
    officeId: officeId(),
    /** A kind of src/alarms/alarm-kinds.ts. */
    kind: text().notNull(),
    about: text().notNull(),
    raisedAt: moment().notNull(),
    /** The next rung of the duty ladder to be told, counted from 0. */
    step: integer().notNull().default(0),
    /** When that rung is told; null where nobody is to be. */
    nextMailAt: moment(),
    seenBy: text(),
    seenAt: moment(),
    endedAt: moment(),
  },
  (t) => [
    uniqueIndex('alarms_one_open').on(t.officeId, t.kind, t.about).where(sql`${t.endedAt} is null`),
    index('alarms_due').on(t.officeId, t.nextMailAt),
  ],
)
