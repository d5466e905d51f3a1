import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Db, inOffice } from '../../src/db/db.ts'
import { mendedPool } from '../../src/db/mended-pool.ts'
import { type OpenDatabase, openDatabase } from '../../src/db/open.ts'
import { prepared } from '../../src/db/prepared.ts'
import { type TestDatabase, testDatabase } from '../db.ts'
import { type PostgresProxy, startPostgresProxy } from '../faults/postgres-proxy.ts'

let database: TestDatabase
let proxy: PostgresProxy
let pool: OpenDatabase
let admin: postgres.Sql
const uncaught: unknown[] = []
const note = (error: unknown) => void uncaught.push(error)

beforeAll(async () => {
  database = await testDatabase()
  proxy = await startPostgresProxy()
  pool = openDatabase(proxy.through(database.appUrl), 3)
  admin = postgres(database.superuserUrl, { max: 1, onnotice: () => {} })
  process.on('uncaughtException', note)
})
afterAll(async () => {
  process.off('uncaughtException', note)
  await pool.close()
  await proxy.close()
  await admin.end()
  await database.close()
})
beforeEach(() => proxy.judge(undefined))

const twoStatements = () =>
  inOffice(pool.db, 'mopac', async (tx) => {
    await tx.execute(sql`select 1`)
    await tx.execute(sql`select 2`)
    return 'done'
  })
const hangUp = (tx: Db) =>
  tx
    .execute<{ pid: number }>(sql`select pg_backend_pid() as pid`)
    .then(([row]) => admin`select pg_terminate_backend(${row?.pid ?? 0})`)
const codeOf = (error: unknown): unknown =>
  error instanceof Error ? ('code' in error ? error.code : codeOf(error.cause)) : undefined

describe('b31: a line to the database that breaks', () => {
  it.each(['lose-request', 'lose-answer'] as const)(
    'at any statement (%s) fails that transaction, and the next one works at once',
    async (cut) => {
      let met = true
      for (let nth = 1; met; nth++) {
        let count = 0
        met = false
        proxy.judge(() => {
          if (++count !== nth) return 'pass'
          met = true
          return cut
        })
        const outcome = await twoStatements().catch(codeOf)
        expect(outcome).toBe(met ? 'CONNECTION_CLOSED' : 'done')
        proxy.judge(undefined)
        const start = performance.now()
        expect(await twoStatements()).toBe('done')
        expect(performance.now() - start).toBeLessThan(2_000)
      }
      expect(proxy.stragglers()).toEqual([])
      expect(uncaught).toEqual([])
    },
  )

  it('while the work is thinking and asks nothing does not end the process', async () => {
    for (const end of ['returns', 'throws', 'asks again'] as const) {
      const outcome = inOffice(pool.db, 'mopac', async (tx) => {
        await hangUp(tx)
        await new Promise((resolve) => setTimeout(resolve, 50))
        if (end === 'throws') throw new RangeError('a fault of ours')
        if (end === 'asks again') await tx.execute(sql`select 1`)
        return end
      })
      expect(await outcome.catch(codeOf)).toMatch(/^(CONNECTION_CLOSED|57P01)$/)
    }
    expect(await twoStatements()).toBe('done')
    expect(uncaught).toEqual([])
  })

  it('under thirty transactions at once leaves no connection that waits half a minute for its start', async () => {
    for (let round = 0; round < 5; round++) {
      const working = Array.from({ length: 30 }, () => twoStatements().catch(codeOf))
      await admin`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and usename = 'waypost_app'`
      for (const outcome of await Promise.all(working))
        expect(outcome).toMatch(
          /^(done|CONNECTION_CLOSED|57P01|CONNECTION_ENDED|CONNECTION_DESTROYED|ECONNRESET|EPIPE)$/,
        )
      const start = performance.now()
      expect(await Promise.all(Array.from({ length: 6 }, twoStatements))).toEqual(Array(6).fill('done'))
      expect(performance.now() - start).toBeLessThan(3_000)
    }
    expect(uncaught).toEqual([])
  })

  it('without a word (half-open) is given up after a while, and the next one works at once', async () => {
    const make = () => prepared(postgres(proxy.through(database.appUrl), { max: 2, fetch_types: false }))
    const impatient = mendedPool(make, 400)
    const db = drizzle(impatient, { casing: 'snake_case' }) as unknown as Db
    const ask = () => inOffice(db, 'mopac', (tx) => tx.execute(sql`select 1`).then(() => 'done'))
    expect(await ask()).toBe('done')
    proxy.freeze()
    expect(await ask().catch(codeOf)).toBe('ETIMEDOUT')
    expect(await ask()).toBe('done')
    await impatient.end({ timeout: 1 })
  })
})
