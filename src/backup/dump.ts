/**
 * Every row of every office as it was at one moment, as a stream. Read as the owner of the
 * tables in one transaction that changes nothing; letters are taken in meanwhile as ever.
 * Node only.
 */
import type { Readable } from 'node:stream'
import postgres from 'postgres'
import { BadRules } from '../errors.ts'
import { frame } from './frames.ts'
import type { Manifest } from './manifest.ts'
import { tablesOf } from './tables-of.ts'

/** What the database cannot say of itself. */
export type DumpFacts = Pick<Manifest, 'madeAt' | 'release' | 'secretMark'>

/**
 * The frames of a backup. `onEnd` is told how many rows there were.
 *
 * The queue is not among them: jobs are reminders, and the sweep makes them again.
 */
export async function* dump(
  ownerUrl: string,
  facts: DumpFacts,
  onEnd: (rows: Record<string, number>) => void = () => {},
): AsyncGenerator<Uint8Array> {
  const pool = postgres(ownerUrl, { max: 1, onnotice: () => {} })
  const sql = await pool.reserve()
  try {
    await sql`begin isolation level repeatable read read only`
    await sql`select set_config('app.backup', 'whole', true)`
    await refuseHalf(sql)
    const tables = await tablesOf(sql)
    const migrations = await sql<
      { hash: string }[]
    >`select hash from drizzle.__drizzle_migrations order by created_at`
    const manifest: Manifest = { ...facts, migrations: migrations.map(({ hash }) => hash), tables }
    yield frame('note', JSON.stringify(manifest))
    const rows: Record<string, number> = {}
    for (const { name, columns } of tables) {
      yield frame('note', JSON.stringify({ table: name }))
      rows[name] = 0
      const source: Readable = await sql.unsafe(copy(name, columns, 'to stdout')).readable()
      for await (const part of source as AsyncIterable<Buffer>) {
        rows[name] += linesIn(part)
        yield frame('data', part)
      }
    }
    yield frame('note', JSON.stringify({ end: rows }))
    onEnd(rows)
  } finally {
    await sql`rollback`
    sql.release()
    await pool.end({ timeout: 5 })
  }
}

/** Names come from the catalogue of the database, or from a manifest that was checked. */
export const copy = (table: string, columns: readonly string[], way: 'to stdout' | 'from stdin'): string =>
  `copy "${table}" (${columns.map((column) => `"${column}"`).join(', ')}) ${way}`

/** Row-level security would leave rows out without a word; a backup without them is worse than none. */
async function refuseHalf(sql: postgres.ISql): Promise<void> {
  const hidden = await sql<{ name: string }[]>`
    select c.relname as name from pg_class as c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and (not pg_has_role(c.relowner, 'usage') or c.relrowsecurity and not exists (
        select 1 from pg_policy as p where p.polrelid = c.oid and p.polname = 'whole_backup'))`
  if (hidden[0])
    throw new BadRules(
      `The table ${hidden[0].name} cannot be read whole: run \`migrate\` first, and set DATABASE_OWNER_URL to the owner of the tables.`,
    )
}

/** In COPY's text format a line feed ends a row and stands nowhere else. */
function linesIn(bytes: Buffer): number {
  let lines = 0
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines++
  return lines
}
