import { eq } from 'drizzle-orm'
import postgres from 'postgres'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AlarmKind } from '../../src/alarms/alarm-kinds.ts'
import { checkBackups } from '../../src/alarms/check-backups.ts'
import { type AnchorDeps, type AnchorFile, keepAnchors } from '../../src/alarms/keep-anchors.ts'
import { clearAlarm, raiseAlarm } from '../../src/alarms/raise-alarm.ts'
import { sendAlarm } from '../../src/alarms/send-alarm.ts'
import { anchorKey, readAnchors } from '../../src/audit/anchor.ts'
import { record } from '../../src/audit/record.ts'
import { verifyAudit } from '../../src/audit/verify.ts'
import { alarms, sentMails } from '../../src/db/schema.ts'
import { TryAgainLater } from '../../src/errors.ts'
import { noteBeat } from '../../src/jobs/beat.ts'
import { sweep } from '../../src/jobs/sweep.ts'
import { MemoryOutbox } from '../../src/outbox/outbox.ts'
import { dutyLadder } from '../duty.ts'
import { rulebook, sendingDeps, type TestService, testService } from '../service.ts'
import { aVisitor } from '../web/a-visitor.ts'

let service: TestService
const START = Date.now()
const office = rulebook.offices.get('mopac')
if (!office) throw new Error('The rules have no MOPAC')
const [first, second] = dutyLadder(office)
const BLIND = { officeId: 'mopac', kind: 'mailbox-blind' as AlarmKind, about: 'enquiries@mopac.example.org' }

beforeEach(async () => {
  service = await testService()
})
afterEach(() => service.close())

const raise = (alarm = BLIND) =>
  service.read('mopac', (tx) => raiseAlarm(tx, { queue: service.queue, now: service.now() }, alarm))
const clear = (alarm = BLIND) => service.read('mopac', (tx) => clearAlarm(tx, { now: service.now() }, alarm))
const rows = () => service.read('mopac', (tx) => tx.select().from(alarms))
const mailedTo = () => service.outgoing().map((mail) => /^To: (.+)$/m.exec(mail)?.[1]?.trim())

async function wait(minutes: number): Promise<void> {
  service.setNow(new Date(START + minutes * 60_000))
  await sweep(service.database.db, service.queue, { officeId: 'mopac', now: service.now() })
  await service.doJobs()
}

describe('an alarm about the service', () => {
  it('is mailed to the duty officer at once, and to the next person while nobody says that they know', async () => {
    await raise()
    await service.doJobs()
    expect(mailedTo()).toEqual([first?.email])
    expect(service.outgoing()[0]).toContain('has not been read for ten minutes')
    await wait(14)
    expect(mailedTo()).toHaveLength(1)
    await wait(17)
    expect(mailedTo()).toEqual([first?.email, second?.email])
  })

  it('is one alarm however often it is raised, and another one once it was over', async () => {
    await raise()
    await raise()
    expect(await rows()).toHaveLength(1)
    await clear()
    await raise()
    expect((await rows()).map(({ endedAt }) => endedAt === null).sort()).toEqual([false, true])
  })

  it('is silent once it is over', async () => {
    await raise()
    await service.doJobs()
    await clear()
    await wait(120)
    expect(mailedTo()).toHaveLength(1)
  })

  it('is quiet for four hours when a named person knows of it, and then asks again', async () => {
    await raise()
    await service.doJobs()
    const officer = await aVisitor(service, 'duty-officer')
    const [{ id } = { id: '' }] = await rows()
    expect((await officer.get('/')).text).toContain('Alarm about the service. A mailbox has not been read')
    expect((await officer.get('/problems')).text).toContain('has not been read for ten minutes')
    expect((await officer.post(`/problems/alarms/${id}/seen`, {})).status).toBe(303)
    expect((await officer.get('/problems')).text).toContain('knows of it since')
    await wait(230)
    expect(mailedTo()).toHaveLength(1)
    await wait(250)
    expect(mailedTo()).toEqual([first?.email, second?.email])
    const later = await aVisitor(service, 'duty-officer')
    expect((await later.get('/problems')).text).toContain('Nobody has said that they know')
  })

  it('of something that merely happened is over when a person has seen it', async () => {
    await raise({ ...BLIND, kind: 'message-vanished' })
    const officer = await aVisitor(service, 'duty-officer')
    const [{ id } = { id: '' }] = await rows()
    await officer.post(`/problems/alarms/${id}/seen`, {})
    expect((await rows())[0]?.endedAt).not.toBeNull()
  })

  it('of little weight is shown and mailed to nobody', async () => {
    await raise({ ...BLIND, kind: 'folder-new' })
    await wait(60)
    expect(mailedTo()).toEqual([])
    const auditor = await aVisitor(service, 'auditor')
    expect((await auditor.get('/problems')).text).toContain('For your notice.')
    expect((await auditor.get('/')).text).not.toContain('Alarm about the service')
  })

  it('may not be put away by somebody who only reads', async () => {
    await raise()
    const [{ id } = { id: '' }] = await rows()
    const auditor = await aVisitor(service, 'auditor')
    expect((await auditor.post(`/problems/alarms/${id}/seen`, {})).status).toBe(403)
    expect((await rows())[0]?.seenAt).toBeNull()
  })

  it('is sent again with the same number when the process died before the mail was handed over', async () => {
    await raise()
    const [{ id } = { id: '' }] = await rows()
    const dying = new MemoryOutbox()
    dying.next(() => {
      throw new Error('the process died')
    })
    const deps = { ...sendingDeps(service), outbox: dying }
    await expect(sendAlarm(deps, { officeId: 'mopac', id })).rejects.toThrow('the process died')
    await wait(2)
    const sent = await service.read('mopac', (tx) => tx.select().from(sentMails))
    expect(sent.map(({ state }) => state)).toEqual(['handed-over'])
    expect(mailedTo()).toEqual([first?.email])
  })

  it('goes to the next person half a minute later when the mail server cannot be reached', async () => {
    await raise()
    const [{ id } = { id: '' }] = await rows()
    const down = new MemoryOutbox()
    down.next(() => {
      throw new TryAgainLater('down')
    })
    const deps = { ...sendingDeps(service), outbox: down }
    await sendAlarm(deps, { officeId: 'mopac', id })
    const [row] = await service.read('mopac', (tx) => tx.select().from(alarms).where(eq(alarms.id, id)))
    expect(row?.step).toBe(1)
    await wait(2)
    expect(mailedTo()).toEqual([second?.email])
  })

  it('is counted in /readyz and makes the service no less ready', async () => {
    await raise({ ...BLIND, kind: 'mail-loop' })
    expect(await service.web.readiness()).toMatchObject({ alarms: 1, ready: true })
  })
})

describe('backups that are expected', () => {
  const HOUR = 60 * 60_000
  const kinds = async () => (await rows()).filter(({ endedAt }) => !endedAt).map(({ kind }) => kind)
  const look = () => checkBackups({ ...service, db: service.database.db }, 26)
  const at = (hours: number) => service.setNow(new Date(START + hours * HOUR))

  it('raise an alarm when none is made for longer than the settings want, and end it with the next', async () => {
    await look()
    at(25)
    await look()
    expect(await kinds()).toEqual([])
    at(27)
    await look()
    await look()
    expect(await kinds()).toEqual(['backup-late'])
    await noteBeat({ ...service, db: service.database.db }, { officeId: 'mopac', part: 'backup' })
    await look()
    expect(await kinds()).toEqual([])
    at(27 + 27)
    await look()
    expect(await kinds()).toEqual(['backup-late'])
  })

  it('are nobody\u2019s business where the settings expect none', async () => {
    at(10_000)
    await checkBackups({ ...service, db: service.database.db }, undefined)
    expect(await kinds()).toEqual([])
  })
})

describe('the head of the history, kept elsewhere', () => {
  const KEY = anchorKey('a secret of the tests that is long enough for it')
  const HOUR = 60 * 60_000
  let lines: string[]
  let fails: boolean
  const file: AnchorFile = {
    read: () => lines.join('\n'),
    keep: (more) => {
      if (fails) throw new Error('no room')
      lines.push(...more)
    },
  }
  beforeEach(() => {
    lines = []
    fails = false
  })
  const keep = (more: Partial<AnchorDeps> = {}) =>
    keepAnchors({ ...sendingDeps(service), key: () => KEY, file, ...more })
  const open = async () => (await rows()).filter(({ endedAt }) => !endedAt).map(({ kind }) => kind)
  const own = () =>
    readAnchors(lines.join('\n'), KEY.publicKey).anchors.filter(({ office }) => office === 'mopac')
  const at = (hours: number) => service.setNow(new Date(START + hours * HOUR))
  const something = () =>
    service.read('mopac', (tx) =>
      record(tx, [{ officeId: 'mopac', at: service.now(), actor: 'tester', action: 'queue-viewed' }]),
    )

  it('is kept once an hour, whoever asks how often, and agrees with the rows', async () => {
    await something()
    await keep()
    await keep()
    expect(own()).toHaveLength(1)
    await something()
    at(1.1)
    await keep()
    expect(own().map(({ position }) => position)).toEqual([1, 2])
    expect(await service.read('mopac', (tx) => verifyAudit(tx, own()))).toMatchObject({
      ok: true,
      anchorsAgreed: 2,
    })
    expect(await open()).toEqual([])
  })

  it('goes to a mailbox too, and names nobody', async () => {
    const outbox = new MemoryOutbox()
    await keep({ file: undefined, mailTo: 'audit-box@example.org', outbox })
    const [mail] = outbox.sent.filter(({ text }) => text.includes('"mopac"'))
    expect(mail).toMatchObject({ to: 'audit-box@example.org', nullReturnPath: true })
    expect(readAnchors(mail?.text ?? '', KEY.publicKey).anchors).toHaveLength(1)
  })

  it('raises an alarm where no place takes it, tries again, and ends it', async () => {
    fails = true
    await keep()
    expect(await open()).toEqual(['anchor-not-kept'])
    fails = false
    await keep()
    expect(own()).toHaveLength(0)
    at(0.2)
    await keep()
    expect(own()).toHaveLength(1)
    expect(await open()).toEqual([])
  })

  it('shows within the hour that the history is another one', async () => {
    await something()
    await keep()
    const superuser = new URL(service.testDatabase.superuserUrl)
    superuser.pathname = new URL(service.testDatabase.ownerUrl).pathname
    const admin = postgres(superuser.href, { max: 1, onnotice: () => {} })
    await admin.begin(async (tx) => {
      await tx`set local session_replication_role = replica`
      await tx`delete from audit`
      await tx`delete from audit_heads`
    })
    await admin.end()
    at(1.1)
    await keep()
    expect(await open()).toEqual(['history-not-as-anchored'])
  })
})
