import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { cases, escalations, mailboxStates, pages } from '../../src/db/schema.ts'
import { storeMessage } from '../../src/intake/store-message.ts'
import { buildApp } from '../../src/web/app.tsx'
import { healthRoutes, readiness } from '../../src/web/watch/health.ts'
import { plainMail, rulebook, type TestService, testService } from '../service.ts'

let service: TestService
const MAILBOX = 'enquiries@mopac.example.org'

beforeAll(async () => {
  service = await testService()
})
afterAll(() => service.close())

const ago = (seconds: number) => new Date(service.now().getTime() - seconds * 1000)
const asked = (watched?: { office: string; address: string }[]) =>
  readiness(service.database.db, rulebook.offices, service.now(), watched)

const polled = (state: { lastPolledAt: Date | null; lastFailure?: string }) =>
  service.read('mopac', async (tx) => {
    const row = { officeId: 'mopac', mailbox: MAILBOX, folder: 'INBOX', lastFailure: null, ...state }
    const target = [mailboxStates.officeId, mailboxStates.mailbox, mailboxStates.folder]
    await tx.insert(mailboxStates).values(row).onConflictDoUpdate({ target, set: row })
  })

beforeEach(async () => {
  service.setNow(new Date())
  await service.doJobs()
  await polled({ lastPolledAt: ago(20) })
  await service.read('mopac', (tx) => tx.update(escalations).set({ state: 'closed', nextPageAt: null }))
})

describe('being ready', () => {
  it('is a mailbox just polled, nothing waiting and no page overdue', async () => {
    expect(await asked()).toEqual({
      database: true,
      intakeOk: true,
      mailboxes: [{ officeId: 'mopac', secondsSincePoll: 20, failing: false, counts: null, balanced: null }],
      waitingToBeTakenIn: 0,
      oldestWaitingSeconds: 0,
      alertsOverdue: 0,
      alarms: 0,
      ready: true,
    })
  })

  it.each([
    [599, true],
    [601, false],
  ])('after %i seconds without a poll: %s', async (seconds, ready) => {
    await polled({ lastPolledAt: ago(seconds), lastFailure: 'ECONNREFUSED' })
    expect(await asked()).toMatchObject({
      ready,
      mailboxes: [{ secondsSincePoll: seconds, failing: true }],
    })
  })

  it('is not so while a mailbox of the settings was never polled', async () => {
    expect(await asked([{ office: 'mopac', address: MAILBOX }])).toMatchObject({ ready: true })
    const other = { office: 'leicestershire-opcc', address: 'office@leicestershire.example.org' }
    expect(await asked([other])).toMatchObject({
      ready: false,
      mailboxes: [{ officeId: 'leicestershire-opcc', secondsSincePoll: null }],
    })
  })

  it('does not wait for a mailbox that left the settings', async () => {
    await polled({ lastPolledAt: ago(90_000) })
    expect(await asked([])).toMatchObject({ ready: true, mailboxes: [] })
  })

  it('is not so when a message waits for minutes, counted from when we first had it', async () => {
    const deps = { db: service.database.db, queue: service.queue, now: service.now }
    await storeMessage(deps, {
      officeId: 'mopac',
      mailbox: MAILBOX,
      folder: 'INBOX',
      channel: 'email',
      source: new TextEncoder().encode(plainMail({ text: `Waiting ${randomUUID()}` })),
      receivedAt: ago(900_000),
    })
    expect(await asked()).toMatchObject({ ready: true, waitingToBeTakenIn: 1 })
    service.setNow(new Date(Date.now() + 301_000))
    const found = await asked()
    expect(found).toMatchObject({ ready: false, waitingToBeTakenIn: 1 })
    expect(found.oldestWaitingSeconds).toBeGreaterThan(300)
    expect(found.oldestWaitingSeconds).toBeLessThan(400)
  })

  it.each([
    [30, 'paging', 0],
    [90, 'paging', 1],
    [90, 'answered', 1],
  ] as const)(
    'counts a page due %i seconds ago of an alert that is %s: %i',
    async (seconds, state, count) => {
      await service.receive(plainMail({ text: `Where do I find your plan? ${randomUUID()}` }))
      await service.read('mopac', async (tx) => {
        const [one] = await tx.select({ id: cases.id }).from(cases).limit(1)
        await tx.insert(escalations).values({
          id: randomUUID(),
          officeId: 'mopac',
          caseId: one?.id ?? '',
          level: 'immediate',
          state,
          raisedAt: ago(600),
          nextPageAt: ago(seconds),
        })
      })
      expect(await asked()).toMatchObject({ alertsOverdue: count, ready: count === 0 })
    },
  )

  it.each([
    ['paging', 1],
    ['answered', 0],
  ] as const)('counts an old alert whose latest page failed while it is %s: %i', async (state, count) => {
    await service.receive(plainMail({ text: `Where do I find your plan? ${randomUUID()}` }))
    const escalationId = randomUUID()
    await service.read('mopac', async (tx) => {
      const [one] = await tx.select({ id: cases.id }).from(cases).limit(1)
      const soon = { raisedAt: ago(600), nextPageAt: new Date(Date.now() + 60_000), step: 1 }
      const alert = {
        id: escalationId,
        officeId: 'mopac',
        caseId: one?.id ?? '',
        level: 'immediate' as const,
      }
      await tx.insert(escalations).values({ ...alert, state, ...soon })
      const page = { id: randomUUID(), officeId: 'mopac', escalationId, step: 0, post: 'Duty officer' }
      await tx.insert(pages).values({ ...page, state: 'failed', claimedAt: ago(30) })
    })
    expect(await asked()).toMatchObject({ alertsOverdue: count })
  })
})

describe('the health addresses', () => {
  it('answer without a sign-in and without a name or an address', async () => {
    const app = buildApp(service.web)
    const alive = await app.request('/healthz')
    expect([alive.status, await alive.text()]).toEqual([200, 'ok'])
    const ready = await app.request('/readyz')
    expect(ready.status).toBe(200)
    expect(await ready.text()).not.toContain('@')
  })

  it.each([
    ['fails', () => Promise.reject(new Error('password of postgres://secret'))],
    ['never answers', () => new Promise<never>(() => {})],
  ])('say 503 and nothing else when the database %s', async (_what, ask) => {
    const routes = healthRoutes({ readiness: ask, heartbeat: ask }, 20)
    const answer = await routes.request('/readyz')
    expect(answer.status).toBe(503)
    expect(await answer.json()).toMatchObject({ database: false, ready: false })
    const beat = await routes.request('/heartbeat')
    expect(beat.status).toBe(503)
    expect(await beat.json()).toMatchObject({ ok: false, database: { ok: false }, watchdog: null })
  })
})
