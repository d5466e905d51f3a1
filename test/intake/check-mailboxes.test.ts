import { isNull } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { alarms, canaries, cases, rawMessages } from '../../src/db/schema.ts'
import { pollDeps } from '../../src/deps.ts'
import { type CheckDeps, checkMailboxes } from '../../src/intake/check-mailboxes.ts'
import { pollAccount } from '../../src/intake/poll-account.ts'
import { SECRET, type TestService, testService } from '../service.ts'
import { ModelServer } from './model-server.ts'

let service: TestService
let server: ModelServer
const START = Date.now()
const ADDRESS = 'enquiries@mopac.example.org'

beforeEach(async () => {
  service = await testService()
  server = new ModelServer({ address: ADDRESS })
})
afterEach(() => service.close())

const checkDeps = (): CheckDeps => ({
  ...service,
  db: service.database.db,
  secretKey: SECRET,
  senderOf: service.web.senderOf,
})
const check = (canaryMinutes?: number, testReceiver?: string) =>
  checkMailboxes(checkDeps(), [{ office: 'mopac', address: ADDRESS, canaryMinutes, testReceiver }])
/** A second later, because the clock goes on while a test runs. */
const at = (minutes: number) => service.setNow(new Date(START + minutes * 61_000))
const poll = () =>
  pollAccount(pollDeps(service), { office: 'mopac', address: ADDRESS, folders: ['INBOX'] }, server.connect)
const open = () =>
  service.read('mopac', async (tx) =>
    (await tx.select().from(alarms).where(isNull(alarms.endedAt))).map(({ kind }) => kind),
  )
/** What the outgoing server was given, put into the mailbox as it would arrive. */
const deliver = (mail: string) => server.append(mail)
const canaryMails = () => service.outgoing().filter((mail) => mail.includes('X-Waypost-Canary'))

describe('line 23: a mailbox that nobody reads', () => {
  it('raises an alarm at ten minutes, in any process, though the poller itself is dead', async () => {
    at(0)
    await poll()
    at(9.8)
    await check()
    expect(await open()).toEqual([])
    at(10)
    await check()
    expect(await open()).toEqual(['mailbox-blind'])
    await poll()
    await check()
    expect(await open()).toEqual([])
  })

  it('raises it too where nobody has ever polled it', async () => {
    at(0)
    await check()
    at(10)
    await check()
    expect(await open()).toEqual(['mailbox-blind'])
  })

  it('raises it where every poll fails, and mails it to the duty officer', async () => {
    at(0)
    await poll()
    for (const minute of [2, 4, 6, 8, 10]) {
      at(minute)
      server.before = () => {
        throw new Error('no connection')
      }
      await expect(poll()).rejects.toThrow('no connection')
      await check()
    }
    await service.doJobs()
    expect(service.outgoing().join()).toContain('has not been read for ten minutes')
  })

  it('does not take a long first poll for a dead one', async () => {
    for (let number = 0; number < 45; number++) server.append(`letter ${number}`)
    at(0)
    let minute = 0
    server.before = async (command) => {
      if (command !== 'fetch') return
      minute += 0.25
      at(minute)
      await check()
    }
    await poll()
    expect(minute).toBeGreaterThan(10)
    expect(await open()).toEqual([])
  })
})

describe('line 28: test messages of ours', () => {
  it('are sent to nobody where the account does not ask for them', async () => {
    await check()
    expect(canaryMails()).toEqual([])
  })

  it('leave every quarter of an hour by the outgoing server, and make no case when they come back', async () => {
    for (const minute of [0, 5, 14, 15]) {
      at(minute)
      await check(15)
    }
    expect(canaryMails()).toHaveLength(2)
    for (const mail of canaryMails()) deliver(mail)
    const { folders } = await poll()
    expect(folders[0]).toMatchObject({ taken: 2, isBalanced: true })
    await service.doJobs()
    const page = await service.read('mopac', async (tx) => ({
      cases: await tx.$count(cases),
      missing: await tx.$count(canaries, isNull(canaries.seenAt)),
    }))
    expect(page).toEqual({ cases: 0, missing: 0 })
  })

  it('that are not back after ten minutes raise an alarm, which the next one that is back ends', async () => {
    at(0)
    await check(15)
    at(9)
    await check(15)
    expect(await open()).toEqual([])
    at(10)
    await poll()
    await check(15)
    expect(await open()).toEqual(['canary-missing'])
    at(15)
    await check(15)
    deliver(canaryMails()[1] ?? '')
    await poll()
    at(25)
    await poll()
    await check(15)
    expect(await open()).toEqual([])
  })

  it('that could not leave are missing just as those that were lost on the way', async () => {
    const down = {
      ...checkDeps(),
      outbox: { send: () => Promise.reject(new Error('down')), close: async () => {} },
    }
    at(0)
    const account = { office: 'mopac', address: ADDRESS, canaryMinutes: 15 }
    await checkMailboxes(down, [account])
    at(10)
    await poll()
    await checkMailboxes(down, [account])
    expect(await open()).toEqual(['canary-missing'])
  })

  it.each([
    [
      'with a seal that is not ours',
      (mail: string) => mail.replace(/(X-Waypost-Canary: own\.\S{36}\.\d+\.)\S/, '$1z'),
    ],
    [
      'once more, with the words of somebody in danger under a copied seal',
      (mail: string) => `${mail}\r\nhelp`,
    ],
  ])('are letters like any other %s', async (_what, change) => {
    at(0)
    await check(15)
    const [mail = ''] = canaryMails()
    if (change(mail).endsWith('help')) deliver(mail)
    deliver(change(mail))
    await poll()
    const raws = await service.read('mopac', (tx) => tx.$count(rawMessages))
    expect(raws).toBe(1)
  })
})
