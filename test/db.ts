import { randomBytes } from 'node:crypto'
import postgres from 'postgres'
import { inject } from 'vitest'
import type { Db } from '../src/db/db.ts'
import { openDatabase } from '../src/db/open.ts'
import { TEST_KEYS } from './test-keys.ts'

export type TestDatabase = {
  db: Db
  appUrl: string
  ownerUrl: string
  superuserUrl: string
  close(): Promise<void>
}

/** A database of its own, cloned from the migrated template; the server runs for the whole test run. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = inject('postgres')
  const name = `t_${randomBytes(6).toString('hex')}`
  const admin = postgres(server.superuserUrl, { max: 1, onnotice: () => {} })
  await admin.unsafe(`create database ${name} template ${server.template} owner waypost_owner`)
  const at = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href
  const appUrl = at(server.appUrl)
  const { db, close } = openDatabase(appUrl, 10, TEST_KEYS)
  return {
    db,
    appUrl,
    ownerUrl: at(server.ownerUrl),
    superuserUrl: at(server.superuserUrl),
    close: async () => {
      await close()
      await admin.unsafe(`drop database if exists ${name} with (force)`)
      await admin.end()
    },
  }
}
