import { createHash } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findContact } from '../../src/cases/find-contact.ts'
import { audit, caseHolds, dutyPeople, escalations, keptFrom, rawMessages } from '../../src/db/schema.ts'
import { sendPage } from '../../src/escalations/send-page.ts'
import { noteCover } from '../../src/rota/change-cover.ts'
import { addPerson } from '../../src/rota/change-people.ts'
import { whoIsOnCall } from '../../src/rota/who-is-on-call.ts'
import { caseOf } from '../case-of.ts'
import { MemoryScanner } from '../scans/memory-scanner.ts'
import { plainMail, rulebook, sendingDeps, type TestService, testService } from '../service.ts'
import { aVisitor, type Visitor } from './a-visitor.ts'

let service: TestService
let duty: Visitor
let manager: Visitor
let officer: Visitor

beforeAll(async () => {
  service = await testService({ scanner: new MemoryScanner() })
  duty = await aVisitor(service, 'duty-officer')
  manager = await aVisitor(service, 'manager')
  officer = await aVisitor(service, 'enquiries-officer')
})
afterAll(() => service.close())

let writers = 0
async function received(text: string, from?: string, headers?: string) {
  writers += 1
  const address = from ?? `special${writers}@example.net`
  const mail = plainMail({
    from: `A Writer <${address}>`,
    subject: 'To you',
    text,
    ...(headers === undefined ? {} : { headers }),
  })
  const rawId = await service.receive(mail, { envelopeFrom: address })
  return { ...(await caseOf(service, rawId)), address, rawId }
}
const history = (caseId: string) =>
  service.read('mopac', (tx) => tx.select().from(audit).where(eq(audit.caseId, caseId)))

const BOMB = 'There is a bomb in your building. It goes off at noon.'
const THREAT = 'I will kill the Deputy Mayor when she leaves the office on Friday. I have a knife.'

describe('a bomb threat', () => {
  it('is held as evidence at once, and nothing is answered, whatever a person types', async () => {
    const { found, acknowledgement, address } = await received(BOMB)
    expect(acknowledgement?.state).toBe('held')
    const { text } = await duty.get(`/cases/${found.reference}`)
    expect(text).toContain('Handled as a bomb threat: do not answer, forward, move or delete anything of it.')
    expect(text).toContain('A bomb threat is not answered. If it is none, say so and lift the hold first.')
    const path = `/cases/${found.reference}/acknowledgements/${acknowledgement?.id}`
    const letter = { to: address, letter: 'neutral', safe: 'yes', 'why-sent': 'I want to.' }
    expect((await duty.post(path, letter)).text).toContain('A bomb threat is not answered')
    const [hold] = await service.read('mopac', (tx) =>
      tx.select().from(caseHolds).where(eq(caseHolds.caseId, found.id)),
    )
    expect(hold).toMatchObject({ kind: 'bomb-threat', placedBy: 'waypost' })
    const lift = `/cases/${found.reference}/holds/${hold?.id}/lift`
    expect((await duty.post(lift, { [`lift-${hold?.id}`]: '' })).text).toContain('Say why, and who agreed.')
    expect((await duty.post(lift, { [`lift-${hold?.id}`]: 'A film review.' })).status).toBe(303)
    expect((await duty.post(path, letter)).status).toBe(303)
    expect((await history(found.id)).map(({ action }) => action)).toEqual(
      expect.arrayContaining(['hold-placed', 'hold-lifted', 'acknowledgement-let-go']),
    )
  })

  it('is held as one also where the case is held as evidence already', async () => {
    const { found, address } = await received('Please find my complaint.')
    const hold = { 'hold-kind': 'evidence', 'hold-why': 'For the police.' }
    expect((await duty.post(`/cases/${found.reference}/holds`, hold)).status).toBe(303)
    await service.doJobs()
    const ours = service.outgoing().find((mail) => new RegExp(`^To: .*${address}`, 'm').test(mail)) ?? ''
    const next = plainMail({
      from: `A Writer <${address}>`,
      text: BOMB,
      headers: `In-Reply-To: ${/^Message-ID: (<.*>)/m.exec(ours)?.[1]}`,
    })
    const { found: joined } = await caseOf(service, await service.receive(next, { envelopeFrom: address }))
    expect(joined.reference).toBe(found.reference)
    const { text } = await duty.get(`/cases/${found.reference}`)
    expect(text).toContain('Handled as a bomb threat: do not answer, forward, move or delete anything of it.')
    expect(text).toContain('For the police.')
  })

  it('gives the police the bytes as they came, and the headers with the fingerprint', async () => {
    const { found, message, rawId } = await received(BOMB, undefined, 'X-Odd: caf\u00e9')
    const files = `/cases/${found.reference}/messages/${message.id}`
    const [raw] = await service.read('mopac', (tx) =>
      tx.select().from(rawMessages).where(eq(rawMessages.id, rawId)),
    )
    expect((await duty.get(`${files}/source.eml`)).status).toBe(409)
    await duty.post(`${files}/scan`, {})
    await service.doJobs()
    const source = await duty.get(`${files}/source.eml`)
    expect(source.status).toBe(200)
    expect(createHash('sha256').update(source.html, 'utf8').digest('hex')).toBe(raw?.sha256)
    const headers = await duty.get(`${files}/headers.txt`)
    expect(headers.html).toContain(`SHA-256 of the file: ${raw?.sha256}`)
    expect(headers.html).toMatch(/^Subject: To you$/m)
    expect(headers.html).not.toContain('goes off at noon')
    const exported = (await history(found.id)).filter(({ action }) => action === 'source-exported')
    expect(exported.map(({ detail }) => detail['file'])).toEqual(['source', 'headers'])
    const other = await received('When are you open?')
    expect((await duty.get(`/cases/${other.found.reference}/messages/${message.id}/source.eml`)).status).toBe(
      404,
    )
    expect((await (await aVisitor(service, 'auditor')).get(`${files}/source.eml`)).status).toBe(403)
  })

  it('cannot be removed or emptied by whoever has every right in the database, until the hold is lifted', async () => {
    const { found, message, rawId } = await received('Please find my complaint.')
    await duty.post(`/cases/${found.reference}/holds`, {
      'hold-kind': 'evidence',
      'hold-why': 'For the police.',
    })
    const owner = postgres(service.testDatabase.ownerUrl, { max: 1, onnotice: () => {} })
    const asOwner = (work: (tx: postgres.TransactionSql) => Promise<unknown>) =>
      owner.begin(async (tx) => {
        await tx`select set_config('app.office', 'mopac', true)`
        return work(tx)
      })
    const removals: ((tx: postgres.TransactionSql) => Promise<unknown>)[] = [
      (tx) => tx`delete from messages where id = ${message.id}`,
      (tx) => tx`update messages set text = '' where id = ${message.id}`,
      (tx) => tx`update raw_messages set source = '' where id = ${rawId}`,
      (tx) => tx`delete from case_holds where case_id = ${found.id}`,
      (tx) => tx`delete from cases where id = ${found.id}`,
    ]
    for (const removal of removals) await expect(asOwner(removal)).rejects.toThrow('the case is held as')
    const [hold] = await service.read('mopac', (tx) =>
      tx.select().from(caseHolds).where(eq(caseHolds.caseId, found.id)),
    )
    await duty.post(`/cases/${found.reference}/holds/${hold?.id}/lift`, { [`lift-${hold?.id}`]: 'Done.' })
    await asOwner((tx) => tx`update messages set text = '' where id = ${message.id}`)
    await owner.end()
  })
})

describe('somebody whom a case is about', () => {
  it('sees nothing of it: no case, no alert, no count, no history, no sheet, and cannot act on it', async () => {
    const { found, alerts, message, acknowledgement } = await received(THREAT)
    const alertId = alerts[0]?.id ?? ''
    await manager.post(`/alerts/${alertId}/answer`, {})
    const shownTo = async (visitor: Visitor) => {
      const queue = await visitor.get('/')
      const open = /(\d+) open cases?/.exec(queue.text)?.[1]
      return { isListed: queue.text.includes(found.reference), open: Number(open) }
    }
    const before = await shownTo(manager)
    expect(before.isListed).toBe(true)
    const path = `/cases/${found.reference}`
    expect((await duty.get(path)).text).toContain('Keep a person from this case')
    const who = { 'keep-who': 'demo:manager', 'keep-why': 'The letter threatens her.' }
    expect((await officer.post(`${path}/kept-from`, who)).status).toBe(403)
    expect((await duty.post(`${path}/kept-from`, { ...who, 'keep-who': 'nobody' })).text).toContain(
      'Nobody of that account',
    )
    expect((await duty.post(`${path}/kept-from`, who)).status).toBe(303)
    expect((await duty.post(`${path}/kept-from`, who)).text).toContain('kept from this case already')

    expect(await shownTo(manager)).toEqual({ isListed: false, open: before.open - 1 })
    for (const page of [
      path,
      `/alerts/${alertId}`,
      `/alerts/${alertId}/refer`,
      `${path}/contact`,
      `${path}/messages/${message.id}/source.eml`,
    ])
      expect((await manager.get(page)).status, page).toBe(404)
    for (const page of ['/handover', '/outbox', '/lab', '/problems'])
      expect((await manager.get(page)).html, page).not.toContain(found.reference)
    for (const [page, form] of [
      [`/alerts/${alertId}/answer`, {}],
      [`/alerts/${alertId}/close`, { ending: 'It was me.' }],
      [`/alerts/${alertId}/decide`, { outcome: 'no-action', why: 'It is nothing.' }],
      [`${path}/notes`, { note: 'I was here.' }],
      [`${path}/risk`, { level: 'none', 'why-level': 'x', version: '1' }],
      [`${path}/acknowledgements/${acknowledgement?.id}`, { to: 'a@example.org', letter: 'neutral' }],
      [`${path}/links`, { 'link-reference': found.reference, 'link-kind': 'same-writer', 'link-why': 'x' }],
    ] as const)
      expect((await manager.post(page, form)).status, page).toBe(404)

    const [alert] = await service.read('mopac', (tx) =>
      tx.select().from(escalations).where(eq(escalations.id, alertId)),
    )
    expect(alert?.state).toBe('answered')
    // She had taken it on: the duty list hears of it now, and not after its quarter of an hour.
    expect(alert?.nextPageAt?.getTime()).toBeLessThanOrEqual(service.now().getTime())
    expect((await duty.get(path)).text).toContain('cannot see this case. The letter threatens her.')

    const [kept] = await service.read('mopac', (tx) =>
      tx.select().from(keptFrom).where(eq(keptFrom.caseId, found.id)),
    )
    expect(
      (await duty.post(`${path}/kept-from/${kept?.id}/end`, { [`back-${kept?.id}`]: 'Mistaken.' })).status,
    ).toBe(303)
    expect((await manager.get(path)).status).toBe(200)
  })

  it('gets no page of it, and the next of the ladder is told at once in their place', async () => {
    const office = rulebook.offices.get('mopac')
    if (!office) throw new Error('The rules have no mopac')
    const { found, alerts } = await received(THREAT)
    const acting = {
      office,
      actor: 'demo:manager',
      actorName: 'Manager',
      now: service.now(),
      queue: service.queue,
    }
    const person = {
      name: 'The Duty',
      email: 'the.duty@mopac.example.org',
      phone: null,
      userKey: 'demo:duty-officer',
    }
    await service.read('mopac', (tx) => addPerson(tx, acting, person))
    const [added] = await service.read('mopac', (tx) => tx.select().from(dutyPeople))
    const cover = {
      layer: 'primary' as const,
      from: service.now(),
      to: new Date(service.now().getTime() + 8 * 3_600_000),
      personId: added?.id ?? '',
      reason: 'Tonight',
    }
    await service.read('mopac', (tx) => noteCover(tx, acting, cover))
    await manager.post(`/cases/${found.reference}/kept-from`, {
      'keep-who': 'demo:duty-officer',
      'keep-why': 'He is named.',
    })
    const other = await received('I will kill myself tonight. I have the pills here.')
    const before = service.outgoing().length
    for (const { id } of [...alerts, ...other.alerts]) {
      await service.read('mopac', (tx) =>
        tx.update(escalations).set({ nextPageAt: service.now(), step: 0 }).where(eq(escalations.id, id)),
      )
      await sendPage({ ...sendingDeps(service), onCall: whoIsOnCall }, { officeId: 'mopac', id })
    }
    const toldOf = (reference: string) =>
      service
        .outgoing()
        .slice(before)
        .filter((mail) => mail.includes(reference))
        .map((mail) => /^To: (.*?)\r?$/m.exec(mail)?.[1] ?? '')
        .sort()
    expect(toldOf(other.found.reference)).toEqual(['the.duty@mopac.example.org'])
    expect(toldOf(found.reference)).toEqual([
      'duty.officer@mopac.example.org',
      'head.of.office@mopac.example.org',
    ])
  })

  it('is not seen by the database either, whatever a page of next year asks for', async () => {
    const { found } = await received(THREAT)
    await duty.post(`/cases/${found.reference}/kept-from`, {
      'keep-who': 'demo:enquiries-officer',
      'keep-why': 'She is named.',
    })
    const app = postgres(service.testDatabase.appUrl, { max: 1, onnotice: () => {} })
    const tables = await app`select c.table_name from information_schema.columns c
      join information_schema.tables t on t.table_name = c.table_name and t.table_schema = 'public'
      where c.table_schema = 'public' and c.column_name = 'case_id' and t.table_type = 'BASE TABLE'`
    const ofAlerts = await app`select table_name from information_schema.columns
      where table_schema = 'public' and column_name = 'escalation_id'`
    const rowsFor = (person: string) =>
      app.begin(async (tx) => {
        await tx`select set_config('app.office', 'mopac', true), set_config('app.person', ${person}, true)`
        const seen: string[] = []
        for (const { table_name: name } of tables) {
          const rows = await tx`select 1 from ${tx(name)} where case_id = ${found.id} limit 1`
          if (rows.length > 0) seen.push(name)
        }
        for (const { table_name: name } of ofAlerts) {
          const rows =
            await tx`select 1 from ${tx(name)} where escalation_id not in (select id from escalations) limit 1`
          if (rows.length > 0) seen.push(`${name} of an unseen alert`)
        }
        return seen.sort()
      })
    expect((await rowsFor('')).length).toBeGreaterThan(5)
    // The list itself is read by the rule; what is noted of the writer goes with the writer.
    expect(await rowsFor('demo:enquiries-officer')).toEqual(
      (await rowsFor('')).filter((name) =>
        ['kept_from', 'safe_contacts', 'contact_restrictions'].includes(name),
      ),
    )
    expect(await rowsFor('demo:manager')).toEqual(await rowsFor(''))
    await app.end()
  })
})

describe('several letters of one writer', () => {
  it('are listed with their times and never scored, and their alerts are linked by a person', async () => {
    const first = await received(
      'She is mine and will answer me. I wrote to her 40 times. I will stab her on Friday.',
    )
    const second = await received(
      'You took her from me. I will come and kill you all tomorrow. I have a gun.',
      first.address,
    )
    expect(second.found.id).not.toBe(first.found.id)
    const alertPage = await duty.get(`/alerts/${second.alerts[0]?.id}`)
    expect(alertPage.text).toContain(`${first.found.reference} Immediate is open too, from the same address.`)
    const listed = await duty.get(`/cases/${second.found.reference}/contact`)
    expect(listed.text).toContain('2 messages from the address')
    expect(listed.text).toContain('they do not say how dangerous somebody is')
    expect(listed.text).toContain(first.found.reference)
    const newest = await service.read('mopac', (tx) => findContact(tx, first.address, 1))
    expect(newest.map(({ reference }) => reference)).toEqual([second.found.reference])
    const link = {
      'link-reference': first.found.reference,
      'link-kind': 'same-writer',
      'link-why': 'The same address.',
    }
    const path = `/cases/${second.found.reference}/links`
    expect((await duty.post(path, { ...link, 'link-reference': 'MOPAC-26-999999-9' })).text).toContain(
      'no case of that reference',
    )
    expect((await duty.post(path, { ...link, 'link-reference': second.found.reference })).text).toContain(
      'this case itself',
    )
    expect((await duty.post(path, link)).status).toBe(303)
    const back = `/cases/${first.found.reference}/links`
    expect((await duty.post(back, { ...link, 'link-reference': second.found.reference })).text).toContain(
      'linked already',
    )
    expect((await duty.get(`/cases/${first.found.reference}`)).text).toContain(
      `Linked: ${second.found.reference}`,
    )
    const linked = (await history(first.found.id)).filter(({ action }) => action === 'cases-linked')
    expect(linked).toHaveLength(1)
  })
})

describe('care for whoever reads', () => {
  it('folds hard words away, and tells the reader alone how many they have opened', async () => {
    const hard = await received('I will kill myself tonight with the pills I have.')
    const soft = await received('When are you open?')
    const page = await officer.get(`/cases/${hard.found.reference}`)
    expect(page.html).toMatch(/<details class="govuk-details wp-said"><summary/)
    expect(page.html).not.toMatch(/<details class="govuk-details wp-said" open/)
    const numberOf = (text: string) =>
      Number(/You have opened (\d+) letters? with risk flags/.exec(text)?.[1])
    const now = numberOf(page.text)
    await officer.get(`/cases/${hard.found.reference}`)
    const again = await received('I am going to hang myself in the morning. Goodbye.')
    expect(numberOf((await officer.get(`/cases/${again.found.reference}`)).text)).toBe(now + 1)
    expect((await officer.get(`/cases/${soft.found.reference}`)).html).not.toContain('wp-said')
    const fresh = await aVisitor(service, 'information-officer')
    expect(numberOf((await fresh.get(`/cases/${hard.found.reference}`)).text)).toBe(1)
  })

  it('hands over each open alert with its last move, what is due and what was promised by whom', async () => {
    const { found, alerts } = await received('I will kill myself tonight. I have the pills here.')
    const id = alerts[0]?.id ?? ''
    expect((await duty.get('/handover')).text).toContain(
      `${found.reference}Where it standsNobody has answered yet`,
    )
    await duty.post(`/alerts/${id}/answer`, {})
    const referral = {
      to: 'police-999',
      contact: 'Control room',
      channel: 'phone',
      more: 'They mean to die tonight.',
      need: 'To find them.',
      heldBack: 'The rest.',
      ground: 'vital-interests',
      consent: 'not-asked',
      consentWhy: 'No way to ask.',
      toldPerson: 'not-told',
      toldPersonWhy: 'No way to tell.',
    }
    expect((await duty.post(`/alerts/${id}/refer`, referral)).status).toBe(303)
    await duty.post(`/alerts/${id}/reply`, {
      outcome: 'accepted',
      accepted: 'A car goes there now.',
      theirReference: 'CAD 4411',
    })
    const { text } = await duty.get('/handover')
    const part = text.slice(text.indexOf(found.reference))
    expect(part).toContain('Accepted by whoever was told')
    expect(part).toMatch(/They promised, their reference CAD 4411: A car goes there now\./)
    expect(text).not.toContain('pills')
    const seen = await service.read('mopac', (tx) =>
      tx.$count(audit, and(eq(audit.action, 'handover-viewed'))),
    )
    expect(seen).toBeGreaterThan(1)
  })
})
