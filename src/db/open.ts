import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import type { Db } from './db.ts'
import { mendedPool } from './mended-pool.ts'
import { prepared } from './prepared.ts'
import * as schema from './schema.ts'

export type OpenDatabase = { db: Db; close(): Promise<void> }

/**
 * Opens Postgres as the service's own role.
 *
 * `fetch_types` is off because Hyperdrive pools transactions, not sessions; we use
 * no type that would need it. Notices are dropped: they can quote row values.
 */
export function openDatabase(url: string, connections = 10): OpenDatabase {
  const options = { max: connections, fetch_types: false, onnotice: () => {}, connect_timeout: 10 }
  const sql = mendedPool(() => prepared(postgres(url, options)))
  return {
    db: drizzle(sql, { schema, casing: 'snake_case' }),
    close: () => sql.end({ timeout: 5 }),
  }
}
