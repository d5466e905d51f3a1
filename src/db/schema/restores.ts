/** When a backup was put back. */
import { pgTable } from 'drizzle-orm/pg-core'
import { id, moment, officeId } from './columns.ts'

/** Each time that the database was put back from a backup: what lies between the two moments is not in it. */
export const restores = pgTable('restores', {
  id: id(),
  officeId: officeId(),
  /** What is here is as it was then. */
  backupAt: moment().notNull(),
  restoredAt: moment().notNull(),
})
