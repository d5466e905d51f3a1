import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { inOffice } from '../../src/db/db.ts'
import { canaries, ledger, rawMessages } from '../../src/db/schema.ts'
import { addUp, balances } from '../../src/intake/balance.ts'
import { canaryMail } from '../../src/intake/canary-mail.ts'
import { type TestDatabase, testDatabase } from '../db.ts'
import { type APoller, aPoller } from './a-poller.ts'
import { ModelServer } from './model-server.ts'

let database: TestDatabase
let server: ModelServer
let poller: APoller
let boxes = 0
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())
beforeEach(() => {
  server = new ModelServer({ address: `box-${++boxes}@mopac.example.org` })
  poller = aPoller(database, server)
})

const counts = async () => {
  poller.wait(3_600)
  await poller.poll()
  return (await poller.state()).counts
}
const inDatabase = <T>(work: Parameters<typeof inOffice<T>>[2]) => inOffice(database.db, 'mopac', work)
const setRaw = (words: string, state: 'taken-in' | 'parked') =>
  inDatabase(async (tx) => {
    const raws = await tx.select().from(rawMessages).where(eq(rawMessages.mailbox, server.address))
    const found = raws.find(({ source }) => new TextDecoder().decode(source) === words)
    await tx
      .update(rawMessages)
      .set({ state })
      .where(eq(rawMessages.id, found?.id ?? ''))
  })

/** A test message as it is sent, and the row that waits for it. */
async function testMessage(): Promise<string> {
  const id = randomUUID()
  const sentAt = poller.deps.now()
  await inDatabase((tx) =>
    tx.insert(canaries).values({ id, officeId: 'mopac', mailbox: server.address, sentAt }),
  )
  const from = { name: 'MOPAC service test', address: server.address }
  const mail = canaryMail(poller.deps.secretKey, { origin: 'own', id, mailbox: server.address, from, sentAt })
  const headers = Object.entries(mail.headers).map(([name, value]) => `${name}: ${value}`)
  return [`Message-ID: ${mail.messageId}`, ...headers, `Subject: ${mail.subject}`, '', mail.text].join('\r\n')
}

describe('what is on the server is what we have', () => {
  it('adds up where some rows have no bytes: test messages count as ignored, and what vanished is not on the server', async () => {
    server.append('taken in')
    server.append('set aside')
    server.append('waits')
    server.append(await testMessage())
    const gone = server.append('gone')
    server.before = (command) => {
      if (command === 'fetch') server.expunge(gone)
    }
    await poller.poll()
    server.before = undefined
    await setRaw('taken in', 'taken-in')
    await setRaw('set aside', 'parked')
    const rows = await poller.rows()
    expect(rows.map(({ outcome, rawMessageId }) => [outcome, rawMessageId === null])).toEqual([
      ['kept', false],
      ['kept', false],
      ['kept', false],
      ['canary', true],
      ['vanished', true],
    ])
    expect(await counts()).toEqual({
      onServer: 4,
      takenIn: 1,
      waiting: 1,
      parked: 1,
      canaries: 1,
      partsOnly: 0,
      notHandedOver: 0,
      unaccounted: 0,
    })
    expect(await poller.openAlarms()).not.toContain('mailbox-unbalanced')
  })

  it('does not add up where a row is gone, and says so', async () => {
    server.append('one')
    server.append('two')
    await poller.poll()
    server.folder().hidden = 1
    const found = await counts()
    expect(found).toMatchObject({ onServer: 3, waiting: 2, unaccounted: 1 })
    expect(found && balances(found)).toBe(false)
  })

  it('line 9: one that was gone and is listed again under its number is taken in at the next poll', async () => {
    const uid = server.append('gone and back')
    const held = server.folder().held.get(uid)
    server.before = (command) => {
      if (command === 'fetch') server.expunge(uid)
    }
    await poller.poll()
    server.before = undefined
    expect(await poller.rows()).toMatchObject([{ outcome: 'vanished' }])
    if (held) server.folder().held.set(uid, held)
    await poller.poll()
    expect(await poller.letters()).toEqual(['gone and back'])
    expect(await counts()).toMatchObject({ onServer: 1, waiting: 1, unaccounted: 0 })
  })

  it.each([
    ['kept without bytes', { outcome: 'kept' as const, rawMessageId: null }],
    ['ignored, and with bytes', { outcome: 'canary' as const, rawMessageId: randomUUID() }],
  ])('the ledger takes no row that is %s', async (_what, change) => {
    const row = {
      id: randomUUID(),
      officeId: 'mopac',
      mailbox: server.address,
      folder: 'INBOX',
      sha256: '',
      size: 0,
      receivedAt: new Date(0),
      notedAt: new Date(0),
      ...change,
    }
    const refused = await inDatabase((tx) => tx.insert(ledger).values(row)).catch(
      (error: Error) => error.cause,
    )
    expect(refused).toMatchObject({ constraint_name: 'ledger_kept_has_bytes' })
  })

  it('every listed message is counted once, whatever became of it', () => {
    const fates = new Map([
      [1n, 'takenIn'],
      [2n, 'waiting'],
      [3n, 'parked'],
      [4n, 'canaries'],
    ] as const)
    const found = addUp([1n, 2n, 3n, 4n, 5n, 6n], fates, { problems: new Set([5n]), unlisted: 1 })
    const { onServer, partsOnly: _of, ...each } = found
    expect(Object.values(each).reduce((sum, count) => sum + count, 0)).toBe(onServer)
    expect(found).toMatchObject({ onServer: 7, notHandedOver: 1, unaccounted: 2 })
  })
})
