import { createHash } from 'node:crypto'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anchorKey, anchorLine, anchorsThatBind, readAnchors } from '../../src/audit/anchor.ts'
import { type AuditEntry, record } from '../../src/audit/record.ts'
import { headOf, verifyAudit } from '../../src/audit/verify.ts'
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

const verify = (officeId: string) => inOffice(database.db, officeId, (tx) => verifyAudit(tx))

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
    expect(await verify('mopac')).toMatchObject({ ok: true, rows: 7, anchorsAgreed: 0 })
    expect(await verify('leicestershire-opcc')).toMatchObject({ ok: true, rows: 3 })
  })

  it('finds it whole too where the service writes on between the rows and the head', async () => {
    const office = 'west-midlands-opcc'
    const oneMore = () => inOffice(database.db, office, (tx) => record(tx, entries(office, 1)))
    const verdict = await inOffice(database.db, office, (tx) => {
      let selects = 0
      const busy = new Proxy(tx, {
        get: (target, name) => {
          const value = Reflect.get(target, name)
          if (name !== 'select') return typeof value === 'function' ? value.bind(target) : value
          return (...given: unknown[]) => ({
            // The second statement, and the fourth, read the head: a row comes before each.
            from: (table: unknown) =>
              ++selects % 2 === 0 && selects < 6
                ? oneMore().then(() => value.apply(target, given).from(table))
                : value.apply(target, given).from(table),
          })
        },
      })
      return verifyAudit(busy)
    })
    expect(verdict).toMatchObject({ ok: true, rows: 2 })
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

  const ROWS = 7
  type Change = (sql: postgres.TransactionSql, office: string) => Promise<unknown>

  it.each<[string, number, string, Change]>([
    [
      'a changed actor',
      2,
      'row-changed',
      (sql, o) => sql`update audit set actor = 'x' where office_id = ${o} and position = 2`,
    ],
    [
      'a changed action',
      1,
      'row-changed',
      (sql, o) => sql`update audit set action = 'case-closed' where office_id = ${o} and position = 1`,
    ],
    [
      'a changed moment',
      7,
      'row-changed',
      (sql, o) =>
        sql`update audit set at = at + interval '1 millisecond' where office_id = ${o} and position = 7`,
    ],
    [
      'a changed case',
      4,
      'row-changed',
      (sql, o) => sql`update audit set case_id = gen_random_uuid() where office_id = ${o} and position = 4`,
    ],
    [
      'one changed letter of a detail',
      5,
      'row-changed',
      (sql, o) => sql`update audit set detail = '{"at": 5}' where office_id = ${o} and position = 5`,
    ],
    [
      'a flipped bit of a hash',
      3,
      'row-changed',
      (sql, o) =>
        sql`update audit set hash = translate(left(hash, 1), '0123456789abcdef', '1032547698badcfe') || substr(hash, 2)
        where office_id = ${o} and position = 3`,
    ],
    [
      'a removed first row',
      1,
      'row-missing',
      (sql, o) => sql`delete from audit where office_id = ${o} and position = 1`,
    ],
    [
      'a removed row',
      3,
      'row-missing',
      (sql, o) => sql`delete from audit where office_id = ${o} and position = 3`,
    ],
    [
      'a cut-off end',
      7,
      'end-missing',
      (sql, o) => sql`delete from audit where office_id = ${o} and position = 7`,
    ],
    ['an emptied history', 1, 'end-missing', (sql, o) => sql`delete from audit where office_id = ${o}`],
    [
      'two rows in each other\u2019s place',
      3,
      'chain-broken',
      async (sql, o) => {
        await sql`update audit set position = -3 where office_id = ${o} and position = 3`
        await sql`update audit set position = 3 where office_id = ${o} and position = 4`
        await sql`update audit set position = 4 where office_id = ${o} and position = -3`
      },
    ],
    [
      'a row slipped in between',
      4,
      'chain-broken',
      async (sql, o) => {
        await sql`update audit set position = -position - 1 where office_id = ${o} and position > 3`
        await sql`update audit set position = -position where office_id = ${o} and position < 0`
        await sql`insert into audit (office_id, at, actor, action, detail, position, previous_hash, hash)
        values (${o}, now(), 'x', 'refused', '{}', 4, 'x', 'x')`
      },
    ],
    [
      'a row added behind the end',
      8,
      'row-added',
      (sql, o) =>
        sql`insert into audit (office_id, at, actor, action, detail, position, previous_hash, hash)
        select office_id, at, 'x', 'refused', '{}', 8, hash,
          encode(sha256(convert_to(concat_ws('|', hash, 8, office_id, (extract(epoch from at) * 1000)::bigint,
            'x', 'refused', '', '{}'), 'UTF8')), 'hex')
        from audit where office_id = ${o} and position = 7`,
    ],
    [
      'a row sealed anew by itself',
      3,
      'chain-broken',
      (sql, o) => sql`update audit set previous_hash = 'x' where office_id = ${o} and position = 3`,
    ],
  ])('says where it finds %s', async (what, position, because, change) => {
    const office = what.replaceAll(/\W/g, '-')
    await inOffice(database.db, office, (tx) => record(tx, entries(office, ROWS)))
    await tamper((sql) => change(sql, office))
    expect(await verify(office)).toEqual({ ok: false, position, because })
  })
})

/** As an owner of the database does who knows how it is sealed: everything from there on, and the head. */
async function madeAnew(
  office: string,
  from: number,
  change: (tx: postgres.TransactionSql) => Promise<unknown>,
) {
  await tamper(async (tx) => {
    await change(tx)
    const rows = await tx<{ position: string; sealed: string }[]>`
      select position, concat_ws('|', position, office_id, (extract(epoch from at) * 1000)::bigint, actor,
        action, coalesce(case_id::text, ''), detail::text) as sealed
      from audit where office_id = ${office} order by audit.position`
    let hash = ''
    for (const row of rows) {
      const previous = hash
      hash = createHash('sha256').update(`${previous}|${row.sealed}`).digest('hex')
      if (Number(row.position) < from) continue
      await tx`update audit set previous_hash = ${previous}, hash = ${hash}
        where office_id = ${office} and position = ${row.position}`
    }
    await tx`update audit_heads set hash = ${hash}, position = ${rows.length} where office_id = ${office}`
  })
}

const KEY = anchorKey('a secret that the database does not hold, of enough characters')

async function anchored(
  office: string,
  at = '2026-11-30T09:00:00.000Z',
  restoredTo?: number,
): Promise<string> {
  const head = await inOffice(database.db, office, headOf)
  return anchorLine({ office, ...head, at, ...(restoredTo === undefined ? {} : { restoredTo }) }, KEY)
}

const verifyBy = (office: string, lines: readonly string[]) => {
  const { anchors } = readAnchors(lines.join('\n'), KEY.publicKey)
  return inOffice(database.db, office, (tx) => verifyAudit(tx, anchorsThatBind(anchors, office)))
}

describe('anchors that are kept elsewhere', () => {
  const keep = (office: string, count: number) =>
    inOffice(database.db, office, (tx) => record(tx, entries(office, count)))

  it('show a history that was made anew as a whole, which the chain alone does not', async () => {
    await keep('anew', 5)
    const lines = [await anchored('anew')]
    await keep('anew', 5)
    lines.push(await anchored('anew', '2026-11-30T10:00:00.000Z'))
    await keep('anew', 3)
    expect(await verifyBy('anew', lines)).toMatchObject({ ok: true, rows: 13, anchorsAgreed: 2 })
    await madeAnew(
      'anew',
      8,
      (tx) => tx`update audit set actor = 'nobody' where office_id = 'anew' and position = 8`,
    )
    expect(await verify('anew')).toMatchObject({ ok: true, rows: 13 })
    expect(await verifyBy('anew', lines)).toEqual({
      ok: false,
      because: 'not-as-anchored',
      position: 6,
      anchoredPosition: 10,
      anchoredAt: '2026-11-30T10:00:00.000Z',
    })
  })

  it('show an end that was cut off together with its head', async () => {
    await keep('cut', 6)
    const lines = [await anchored('cut')]
    await madeAnew('cut', 5, (tx) => tx`delete from audit where office_id = 'cut' and position > 4`)
    expect(await verify('cut')).toMatchObject({ ok: true, rows: 4 })
    expect(await verifyBy('cut', lines)).toMatchObject({
      ok: false,
      because: 'not-as-anchored',
      position: 5,
      anchoredPosition: 6,
    })
  })

  it('show that it was cut off and grew again', async () => {
    await keep('grew', 6)
    const lines = [await anchored('grew')]
    await madeAnew('grew', 5, (tx) => tx`delete from audit where office_id = 'grew' and position > 4`)
    await keep('grew', 9)
    expect(await verifyBy('grew', lines)).toMatchObject({
      ok: false,
      because: 'not-as-anchored',
      anchoredPosition: 6,
    })
  })

  it('are no longer asked about what a restore took away, where a signed line of it says so', async () => {
    await keep('back', 6)
    const before = await anchored('back')
    await madeAnew('back', 5, (tx) => tx`delete from audit where office_id = 'back' and position > 4`)
    await keep('back', 5)
    const restored = await anchored('back', '2026-11-30T12:00:00.000Z', 4)
    expect(await verifyBy('back', [before, restored])).toMatchObject({ ok: true, rows: 9, anchorsAgreed: 1 })
    expect(await verifyBy('back', [before])).toMatchObject({ ok: false, because: 'not-as-anchored' })
  })

  it('count only with the signature of this installation', async () => {
    await keep('signed', 2)
    const line = await anchored('signed')
    const stranger = anchorLine(
      { office: 'signed', position: 1, hash: 'x', at: '2026-11-30T09:00:00.000Z' },
      anchorKey('the secret of somebody else, which has enough characters'),
    )
    const { anchors, bad } = readAnchors(
      [line, line.replace('"position":2', '"position":1'), line.slice(0, -20), stranger, 'no anchor'].join(
        '\n',
      ),
      KEY.publicKey,
    )
    expect(anchors.map(({ position }) => position)).toEqual([2])
    expect(bad).toBe(3)
  })
})
