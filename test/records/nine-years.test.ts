import { createReadStream, readdirSync } from 'node:fs'
import path from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inOffice } from '../../src/db/db.ts'
import { disposalCertificates } from '../../src/db/schema.ts'
import { isGenuine } from '../../src/records/certificate.ts'
import { type TestDatabase, testDatabase } from '../db.ts'
import { rulebook, SECRET } from '../service.ts'
import { PHRASE, shortLived, simulate } from './simulate.ts'

const LONG = process.env['FAULTS'] === 'long'
const COUNT = LONG ? 20_000 : 120
const SEED = Number(process.env['SEED'] ?? 31)

let database: TestDatabase
let superuser: postgres.Sql

beforeAll(async () => {
  database = await testDatabase()
  superuser = postgres(database.superuserUrl, { max: 2, onnotice: () => {} })
})
afterAll(async () => {
  await superuser.end()
  await database.close()
})

const mopac = rulebook.offices.get('mopac')
if (!mopac) throw new Error('The profile of MOPAC is not there')
const office = shortLived(mopac)

/** The numbers of the cases whose phrase stands in these words. */
const numbersIn = (words: string): number[] => [...words.matchAll(PHRASE)].map(([, at]) => Number(at))

/** Every row of every table, as a dump would have it; bytes are read as text. */
async function inTables(): Promise<Set<number>> {
  const tables =
    await superuser`select schemaname, tablename from pg_tables where schemaname in ('public', 'pgboss')
    union all select 'pg_catalog', 'pg_statistic'`
  const found = new Set<number>()
  for (const { schemaname, tablename } of tables) {
    const what = tablename === 'raw_messages' ? `t::text || convert_from(source, 'UTF8')` : 't::text'
    const rows = await superuser.unsafe(
      `select ${what} as words from "${schemaname}"."${tablename}" as t where ${what} like '%plumzebra%'`,
    )
    for (const { words } of rows) for (const at of numbersIn(words)) found.add(at)
  }
  return found
}

/** The files of this database's tables and indexes, as they lie on the disk. */
async function inFiles(): Promise<Set<number>> {
  await superuser`vacuum (full, analyze)`
  await superuser`checkpoint`
  const [place] = await superuser`select current_setting('data_directory') as folder, oid from pg_database
    where datname = current_database()`
  const folder = path.join(place?.['folder'], 'base', String(place?.['oid']))
  const found = new Set<number>()
  for (const name of readdirSync(folder)) {
    let tail = ''
    for await (const chunk of createReadStream(path.join(folder, name), { encoding: 'latin1' })) {
      for (const at of numbersIn(tail + chunk)) found.add(at)
      tail = String(chunk).slice(-40)
    }
  }
  return found
}

describe('nine years of an office', () => {
  it(
    `dispose of nothing early and of nothing that is held, and leave no phrase (${COUNT} cases, seed ${SEED})`,
    async () => {
      const deps = { db: database.db, secretKey: SECRET, office, superuser }
      const say = (line: string) => {
        if (LONG) process.stdout.write(`${line}\n`)
      }
      const { plain, ...figures } = await simulate(deps, {
        count: COUNT,
        seed: SEED,
        stepDays: LONG ? 28 : 56,
        say,
      })
      say(JSON.stringify(figures))
      expect(figures.disposed).toBeGreaterThan(COUNT / 3)
      expect(figures).toMatchObject({ early: 0, held: 0, left: 0 })
      const gone = new Set(plain.flatMap(({ goneOn }, at) => (goneOn ? [at] : [])))
      const tables = await inTables()
      const files = await inFiles()
      expect(tables.size).toBe(COUNT - gone.size)
      expect(files.size).toBe(COUNT - gone.size)
      expect([...tables, ...files].filter((at) => gone.has(at))).toEqual([])
      const certificates = await inOffice(database.db, office.id, (tx) =>
        tx.select().from(disposalCertificates),
      )
      expect(certificates).toHaveLength(gone.size)
      expect(certificates.every(isGenuine)).toBe(true)
    },
    LONG ? 3_600_000 : 60_000,
  )
})
