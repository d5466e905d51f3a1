import { randomUUID } from 'node:crypto'
import { is } from 'drizzle-orm'
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as schema from '../../src/db/schema.ts'
import { type TestDatabase, testDatabase } from '../db.ts'

let database: TestDatabase
let app: postgres.Sql
let owner: postgres.Sql

beforeAll(async () => {
  database = await testDatabase()
  app = postgres(database.appUrl, { max: 1, onnotice: () => {} })
  owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} })
})
afterAll(async () => {
  await app.end()
  await owner.end()
  await database.close()
})

const tables = Object.values(schema).flatMap((value) => (is(value, PgTable) ? [value] : []))

describe('row-level security', () => {
  it('is forced on every table of the schema, and every table carries the office', async () => {
    const forced = await owner`select relname from pg_class where relnamespace = 'public'::regnamespace
      and relkind = 'r' and relrowsecurity and relforcerowsecurity`
    expect(tables.length).toBeGreaterThan(14)
    expect(forced.map((row) => row['relname']).sort()).toEqual(
      tables.map((table) => getTableConfig(table).name).sort(),
    )
    for (const table of tables) {
      expect(getTableConfig(table).columns.map((column) => column.name)).toContain('officeId')
    }
  })

  it('binds the role that the service runs as', async () => {
    const [role] =
      await app`select current_user as name, rolsuper, rolbypassrls from pg_roles where rolname = current_user`
    expect(role).toEqual({ name: 'waypost_app', rolsuper: false, rolbypassrls: false })
    const owned =
      await app`select tablename from pg_tables where schemaname = 'public' and tableowner = current_user`
    expect(owned).toEqual([])
  })

  it('shows one office nothing of another, and nothing at all where no office is named', async () => {
    const note = { id: randomUUID(), reference: 'MOPAC-26-000001-1' }
    await app.begin(async (tx) => {
      await tx`select set_config('app.office', 'mopac', true)`
      await tx`insert into cases (id, office_id, reference, route, risk, channel, subject, opened_at, last_action_at,
        retention_schedule, retention_trigger) values (${note.id}, 'mopac', ${note.reference}, 'foi', 'none', 'email', 's',
        now(), now(), 'x', 'last-action')`
    })
    const seenBy = (office: string | undefined) =>
      app.begin(async (tx) => {
        if (office !== undefined) await tx`select set_config('app.office', ${office}, true)`
        return (await tx`select 1 from cases where id = ${note.id}`).length
      })
    expect(await seenBy('mopac')).toBe(1)
    expect(await seenBy('leicestershire-opcc')).toBe(0)
    expect(await seenBy('')).toBe(0)
    expect(await seenBy(undefined)).toBe(0)
  })

  it('refuses a row written for another office', async () => {
    const writing = app.begin(async (tx) => {
      await tx`select set_config('app.office', 'mopac', true)`
      await tx`insert into notes (id, office_id, case_id, author, text, written_at)
        values (${randomUUID()}, 'leicestershire-opcc', ${randomUUID()}, 'a', 'b', now())`
    })
    await expect(writing).rejects.toThrow('row-level security')
  })

  it('lets the service remove nothing but a session, pieces of a message that is being fetched, and words to search in', async () => {
    const may = await owner`select table_name from information_schema.role_table_grants
      where grantee = 'waypost_app' and privilege_type in ('DELETE', 'TRUNCATE') and table_schema = 'public'`
    expect(may.map((row) => row['table_name']).sort()).toEqual(['search_text', 'sessions', 'whole_pieces'])
  })
})
