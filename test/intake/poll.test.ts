import { asc } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inOffice } from '../../src/db/db.ts'
import { ledger, mailboxStates, rawMessages } from '../../src/db/schema.ts'
import { MemoryMailbox } from '../../src/intake/mailbox.ts'
import { pollOnce } from '../../src/intake/poll.ts'
import { type TestDatabase, testDatabase } from '../db.ts'
import { RememberingQueue } from '../remembering-queue.ts'

let database: TestDatabase
let queue: RememberingQueue
const bytes = (text: string) => new TextEncoder().encode(text)
const MAILBOX = { officeId: 'mopac', address: 'enquiries@mopac.example.org' }

beforeEach(async () => {
  database = await testDatabase()
  queue = new RememberingQueue()
})
afterEach(() => database.close())

const poll = (mailbox: MemoryMailbox) =>
  pollOnce({ db: database.db, queue, now: () => new Date('2026-11-23T09:01:00Z') }, mailbox)
const count = (table: typeof rawMessages | typeof ledger) =>
  inOffice(database.db, 'mopac', (tx) => tx.$count(table))

describe('polling a mailbox', () => {
  it('keeps each message with its ledger row and owes the job to take it in', async () => {
    const mailbox = new MemoryMailbox(MAILBOX, [
      bytes('Subject: one\r\n\r\none'),
      bytes('Subject: two\r\n\r\ntwo'),
    ])
    expect(await poll(mailbox)).toEqual({ taken: 2, known: 0, missing: 0 })
    expect(queue.owed.map(({ name }) => name)).toEqual(['take-in', 'take-in'])
    const rows = await inOffice(database.db, 'mopac', (tx) =>
      tx.select().from(ledger).orderBy(asc(ledger.uid)),
    )
    expect(rows.map(({ uid, uidValidity, size }) => ({ uid, uidValidity, size }))).toEqual([
      { uid: 1n, uidValidity: 1n, size: 19 },
      { uid: 2n, uidValidity: 1n, size: 19 },
    ])
  })

  it('asks only for what it does not hold', async () => {
    const mailbox = new MemoryMailbox(MAILBOX, [bytes('one')])
    await poll(mailbox)
    mailbox.deliver(bytes('two'))
    expect(await poll(mailbox)).toEqual({ taken: 1, known: 1, missing: 0 })
    expect(mailbox.asked).toEqual([1n, 2n])
  })

  it('keeps one message and one job when the process dies before the commit and polls again', async () => {
    const mailbox = new MemoryMailbox(MAILBOX, [bytes('help me')])
    queue.failNext = new Error('the process died')
    await expect(poll(mailbox)).rejects.toThrow('the process died')
    expect(await count(rawMessages)).toBe(0)
    expect(await count(ledger)).toBe(0)
    await poll(mailbox)
    await poll(mailbox)
    expect(await count(rawMessages)).toBe(1)
    expect(queue.owed).toHaveLength(1)
  })

  it('looks at everything again when the server gives new numbers, and makes no second case of known bytes', async () => {
    const mailbox = new MemoryMailbox(MAILBOX, [bytes('one'), bytes('two')])
    await poll(mailbox)
    mailbox.validity = 2n
    mailbox.deliver(bytes('three'))
    expect(await poll(mailbox)).toEqual({ taken: 3, known: 0, missing: 0 })
    expect(await count(rawMessages)).toBe(3)
    expect(await count(ledger)).toBe(5)
    expect(queue.owed).toHaveLength(3)
  })

  it('notes when it last looked', async () => {
    await poll(new MemoryMailbox(MAILBOX))
    const [state] = await inOffice(database.db, 'mopac', (tx) => tx.select().from(mailboxStates))
    expect(state).toMatchObject({ folder: 'INBOX', uidValidity: 1n, lastFailure: null })
    expect(state?.lastPolledAt).toEqual(new Date('2026-11-23T09:01:00Z'))
  })
})
