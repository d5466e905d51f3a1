import { sql } from 'drizzle-orm'
import type { PgDatabase } from 'drizzle-orm/pg-core'
import type { PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js'
import type * as schema from './schema.ts'

/** The pool or a transaction: a function that takes it works in both. */
export type Db = PgDatabase<PostgresJsQueryResultHKT, typeof schema>

/**
 * Runs the work in one transaction that sees only that office.
 *
 * The office is set inside the transaction and ends with it, because poolers hand
 * the same session to the next caller. Without it row-level security shows nothing.
 */
export function inOffice<T>(db: Db, officeId: string, work: (tx: Db) => Promise<T>): Promise<T> {
  return db.transaction(async (tx) => {
    // Sent together with the first statement of the work, which Postgres carries out after it.
    const named = tx.execute(sql`select set_config('app.office', ${officeId}, true)`).execute()
    const [result] = await Promise.all([work(tx), named])
    return result
  })
}
