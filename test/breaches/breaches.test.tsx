import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type BreachEvent,
  breachClocks,
  isOut,
  standingOf,
  whyNot,
  whyOpen,
} from '../../src/breaches/breach.ts'
import { checkBreaches } from '../../src/breaches/check-breaches.ts'
import { alarms, audit, breachEvents, breaches, deadlineMails } from '../../src/db/schema.ts'
import { caseOf } from '../case-of.ts'
import { plainMail, rulebook, type TestService, testService } from '../service.ts'
import { aVisitor, type Visitor } from '../web/a-visitor.ts'

const { calendars } = rulebook
/** The night before the clocks go back: 72 hours and not three days. */
const KNOWN = new Date('2026-10-23T20:00:00Z')
const NOW = new Date('2026-10-24T10:00:00Z')
const row = { knownAt: KNOWN, leadProvider: true, severity: 'unlikely' as const }

let recorded = 0
const event = (name: BreachEvent['event'], more: Partial<BreachEvent> = {}): BreachEvent => ({
  ...{ id: `${++recorded}`, officeId: 'mopac', breachId: 'b', event: name, at: NOW, severity: null },
  ...{ note: 'n', byKey: 'k', byName: 'N', recordedAt: NOW, ...more },
})
const standing = (...events: BreachEvent[]) => standingOf(row, events)
const clocksOf = (...events: BreachEvent[]) => breachClocks(row, standing(...events), calendars)
const says = (name: BreachEvent['event'], ...before: BreachEvent[]) =>
  whyNot(row, standing(...before), { event: name, at: NOW, note: 'n', severity: 'risk' }, NOW)

describe('the hours of a breach', () => {
  it('run through a weekend and through the change of the clocks, from the moment of knowing', () => {
    expect(clocksOf().map(({ kind, dueAt }) => [kind, dueAt.toISOString()])).toEqual([
      ['breach-24h', '2026-10-24T20:00:00.000Z'],
      ['breach-72h', '2026-10-26T20:00:00.000Z'],
    ])
    expect(breachClocks({ ...row, leadProvider: false }, standing(), calendars)).toHaveLength(1)
  })

  it('are out only when nobody did it', () => {
    const after = new Date('2026-10-27T00:00:00Z')
    expect(clocksOf().map((clock) => isOut(clock, after))).toEqual([true, true])
    const told = clocksOf(event('to-be-notified'), event('ico-told'), event('provider-told'))
    expect(told.map((clock) => isOut(clock, after))).toEqual([false, false])
  })

  it('run on from where they were when harm is found likely after all', () => {
    const left = event('not-to-be-notified')
    expect(clocksOf(left).find(({ kind }) => kind === 'breach-72h')?.stoppedAt).toEqual(NOW)
    const anew = event('assessed', { severity: 'risk' })
    expect(clocksOf(left, anew).find(({ kind }) => kind === 'breach-72h')?.stoppedAt).toBeUndefined()
    expect(standing(event('people-not-told'), event('assessed', { severity: 'high-risk' })).people).toBe(
      undefined,
    )
  })
})

describe('what may be written down', () => {
  it('is refused with a sentence where the law or the order of things says no', () => {
    expect(says('ico-told')).toContain('Decide to report it first')
    expect(says('not-to-be-notified', event('assessed', { severity: 'risk' }))).toContain('Art 33(1)')
    expect(says('not-to-be-notified')).toBeUndefined()
    expect(says('closed')).toContain('Decide first')
    expect(says('noted', event('closed'))).toContain('closed')
    expect(says('reopened', event('closed'))).toBeUndefined()
    const move = { event: 'noted' as const, note: 'n' }
    expect(whyNot(row, standing(), { ...move, at: new Date(NOW.getTime() + 1) }, NOW)).toContain('future')
    expect(whyNot(row, standing(), { ...move, at: new Date(KNOWN.getTime() - 1) }, NOW)).toContain('before')
    expect(whyNot(row, standing(), { ...move, at: NOW, note: '' }, NOW)).toContain('Say what')
  })

  it('closes it only when all that is owed is done', () => {
    const done = [
      event('to-be-notified'),
      event('ico-told'),
      event('provider-told'),
      event('people-not-told'),
    ]
    for (let left = 0; left < done.length; left++)
      expect(whyOpen(row, standing(...done.slice(0, left)))).toBeTypeOf('string')
    expect(whyOpen(row, standing(...done))).toBeUndefined()
  })
})

describe('the register', () => {
  let service: TestService
  let officer: Visitor
  let duty: Visitor
  beforeAll(async () => {
    service = await testService()
    officer = await aVisitor(service, 'information-officer')
    duty = await aVisitor(service, 'duty-officer')
  })
  afterAll(() => service.close())

  const SECRET_WORDS = 'Sent the letter of Zebediah Quirke to his neighbour.'
  const today = () => service.now().toISOString().slice(0, 10)
  const form = (more: Record<string, string> = {}) => ({
    ...{ 'what-happened': SECRET_WORDS, 'known-on': today(), 'known-time': '00:00', 'whose-data': 'One man' },
    ...{ severity: 'risk', containment: 'Asked the neighbour to burn it.', 'lead-provider': 'no', ...more },
  })
  const all = () => service.read('mopac', (tx) => tx.select().from(breaches))
  const mails = () => service.read('mopac', (tx) => tx.select().from(deadlineMails))

  it('takes a breach from anybody, and tells the data protection officer at once, without a word of it', async () => {
    const administrator = await aVisitor(service, 'administrator')
    const made = await administrator.post('/breaches', form({ 'lead-provider': 'yes' }))
    expect(made.location).toBe('/breaches/new?kept=1')
    expect((await administrator.get(made.location ?? '')).text).toContain('written down as MOPAC-BREACH-1')
    expect((await administrator.get('/breaches/1')).status).toBe(403)
    await service.doJobs()
    const mail = service.outgoing().find((one) => one.includes('MOPAC-BREACH-1')) ?? ''
    expect(mail).toMatch(/^To: enquiries@mopac\.london\.gov\.uk/m)
    expect(mail).toContain('/breaches/1?office=3Dmopac'.replace('=3D', '='))
    expect(mail).not.toMatch(/Quirke|neighbour|letter/i)
    expect((await mails()).map(({ kind, state }) => [kind, state])).toEqual([['breach-opened', 'sent']])
    const { text } = await officer.get('/breaches/1')
    expect(text).toContain(SECRET_WORDS)
    expect(text).toContain('Tell the lead provider (24 hours)')
    expect(text).toContain('taken by the mail server')
    const history = await service.read('mopac', (tx) =>
      tx.select().from(audit).where(eq(audit.action, 'breach-opened')),
    )
    expect(JSON.stringify(history)).not.toContain('Quirke')
  })

  it('says field by field what is missing or cannot be, and then keeps nothing', async () => {
    const before = (await all()).length
    const bad = { 'known-on': '1970-01-01', severity: '', 'how-many': 'a few', 'lead-provider': '' }
    const { status, text } = await duty.post('/breaches', form(bad))
    expect(status).toBe(400)
    for (const sentence of ['Choose how likely', 'Give a number', 'data of a contract'])
      expect(text).toContain(sentence)
    for (const [more, sentence] of [
      [{ 'known-on': '1970-01-01' }, 'more than a year ago'],
      [{ 'known-on': '2099-01-01' }, 'in the future'],
      [{ 'known-time': '25:00' }, 'Give the day and the time'],
      [{ 'happened-on': '2099-01-01' }, 'cannot have happened after'],
      [{ 'what-happened': '' }, 'Say what happened'],
      [{ reference: 'MOPAC-26-999999-X' }, 'no case of that reference'],
    ] as const)
      expect((await duty.post('/breaches', form(more))).text).toContain(sentence)
    expect(await all()).toHaveLength(before)
  })

  it('is decided about by data protection alone, and goes the whole way to its end', async () => {
    const path = (await officer.post('/breaches', form())).location ?? ''
    const move = (who: Visitor, name: string, note = 'Because.') =>
      who.post(`${path}/events`, { event: name, on: today(), time: '00:00', note, severity: '' })
    expect((await move(duty, 'to-be-notified')).status).toBe(403)
    expect((await move(officer, 'closed')).text).toContain('Decide first whether it is reported')
    expect((await move(officer, 'not-to-be-notified')).text).toContain('Art 33(1)')
    for (const name of ['to-be-notified', 'ico-told', 'people-told', 'closed'])
      expect((await move(officer, name)).status).toBe(303)
    expect((await move(officer, 'noted')).text).toContain('It is closed. Open it again first.')
    const { text } = await officer.get(path)
    expect(text).toContain('Reported to the Information Commissioner')
    expect(text).not.toContain('Still to do')
    const list = await (await aVisitor(service, 'auditor')).get('/breaches')
    expect(list.text).toContain('Closed')
  })

  it('reminds the officer by the hour, once each, and raises an alarm when the time is out, until it is done', async () => {
    const made = await officer.post('/breaches', form())
    const number = Number((made.location ?? '').split('/').at(-1))
    const [breach] = (await all()).filter((one) => one.number === number)
    if (!breach) throw new Error('It is not there')
    const office = rulebook.offices.get('mopac')
    if (!office) throw new Error('No office')
    const lookAt = (hours: number) =>
      service.read('mopac', (tx) =>
        checkBreaches(
          tx,
          { queue: service.queue, now: new Date(breach.knownAt.getTime() + hours * 3_600_000), calendars },
          office,
        ),
      )
    const alarmed = async () =>
      (await service.read('mopac', (tx) => tx.select().from(alarms))).filter(
        ({ kind, endedAt, about }) =>
          kind === 'breach-not-reported' && !endedAt && about.endsWith(`-${number}`),
      ).length
    const mine = async () =>
      (await mails()).filter(({ breachId, kind }) => breachId === breach.id && kind === 'breach-hours')
    await lookAt(23)
    expect(await mine()).toHaveLength(0)
    for (const hours of [24, 30, 48, 49, 67]) await lookAt(hours)
    expect((await mine()).map(({ hours }) => hours).sort()).toEqual([24, 48, 66])
    expect(await alarmed()).toBe(0)
    await lookAt(72.1)
    await lookAt(73)
    expect(await alarmed()).toBe(1)
    const move = (name: string) =>
      officer.post(`/breaches/${number}/events`, {
        event: name,
        on: today(),
        time: '00:00',
        note: 'Late: no news.',
      })
    await move('to-be-notified')
    expect(await alarmed()).toBe(1)
    await move('ico-told')
    expect(await alarmed()).toBe(0)
    await service.doJobs()
    expect((await mine()).map(({ state }) => state)).toEqual(['nothing', 'nothing', 'nothing'])
  })

  it('says the hours anew where it is judged again after it had been decided not to report', async () => {
    const made = await officer.post('/breaches', form({ severity: 'unlikely' }))
    const number = Number((made.location ?? '').split('/').at(-1))
    const breach = (await all()).find((one) => one.number === number)
    const office = rulebook.offices.get('mopac')
    if (!breach || !office) throw new Error('It is not there')
    const lookAt = (hours: number) =>
      service.read('mopac', (tx) =>
        checkBreaches(
          tx,
          { queue: service.queue, now: new Date(breach.knownAt.getTime() + hours * 3_600_000), calendars },
          office,
        ),
      )
    const told = async () =>
      (await mails())
        .filter(({ breachId, kind }) => breachId === breach.id && kind === 'breach-hours')
        .map(({ hours }) => hours)
    const move = async (event: string, severity = '') => {
      const said = { event, severity, on: today(), time: '00:00', note: 'Because.' }
      expect((await officer.post(`/breaches/${number}/events`, said)).status).toBe(303)
    }
    await lookAt(25)
    await move('not-to-be-notified')
    await lookAt(30)
    expect(await told()).toEqual([24])
    await move('assessed', 'risk')
    await lookAt(31)
    await lookAt(32)
    expect(await told()).toEqual([24, 24])
    await lookAt(48.5)
    expect(await told()).toEqual([24, 24, 48])
  })

  it('asks a person to ring where it is not sure that the mail was taken', async () => {
    const made = await officer.post('/breaches', form())
    const number = Number((made.location ?? '').split('/').at(-1))
    const breachId = (await all()).find((one) => one.number === number)?.id ?? ''
    // The process died while it handed the mail over.
    await service.read('mopac', (tx) =>
      tx
        .update(deadlineMails)
        .set({ state: 'sending', claimedAt: new Date(service.now().getTime() - 600_000) })
        .where(eq(deadlineMails.breachId, breachId)),
    )
    await service.doJobs()
    const [mail] = (await mails()).filter((one) => one.breachId === breachId)
    expect(mail?.state).toBe('unknown')
    const raised = await service.read('mopac', (tx) => tx.select().from(alarms))
    expect(raised.map(({ kind }) => kind)).toContain('breach-mail-not-sent')
    expect((await officer.get(`/breaches/${number}`)).text).toContain('not known whether it left: ring them')
  })

  it('is hidden with its case from whoever is kept from that, and counts on all the same', async () => {
    const rawId = await service.receive(plainMail({ from: 'a@example.net', text: 'I complain about you.' }))
    const { found } = await caseOf(service, rawId)
    const made = await officer.post('/breaches', form({ reference: found.reference.toLowerCase() }))
    const auditor = await aVisitor(service, 'auditor')
    expect((await auditor.get(made.location ?? '')).status).toBe(200)
    const manager = await aVisitor(service, 'manager')
    const staff = (await manager.get(`/cases/${found.reference}`)).html
    const key = /<option value="([^"]+)"[^>]*>[^<]*auditor/i.exec(staff)?.[1] ?? ''
    await manager.post(`/cases/${found.reference}/kept-from`, {
      'keep-who': key,
      'keep-why': 'It is about them.',
    })
    expect((await auditor.get(made.location ?? '')).status).toBe(404)
    const next = await officer.post('/breaches', form())
    expect(Number(next.location?.split('/').at(-1))).toBe(Number(made.location?.split('/').at(-1)) + 1)
  })

  it('is not rewritten, whatever the application tries', async () => {
    await expect(
      service.read('mopac', (tx) => tx.update(breaches).set({ whatHappened: 'Nothing.' })),
    ).rejects.toThrow()
    await expect(service.read('mopac', (tx) => tx.update(breachEvents).set({ note: 'x' }))).rejects.toThrow()
  })
})
