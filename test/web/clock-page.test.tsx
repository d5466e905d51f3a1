import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { audit, chaseMoves, chases, clockEvents, clocks } from '../../src/db/schema.ts'
import { aCaseWithClock } from '../deadlines/deadline-test.ts'
import { type TestService, testService } from '../service.ts'
import { aVisitor, type Visitor } from './a-visitor.ts'

let service: TestService
let officer: Visitor

beforeAll(async () => {
  service = await testService()
  service.setNow(new Date('2026-11-30T12:00:00Z'))
  officer = await aVisitor(service, 'information-officer')
})
afterAll(() => service.close())

type Case = Awaited<ReturnType<typeof aCaseWithClock>>
const pageOf = ({ reference, clockId }: Case) => `/cases/${reference}/clocks/${clockId}`
const write = (made: Case, form: Record<string, string>) => officer.post(`${pageOf(made)}/events`, form)
const entries = ({ clockId }: Case) =>
  service.read('mopac', (tx) => tx.select().from(clockEvents).where(eq(clockEvents.clockId, clockId)))

describe('the page of a deadline', () => {
  it('shows each day, counted or not, why, by which law and which lists, as the case page does', async () => {
    const made = await aCaseWithClock(service, '2026-11-23T09:00:00Z')
    for (const path of [pageOf(made), `/cases/${made.reference}`]) {
      const { text, html } = await officer.get(path)
      expect(html).toMatch(
        /Monday 30 November 2026<\/th><td>St Andrew’s Day \(Scotland\)<span class="wp-under">FOIA 2000 s\.10\(6\)/,
      )
      expect(html).toMatch(/<td>20<\/td><th scope="row">Tuesday 22 December 2026/)
      expect(text).toContain('Bank holidays: England and Wales, version 2026-11; Scotland')
      expect(html).not.toMatch(/<script(?! src="\/assets\/)/)
    }
  })

  it('says by when an extension needs its notice, and what it has to say', async () => {
    const made = await aCaseWithClock(service, '2026-11-23T09:00:00Z')
    expect((await officer.get(pageOf(made))).text).toContain(
      'It can be extended once by a notice given by Tuesday 22 December 2026 that names the exemption',
    )
    expect((await write(made, { event: 'extend', on: '2026-11-30', note: '' })).text).toContain(
      'Say what the notice said',
    )
    expect(
      (await write(made, { event: 'extend', on: '2026-11-30', note: 'Section 31, still weighed.' })).status,
    ).toBe(303)
    const { text } = await officer.get(pageOf(made))
    expect(text).toContain('Section 31, still weighed.')
    expect(text).toContain('Extended by notice on Monday 30 November 2026')
    expect(text).not.toContain('It can be extended once')
  })

  it('answers what would be if, and writes nothing down', async () => {
    const made = await aCaseWithClock(service, '2026-11-23T09:00:00Z')
    const { text } = await officer.get(`${pageOf(made)}?answered=2026-12-23&holiday=2026-12-14&part=scotland`)
    expect(text).toContain(
      'would move the due day from Tuesday 22 December 2026 to Wednesday 23 December 2026',
    )
    expect(text).toContain('An answer on Wednesday 23 December 2026 would be in time')
    expect(await entries(made)).toHaveLength(1)
  })

  it('takes a pause with both its days, and takes an entry back with a reason', async () => {
    const made = await aCaseWithClock(service, '2026-11-02T09:00:00Z', 'sar')
    const done = await write(made, {
      event: 'pause',
      on: '2026-11-10',
      until: '2026-11-17',
      note: 'Asked which years.',
    })
    expect([done.status, done.location]).toEqual([303, pageOf(made)])
    expect((await made.clock()).dueOn).toBe('2026-12-10')
    const resume = (await entries(made)).find(({ event }) => event === 'resume')
    const path = `${pageOf(made)}/entries/${resume?.id}/take-back`
    expect((await officer.post(path, { [`why-${resume?.id}`]: '' })).text).toContain(
      'Say why it is taken back',
    )
    expect((await officer.post(path, { [`why-${resume?.id}`]: 'It was another letter.' })).status).toBe(303)
    const { text } = await officer.get(pageOf(made))
    expect(text).toContain('Taken back by Demo information officer')
    expect(text).toContain('No due day now')
    expect(text).toContain('The clock has stood still since Tuesday 10 November 2026')
  })

  const REFUSALS: [string, string, Record<string, string>, string][] = [
    [
      'an answer before the request',
      'sar',
      { event: 'answered', on: '2026-10-30' },
      'nothing can happen before that',
    ],
    [
      'a receipt in the future',
      'sar',
      { event: 're-dated', on: '2026-12-01', note: 'Wrong.' },
      'is in the future',
    ],
    [
      'a receipt in 1970',
      'sar',
      { event: 're-dated', on: '1970-01-01', note: 'Wrong.' },
      'more than 5 years ago',
    ],
    [
      'two overlapping pauses',
      'sar',
      { event: 'pause', on: '2026-11-12', until: '2026-11-20' },
      'two pauses cannot overlap',
    ],
    [
      'an answer to a question before the question',
      'sar',
      { event: 'pause', on: '2026-11-25', until: '2026-11-20' },
      'cannot have come before',
    ],
    ['no event', 'sar', { event: '', on: '2026-11-12' }, 'Choose what happened'],
    [
      'an event of another kind of deadline',
      'sar',
      { event: 'clarified', on: '2026-11-12' },
      'Choose what happened',
    ],
    ['no day', 'sar', { event: 'answered', on: '' }, 'Give the day'],
    ['a day that does not exist', 'sar', { event: 'answered', on: '2026-02-30' }, 'Give the day'],
  ]
  it.each(REFUSALS)('refuses %s, keeps what was typed and writes nothing', async (_, kind, form, because) => {
    const made = await aCaseWithClock(service, '2026-11-02T09:00:00Z', kind)
    await write(made, { event: 'pause', on: '2026-11-10', until: '2026-11-17' })
    const before = [await entries(made), await made.clock()]
    const answer = await write(made, form)
    expect(answer.status).toBe(400)
    expect(answer.text).toContain(because)
    expect(answer.html).toContain('<title>Error: Deadline of case')
    if (form['on']) expect(answer.html).toContain(`value="${form['on']}"`)
    expect([await entries(made), await made.clock()]).toEqual(before)
  })

  it('refuses an extension after expiry with the last day that there was', async () => {
    const made = await aCaseWithClock(service, '2026-10-01T09:00:00Z', 'sar')
    const answer = await write(made, { event: 'extend', on: '2026-11-30', note: 'Complex.' })
    expect(answer.text).toContain('had to be given by Monday 2 November 2026')
  })

  it('ends with an answer, and is not ended twice by a second press', async () => {
    const made = await aCaseWithClock(service, '2026-11-02T09:00:00Z')
    await officer.post(`/cases/${made.reference}/sharing/consents`, {
      ...{
        'consent-receiver': 'force',
        'consent-purpose': 'transfer',
        answer: 'given',
        'said-by': 'The writer',
      },
      ...{ 'said-on': '2026-11-29', 'said-how': 'phone', 'what-said': 'Yes, pass it on.' },
    })
    expect(
      (await write(made, { event: 'transferred', on: '2026-11-30', note: 'To the force.' })).status,
    ).toBe(303)
    expect(
      (await write(made, { event: 'transferred', on: '2026-11-30', note: 'To the force.' })).text,
    ).toContain('which ended this deadline')
    expect(await entries(made)).toHaveLength(2)
    expect((await officer.get(`/cases/${made.reference}`)).text).toContain(
      'Noted about a deadline: Freedom of information request. It was transferred on Monday 30 November 2026',
    )
  })

  it('gives an auditor the record and no form, and another office nothing', async () => {
    const made = await aCaseWithClock(service, '2026-11-02T09:00:00Z')
    const auditor = await aVisitor(service, 'auditor')
    const { html, status } = await auditor.get(pageOf(made))
    expect(status).toBe(200)
    expect(html).not.toContain('method="post" action="/cases')
    expect(
      (await auditor.post(`${pageOf(made)}/events`, { event: 'answered', on: '2026-11-30' })).status,
    ).toBe(403)
    const stranger = await aVisitor(service, 'manager', 'leicestershire-opcc')
    expect((await stranger.get(pageOf(made))).status).toBe(404)
    expect(
      (await officer.get(`/cases/${made.reference}/clocks/00000000-0000-0000-0000-000000000000`)).status,
    ).toBe(404)
    const seen = await service.read('mopac', (tx) => tx.select().from(audit).where(eq(audit.caseId, made.id)))
    expect(
      seen.filter(({ action, actor }) => action === 'case-viewed' && actor === 'demo:auditor'),
    ).toHaveLength(1)
  })
})

describe('the case page', () => {
  it('starts a deadline that no letter can, in hours from a time', async () => {
    const made = await aCaseWithClock(service, '2026-11-02T09:00:00Z')
    const path = `/cases/${made.reference}/clocks`
    expect((await officer.post(path, { kind: '', began: '' })).text).toContain('Choose what is owed')
    expect((await officer.post(path, { kind: 'breach-72h', began: '2026-12-02' })).text).toContain(
      'is in the future',
    )
    const done = await officer.post(path, { kind: 'breach-72h', began: '2026-11-30', 'began-time': '09:30' })
    expect([done.status, done.location]).toEqual([303, `/cases/${made.reference}`])
    const rows = await service.read('mopac', (tx) =>
      tx.select().from(clocks).where(eq(clocks.caseId, made.id)),
    )
    expect(rows.find(({ kind }) => kind === 'breach-72h')?.dueAt).toEqual(new Date('2026-12-03T09:30:00Z'))
  })

  it('waits for somebody outside, says when to remind them, and records what they answered', async () => {
    const made = await aCaseWithClock(service, '2026-11-02T09:00:00Z')
    const path = `/cases/${made.reference}/chases`
    expect(
      (await officer.post(path, { 'asked-whom': 'force', 'asked-about': '', 'asked-on': '2026-11-10' })).text,
    ).toContain('Say what was asked')
    expect(
      (
        await officer.post(path, {
          'asked-whom': 'force',
          'asked-about': 'Numbers',
          'asked-on': '2026-12-10',
        })
      ).text,
    ).toContain('is in the future')
    await officer.post(path, {
      'asked-whom': 'force',
      'asked-about': 'The numbers by borough.',
      'asked-on': '2026-11-10',
    })
    const [chase] = await service.read('mopac', (tx) =>
      tx.select().from(chases).where(eq(chases.caseId, made.id)),
    )
    expect(chase).toMatchObject({ chaseOn: '2026-11-24', isLastRung: false })
    expect((await officer.get(`/cases/${made.reference}`)).text).toContain(
      'Remind them now, due Tuesday 24 November 2026',
    )
    const list = (await officer.get('/deadlines')).text
    expect(list).toContain(`${made.reference}: The force, since Tuesday 24 November 2026`)
    const step = (move: string, on: string, note: string) =>
      officer.post(`${path}/${chase?.id}`, {
        [`move-${chase?.id}`]: move,
        [`on-${chase?.id}`]: on,
        [`note-${chase?.id}`]: note,
      })
    expect((await step('chased', '2026-11-09', '')).text).toContain('nothing can have come of it before that')
    await step('chased', '2026-11-30', 'By telephone.')
    const [after] = await service.read('mopac', (tx) =>
      tx.select().from(chases).where(eq(chases.caseId, made.id)),
    )
    expect(after).toMatchObject({ chaseOn: '2026-12-07', isLastRung: false })
    expect((await step('answered', '2026-11-30', '')).text).toContain('Say what they answered')
    await step('answered', '2026-11-30', 'They sent the table.')
    expect((await step('answered', '2026-11-30', 'Again.')).text).toContain('This has ended already')
    const moves = await service.read('mopac', (tx) => tx.select().from(chaseMoves))
    expect(moves.map(({ move }) => move).sort()).toEqual(['answered', 'asked', 'chased'])
    expect((await officer.get(`/cases/${made.reference}`)).text).toContain(
      'They answered Monday 30 November 2026, Demo information officer: They sent the table.',
    )
  })
})

describe('the page of deadlines', () => {
  it('lists what is late, due today, due soon and standing still, by owner', async () => {
    const late = await aCaseWithClock(service, '2026-10-20T09:00:00Z')
    const today = await aCaseWithClock(service, '2026-10-30T09:00:00Z', 'sar')
    const still = await aCaseWithClock(service, '2026-11-02T09:00:00Z', 'sar')
    await write(still, { event: 'pause', on: '2026-11-10' })
    const { text } = await officer.get('/deadlines')
    expect(text).toMatch(
      new RegExp(
        `Late \\(\\d+\\).*${late.reference}.*Due today.*${today.reference}.*Standing still.*${still.reference}`,
      ),
    )
    const theirs = (await officer.get('/deadlines?owner=dpo.post@mopac.example.org')).text
    expect(theirs).toContain(today.reference)
    expect(theirs).not.toContain(late.reference)
  })
})
