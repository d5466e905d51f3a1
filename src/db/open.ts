import type { PgDialect } from 'drizzle-orm/pg-core'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import type { OfficeKeys } from '../keys/office-keys.ts'
import type { Db } from './db.ts'
import { decrypts } from './decrypting-client.ts'
import { mendedPool } from './mended-pool.ts'
import { nameOffices } from './own-office.ts'
import { prepared } from './prepared.ts'
import * as schema from './schema.ts'

export type OpenDatabase = { db: Db; close(): Promise<void> }

/**
 * Opens Postgres as the service's own role.
 *
 * `fetch_types` is off because Hyperdrive pools transactions, not sessions; we use
 * no type that would need it. Notices are dropped: they can quote row values. Without keys
 * letters cannot be read or kept.
 */
export function openDatabase(url: string, connections = 10, keys?: OfficeKeys): OpenDatabase {
  const options = { max: connections, fetch_types: false, onnotice: () => {}, connect_timeout: 10 }
  const sql = decrypts(
    mendedPool(() => prepared(postgres(url, options))),
    keys,
  )
  const db = drizzle(sql, { schema, casing: 'snake_case' })
  nameOffices((db as unknown as { dialect: PgDialect }).dialect)
  return {
    db,
    close: () => sql.end({ timeout: 5 }),
  }
}
