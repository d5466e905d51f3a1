import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { BadRules } from '../errors.ts'

/** The role the service runs as; drizzle/0001 grants to it by name. */
export const APP_ROLE = 'waypost_app'

/**
 * Brings the tables up to date, as their owner. Safe to run twice, and at the same
 * moment from two processes: a lock lets one through at a time.
 */
export async function migrateDatabase(ownerUrl: string, folder: string): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} })
  try {
    const roles = await sql`select 1 from pg_roles where rolname = ${APP_ROLE}`
    if (roles.length === 0) {
      throw new BadRules(`The database has no role ${APP_ROLE}: create it first, as the README shows.`)
    }
    await sql`select pg_advisory_lock(7290001)`
    await migrate(drizzle(sql), { migrationsFolder: folder })
  } finally {
    await sql.end({ timeout: 5 })
  }
}
