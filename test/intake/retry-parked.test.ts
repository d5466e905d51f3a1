import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { alarms, audit, ledger, rawMessages } from '../../src/db/schema.ts'
import { storeMessage } from '../../src/intake/store-message.ts'
import { takeIn } from '../../src/intake/take-in.ts'
import { casesCalled } from '../cases-called.ts'
import { RememberingQueue } from '../remembering-queue.ts'
import { plainMail, SECRET, type TestService, takeInDeps, testService } from '../service.ts'
import { TEST_KEY_SET } from '../test-keys.ts'
import { aVisitor } from '../web/a-visitor.ts'

let service: TestService
beforeEach(async () => {
  service = await testService()
})
afterEach(() => service.close())

/** Kept, and then kept out by a fault of ours. */
async function parked(subject: string): Promise<string> {
  const id = await kept(subject)
  const judge = () => Promise.reject(new RangeError('a fault of ours'))
  const deps = takeInDeps(service)
  await takeIn({ ...deps, judge }, { officeId: 'mopac', id })
  return id
}
const kept = async (subject: string): Promise<string> => {
  const offered = {
    officeId: 'mopac',
    mailbox: 'enquiries@mopac.example.org',
    folder: 'SMTP',
    channel: 'email' as const,
    source: new TextEncoder().encode(plainMail({ subject }).replaceAll('\n', '\r\n')),
    receivedAt: service.now(),
    envelopeFrom: 'writer@example.net',
  }
  const { db } = service.database
  return (await storeMessage({ db, queue: new RememberingQueue(), now: service.now }, offered)).rawMessageId
}
const stateOf = async (id: string) =>
  (await service.read('mopac', (tx) => tx.select().from(rawMessages).where(eq(rawMessages.id, id))))[0]?.state
const actorsOf = (action: string) =>
  service.read('mopac', async (tx) =>
    (await tx.select().from(audit).where(eq(audit.action, action))).map(({ actor }) => actor),
  )

describe('a parked message', () => {
  it('is told to duty staff as an alarm, and the problems page shows why it stopped', async () => {
    const id = await parked('Kept out')
    expect(await service.read('mopac', (tx) => tx.select().from(alarms))).toMatchObject([
      { kind: 'message-parked', about: id, endedAt: null },
    ])
    const visitor = await aVisitor(service, 'enquiries-officer')
    expect((await visitor.get('/problems')).text).toContain('It stopped with “RangeError”')
  })

  it('is taken in again from the screen; the history names who asked, and the alarm is over', async () => {
    const id = await parked('Let in')
    const visitor = await aVisitor(service, 'enquiries-officer')
    expect(await visitor.post(`/problems/${id}/retry`, {})).toMatchObject({
      status: 303,
      location: '/problems',
    })
    await service.doJobs()
    expect(await stateOf(id)).toBe('taken-in')
    expect(await service.read('mopac', (tx) => casesCalled(tx, 'Let in'))).toHaveLength(1)
    expect(await actorsOf('message-retried')).toEqual(['demo:enquiries-officer'])
    expect((await service.read('mopac', (tx) => tx.select().from(alarms)))[0]?.endedAt).not.toBeNull()
    await visitor.post(`/problems/${id}/retry`, {})
    await service.doJobs()
    expect(await actorsOf('message-retried')).toHaveLength(1)
  })

  it('may not be tried again by somebody who only reads', async () => {
    const id = await parked('Kept out')
    const visitor = await aVisitor(service, 'auditor')
    expect((await visitor.get('/problems')).text).not.toContain('Try again')
    expect((await visitor.post(`/problems/${id}/retry`, {})).status).toBe(403)
    expect(await stateOf(id)).toBe('parked')
  })

  it('is taken in again by the command line: all of them, or those that are named', async () => {
    const ids = [await parked('One'), await parked('Two'), await parked('Three')]
    expect(await waypost('retry')).toBe(2)
    expect(await waypost('retry', ids[0] ?? '')).toBe(0)
    expect(await Promise.all(ids.map(stateOf))).toEqual(['taken-in', 'parked', 'parked'])
    expect(await waypost('retry', '--all')).toBe(0)
    expect(await Promise.all(ids.map(stateOf))).toEqual(['taken-in', 'taken-in', 'taken-in'])
    expect(await service.read('mopac', (tx) => casesCalled(tx, 'One', 'Two', 'Three'))).toHaveLength(3)
  }, 60_000)
})

describe('a message that waits', () => {
  it('for more than five minutes is shown with its words, whatever keeps it', async () => {
    await kept('Held up by the database')
    const visitor = await aVisitor(service, 'enquiries-officer')
    expect((await visitor.get('/problems')).text).not.toContain('waited for more than five minutes')
    await service.read('mopac', (tx) => tx.update(ledger).set({ notedAt: new Date(Date.now() - 301_000) }))
    const page = await visitor.get('/problems')
    expect(page.text).toContain('waited for more than five minutes')
    const link = /\/problems\/[0-9a-f-]{36}(?=")/.exec(page.html)?.[0] ?? ''
    expect((await visitor.get(link)).text).toContain('Held up by the database')
  })
})

/** The exit code of that verb, run as an operator runs it against this database. */
function waypost(...words: string[]): Promise<number | null> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'waypost-retry-'))
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli.ts', ...words], {
    env: {
      ...process.env,
      OFFICE_KEYS: JSON.stringify(TEST_KEY_SET),
      DATABASE_URL: service.testDatabase.appUrl,
      DATA_DIR: dataDir,
      SECRET_KEY: SECRET,
    },
    stdio: 'ignore',
  })
  return new Promise((resolve) =>
    child.once('exit', (code) => {
      rmSync(dataDir, { recursive: true, force: true })
      resolve(code)
    }),
  )
}
