import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inOffice } from '../../src/db/db.ts'
import { audit, ledger, rawMessages } from '../../src/db/schema.ts'
import type { Offered } from '../../src/intake/store-message.ts'
import { StoreTogether } from '../../src/intake/store-together.ts'
import { type TestDatabase, testDatabase } from '../db.ts'
import { RememberingQueue } from '../remembering-queue.ts'

let database: TestDatabase
let queue: RememberingQueue
let together: StoreTogether

beforeEach(async () => {
  database = await testDatabase()
  queue = new RememberingQueue()
  together = new StoreTogether({ db: database.db, queue, now: () => new Date('2026-11-23T09:01:00Z') })
})
afterEach(() => database.close())

const offered = (words: string, change: Partial<Offered> = {}): Offered => ({
  officeId: 'mopac',
  mailbox: 'enquiries@mopac.example.org',
  folder: 'SMTP',
  channel: 'email',
  source: new TextEncoder().encode(words),
  receivedAt: new Date('2026-11-23T09:00:00Z'),
  ...change,
})
const count = (table: typeof rawMessages | typeof ledger, officeId = 'mopac') =>
  inOffice(database.db, officeId, (tx) => tx.$count(table))

describe('keeping messages that come at the same moment', () => {
  it('keeps every one with a ledger row and a job, and tells each caller of its own', async () => {
    const words = Array.from({ length: 50 }, (_, n) => `letter ${n}`)
    const stored = await Promise.all(words.map((one) => together.store(offered(one))))
    expect(new Set(stored.map(({ rawMessageId }) => rawMessageId)).size).toBe(50)
    expect([await count(rawMessages), await count(ledger)]).toEqual([50, 50])
    expect(queue.owed.map(({ ids }) => ids.id).sort()).toEqual(
      stored.map(({ rawMessageId }) => rawMessageId).sort(),
    )
  })

  it('keeps the same bytes once, in the same moment and later, with a ledger row each time', async () => {
    const twice = await Promise.all([together.store(offered('same')), together.store(offered('same'))])
    const later = await together.store(offered('same'))
    expect(new Set([...twice, later].map(({ rawMessageId }) => rawMessageId)).size).toBe(1)
    expect([...twice, later].filter(({ isNew }) => isNew)).toHaveLength(1)
    expect([await count(rawMessages), await count(ledger)]).toEqual([1, 3])
    expect(queue.owed).toHaveLength(1)
  })

  it('keeps the letters of two offices apart', async () => {
    await Promise.all([
      together.store(offered('for one')),
      together.store(offered('for another', { officeId: 'leicestershire-opcc' })),
    ])
    expect([await count(rawMessages), await count(rawMessages, 'leicestershire-opcc')]).toEqual([1, 1])
  })

  it('fails only the one that cannot be kept, and keeps those beside it', async () => {
    const bad = offered('bad', { receivedAt: new Date(Number.NaN) })
    const results = await Promise.allSettled([
      together.store(offered('first')),
      together.store(bad),
      together.store(offered('third')),
    ])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(await count(rawMessages)).toBe(2)
  })

  it('keeps nothing of a transaction that was cut off, and goes on with the next', async () => {
    queue.failNext = new Error('the process died')
    await expect(together.store(offered('first'))).rejects.toThrow('the process died')
    expect([await count(rawMessages), await count(ledger)]).toEqual([0, 0])
    await together.store(offered('first'))
    expect(await count(rawMessages)).toBe(1)
  })

  it('writes who typed a letter in with the letter itself, or neither', async () => {
    const typed = offered('by hand', { channel: 'letter', enteredBy: 'officer-1' })
    queue.failNext = new Error('the process died')
    await expect(together.store(typed)).rejects.toThrow('the process died')
    const entered = () =>
      inOffice(database.db, 'mopac', (tx) => tx.$count(audit, eq(audit.action, 'contact-entered')))
    expect([await count(rawMessages), await entered()]).toEqual([0, 0])
    await together.store(typed)
    await together.store(typed)
    expect([await count(rawMessages), await entered()]).toEqual([1, 2])
  })
})
