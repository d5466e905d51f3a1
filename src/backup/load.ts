/** Puts a backup into an empty database, whole or not at all. Node only. */
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import postgres from 'postgres'
import { APP_ROLE, migrateDatabase, migrateUpTo, migrationHashes } from '../db/migrate.ts'
import { BadRules } from '../errors.ts'
import { copy } from './dump.ts'
import { type Frame, readFrames } from './frames.ts'
import { Manifest, secretMark, TableNote } from './manifest.ts'
import { PAGES_WAIT_MINUTES, type Reckoned, reckon, writeDown } from './reckon.ts'

/** Where the history of an office ended in the backup, and where it stands now that the restore is in it. */
export type RestoredHead = { office: string; restoredTo: number; position: number; hash: string }

export type Loaded = Reckoned & {
  manifest: Manifest
  rows: Record<string, number>
  pagesFrom: Date
  heads: RestoredHead[]
}

export type LoadAsked = {
  ownerUrl: string
  migrations: string
  /** The key that this installation seals with; undefined where a person has said that it may be another. */
  secretKey: string | undefined
  now: Date
}

/**
 * Makes the tables as they were when the backup was made and fills them; brings them up to date;
 * reckons with the time between (reckon.ts). Until the last of it is committed the service has no
 * way into the tables, so that a restore which was cut off is never served from.
 */
export async function load(plain: AsyncIterable<Uint8Array>, asked: LoadAsked): Promise<Loaded> {
  const frames = readFrames(plain)
  const manifest = await readManifest(frames)
  refuseOther(manifest, migrationHashes(asked.migrations), asked.secretKey)
  const sql = postgres(asked.ownerUrl, { max: 1, onnotice: () => {} })
  try {
    await refuseFull(sql, manifest)
    await migrateUpTo(asked.ownerUrl, asked.migrations, manifest.migrations.length)
    const rows = await sql.begin(async (tx) => {
      await tx.unsafe(`revoke usage on schema public from ${APP_ROLE}`)
      return lowered(tx, () => fill(tx, frames, manifest))
    })
    await migrateDatabase(asked.ownerUrl, asked.migrations)
    const moments = { backupAt: new Date(manifest.madeAt), restoredAt: asked.now }
    const reckoned = await sql.begin(async (tx) => {
      const counts = await lowered(tx, () => reckon(tx, moments))
      await tx`select set_config('app.backup', 'whole', true)`
      const before = await tx<
        { office: string; position: string }[]
      >`select office_id as office, position from audit_heads`
      const offices = await writeDown(tx, moments, counts)
      const now = await tx<
        { office: string; position: string; hash: string }[]
      >`select office_id as office, position, hash from audit_heads order by 1`
      const endedAt = new Map(before.map(({ office, position }) => [office, Number(position)]))
      const heads = now.map(({ office, position, hash }) => ({
        ...{ office, hash, position: Number(position), restoredTo: endedAt.get(office) ?? 0 },
      }))
      await tx.unsafe(`grant usage on schema public to ${APP_ROLE}`)
      return { ...counts, offices, heads }
    })
    const pagesFrom = new Date(asked.now.getTime() + PAGES_WAIT_MINUTES * 60_000)
    return { manifest, rows, ...reckoned, pagesFrom }
  } finally {
    await sql.end({ timeout: 5 })
  }
}

/** Reads it to its end and throws at whatever is wrong with it; touches no database. */
export async function check(
  plain: AsyncIterable<Uint8Array>,
): Promise<{ manifest: Manifest; rows: Record<string, number> }> {
  const frames = readFrames(plain)
  const manifest = await readManifest(frames)
  for await (const found of frames) {
    if (found.kind === 'data') continue
    const note = TableNote.parse(JSON.parse(found.text))
    if ('end' in note) return { manifest, rows: note.end }
  }
  throw noEnd()
}

const noEnd = () => new BadRules('The backup has no end: it was cut off when it was made. Use another one.')

async function readManifest(frames: AsyncGenerator<Frame>): Promise<Manifest> {
  const first = await frames.next()
  if (first.done || first.value.kind !== 'note') throw noEnd()
  return Manifest.parse(JSON.parse(first.value.text))
}

function refuseOther(manifest: Manifest, known: readonly string[], secretKey: string | undefined): void {
  if (manifest.migrations.some((hash, at) => known[at] !== hash))
    throw new BadRules(
      `The backup is of release ${manifest.release}, whose tables this one does not know: restore it with that release or a newer one.`,
    )
  if (secretKey !== undefined && secretMark(secretKey) !== manifest.secretMark)
    throw new BadRules(
      'The backup was made with another SECRET_KEY: set that one (on an embedded start the file secret-key of its DATA_DIR), or say --other-secret-key, after which answers to mails of before find their case no longer by themselves.',
    )
}

/** Empty, or with the very tables of the backup and no row in them: what a restore that was cut off leaves. */
async function refuseFull(sql: postgres.Sql, manifest: Manifest): Promise<void> {
  const full = () => new BadRules('The database is not empty: a backup is only ever put into an empty one.')
  const tables = await sql<{ name: string }[]>`select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r'`
  if (tables.length === 0) return
  const made = await sql<
    { hash: string }[]
  >`select hash from drizzle.__drizzle_migrations order by created_at`
  if (made.map(({ hash }) => hash).join() !== manifest.migrations.join()) throw full()
  await sql.begin(async (tx) => {
    await tx`select set_config('app.backup', 'whole', true)`
    for (const { name } of tables) if ((await tx`select 1 from ${tx(name)} limit 1`).length > 0) throw full()
  })
}

/** Nobody but us is here: rows of every office are reached as they are, and no trigger seals them anew. */
async function lowered<T>(tx: postgres.TransactionSql, work: () => Promise<T>): Promise<T> {
  const tables = await tx<{ name: string }[]>`select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r'`
  const all = async (change: string) => {
    for (const { name } of tables) await tx.unsafe(`alter table "${name}" ${change}`)
  }
  await all('no force row level security, disable trigger user')
  const done = await work()
  await all('force row level security, enable trigger user')
  return done
}

/** Each table in turn; at the end as many rows must be there as the backup says. */
async function fill(
  tx: postgres.TransactionSql,
  frames: AsyncGenerator<Frame>,
  { tables }: Manifest,
): Promise<Record<string, number>> {
  let next = await frames.next()
  while (!next.done) {
    if (next.value.kind === 'data') throw new Error('Rows stand in the backup before the name of their table')
    const note = TableNote.parse(JSON.parse(next.value.text))
    if ('end' in note) {
      await compare(tx, note.end)
      return note.end
    }
    const table = tables.find(({ name }) => name === note.table)
    if (!table) throw new Error('The backup holds rows of a table that it does not name')
    const rows = rowsOf(frames)
    const into = await tx.unsafe(copy(table.name, table.columns, 'from stdin')).writable()
    await pipeline(Readable.from(rows.bytes()), into)
    next = rows.after()
  }
  throw noEnd()
}

/** The frames up to the next note, and then that note. */
function rowsOf(frames: AsyncGenerator<Frame>) {
  let after: IteratorResult<Frame> = { done: true, value: undefined }
  async function* bytes(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const next = await frames.next()
      if (next.done || next.value.kind === 'note') {
        after = next
        return
      }
      yield next.value.bytes
    }
  }
  return { bytes, after: () => after }
}

async function compare(tx: postgres.TransactionSql, expected: Record<string, number>): Promise<void> {
  for (const [name, rows] of Object.entries(expected)) {
    const [found] = await tx<{ rows: number }[]>`select count(*)::int as rows from ${tx(name)}`
    if (found?.rows !== rows) throw new Error(`The table ${name} has not the rows that the backup says`)
  }
}
