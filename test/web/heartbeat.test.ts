import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { alarms, canaries, cases, ledger, rawMessages } from '../../src/db/schema.ts'
import { canaryMail } from '../../src/intake/canary-mail.ts'
import { storeMessage } from '../../src/intake/store-message.ts'
import { checkWatchdog } from '../../src/intake/watchdog-canary.ts'
import { sweepAll } from '../../src/jobs/sweep-ticker.ts'
import { buildApp } from '../../src/web/app.tsx'
import { heartbeat } from '../../src/web/watch/heartbeat.ts'
import { type TestService, testService } from '../service.ts'

const KEY = 'a key that the service and its watchdog share'
const RECEIVER = 'tests@example.org'
const MAILBOX = 'enquiries@mopac.example.org'
let service: TestService
let START: number

beforeEach(async () => {
  service = await testService()
  START = Date.now()
})
afterEach(() => service.close())

const at = (minutes: number) => service.setNow(new Date(START + minutes * 60_000))
const beat = async () => {
  const answer = await buildApp(service.web).request('http://127.0.0.1:8787/heartbeat')
  return { status: answer.status, body: await answer.json() }
}
const watchdog = { key: KEY, testReceiver: RECEIVER }
const deps = () => ({ db: service.database.db, queue: service.queue, now: service.now, watchdog })
/** A test message of the watchdog, as its server hands it over. */
const arrive = (
  id: string = randomUUID(),
  change: (mail: string) => string = (mail) => mail,
  key = KEY,
  sentAt = service.now(),
) => {
  const from = { name: 'w', address: 'w@example.org' }
  const mail = canaryMail(key, { origin: 'watchdog', id, mailbox: MAILBOX, from, sentAt })
  const head = `From: w@example.org\r\nX-Waypost-Canary: ${mail.headers['X-Waypost-Canary']}\r\nSubject: ${mail.subject}`
  return storeMessage(deps(), {
    ...{ officeId: 'mopac', mailbox: MAILBOX, folder: 'SMTP', channel: 'email' as const },
    source: new TextEncoder().encode(change(`${head}\r\n\r\n${mail.text}`)),
    receivedAt: service.now(),
  })
}
const counts = () =>
  service.read('mopac', async (tx) => ({
    canaries: await tx.$count(canaries),
    letters: await tx.$count(rawMessages),
    cases: await tx.$count(cases),
    ledger: (await tx.select().from(ledger)).map(({ outcome }) => outcome),
  }))

describe('/heartbeat', () => {
  it('is 503 until each part has moved, 200 while they do, and 503 again where jobs stand still', async () => {
    expect(await beat()).toMatchObject({ status: 503, body: { jobs: { ok: false, secondsSinceJob: null } } })
    await sweepAll(service)
    expect((await beat()).body).toMatchObject({ jobs: { ok: false, secondsSinceSweep: 0 } })
    await service.doJobs()
    expect(await beat()).toEqual({
      status: 200,
      body: {
        ok: true,
        database: { ok: true },
        intake: { ok: true, secondsSincePoll: 0, oldestWaitingSeconds: 0 },
        jobs: { ok: true, secondsSinceSweep: expect.any(Number), secondsSinceJob: expect.any(Number) },
        pages: { ok: true, overdue: 0, testPagesLate: 0 },
        watchdog: null,
      },
    })
    at(3.2)
    await sweepAll(service)
    expect(await beat()).toMatchObject({
      status: 503,
      body: { intake: { ok: true }, jobs: { ok: false, secondsSinceSweep: 0 }, pages: { ok: true } },
    })
  })

  it('says that intake stands still where a letter waits, and pages where one is overdue', async () => {
    await sweepAll(service)
    await service.doJobs()
    await storeMessage(deps(), {
      ...{ officeId: 'mopac', mailbox: MAILBOX, folder: 'SMTP', channel: 'email' as const },
      source: new TextEncoder().encode('From: a@example.net\r\n\r\nI am going to kill myself tonight.'),
      receivedAt: service.now(),
    })
    at(6)
    expect((await beat()).body).toMatchObject({ ok: false, intake: { ok: false }, pages: { ok: true } })
    await service.queue.workThrough({ ...service.handlers, page: async () => {} })
    at(8)
    expect((await beat()).body).toMatchObject({ intake: { ok: true }, pages: { ok: false, overdue: 1 } })
  })

  it('says nothing of anybody', async () => {
    await service.receive(
      'From: Zelda Quorn <zelda@example.net>\nSubject: Quorn\n\nI am going to kill myself.',
    )
    expect(JSON.stringify((await beat()).body)).not.toMatch(/zelda|quorn|@|mopac/i)
  })
})

describe('a test message of the watchdog', () => {
  it('is judged and pages the test receiver; it is no letter, and the heartbeat names it', async () => {
    const id = randomUUID()
    // Byte for byte the same when it comes again.
    const sentAt = service.now()
    const arrives = () => arrive(id, undefined, KEY, sentAt)
    await arrives()
    const ready = await service.web.readiness()
    const look = () => heartbeat(service.database.db, service.offices, { now: service.now(), ready })
    expect((await look()).watchdog).toMatchObject({ canary: id, paged: false })
    await service.doJobs()
    expect((await look()).watchdog).toMatchObject({ canary: id, paged: true })
    expect(service.outgoing().filter((mail) => mail.includes(`To: ${RECEIVER}`))).toHaveLength(1)
    await arrives()
    expect(await counts()).toEqual({ canaries: 1, letters: 0, cases: 0, ledger: ['canary', 'canary'] })
  })

  it('that came and does not get on makes the heartbeat stand still', async () => {
    await arrive()
    await sweepAll(service)
    await service.queue.workThrough({ ...service.handlers, canary: async () => {} })
    expect((await beat()).body).toMatchObject({ pages: { ok: true } })
    at(2.5)
    expect((await beat()).body).toMatchObject({ pages: { ok: false, testPagesLate: 1 } })
  })

  it.each([
    ['under another key', (mail: string) => mail, `${KEY} no`],
    [
      'with another number',
      (mail: string) =>
        mail.replace(/watchdog\.\w/, (found) => (found.endsWith('a') ? 'watchdog.b' : 'watchdog.a')),
      KEY,
    ],
    ['with a seal of our own kind', (mail: string) => mail.replace('Canary: watchdog', 'Canary: own'), KEY],
  ])('%s is a letter like any other', async (_what, change, key) => {
    await arrive(undefined, change, key)
    expect(await counts()).toMatchObject({ canaries: 0, letters: 1 })
  })

  it('with other words under a seal that came before is a letter, and so is one of last week', async () => {
    const id = randomUUID()
    await arrive(id)
    await arrive(id, (mail) => `${mail}\r\nhelp me`)
    expect(await counts()).toMatchObject({ canaries: 1, letters: 1 })
    const sentThen = service.now()
    at(25 * 60)
    const from = { name: 'w', address: 'w@example.org' }
    const old = { origin: 'watchdog' as const, id: randomUUID(), mailbox: MAILBOX, from, sentAt: sentThen }
    const mail = canaryMail(KEY, old)
    await storeMessage(deps(), {
      ...{ officeId: 'mopac', mailbox: MAILBOX, folder: 'SMTP', channel: 'email' as const },
      source: new TextEncoder().encode(`X-Waypost-Canary: ${mail.headers['X-Waypost-Canary']}\r\n\r\nx`),
      receivedAt: service.now(),
    })
    expect(await counts()).toMatchObject({ canaries: 1, letters: 2 })
  })

  it('b84: that stop coming for an hour are an alarm, which the next one ends', async () => {
    const check = () => checkWatchdog({ ...deps(), offices: service.offices })
    const open = async () =>
      (await service.read('mopac', (tx) => tx.select().from(alarms))).filter(({ endedAt }) => !endedAt)
    await check()
    await arrive()
    at(59)
    await check()
    expect(await open()).toEqual([])
    at(61)
    await check()
    expect(await open()).toMatchObject([{ kind: 'watchdog-silent' }])
    await arrive()
    await check()
    expect(await open()).toEqual([])
  })

  it('b84: that stop coming are an alarm also where another office cannot be looked at', async () => {
    await arrive()
    at(61)
    const offices = { ...service.offices, all: [{ id: 'no\0such' }, ...service.offices.all] }
    await checkWatchdog({ ...deps(), offices: offices as typeof service.offices })
    const found = await service.read('mopac', (tx) => tx.select().from(alarms))
    expect(found.filter(({ endedAt }) => !endedAt)).toMatchObject([{ kind: 'watchdog-silent' }])
  })
})
