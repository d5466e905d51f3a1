import { randomBytes } from 'node:crypto'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../src/db/open.ts'
import { type TestDatabase, testDatabase } from '../db.ts'
import { type APoller, aPoller } from '../intake/a-poller.ts'
import { ModelServer } from '../intake/model-server.ts'
import { TEST_KEYS } from '../test-keys.ts'

let database: TestDatabase
let admin: postgres.Sql
beforeAll(async () => {
  database = await testDatabase()
  const url = Object.assign(new URL(database.superuserUrl), { pathname: '/postgres' }).href
  admin = postgres(url, { max: 1, onnotice: () => {} })
})
afterAll(async () => {
  await database.close()
  await admin.end()
})

/** The database as it is now, under another name. */
async function backup(): Promise<string> {
  const name = `t_${randomBytes(6).toString('hex')}`
  const of = new URL(database.appUrl).pathname.slice(1)
  await admin`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${of}`
  await admin.unsafe(`create database ${name} template ${of} owner waypost_owner`)
  return name
}

describe('b45: a database that is restored from yesterday', () => {
  it('takes in again what came since, and nothing of before a second time', async () => {
    const server = new ModelServer()
    const today = aPoller(database, server)
    server.append('Subject: a\r\n\r\nfrom before')
    server.append('Subject: b\r\n\r\nfrom before')
    await today.poll()
    const name = await backup()
    server.append('Subject: c\r\n\r\nfrom today')
    server.append('Subject: d\r\n\r\nfrom today')
    await today.poll()
    expect(await today.letters()).toHaveLength(4)

    const appUrl = Object.assign(new URL(database.appUrl), { pathname: `/${name}` }).href
    const opened = openDatabase(appUrl, 10, TEST_KEYS)
    const restored: APoller = aPoller({ db: opened.db }, server)
    restored.wait(3_600)
    await restored.poll()
    expect(await restored.letters()).toEqual(await today.letters())
    expect((await restored.rows()).map(({ uid }) => uid)).toEqual([1n, 2n, 3n, 4n])
    expect(restored.owed()).toBe(2)
    await opened.close()
    await admin.unsafe(`drop database ${name} with (force)`)
  })
})
