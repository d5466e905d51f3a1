/** Who did and who saw what, in a chain of hashes. */
import { sql } from 'drizzle-orm'
import { bigint, index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { moment, officeId } from './columns.ts'

export const audit = pgTable(
  'audit',
  {
    /** Counts from 1 in each office; given by the trigger together with the hashes. */
    position: bigint({ mode: 'number' }).notNull(),
    officeId: officeId(),
    at: moment().notNull(),
    actor: text().notNull(),
    action: text().notNull(),
    caseId: uuid(),
    /** Ids, numbers and fixed words only. */
    detail: jsonb().$type<Record<string, string | number | boolean | null>>().notNull(),
    previousHash: text().notNull(),
    hash: text().notNull(),
  },
  (t) => [
    primaryKey({ name: 'audit_key', columns: [t.officeId, t.position] }),
    index('audit_of_case').on(t.officeId, t.caseId),
    index('audit_views').on(t.officeId, t.actor, t.at).where(sql`${t.action} = 'case-viewed'`),
  ],
)

/** The last row of each office's audit chain; only the trigger on `audit` writes here. */
export const auditHeads = pgTable('audit_heads', {
  officeId: text().primaryKey(),
  position: bigint({ mode: 'number' }).notNull(),
  hash: text().notNull(),
})
