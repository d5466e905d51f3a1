import { and, sql } from 'drizzle-orm'
import type { PgDatabase } from 'drizzle-orm/pg-core'
import type { PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js'
import { namingOffice, ofThisOffice } from './own-office.ts'
import { personNow } from './person.ts'
import type * as schema from './schema.ts'

/** The pool or a transaction: a function that takes it works in both. */
export type Db = PgDatabase<PostgresJsQueryResultHKT, typeof schema>

/**
 * How long the database lets one of our transactions go on. Without them a process that
 * is stopped between two statements keeps its office's locks for as long as it sleeps,
 * and no page of that office leaves meanwhile from any other.
 */
const LIMITS = { lock_timeout: '10s', statement_timeout: '30s', idle_in_transaction_session_timeout: '30s' }

/**
 * Runs the work in one transaction that sees only that office.
 *
 * Both layers are told: the statements that are built name the office (own-office.ts), and
 * so does the transaction, for row-level security. The office and the limits are set inside the transaction and end with it, because
 * poolers hand the same session to the next caller. Without the office row-level
 * security shows nothing. Whoever is served is named too: their own account may be kept from a case.
 */
export function inOffice<T>(db: Db, officeId: string, work: (tx: Db) => Promise<T>): Promise<T> {
  return db.transaction(async (tx) => {
    const person = personNow()
    const names = { 'app.office': officeId, ...(person === undefined ? {} : { 'app.person': person }) }
    const settings = Object.entries({ ...names, ...LIMITS }).map(
      ([name, value]) => sql`set_config(${name}, ${value}, true)`,
    )
    // Sent together with the first statement of the work, which Postgres carries out after it.
    const naming = tx.execute(sql`select ${sql.join(settings, sql`, `)}`).execute()
    // Both are waited for, also where one has failed: a statement that came after the rollback
    // would be carried out by itself, or in the next transaction on the same connection.
    // Waited for inside: a statement is built when it is waited for.
    const working = namingOffice(officeId, async () => await work(countingOwn(tx)))
    const [worked, set] = await Promise.allSettled([working, naming])
    if (set.status === 'rejected') throw set.reason
    if (worked.status === 'rejected') throw worked.reason
    return worked.value
  })
}

/** `$count` builds its statement past all the others, so that it names the office here. */
function countingOwn(tx: Db): Db {
  const count = tx.$count.bind(tx)
  return Object.assign(tx, {
    $count: ((source, filters) => count(source, and(filters, ofThisOffice(source)))) as Db['$count'],
  })
}
