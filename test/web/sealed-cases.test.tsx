import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { inOffice } from '../../src/db/db.ts'
import { asPerson } from '../../src/db/person.ts'
import {
  alarms,
  audit,
  caseAdmissions,
  caseSeals,
  cases,
  escalations,
  messages,
  rawMessages,
} from '../../src/db/schema.ts'
import { findOwed } from '../../src/deadlines/find-owed.ts'
import { caseOf } from '../case-of.ts'
import { plainMail, type TestService, testService } from '../service.ts'
import { aVisitor, type Visitor } from './a-visitor.ts'

let service: TestService
let people: Record<string, Visitor>
const ROLES = ['duty-officer', 'manager', 'information-officer', 'enquiries-officer', 'auditor'] as const

beforeAll(async () => {
  service = await testService()
  people = Object.fromEntries(
    await Promise.all(ROLES.map(async (role) => [role, await aVisitor(service, role)] as const)),
  )
})
afterAll(() => service.close())
beforeEach(() => service.setNow(new Date()))

const as = (role: (typeof ROLES)[number]): Visitor => {
  const visitor = people[role]
  if (!visitor) throw new Error(`nobody is signed in as ${role}`)
  return visitor
}

let writers = 0
async function received(text: string) {
  writers += 1
  const address = `sealed${writers}@example.net`
  const rawId = await service.receive(
    plainMail({ from: `A Writer <${address}>`, subject: `Xanthippe ${writers}`, text }),
    { envelopeFrom: address },
  )
  return { ...(await caseOf(service, rawId)), rawId }
}

const SEAL = { 'seal-kind': 'office-holder', 'seal-why': 'It is about the Deputy Mayor.' }
const sealed = async (reference: string, see: readonly string[] = [], by: Visitor = as('duty-officer')) => {
  const named = Object.fromEntries(see.map((role, n) => [`see-${n}`, `demo:${role}`]))
  expect((await by.post(`/cases/${reference}/seal`, { ...SEAL, ...named })).status).toBe(303)
}
const seesOf = (role: string, table: typeof cases | typeof messages, id: string) =>
  asPerson(`demo:${role}`, () =>
    inOffice(service.database.db, 'mopac', (tx) => tx.select().from(table).where(eq(table.id, id))),
  )
const history = (caseId: string) =>
  service.read('mopac', (tx) => tx.select().from(audit).where(eq(audit.caseId, caseId)))

describe('a sealed case', () => {
  it('is seen by whoever is named, and is on no page, list or count of anybody else', async () => {
    const { found, message, rawId } = await received('I want to complain about the Deputy Mayor.')
    const before = await as('enquiries-officer').get('/')
    expect(before.text).toContain(found.reference)
    await sealed(found.reference, ['manager'])
    for (const role of ['duty-officer', 'manager'] as const) {
      const page = await as(role).get(`/cases/${found.reference}`)
      expect(page.status).toBe(200)
      expect(page.text).toContain('Only these people see this case: Demo duty officer, Demo manager.')
    }
    for (const role of ['enquiries-officer', 'information-officer', 'auditor'] as const) {
      expect((await as(role).get(`/cases/${found.reference}`)).status).toBe(404)
      for (const path of ['/', '/handover', '/deadlines', '/problems', '/safety-report']) {
        const { text } = await as(role).get(path)
        expect([path, text.includes(found.reference), text.includes('Xanthippe')]).toEqual([
          path,
          false,
          false,
        ])
      }
      expect(await seesOf(role, cases, found.id)).toEqual([])
      expect(await seesOf(role, messages, message.id)).toEqual([])
      const bytes = await asPerson(`demo:${role}`, () =>
        inOffice(service.database.db, 'mopac', (tx) =>
          tx.select().from(rawMessages).where(eq(rawMessages.id, rawId)),
        ),
      )
      expect(bytes).toEqual([])
    }
    expect((await as('auditor').get('/outbox')).text).not.toContain(found.reference)
  })

  it('cannot be changed or removed by whoever does not see it, whatever they send to the database', async () => {
    const { found, message } = await received('A complaint about your staff.')
    await sealed(found.reference)
    const changed = await asPerson('demo:manager', () =>
      inOffice(service.database.db, 'mopac', async (tx) => [
        (await tx.update(cases).set({ subject: 'x' }).returning({ id: cases.id })).map(({ id }) => id),
        (await tx.update(messages).set({ rulesVersion: 'x' }).returning({ id: messages.id })).map(
          ({ id }) => id,
        ),
      ]),
    )
    expect(changed[0]).not.toContain(found.id)
    expect(changed[1]).not.toContain(message.id)
    const notes = `/cases/${found.reference}/notes`
    expect((await as('manager').post(notes, { note: 'x' })).status).toBe(404)
    expect((await as('manager').post(`/cases/${found.reference}/seal`, SEAL)).status).toBe(404)
  })

  it('hides who sealed it and why from everybody else in the database too', async () => {
    const { found } = await received('A complaint about your staff.')
    await sealed(found.reference)
    const seen = await asPerson('demo:manager', () =>
      inOffice(service.database.db, 'mopac', async (tx) => [
        await tx.select().from(caseSeals).where(eq(caseSeals.caseId, found.id)),
        await tx.select().from(caseAdmissions).where(eq(caseAdmissions.caseId, found.id)),
        await tx.select().from(audit).where(eq(audit.caseId, found.id)),
      ]),
    )
    expect(seen).toEqual([[], [], []])
    // Jobs serve nobody and go on.
    expect(await service.read('mopac', (tx) => tx.$count(caseSeals, eq(caseSeals.caseId, found.id)))).toBe(1)
  })

  it('is opened to one more person by whoever sees it, and closed to them again', async () => {
    const { found } = await received('A complaint about your staff.')
    await sealed(found.reference)
    const admissions = `/cases/${found.reference}/admissions`
    const duty = as('duty-officer')
    expect((await duty.post(admissions, { 'admit-who': '' })).text).toContain('Choose a person.')
    expect((await duty.post(admissions, { 'admit-who': 'demo:manager' })).text).toContain('Say why.')
    expect((await duty.post(admissions, { 'admit-who': 'demo:nobody', 'admit-why': 'x' })).text).toContain(
      'Nobody of that account works in this office now.',
    )
    const manager = { 'admit-who': 'demo:manager', 'admit-why': 'She decides.' }
    expect((await duty.post(admissions, manager)).status).toBe(303)
    expect((await duty.post(admissions, manager)).text).toContain('They are named already.')
    expect((await as('manager').get(`/cases/${found.reference}`)).status).toBe(200)
    const rows = await service.read('mopac', (tx) =>
      tx.select().from(caseAdmissions).where(eq(caseAdmissions.caseId, found.id)),
    )
    const hers = rows.find(({ userKey }) => userKey === 'demo:manager')?.id
    expect((await duty.post(`${admissions}/${hers}/end`, {})).status).toBe(303)
    expect((await as('manager').get(`/cases/${found.reference}`)).status).toBe(404)
    const own = rows.find(({ userKey }) => userKey === 'demo:duty-officer')?.id
    expect((await duty.post(`${admissions}/${own}/end`, {})).text).toContain(
      'Somebody has to be left who sees it.',
    )
  })

  it('is opened to the whole office again, with the reason', async () => {
    const { found } = await received('A complaint about your staff.')
    await sealed(found.reference)
    const end = `/cases/${found.reference}/seal/end`
    expect((await as('duty-officer').post(end, {})).text).toContain('Say why.')
    expect((await as('duty-officer').post(end, { 'unseal-why': 'It was a mistake.' })).status).toBe(303)
    expect((await as('enquiries-officer').get(`/cases/${found.reference}`)).status).toBe(200)
    expect((await history(found.id)).map(({ action }) => action)).toEqual(
      expect.arrayContaining(['case-sealed', 'seal-ended']),
    )
    // And may be sealed once more.
    await sealed(found.reference)
  })

  it('names whoever is dealing with its alert, so that a person at risk does not become nobody’s', async () => {
    const { found } = await received('I am going to kill myself tonight.')
    const [alert] = await service.read('mopac', (tx) =>
      tx.select().from(escalations).where(eq(escalations.caseId, found.id)),
    )
    await as('manager').post(`/alerts/${alert?.id}/answer`, {})
    await sealed(found.reference)
    expect((await as('manager').get(`/alerts/${alert?.id}`)).status).toBe(200)
    expect((await as('enquiries-officer').get(`/alerts/${alert?.id}`)).status).toBe(404)
  })

  it.each([
    [{ ...SEAL, 'seal-kind': '' }, 'Choose what it is.'],
    [{ ...SEAL, 'seal-why': '' }, 'Say why.'],
    [{ ...SEAL, 'see-0': 'demo:nobody' }, 'Nobody of that account works in this office now.'],
  ])('is not made by a form that lacks something: %j', async (form, says) => {
    const { found } = await received('A complaint about your staff.')
    const { status, text } = await as('duty-officer').post(`/cases/${found.reference}/seal`, form)
    expect(status).toBe(400)
    expect(text).toContain(says)
  })

  it('is not named in mails to a post, and its deadline is', async () => {
    const { found } = await received(
      'A request under the Freedom of Information Act: how many cameras are there?',
    )
    const owed = async () => {
      const office = service.offices.get('mopac')
      if (!office) throw new Error('no such office')
      const about = { now: new Date(Date.now() + 60 * 86_400_000), calendars: service.calendars }
      return (await service.read('mopac', (tx) => findOwed(tx, office, about))).clocks.map(
        (one) => one.reference,
      )
    }
    expect(await owed()).toContain(found.reference)
    await sealed(found.reference)
    expect(await owed()).not.toContain(found.reference)
    expect(await owed()).toContain('A sealed case')
  })
})

describe('a seal that is broken in an emergency', () => {
  const reason = 'She may be in danger tonight and nobody named can be reached.'
  const opening = async (reference: string) =>
    (
      await service.read('mopac', (tx) =>
        tx
          .select()
          .from(caseAdmissions)
          .where(and(eq(caseAdmissions.reference, reference), eq(caseAdmissions.way, 'broken-seal'))),
      )
    )[0]

  it('opens the case for some hours, tells the office, and waits for a second person', async () => {
    const { found } = await received('Something about the Deputy Mayor.')
    await sealed(found.reference)
    const manager = as('manager')
    const { status, location } = await manager.post('/sealed/open', {
      reference: found.reference.toLowerCase(),
      reason,
    })
    expect([status, location]).toEqual([303, `/cases/${found.reference}`])
    expect((await manager.get(`/cases/${found.reference}`)).status).toBe(200)
    expect((await as('information-officer').get(`/cases/${found.reference}`)).status).toBe(404)
    const raised = await service.read('mopac', (tx) =>
      tx.select().from(alarms).where(eq(alarms.kind, 'seal-broken')),
    )
    expect(raised.length).toBeGreaterThan(0)
    expect(JSON.stringify(raised)).not.toContain(found.reference)
    await service.doJobs()
    expect(
      service
        .outgoing()
        .some((mail) => mail.includes('A sealed case was opened') || mail.includes('opened a sealed case')),
    ).toBe(true)

    const id = (await opening(found.reference))?.id
    const own = await manager.post(`/sealed/${id}/review`, {
      [`finding-${id}`]: 'justified',
      [`note-${id}`]: 'x',
    })
    expect(own.text).toContain('You opened it yourself')
    const auditor = as('auditor')
    expect((await auditor.get('/sealed')).text).toContain(reason)
    const unsaid = await auditor.post(`/sealed/${id}/review`, { [`note-${id}`]: 'x' })
    expect(unsaid.text).toContain('Say whether it was right.')
    const said = { [`finding-${id}`]: 'not-justified', [`note-${id}`]: 'The duty officer was there.' }
    expect((await auditor.post(`/sealed/${id}/review`, said)).status).toBe(303)
    expect((await manager.get(`/cases/${found.reference}`)).status).toBe(404)
    expect((await as('information-officer').post(`/sealed/${id}/review`, said)).text).toContain(
      'Somebody else has looked at it meanwhile.',
    )
    expect((await history(found.id)).map(({ action }) => action)).toEqual(
      expect.arrayContaining(['seal-broken', 'broken-seal-reviewed']),
    )
  })

  it('is over when its hours are', async () => {
    const { found } = await received('Something about the Deputy Mayor.')
    await sealed(found.reference)
    service.setNow(new Date(Date.now() - 12 * 3_600_000 - 1_000))
    await as('manager').post('/sealed/open', { reference: found.reference, reason })
    service.setNow(new Date())
    expect(await opening(found.reference)).toBeDefined()
    expect((await (await aVisitor(service, 'manager')).get(`/cases/${found.reference}`)).status).toBe(404)
    people['manager'] = await aVisitor(service, 'manager')
  })

  it('reaches the alert from the page that duty staff are sent', async () => {
    const { found } = await received('I am going to kill myself tonight.')
    const [alert] = await service.read('mopac', (tx) =>
      tx.select().from(escalations).where(eq(escalations.caseId, found.id)),
    )
    await sealed(found.reference, [], as('information-officer'))
    const blocked = await as('duty-officer').get(`/alerts/${alert?.id}`)
    expect([blocked.status, blocked.html.includes(`/sealed/open?alert=${alert?.id}`)]).toEqual([404, true])
    const gone = await as('duty-officer').get(`/alerts/${randomUUID()}`)
    expect(gone.text.replaceAll(/\s+/g, ' ')).toBe(blocked.text.replaceAll(/\s+/g, ' '))
    const opened = await as('duty-officer').post('/sealed/open', { alert: alert?.id ?? '', reason })
    expect(opened.location).toBe(`/alerts/${alert?.id}`)
    expect((await as('duty-officer').post(`/alerts/${alert?.id}/answer`, {})).status).toBe(303)
  })

  it('opens nothing to whoever is kept from the case by name, nor of another office, nor what is not sealed', async () => {
    const { found } = await received('Something about the manager.')
    const kept = { 'keep-who': 'demo:manager', 'keep-why': 'It is about her.' }
    await as('duty-officer').post(`/cases/${found.reference}/kept-from`, kept)
    await sealed(found.reference)
    const open = await received('When are you open?')
    const elsewhere = await aVisitor(service, 'manager', 'leicestershire-opcc')
    for (const [visitor, reference] of [
      [as('manager'), found.reference],
      [elsewhere, found.reference],
      [as('manager'), open.found.reference],
      [as('manager'), 'MOPAC-26-999999-1'],
    ] as const) {
      const { status, text } = await visitor.post('/sealed/open', { reference, reason })
      expect(status).toBe(400)
      expect(text).toContain('No sealed case of this office can be opened by that.')
    }
    expect(await opening(found.reference)).toBeUndefined()
  })

  it('asks for a reason', async () => {
    const { found } = await received('Something about the Deputy Mayor.')
    await sealed(found.reference)
    const { text } = await as('manager').post('/sealed/open', { reference: found.reference, reason: 'x' })
    expect(text).toContain('Say what the emergency is, in a sentence.')
    expect(
      (await as('enquiries-officer').post('/sealed/open', { reference: found.reference, reason })).status,
    ).toBe(403)
  })

  it('cannot be reviewed by the same person in the database either', async () => {
    const { found } = await received('Something about the Deputy Mayor.')
    await sealed(found.reference)
    await as('manager').post('/sealed/open', { reference: found.reference, reason })
    const id = (await opening(found.reference))?.id ?? ''
    const reviewing = service.read('mopac', (tx) =>
      tx
        .update(caseAdmissions)
        .set({ reviewedBy: 'demo:manager', reviewedAt: new Date(), finding: 'justified' })
        .where(eq(caseAdmissions.id, id)),
    )
    await expect(reviewing).rejects.toThrow()
  })
})
