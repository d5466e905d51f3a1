import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { readMigrationFiles } from 'drizzle-orm/migrator'
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
    await letOwnerReadWhole(sql)
  } finally {
    await sql.end({ timeout: 5 })
  }
}

/** The hashes of the migrations in that folder, the first one first. */
export const migrationHashes = (folder: string): string[] =>
  readMigrationFiles({ migrationsFolder: folder }).map(({ hash }) => hash)

/** The same as far as that many migrations: the tables as an older release had them. */
export async function migrateUpTo(ownerUrl: string, folder: string, count: number): Promise<void> {
  const part = mkdtempSync(path.join(tmpdir(), 'waypost-migrations-'))
  try {
    cpSync(folder, part, { recursive: true })
    const journal = path.join(part, 'meta/_journal.json')
    const all = JSON.parse(readFileSync(journal, 'utf8')) as { entries: object[] }
    writeFileSync(journal, JSON.stringify({ ...all, entries: all.entries.slice(0, count) }))
    await migrateDatabase(ownerUrl, part)
  } finally {
    rmSync(part, { recursive: true, force: true })
  }
}

/**
 * Row-level security is forced, and binds the owner too: no office named, no row. A backup
 * needs the rows of all, so the owner may read them where a transaction says that it makes
 * one (src/backup/dump.ts). Here and not in a migration, so that no table to come is left out.
 */
async function letOwnerReadWhole(sql: postgres.Sql): Promise<void> {
  const missing = await sql<{ name: string }[]>`
    select c.relname as name from pg_class as c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relrowsecurity
      and not exists (select 1 from pg_policy as p where p.polrelid = c.oid and p.polname = 'whole_backup')`
  for (const { name } of missing)
    await sql.unsafe(
      `create policy whole_backup on "${name}" for select to current_user using (current_setting('app.backup', true) = 'whole')`,
    )
}
