import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { audit, cases, rawMessages } from '../../src/db/schema.ts'
import { type TestService, testService } from '../service.ts'
import { aVisitor, type Visitor } from './a-visitor.ts'

let service: TestService
let officer: Visitor
const CALL = {
  channel: 'call',
  day: '2026-11-20',
  time: '16:10',
  name: 'Mrs Ångström',
  words: 'I am going to kill myself tonight.\nMy number is 020 7946 0123.',
}

beforeAll(async () => {
  service = await testService()
  officer = await aVisitor(service, 'enquiries-officer')
})
afterAll(() => service.close())

describe('entering a letter, call or visit', () => {
  it('asks callers to write in, and does not insist where that is hard for them (A-34)', async () => {
    const { text } = await officer.get('/enter')
    expect(text).toContain('If they want a written reply, ask them to write to us.')
    expect(text).toContain('because of a disability, do not ask twice')
  })

  it('keeps the words, opens a case and raises the alert, as for a mail', async () => {
    const answer = await officer.post('/enter', CALL)
    expect(answer).toMatchObject({
      status: 303,
      location: expect.stringMatching(/^\/enter\?kept=yes&message=/),
    })
    await service.doJobs()
    const [opened] = await service.read('mopac', (tx) => tx.select().from(cases))
    expect(opened).toMatchObject({
      channel: 'call',
      risk: 'immediate',
      correspondentName: 'Mrs Ångström',
      openedAt: new Date('2026-11-20T16:10:00Z'),
    })
    expect((await officer.get(`/cases/${opened?.reference}`)).text).toContain('My number is 020 7946 0123.')
  })

  it('keeps the same words once, and says that they were there', async () => {
    expect(await officer.post('/enter', CALL)).toMatchObject({
      location: expect.stringMatching(/^\/enter\?kept=again&message=/),
    })
    expect(await service.read('mopac', (tx) => tx.$count(rawMessages))).toBe(1)
    expect((await officer.get('/enter?kept=again')).text).toContain('no second case was opened')
  })

  it('has in the history who typed it in, and none of the words', async () => {
    const entries = await service.read('mopac', (tx) => tx.select().from(audit))
    const entered = entries.filter(({ action }) => action === 'contact-entered')
    expect(entered.map(({ actor, detail }) => [actor, detail['isNew']])).toEqual([
      ['demo:enquiries-officer', true],
      ['demo:enquiries-officer', false],
    ])
    expect(JSON.stringify(entries)).not.toContain('Ångström')
  })

  it('gives back what was typed where something is missing, with a link to each field', async () => {
    const answer = await officer.post('/enter', { ...CALL, day: '', address: 'nobody' })
    expect(answer.status).toBe(400)
    expect(answer.html).toContain('<a href="#day">')
    expect(answer.html).toContain('<a href="#address">')
    expect(answer.html).toMatch(/id="day"[^>]*aria-describedby="day-hint day-error"/)
    expect(answer.html).toContain('I am going to kill myself tonight.\nMy number')
    expect(answer.html).toMatch(/<option value="call" selected/)
  })

  it('is not for those who only look', async () => {
    const auditor = await aVisitor(service, 'auditor')
    expect((await auditor.get('/enter')).status).toBe(403)
    expect((await auditor.post('/enter', CALL)).status).toBe(403)
  })
})
