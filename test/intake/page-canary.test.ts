import { isNull } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { acknowledgements, alarms, canaries, cases, escalations, sentMails } from '../../src/db/schema.ts'
import { buildService, pollDeps } from '../../src/deps.ts'
import { checkMailboxes } from '../../src/intake/check-mailboxes.ts'
import { canaryTrouble, pageCanary } from '../../src/intake/page-canary.ts'
import { pollAccount } from '../../src/intake/poll-account.ts'
import { sweep } from '../../src/jobs/sweep.ts'
import { failingQueue } from '../remembering-queue.ts'
import { rulebook, SECRET, type TestService, takeInDeps, testService } from '../service.ts'
import { TEST_KEYS } from '../test-keys.ts'
import { ModelServer } from './model-server.ts'

let service: TestService
let server: ModelServer
let START: number
const ADDRESS = 'enquiries@mopac.example.org'
const RECEIVER = 'waypost-tests@example.org'

beforeEach(async () => {
  service = await testService()
  server = new ModelServer({ address: ADDRESS })
  START = Date.now()
})
afterEach(() => service.close())

const checkDeps = () => ({
  ...service,
  db: service.database.db,
  secretKey: SECRET,
  senderOf: service.web.senderOf,
})
const jobDeps = () => ({
  ...takeInDeps(service),
  outbox: service.outbox,
  publicUrl: 'http://127.0.0.1:8787',
  senderOf: service.web.senderOf,
})
const account = { office: 'mopac', address: ADDRESS, canaryMinutes: 15, testReceiver: RECEIVER }
const check = () => checkMailboxes(checkDeps(), [account])
const at = (minutes: number) => service.setNow(new Date(START + minutes * 61_000))
const poll = () =>
  pollAccount(pollDeps(service), { office: 'mopac', address: ADDRESS, folders: ['INBOX'] }, server.connect)
const open = () =>
  service.read('mopac', async (tx) =>
    (await tx.select().from(alarms).where(isNull(alarms.endedAt))).map(({ kind }) => kind),
  )
const rows = () => service.read('mopac', (tx) => tx.select().from(canaries))
const canaryMails = () => service.outgoing().filter((mail) => mail.includes('X-Waypost-Canary'))
const testPages = () => service.outgoing().filter((mail) => mail.includes(`To: ${RECEIVER}`))
const comeBack = async () => {
  for (const mail of canaryMails()) server.append(mail)
  await poll()
}

describe('a test message that came back', () => {
  it('is found by the rules and pages the test receiver in the words of a page, and nobody else', async () => {
    at(0)
    await check()
    await comeBack()
    await service.doJobs()
    const [row] = await rows()
    expect(row).toMatchObject({ level: 'immediate', source: null })
    expect(row?.categories).toContain('suicide-self-harm')
    expect(row?.pagedAt?.getTime()).toBeGreaterThan(row?.sentAt.getTime() ?? Number.NaN)
    const [page = '', ...others] = testPages()
    expect(others).toEqual([])
    expect(page).toContain('Subject: TEST: IMMEDIATE')
    expect(page).toContain('This is a test page. Nobody is in danger.')
    expect(page).toContain('Level: immediate')
    const made = await service.read('mopac', async (tx) => ({
      cases: await tx.$count(cases),
      alerts: await tx.$count(escalations),
      acknowledgements: await tx.$count(acknowledgements),
      mails: (await tx.select().from(sentMails)).map(({ kind }) => kind),
    }))
    expect(made).toEqual({ cases: 0, alerts: 0, acknowledgements: 0, mails: ['test-page'] })
    at(10)
    await poll()
    await check()
    expect(await open()).toEqual([])
  })

  it('raises the alarm where it is back and its page has not left in time, and ends it with one that does', async () => {
    at(0)
    await check()
    await comeBack()
    at(10)
    await poll()
    await check()
    expect(await open()).toEqual(['canary-missing'])
    await service.doJobs()
    await check()
    expect(await open()).toEqual([])
  })

  it('is said to be missing where the rules do not find its sentence', () => {
    const now = new Date()
    const row = { seenAt: now, judgedAt: now, level: 'none' as const, receiver: null, pagedAt: null }
    expect(canaryTrouble(row)).toBe('not-found')
    expect(canaryTrouble({ ...row, level: 'immediate' })).toBeUndefined()
    expect(canaryTrouble({ ...row, level: 'immediate', receiver: RECEIVER })).toBe('not-paged')
    expect(canaryTrouble({ ...row, seenAt: null, judgedAt: null, level: null })).toBe('not-back')
  })
})

describe('cut off between any two lines, the next run finishes it', () => {
  it('before it is noted as come: the whole poll is as if it had not been', async () => {
    at(0)
    await check()
    for (const mail of canaryMails()) server.append(mail)
    const cut = { ...pollDeps(service), queue: failingQueue(new Error('cut off')) }
    const asked = { office: 'mopac', address: ADDRESS, folders: ['INBOX'] }
    await pollAccount(cut, asked, server.connect).catch(() => undefined)
    expect(await rows()).toMatchObject([{ seenAt: null, source: null }])
    at(2)
    await poll()
    await service.doJobs()
    expect((await rows())[0]?.pagedAt).not.toBeNull()
  })

  it.each([
    ['while it is judged', { judge: () => Promise.reject(new Error('cut off')) }, { judgedAt: null }],
    [
      'while its page is sent',
      { outbox: { send: () => Promise.reject(new Error('cut off')), close: async () => {} } },
      { level: 'immediate', pagedAt: null },
    ],
  ])('%s, with its job lost too', async (_where, broken, left) => {
    at(0)
    await check()
    await comeBack()
    const [row] = await rows()
    const ids = { officeId: 'mopac', id: row?.id ?? '' }
    await expect(pageCanary({ ...jobDeps(), ...broken }, ids)).rejects.toThrow('cut off')
    expect(await rows()).toMatchObject([left])
    await service.queue.workThrough({ ...service.handlers, canary: async () => {} })
    at(1.2)
    expect(
      await sweep(service.database.db, service.queue, { officeId: 'mopac', now: service.now() }),
    ).toMatchObject({ canary: 1 })
    await service.doJobs()
    expect((await rows())[0]?.pagedAt).not.toBeNull()
    expect(testPages()).toHaveLength(1)
    at(2.4)
    expect(
      await sweep(service.database.db, service.queue, { officeId: 'mopac', now: service.now() }),
    ).toMatchObject({ canary: 0 })
  })

  it('does not page twice where two runs meet', async () => {
    at(0)
    await check()
    await comeBack()
    const ids = { officeId: 'mopac', id: (await rows())[0]?.id ?? '' }
    await Promise.all([pageCanary(jobDeps(), ids), pageCanary(jobDeps(), ids)])
    await pageCanary(jobDeps(), ids)
    expect(testPages()).toHaveLength(1)
  })
})

describe('the test receiver of the settings', () => {
  const withReceiver = (testReceiver: string, more: object = { canaryMinutes: 15 }) =>
    readConfig({
      MAILBOXES: JSON.stringify([
        { office: 'mopac', address: ADDRESS, host: 'h', user: 'u', password: 'p', testReceiver, ...more },
      ]),
    })
  const place = { smtpUrl: 'smtp://127.0.0.1:1', secretKey: SECRET, publicUrl: '', apiKeys: {}, demo: true }
  const build = (receiver: string) =>
    buildService(withReceiver(receiver), rulebook, {
      ...place,
      databaseUrl: service.testDatabase.appUrl,
      officeKeys: TEST_KEYS,
      supervise: false,
      connections: 1,
    })

  it.each([
    ['somebody on duty', 'duty.officer@mopac.example.org', 'is on a duty ladder'],
    ['a mailbox that letters come to', 'Enquiries@mopac.example.org', 'is a mailbox that letters come to'],
  ])('may not be %s', (_who, receiver, says) => {
    expect(() => build(receiver)).toThrow(says)
  })

  it('needs test messages to be sent', () => {
    expect(() => withReceiver(RECEIVER, {})).toThrow('needs canaryMinutes too')
  })
})
