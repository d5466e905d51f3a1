import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cases, disposalMarks } from '../../src/db/schema.ts'
import { caseOf } from '../case-of.ts'
import { closeAs, NINE_YEARS, OFFICE, passDays } from '../records/closed-case.ts'
import { plainMail, type TestService, testService } from '../service.ts'
import { aVisitor, type Visitor } from './a-visitor.ts'

let service: TestService
let records: Visitor
let manager: Visitor
let officer: Visitor

beforeAll(async () => {
  service = await testService()
})
afterAll(() => service.close())

const received = async (text = 'When are you open?', from = 'ann@example.net') =>
  (await caseOf(service, await service.receive(plainMail({ text, from: `Ann <${from}>` })))).found

const signIn = async () => {
  records = await aVisitor(service, 'records-manager')
  manager = await aVisitor(service, 'manager')
  officer = await aVisitor(service, 'enquiries-officer')
}
const caseRow = async (id: string) =>
  (await service.read(OFFICE, (tx) => tx.select().from(cases).where(eq(cases.id, id))))[0]

describe('the records pages', () => {
  it('go from what is due to what is left, over a preview, two people and the days of grace', async () => {
    const found = await received()
    await closeAs(service, found.id)
    passDays(service, NINE_YEARS)
    await signIn()
    expect((await officer.get('/records')).status).toBe(403)
    expect((await records.get('/records')).text).toContain(found.reference)
    expect((await records.get('/records?days=90&schedule=mopac-foi')).text).toContain('Nothing is due.')
    const box = { [`case-${found.id}`]: 'yes' }
    const preview = await records.post('/records/preview', box)
    expect(preview.text).toContain('1 case would go')
    expect(preview.text).toContain(found.reference)
    expect((await records.post('/records/marks', { ...box, reason: '' })).text).toContain('Say why.')
    const marked = await records.post('/records/marks', { ...box, reason: 'The period is over.' })
    expect(marked.text).toContain('Done for 1 case.')
    expect(marked.text).toContain('You marked it: somebody else decides.')
    const [mark] = await service.read(OFFICE, (tx) => tx.select().from(disposalMarks))
    const decision = { [`mark-${mark?.id}`]: 'yes' }
    expect((await records.post('/records/decisions', { ...decision, answer: 'agree' })).text).toContain(
      'You marked it yourself',
    )
    expect((await manager.post('/records/decisions', { ...decision, answer: 'refuse' })).text).toContain(
      'Say why.',
    )
    // Nothing that was ticked or typed is lost where the form comes back.
    const long = `A reason ${'that goes on '.repeat(50)}`
    const comesBack = async (path: string, field: string) => {
      const back = (await manager.post(path, { ...decision, answer: 'refuse', [field]: long })).html
      expect(back).toContain('Use at most 500 characters.')
      expect(back).toContain(`value="${long.trim()}"`)
      expect(new RegExp(`name="mark-${mark?.id}"[^>]* checked`).test(back)).toBe(true)
      const none = await manager.post(path, { answer: 'refuse', [field]: 'Look again at it.' })
      expect(none.text).toContain('Tick at least one case.')
      expect(none.html).toContain('value="Look again at it."')
    }
    await comesBack('/records/decisions', 'because')
    const agreed = await manager.post('/records/decisions', { ...decision, answer: 'agree' })
    expect(agreed.text).toContain('Done for 1 case.')
    expect(agreed.text).toContain('Agreed, and not carried out yet (1)')
    await comesBack('/records/withdrawals', 'back-because')
    passDays(service, 8)
    await signIn()
    await service.read(OFFICE, (tx) =>
      service.queue.enqueue(tx, 'dispose', { officeId: OFFICE, id: mark?.id ?? '' }),
    )
    await service.doJobs()
    const left = await records.get(`/cases/${found.reference}`)
    expect(left.text).toContain('Disposed of on')
    expect(left.text).toContain('Its signature was checked just now and fits')
    expect(left.text).not.toContain('ann@example.net')
    expect((await officer.get(`/cases/${found.reference}`)).text).not.toContain('Its signature')
    expect((await officer.get('/?status=closed')).text).not.toContain(found.reference)
    expect((await records.post(`/cases/${found.reference}/notes`, { note: 'More' })).status).toBe(404)
  })

  it('list every hold with its owner and the day of its review', async () => {
    await signIn()
    const found = await received('Please hold this.')
    const hold = { 'hold-kind': 'legal', 'hold-why': 'A claim is expected.' }
    const late = { ...hold, 'hold-review': '2001-01-01' }
    expect((await records.post(`/cases/${found.reference}/holds`, late)).text).toContain(
      'Give a day within the next two years.',
    )
    expect((await records.post(`/cases/${found.reference}/holds`, hold)).status).toBe(303)
    const list = await records.get('/records/holds')
    expect(list.text).toContain(found.reference)
    expect(list.text).toContain('Held for a legal claim')
    const page = await records.get(`/cases/${found.reference}`)
    expect(page.text).toContain('Nothing of it may be removed: it is held for a legal claim')
  })

  it('say by which lines records are kept, and what nobody has said yet', async () => {
    await signIn()
    const { text } = await records.get('/records/schedule')
    expect(text).toContain('It follows the privacy notice.')
    expect(text).toContain('not set: nothing is disposed of')
    expect(text).toContain('only where it ended: applicant appointed')
  })
})

describe('a period that runs from an event', () => {
  it('waits until a person writes its day down, and says what is wrong with a day that cannot be', async () => {
    await signIn()
    const found = await received(
      'I apply for the vacancy of press officer. My CV and application form are attached.',
    )
    await officer.post(`/cases/${found.reference}/route`, {
      route: 'recruitment',
      reason: 'An application.',
      version: String((await caseRow(found.id))?.version),
    })
    const path = `/cases/${found.reference}/period`
    expect((await officer.get(`/cases/${found.reference}`)).text).toContain(
      'Write down the end of the campaign',
    )
    expect((await officer.post(path, { 'period-on': 'soon' })).text).toContain('Give the day')
    expect((await officer.post(path, { 'period-on': '1970-01-01' })).text).toContain('more than 50 years ago')
    expect((await officer.post(path, { 'period-on': '2099-01-01' })).text).toContain('is still to come')
    expect((await caseRow(found.id))?.disposeAfter).toBeNull()
    expect((await officer.post(path, { 'period-on': '2026-08-31' })).status).toBe(303)
    expect(await caseRow(found.id)).toMatchObject({ periodFrom: '2026-08-31', disposeAfter: '2027-03-01' })
    const page = await officer.get(`/cases/${found.reference}`)
    expect(page.text).toContain('6 months from the end of the campaign on Monday 31 August 2026')
    const other = await received('When are you open?', 'bob@example.net')
    expect(
      (await officer.post(`/cases/${other.reference}/period`, { 'period-on': '2026-08-31' })).text,
    ).toContain('does not run from an event')
  })

  it('is another one where a person says how the case ended', async () => {
    await signIn()
    const found = await received('I apply for a job.', 'cat@example.net')
    await closeAs(service, found.id, { route: 'recruitment' }, 'appointed')
    expect(await caseRow(found.id)).toMatchObject({
      retentionSchedule: 'mopac-recruitment-appointed',
      keepMonths: 96,
    })
  })
})
