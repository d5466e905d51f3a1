import { randomUUID } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { migrateDatabase } from '../../src/db/migrate.ts'

const NAME = `t_${randomUUID().replaceAll('-', '')}`
const folder = mkdtempSync(path.join(tmpdir(), 'waypost-migrations-'))
let admin: postgres.Sql
let owner: string
let sql: postgres.Sql

/** A database of before there was a record, with a running clock, a stopped one and one of another office. */
beforeAll(async () => {
  const server = inject('postgres')
  const at = (url: string) => Object.assign(new URL(url), { pathname: `/${NAME}` }).href
  admin = postgres(server.superuserUrl, { max: 1, onnotice: () => {} })
  await admin.unsafe(`create database ${NAME} owner waypost_owner`)
  owner = at(server.ownerUrl)
  cpSync('drizzle', folder, { recursive: true })
  const journal = path.join(folder, 'meta/_journal.json')
  const all = JSON.parse(readFileSync(journal, 'utf8')) as { entries: { tag: string }[] }
  const before = all.entries.slice(
    0,
    all.entries.findIndex(({ tag }) => tag.endsWith('_clock_events')),
  )
  writeFileSync(journal, JSON.stringify({ ...all, entries: before }))
  await migrateDatabase(owner, folder)
  sql = postgres(at(server.superuserUrl), { max: 1, onnotice: () => {} })
})
afterAll(async () => {
  await sql.end()
  await admin.unsafe(`drop database if exists ${NAME} with (force)`)
  await admin.end()
  rmSync(folder, { recursive: true, force: true })
})

async function aClock(
  office: string,
  receivedAt: string,
  startsOn: string,
  stoppedAt: string | null,
): Promise<string> {
  const [raw, found, message, clock] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
  await sql`insert into raw_messages (id, office_id, mailbox, channel, source, sha256, size, received_at)
    values (${raw}, ${office}, 'm', 'email', '', ${raw}, 0, ${receivedAt})`
  await sql`insert into cases (id, office_id, reference, route, risk, channel, subject, opened_at, last_action_at,
    retention_schedule, retention_trigger) values (${found}, ${office}, ${found}, 'foi', 'none', 'email', 's',
    ${receivedAt}, ${receivedAt}, 'x', 'last-action')`
  await sql`insert into messages (id, office_id, case_id, raw_message_id, channel, status, from_name, subject, text,
    stretches, attachments, headers, unread, triage, rules_version, received_at, taken_in_at)
    values (${message}, ${office}, ${found}, ${raw}, 'email', 'parsed', '', '', '', '[]', '[]', '[]', '[]', '{}', 'x',
    ${receivedAt}, ${receivedAt})`
  await sql`insert into clocks (id, office_id, case_id, message_id, kind, starts_on, due_on, stopped_at)
    values (${clock}, ${office}, ${found}, ${message}, 'foi', ${startsOn}, ${startsOn}, ${stoppedAt})`
  return clock
}

describe('a database of before deadlines had a record', () => {
  it('gets one for every clock of every office: when it was received, and when it had stopped', async () => {
    const running = await aClock('mopac', '2026-06-30T23:30:00Z', '2026-07-01', null)
    const stopped = await aClock('mopac', '2026-11-02T09:00:00Z', '2026-11-02', '2026-11-20T23:45:00Z')
    const other = await aClock('leicestershire-opcc', '2026-11-03T09:00:00Z', '2026-11-03', null)
    await migrateDatabase(owner, 'drizzle')
    const rows =
      await sql`select clock_id, office_id, event, "on"::text as on, at from clock_events order by "on"`
    expect(rows.map((row) => ({ ...row }))).toEqual([
      {
        clock_id: running,
        office_id: 'mopac',
        event: 'received',
        on: '2026-07-01',
        at: new Date('2026-06-30T23:30:00Z'),
      },
      {
        clock_id: stopped,
        office_id: 'mopac',
        event: 'received',
        on: '2026-11-02',
        at: new Date('2026-11-02T09:00:00Z'),
      },
      {
        clock_id: other,
        office_id: 'leicestershire-opcc',
        event: 'received',
        on: '2026-11-03',
        at: new Date('2026-11-03T09:00:00Z'),
      },
      {
        clock_id: stopped,
        office_id: 'mopac',
        event: 'closed',
        on: '2026-11-20',
        at: new Date('2026-11-20T23:45:00Z'),
      },
    ])
    const forced =
      await sql`select relname from pg_class where relname in ('clocks', 'messages') and relforcerowsecurity`
    expect(forced).toHaveLength(2)
  })
})
