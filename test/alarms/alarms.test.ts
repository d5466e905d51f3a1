import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AlarmKind } from '../../src/alarms/alarm-kinds.ts'
import { clearAlarm, raiseAlarm } from '../../src/alarms/raise-alarm.ts'
import { sendAlarm } from '../../src/alarms/send-alarm.ts'
import { alarms, sentMails } from '../../src/db/schema.ts'
import { TryAgainLater } from '../../src/errors.ts'
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
