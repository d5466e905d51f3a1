import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inOffice } from '../../src/db/db.ts'
import { type OpenDatabase, openDatabase } from '../../src/db/open.ts'
import { ledger, rawMessages } from '../../src/db/schema.ts'
import { type TestDatabase, testDatabase } from '../db.ts'

let database: TestDatabase
let few: OpenDatabase

beforeAll(async () => {
  database = await testDatabase()
  few = openDatabase(database.appUrl, 2)
})
afterAll(async () => {
  await few.close()
  await database.close()
})

const keep = (officeId: string) =>
  inOffice(few.db, officeId, (tx) =>
    tx.insert(rawMessages).values({
      id: randomUUID(),
      officeId,
      mailbox: 'enquiries@example.org',
      channel: 'email',
      source: new Uint8Array([1]),
      sha256: randomUUID(),
      size: 1,
      receivedAt: new Date(),
    }),
  )

describe('a transaction in an office', () => {
  it('sees that office from its first statement on, however many share two connections', async () => {
    const offices = Array.from({ length: 60 }, (_, n) => (n % 3 === 0 ? 'mopac' : 'leicestershire-opcc'))
    await Promise.all(offices.map(keep))
    const seen = await Promise.all(
      offices.map((office) =>
        inOffice(few.db, office, (tx) =>
          tx.selectDistinct({ office: rawMessages.officeId }).from(rawMessages),
        ),
      ),
    )
    expect(seen.map((rows) => rows.map(({ office }) => office))).toEqual(offices.map((office) => [office]))
  })

  it('leaves nothing behind when its work fails at the first statement', async () => {
    const failing = inOffice(few.db, 'mopac', async (tx) => {
      await tx.insert(ledger).values({} as never)
    })
    await expect(failing).rejects.toThrow()
    expect(await few.db.$count(rawMessages)).toBe(0)
    expect(await inOffice(few.db, 'mopac', (tx) => tx.$count(rawMessages))).toBe(20)
  })

  it('has each of its statements parsed once for a connection', async () => {
    const one = openDatabase(database.appUrl, 1)
    const look = () =>
      inOffice(one.db, 'mopac', (tx) =>
        tx.select().from(rawMessages).where(eq(rawMessages.sha256, 'no such bytes')),
      )
    for (let n = 0; n < 5; n++) await look()
    const kept = await inOffice(one.db, 'mopac', (tx) =>
      tx.execute<{ count: number }>(
        sql`select count(*)::int as count from pg_prepared_statements where statement like ${'%"raw_messages"."sha256" = %'}`,
      ),
    )
    expect(kept[0]?.count).toBe(1)
    await one.close()
  })
})
