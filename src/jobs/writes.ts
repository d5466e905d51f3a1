/**
 * Rows and jobs that a piece of work owes, gathered first and written together: a
 * batch of letters costs one statement a table, and not one a row. Nothing in here is
 * safe until `write` has returned and the transaction has committed.
 */
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Db } from '../db/db.ts'
import {
  acknowledgements,
  caseHolds,
  cases,
  clockEvents,
  clocks,
  messages,
  riskFlags,
  safeContacts,
  searchText,
} from '../db/schema.ts'
import type { Enqueue, JobIds, JobName } from './queue.ts'

/** A row may only follow what it points at. */
const ORDER = [
  cases,
  messages,
  searchText,
  clocks,
  clockEvents,
  riskFlags,
  acknowledgements,
  safeContacts,
  caseHolds,
] as const
type Written = (typeof ORDER)[number]

/** Of these a case has one at a time: where there is one already, the second says nothing new. */
const ONE_AT_A_TIME: ReadonlySet<PgTable> = new Set([safeContacts, caseHolds])

export class Writes {
  readonly #rows = new Map<PgTable, object[]>()
  readonly #jobs = new Map<JobName, JobIds[]>()

  add<T extends Written>(table: T, ...rows: T['$inferInsert'][]): void {
    this.#rows.set(table, [...(this.#rows.get(table) ?? []), ...rows])
  }

  owe(name: JobName, ids: JobIds): void {
    this.#jobs.set(name, [...(this.#jobs.get(name) ?? []), ids])
  }

  /** Writes what was gathered since the last time; sent at once and carried out in order. */
  async write(tx: Db, queue: Enqueue): Promise<void> {
    const rows = ORDER.flatMap((table) => {
      const gathered = this.#rows.get(table) ?? []
      if (gathered.length === 0) return []
      const inserting = tx.insert(table).values(gathered as never)
      return [ONE_AT_A_TIME.has(table) ? inserting.onConflictDoNothing() : inserting]
    })
    const jobs = [...this.#jobs].map(([name, ids]) => queue.enqueueAll(tx, name, ids))
    this.#rows.clear()
    this.#jobs.clear()
    await Promise.all([...rows, ...jobs])
  }
}
