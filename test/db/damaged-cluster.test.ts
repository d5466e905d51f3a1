import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startEmbedded } from '../../src/db/embedded.ts'
import { BadRules } from '../../src/errors.ts'

const dataDir = mkdtempSync(path.join(tmpdir(), 'waypost-damaged-'))
const home = path.join(dataDir, 'postgres')
/** Where the pages of the tables are kept. */
const files = { letters: '', long: '' }

beforeAll(async () => {
  const server = await startEmbedded(dataDir)
  const sql = postgres(server.superuserUrl, { max: 1, onnotice: () => {} })
  await sql`create table letters (id int, words text)`
  await sql`insert into letters select n, repeat(md5(n::text), 3) from generate_series(1, 2000) n`
  await sql`create table long_letters (words text)`
  await sql`alter table long_letters alter words set storage external`
  await sql`insert into long_letters select repeat(md5(n::text), 500) from generate_series(1, 50) n`
  const [found] = await sql`select pg_relation_filepath('letters') as letters,
    pg_relation_filepath((select reltoastrelid from pg_class where relname = 'long_letters')) as long`
  Object.assign(files, found)
  await sql.end()
  await server.stop()
}, 60_000)
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

/** Turns one byte in the middle of the file over, does the work, and puts it back. */
async function damaged(file: string, work: () => Promise<void>): Promise<void> {
  const at = path.join(home, file)
  const before = readFileSync(at)
  const after = Buffer.from(before)
  const middle = Math.floor(after.length / 2) + 100
  after[middle] = (after[middle] ?? 0) ^ 0xff
  writeFileSync(at, after)
  try {
    await work()
  } finally {
    writeFileSync(at, before)
  }
}

const isDown = async () => {
  const port = readFileSync(path.join(dataDir, 'postgres-port'), 'utf8')
  const sql = postgres(`postgres://postgres@127.0.0.1:${port}/postgres`, { max: 1, connect_timeout: 2 })
  const code = await sql`select 1`.then(
    () => 'answers',
    ({ code }: { code?: string }) => code,
  )
  await sql.end({ timeout: 1 })
  return code
}

describe('b37: an embedded database', { timeout: 60_000 }, () => {
  it.each<['letters' | 'long', string]>([
    ['letters', 'letters'],
    ['long', 'long_letters'],
  ])(
    'of which a page is damaged (%s) is refused in one sentence, and is not left running',
    async (which, named) => {
      await damaged(files[which], async () => {
        const refused = await startEmbedded(dataDir).catch((error: unknown) => error)
        expect(refused).toBeInstanceOf(BadRules)
        const { message } = refused as Error
        expect(message).toContain(`is damaged (${named})`)
        expect(message).toContain('put')
        expect(message.match(/\.( |$)/g)).toHaveLength(1)
        expect(await isDown()).toBe('ECONNREFUSED')
      })
    },
  )

  it('that Postgres itself will not start is refused in a sentence that names its log', async () => {
    const control = path.join(home, 'global', 'pg_control')
    const before = readFileSync(control)
    writeFileSync(control, Buffer.alloc(before.length))
    try {
      const refused = await startEmbedded(dataDir).catch((error: unknown) => error)
      expect(refused).toBeInstanceOf(BadRules)
      expect((refused as Error).message).toContain('server.log')
    } finally {
      writeFileSync(control, before)
    }
  })

  it('that is whole starts again, with everything in it', async () => {
    const server = await startEmbedded(dataDir)
    const sql = postgres(server.superuserUrl, { max: 1, onnotice: () => {} })
    const [found] = await sql`select count(*)::int as count from letters`
    expect(found?.['count']).toBe(2000)
    await sql.end()
    await server.stop()
  })
})
