import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AuditEntry, record } from '../../src/audit/record.ts'
import { verifyAudit } from '../../src/audit/verify.ts'
import { inOffice } from '../../src/db/db.ts'
import { type TestDatabase, testDatabase } from '../db.ts'

let database: TestDatabase
let owner: postgres.Sql

beforeAll(async () => {
  database = await testDatabase()
  owner = postgres(database.superuserUrl.replace(/\/[^/]*$/, new URL(database.ownerUrl).pathname), {
    max: 1,
    onnotice: () => {},
  })
})
afterAll(async () => {
  await owner.end()
  await database.close()
})

const entries = (officeId: string, count: number): AuditEntry[] =>
  Array.from({ length: count }, (_, at) => ({
    officeId,
    at: new Date(Date.UTC(2026, 10, 23, 9, 0, at, 5)),
    actor: 'tester',
    action: 'case-viewed',
    detail: { at },
  }))

const verify = (officeId: string) => inOffice(database.db, officeId, verifyAudit)

/** What only somebody with every right over the database can do. */
async function tamper(change: (sql: postgres.TransactionSql) => Promise<unknown>): Promise<void> {
  await owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await change(tx)
  })
}

describe('the history', () => {
  it('keeps a chain for each office and finds it whole', async () => {
    await inOffice(database.db, 'mopac', (tx) => record(tx, entries('mopac', 5)))
    await inOffice(database.db, 'mopac', (tx) => record(tx, entries('mopac', 2)))
    await inOffice(database.db, 'leicestershire-opcc', (tx) => record(tx, entries('leicestershire-opcc', 3)))
    expect(await verify('mopac')).toEqual({ ok: true, rows: 7 })
    expect(await verify('leicestershire-opcc')).toEqual({ ok: true, rows: 3 })
  })

  it('lets the service neither change nor remove a row', async () => {
    const app = postgres(database.appUrl, { max: 1, onnotice: () => {} })
    const attempt = (statement: string) =>
      app.begin(async (tx) => {
        await tx`select set_config('app.office', 'mopac', true)`
        await tx.unsafe(statement)
      })
    await expect(attempt("update audit set actor = 'somebody else'")).rejects.toThrow('permission denied')
    await expect(attempt('delete from audit')).rejects.toThrow('permission denied')
    await expect(attempt('truncate audit')).rejects.toThrow('permission denied')
    await expect(attempt("update audit_heads set hash = ''")).rejects.toThrow('permission denied')
    await app.end()
  })

  it.each([
    [
      'a changed row',
      'a',
      2,
      'row-changed',
      (sql: postgres.TransactionSql) =>
        sql`update audit set actor = 'x' where office_id = 'a' and position = 2`,
    ],
    [
      'a removed row',
      'b',
      3,
      'row-missing',
      (sql: postgres.TransactionSql) => sql`delete from audit where office_id = 'b' and position = 3`,
    ],
    [
      'a cut-off end',
      'c',
      5,
      'end-missing',
      (sql: postgres.TransactionSql) => sql`delete from audit where office_id = 'c' and position = 5`,
    ],
    [
      'a row sealed anew by itself',
      'd',
      3,
      'chain-broken',
      (sql: postgres.TransactionSql) =>
        sql`update audit set previous_hash = 'x' where office_id = 'd' and position = 3`,
    ],
  ] as const)('says where it finds %s', async (_what, office, position, because, change) => {
    await inOffice(database.db, office, (tx) => record(tx, entries(office, 5)))
    await tamper(change)
    expect(await verify(office)).toEqual({ ok: false, position, because })
  })
})
