import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { audit, escalations, useRestrictions, verdicts } from '../../src/db/schema.ts'
import { readLetterExamples } from '../../src/triage/read-examples.ts'
import { caseOf } from '../case-of.ts'
import { plainMail, type TestService, testService } from '../service.ts'
import { aVisitor } from '../web/a-visitor.ts'

let service: TestService
beforeEach(async () => {
  service = await testService()
})
afterEach(() => service.close())

let sent = 0
const aCase = async (
  text = 'How much did the office spend on travel in 2025? I ask under the Freedom of Information Act.',
) => {
  const raw = await service.receive(plainMail({ subject: `A question ${++sent}`, text }))
  const { found, message } = await caseOf(service, raw)
  return {
    id: found.id,
    path: `/cases/${found.reference}`,
    version: String(found.version),
    route: found.route,
    message,
    raw,
  }
}
const kept = () => service.read('mopac', (tx) => tx.select().from(verdicts))

/** The service with a notice that lets letters teach it once nobody can be known by them. */
const allowing = (): TestService => {
  const { offices } = service.web
  const allow = <T extends { learning: object }>(office: T): T => ({
    ...office,
    learning: { letters: 'anonymised', source: ['a test'] },
  })
  const get = (id: string) => {
    const found = offices.get(id)
    return found && allow(found)
  }
  return { ...service, web: { ...service.web, offices: { ...offices, get } } }
}

describe('what people make of a proposal', () => {
  it('is agreement where they confirm it, and a correction that waits for a reviewer where they change it', async () => {
    const clerk = await aVisitor(service, 'enquiries-officer')
    const [same, other] = [await aCase(), await aCase()]
    await clerk.post(`${same.path}/route`, { route: same.route, version: same.version })
    await clerk.post(`${other.path}/route`, {
      route: 'consultation',
      version: other.version,
      reason: 'It answers ours.',
    })
    expect(await kept()).toMatchObject([
      { proposed: same.route, confirmed: same.route, example: null, rulesVersion: same.message.rulesVersion },
      { proposed: other.route, confirmed: 'consultation', example: 'waiting', reason: 'It answers ours.' },
    ])
    const text = await (await aVisitor(service, 'rules-reviewer')).get('/lab/verdicts')
    expect(text.text).toContain('1 of 2 (50 %)')
    expect(text.text).toContain('It answers ours.')
    expect((await clerk.get('/lab/verdicts')).status).toBe(403)
  })

  it('is the latest word: who changes it back agrees', async () => {
    const clerk = await aVisitor(service, 'enquiries-officer')
    const one = await aCase()
    await clerk.post(`${one.path}/route`, { route: 'sar', version: one.version, reason: 'It seems so.' })
    const version = String(Number(one.version) + 1)
    await clerk.post(`${one.path}/route`, { route: one.route, version, reason: 'It was right.' })
    expect(await kept()).toMatchObject([{ confirmed: one.route, example: null }])
  })
})

describe('saying that the level of risk is wrong', () => {
  it('tells the duty officer where it is raised, and keeps the correction', async () => {
    const clerk = await aVisitor(service, 'enquiries-officer')
    const one = await aCase()
    expect((await clerk.post(`${one.path}/risk`, { level: 'serious', version: one.version })).text).toContain(
      'Say why.',
    )
    await clerk.post(`${one.path}/risk`, {
      level: 'immediate',
      version: one.version,
      'why-level': 'She means tonight.',
    })
    const alerts = await service.read('mopac', (tx) => tx.select().from(escalations))
    expect(alerts).toMatchObject([{ caseId: one.id, level: 'immediate' }])
    expect(await kept()).toMatchObject([
      { kind: 'risk', proposed: 'none', confirmed: 'immediate', example: 'waiting' },
    ])
    const actions = await service.read('mopac', (tx) =>
      tx.select().from(audit).where(eq(audit.action, 'risk-overridden')),
    )
    expect(actions).toMatchObject([{ detail: { from: 'none', to: 'immediate' } }])
  })

  it('cannot lower a case that has an open alert', async () => {
    const clerk = await aVisitor(service, 'enquiries-officer')
    const one = await aCase('I am going to kill myself tonight.')
    const answer = await clerk.post(`${one.path}/risk`, {
      level: 'none',
      version: one.version,
      'why-level': 'A joke.',
    })
    expect(answer.status).toBe(400)
    expect(answer.text).toContain('open alert')
    expect(await kept()).toEqual([])
  })
})

describe('an example for training', () => {
  const corrected = async () => {
    const clerk = await aVisitor(service, 'enquiries-officer')
    const one = await aCase('Ms Quillfeather of 4 Elm Row asks how much was spent.')
    await clerk.post(`${one.path}/route`, {
      route: 'consultation',
      version: one.version,
      reason: 'It answers ours.',
    })
    const [verdict] = await kept()
    return `/lab/verdicts/${verdict?.id}`
  }

  it('is not exported where the notice does not say so, as that of none of the offices does', async () => {
    for (const { learning } of service.offices.all) expect(learning.letters).not.toBe('anonymised')
    const reviewer = await aVisitor(service, 'rules-reviewer')
    const path = await corrected()
    await reviewer.post(path, { example: 'accepted' })
    const answer = await reviewer.get(`${path}/export`)
    expect(answer.status).toBe(403)
    expect(answer.text).not.toContain('Quillfeather')
  })

  it('is learned from by nobody while its case is kept and not used', async () => {
    const reviewer = await aVisitor(service, 'rules-reviewer')
    const path = await corrected()
    const [verdict] = await kept()
    await service.read('mopac', (tx) =>
      tx.insert(useRestrictions).values({
        ...{ id: crypto.randomUUID(), officeId: 'mopac', caseId: verdict?.caseId ?? '', law: 'accuracy' },
        ...{ reason: 'It is contested.', setBy: 'k', setByName: 'An officer', setAt: service.now() },
      }),
    )
    expect((await reviewer.post(path, { example: 'accepted' })).status).toBe(404)
    expect((await reviewer.post(path, { example: 'refused' })).status).toBe(303)
  })

  it('is exported once accepted, in the words of the person who took the names out, and the history says so', async () => {
    const path = await corrected()
    const reviewer = await aVisitor(allowing(), 'rules-reviewer')
    expect((await reviewer.get(`${path}/export`)).status).toBe(404)
    await reviewer.post(path, { example: 'accepted' })
    expect((await reviewer.get(`${path}/export`)).text).toContain('Quillfeather')
    const words = { subject: 'Spending', body: 'A resident asks how much was spent.' }
    const unsaid = await reviewer.post(`${path}/export`, words)
    expect([unsaid.status, unsaid.html.includes('A resident asks')]).toEqual([400, true])
    const done = await reviewer.post(`${path}/export`, { ...words, replaced: 'yes' })
    expect(readLetterExamples('export', done.html)).toMatchObject([
      {
        office: 'mopac',
        primary: 'consultation',
        level: 'none',
        body: 'A resident asks how much was spent.',
      },
    ])
    expect(done.html).not.toContain('Quillfeather')
    const actions = await service.read('mopac', (tx) =>
      tx.select({ action: audit.action, detail: audit.detail }).from(audit),
    )
    for (const action of ['example-accepted', 'example-opened', 'example-exported'])
      expect(actions.map((one) => one.action)).toContain(action)
    expect(JSON.stringify(actions)).not.toContain('Quillfeather')
    expect(await kept()).toMatchObject([{ example: 'accepted', exportedAt: expect.any(Date) }])
  })

  it('is not exported as it was written', async () => {
    const path = await corrected()
    const reviewer = await aVisitor(allowing(), 'rules-reviewer')
    await reviewer.post(path, { example: 'accepted' })
    const html = (await reviewer.get(`${path}/export`)).html
    const body = /<textarea[^>]*>([^<]*)</.exec(html)?.[1] ?? ''
    const subject = /name="subject"[^>]*value="([^"]*)"/.exec(html)?.[1] ?? ''
    const answer = await reviewer.post(`${path}/export`, { subject, body, replaced: 'yes' })
    expect(answer.text).toContain('nothing is replaced')
  })
})
