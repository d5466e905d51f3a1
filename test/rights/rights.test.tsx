import { createHash } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import fc from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  acknowledgements,
  audit,
  caseHolds,
  clocks,
  reviewMarks,
  rightsActs,
  rightsRequests,
  tasks,
  useRestrictions,
} from '../../src/db/schema.ts'
import { readRightsLaw } from '../../src/offices/rights-law.ts'
import { readTerms } from '../../src/rights/find-person.ts'
import { asText, redacted, spansOfWords } from '../../src/rights/redact.ts'
import { zipBundle } from '../../src/rights/zip-bundle.ts'
import { buildApp } from '../../src/web/app.tsx'
import { caseOf } from '../case-of.ts'
import { plainMail, type TestService, testService } from '../service.ts'
import { ABrowser } from '../web/a-browser.ts'
import { aVisitor, type Visitor } from '../web/a-visitor.ts'

describe('words that are taken out', () => {
  it('are nowhere in what is handed over, however the spans lie, and nothing else is lost', () => {
    const span = fc.record({ startsAt: fc.nat(60), endsAt: fc.nat(60), law: fc.constantFrom('L1', 'L2') })
    fc.assert(
      fc.property(fc.string({ maxLength: 50 }), fc.array(span, { maxLength: 6 }), (text, spans) => {
        const isOut = (at: number) => spans.some(({ startsAt, endsAt }) => startsAt <= at && at < endsAt)
        const kept = [...Array(text.length).keys()]
          .filter((at) => !isOut(at))
          .map((at) => text[at])
          .join('')
        const shown = redacted(text, spans)
          .map((piece) => ('text' in piece ? piece.text : ''))
          .join('')
        expect(shown).toBe(kept)
      }),
    )
  })
  it('name the law and not how long they were', () => {
    const spans = [
      { startsAt: 3, endsAt: 9, law: 'A' },
      { startsAt: 7, endsAt: 12, law: 'B' },
    ]
    expect(asText(redacted('My neighbour Joe', spans))).toBe('My [taken out: A; B] Joe')
  })
  it('are found wherever they stand, and what is not there is said', () => {
    expect(spansOfWords('Joe and Joe', ['Joe'])).toEqual({
      ok: true,
      spans: [
        { startsAt: 0, endsAt: 3 },
        { startsAt: 8, endsAt: 11 },
      ],
    })
    expect(spansOfWords('Joe', ['Joe', 'Jane'])).toEqual({ ok: false, missing: 1 })
    const overlapping = spansOfWords('Anna Anna Anna.', ['Anna Anna'])
    const spans = overlapping.ok ? overlapping.spans.map((one) => ({ ...one, law: 'L' })) : []
    expect(asText(redacted('Anna Anna Anna.', spans))).toBe('[taken out: L].')
  })
})

describe('what is searched for', () => {
  it('is read line by line, with numbers by their end, and refused where it would find everything', () => {
    expect(readTerms(' Ann  Other \n+44 (0)7700 900123\nann@example.net\n\n')).toEqual({
      ok: true,
      terms: { words: ['Ann Other', 'ann@example.net'], phones: ['700900123'] },
    })
    for (const typed of ['', '  \n ', 'ab', Array.from({ length: 21 }, (_, n) => `name ${n}`).join('\n')])
      expect(readTerms(typed).ok).toBe(false)
  })
})

describe('the law of rights', () => {
  it('is refused where an id is there twice or a right has no refusal', () => {
    const read = (yaml: string) => () => readRightsLaw({ 'rules/rights/laws.yaml': yaml })
    const one = '{ id: a, right: access, outcome: allowed, says: A long enough sentence., law: Art 15 }'
    const exemptions = 'exemptions: [{ id: x, says: A long enough sentence., law: Sch 2 }]'
    expect(read(`decisions: [${one}]\n${exemptions}`)).toThrow('access has nothing by which it is refused')
    expect(read(`decisions: [${one}, ${one}]\n${exemptions}`)).toThrow('“a” is there twice')
  })
})

describe('files in one archive', () => {
  it('are the same bytes each time, each with its fingerprint', () => {
    const files = [{ name: 'a.txt', bytes: new TextEncoder().encode('Zażółć') }]
    const made = zipBundle(files)
    expect(zipBundle(files).sha256).toBe(made.sha256)
    const sums = strFromU8(unzipSync(made.zip)['SHA256SUMS'] ?? new Uint8Array())
    expect(sums).toBe(`${createHash('sha256').update('Zażółć').digest('hex')}  a.txt\n`)
  })
})

describe('a request about data', () => {
  let service: TestService
  let officer: Visitor
  let manager: Visitor
  beforeAll(async () => {
    service = await testService()
    officer = await aVisitor(service, 'information-officer')
    manager = await aVisitor(service, 'manager')
  })
  afterAll(() => service.close())

  let writers = 0
  async function received(text: string, more: { from?: string; name?: string } = {}) {
    const from = more.from ?? `rights${++writers}@example.net`
    const mail = plainMail({ from: `${more.name ?? 'A Writer'} <${from}>`, subject: 'To you', text })
    return caseOf(service, await service.receive(mail, { envelopeFrom: from }))
  }
  const SAR =
    'Please send me a copy of all the information you hold about me. This is a subject access request.'
  async function opened(reference: string, right: string) {
    const made = await officer.post(`/cases/${reference}/rights`, {
      right,
      'about-whom': 'The writer; sure.',
    })
    expect(made.status).toBe(303)
    return made.location ?? ''
  }
  const requestOf = async (path: string) =>
    (
      await service.read('mopac', (tx) =>
        tx
          .select()
          .from(rightsRequests)
          .where(eq(rightsRequests.id, path.split('/').at(-1) ?? '')),
      )
    )[0]
  const pick = async (path: string, ...caseIds: string[]) =>
    officer.post(`${path}/finds`, Object.fromEntries(caseIds.map((id) => [`case-${id}`, 'yes'])))
  const decide = (path: string, decision: string) =>
    officer.post(`${path}/decide`, { decision, 'decision-why': 'Because.' })
  const openTasks = (caseId: string) =>
    service.read('mopac', (tx) =>
      tx
        .select()
        .from(tasks)
        .where(and(eq(tasks.caseId, caseId), isNull(tasks.doneAt))),
    )

  it('has the clock of its kind: the one that the letter started, or a new one', async () => {
    const { found } = await received(SAR)
    const path = await opened(found.reference, 'access')
    const running = await service.read('mopac', (tx) =>
      tx.select().from(clocks).where(eq(clocks.caseId, found.id)),
    )
    expect(running.filter(({ kind }) => kind === 'sar').map(({ id }) => id)).toEqual([
      (await requestOf(path))?.clockId,
    ])
    expect(
      (await officer.post(`/cases/${found.reference}/rights`, { right: 'access', 'about-whom': 'x' })).text,
    ).toContain('There is an open request of that kind')
    const other = await received('I have a question about parking.')
    const clockId = (await requestOf(await opened(other.found.reference, 'objection')))?.clockId
    const [made] = await service.read('mopac', (tx) =>
      tx
        .select()
        .from(clocks)
        .where(eq(clocks.id, clockId ?? '')),
    )
    expect(made?.kind).toBe('objection')
    expect((await officer.get('/rights')).text).toContain(found.reference)
  })

  it('finds a person by name, address and number in letters of others too, and never what may not be seen', async () => {
    const own = await received(SAR, { name: 'Perpetua Lightfoot', from: 'perpetua@example.net' })
    const about = await received('My neighbour Perpetua LIGHTFOOT shouts. Her number is 07700 900 456.')
    const hidden = await received('Perpetua Lightfoot is a member of your staff.')
    await received('Nothing to do with her.')
    const path = await opened(own.found.reference, 'access')
    const terms = 'Perpetua Lightfoot\n+447700900456\nperpetua@example.net'
    const found = await officer.post(`${path}/search`, { terms })
    expect(found.status).toBe(200)
    expect(found.text).toContain('3 cases found')
    expect(found.text).toContain(`${about.found.reference}`)
    expect((await officer.post(`${path}/search`, { terms: '(07700) 900456' })).text).toContain('1 case found')
    expect((await officer.post(`${path}/search`, { terms: '%%%' })).text).toContain('0 cases found')
    const staff = (await manager.get(`/cases/${hidden.found.reference}`)).html
    const key = /<option value="([^"]+)"[^>]*>[^<]*information officer/i.exec(staff)?.[1] ?? ''
    const kept = { 'keep-who': key, 'keep-why': 'It is about them.' }
    expect((await manager.post(`/cases/${hidden.found.reference}/kept-from`, kept)).status).toBe(303)
    const after = await officer.post(`${path}/search`, { terms })
    expect(after.text).toContain('2 cases found')
    expect(after.text).not.toContain(hidden.found.reference)
    const history = await service.read('mopac', (tx) =>
      tx.select().from(audit).where(eq(audit.caseId, own.found.id)),
    )
    expect(JSON.stringify(history)).not.toMatch(/Perpetua|900456/i)
    expect(history.filter(({ detail }) => detail['act'] === 'searched')).toHaveLength(4)
    expect((await (await aVisitor(service, 'auditor')).post(`${path}/search`, { terms })).status).toBe(403)
  })

  it('hands over a copy only when every part is decided about and another person agreed, with nothing that was taken out', async () => {
    const own = await received(SAR, { name: 'Ottoline Bream', from: 'ottoline@example.net' })
    const about = await received(
      'Ottoline Bream plays the drum. I am Zebedee Fincham of 4 Mill Lane, and I am afraid of her.',
    )
    const path = await opened(own.found.reference, 'access')
    expect((await pick(path, own.found.id, about.found.id)).status).toBe(303)
    const holds = await service.read('mopac', (tx) =>
      tx.select().from(caseHolds).where(eq(caseHolds.caseId, about.found.id)),
    )
    expect(holds.map(({ kind }) => kind)).toContain('sar')
    const markOf = (partId: string, form: Record<string, string>) =>
      officer.post(`${path}/marks`, {
        part: partId,
        ...Object.fromEntries(Object.entries(form).map(([name, value]) => [`${name}-${partId}`, value])),
      })
    const agree = (who: Visitor) => who.post(`${path}/agree`, { 'agree-note': 'I read all of it.' })
    expect((await agree(manager)).text).toContain('Decide about every letter and note first.')
    expect((await officer.post(`${path}/copy`, { as: 'zip' })).status).toBe(400)
    await markOf(own.message.id, { mark: 'release', why: 'Their own letter.' })
    const missing = {
      mark: 'redact',
      passages: 'Zebedee Finchham',
      exemption: 'third-party',
      why: 'Not hers.',
    }
    expect((await markOf(about.message.id, missing)).text).toContain('Passage 1 is not in it word for word')
    expect((await markOf(about.message.id, { mark: 'withhold', why: 'x' })).text).toContain('Choose the law')
    const names = 'Zebedee Fincham of 4 Mill Lane\nand I am afraid of her'
    await markOf(about.message.id, { ...missing, passages: names })
    await markOf(about.message.id, { ...missing, passages: 'A Writer' })
    expect((await agree(manager)).status).toBe(400)
    await markOf(about.message.id, { mark: 'release', why: 'What is left is about her.' })
    expect((await agree(officer)).text).toContain('another person has to look and agree')
    expect((await agree(manager)).status).toBe(303)

    const app = buildApp(service.web)
    const browser = new ABrowser(app, 'http://127.0.0.1:8787')
    await browser.post('/sign-in/demo', { office: 'mopac', role: 'information-officer' })
    const token = /name="token" value="([^"]+)"/.exec((await browser.get(path)).html)?.[1] ?? ''
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const copy = async (as: string) =>
      app.request(`http://127.0.0.1:8787${path}/copy`, {
        method: 'POST',
        headers: { cookie, Origin: 'http://127.0.0.1:8787', 'Sec-Fetch-Site': 'same-origin' },
        body: new URLSearchParams({ token, as }),
      })
    const zip = new Uint8Array(await (await copy('zip')).arrayBuffer())
    const files = unzipSync(zip)
    expect(Object.keys(files).sort()).toEqual([
      'SHA256SUMS',
      'copy.html',
      'copy.pdf',
      'parts/0001.txt',
      'parts/0002.txt',
    ])
    for (const line of strFromU8(files['SHA256SUMS'] ?? new Uint8Array())
      .trim()
      .split('\n')) {
      const [sum, name = ''] = line.split('  ')
      expect(
        createHash('sha256')
          .update(files[name] ?? '')
          .digest('hex'),
      ).toBe(sum)
    }
    const words = ['copy.html', 'parts/0001.txt', 'parts/0002.txt']
      .map((name) => strFromU8(files[name] ?? new Uint8Array()))
      .join('\n')
    expect(words).toContain('Ottoline Bream plays the drum. I am [taken out: DPA 2018 Sch 2 para 16]')
    expect(words).not.toMatch(/Zebedee|Fincham|Mill Lane|afraid/)
    const [made] = (
      await service.read('mopac', (tx) =>
        tx.select().from(rightsActs).where(eq(rightsActs.act, 'bundle-made')),
      )
    ).slice(-1)
    expect(made?.detail['sha256']).toBe(createHash('sha256').update(zip).digest('hex'))
    const log = await officer.post(`${path}/log`, {})
    expect(log.html).toContain('"DPA 2018 Sch 2 para 16","Not hers."')
    expect(log.html).not.toContain('Zebedee')

    await markOf(own.message.id, { mark: 'withhold', exemption: 'crime', why: 'Thought better of it.' })
    expect((await officer.post(`${path}/copy`, { as: 'pdf' })).text).toContain('A second person has to agree')
    expect((await officer.post(`${path}/answer`, { 'answer-note': 'By email.' })).text).toContain(
      'Decide first',
    )
    expect((await decide(path, 'access-given')).status).toBe(303)
    expect((await decide(path, 'access-given')).text).toContain('decided already')
    expect((await officer.post(`${path}/answer`, { 'answer-note': 'By email.' })).status).toBe(303)
    const request = await requestOf(path)
    expect(request?.closedAt).not.toBeNull()
    const [clock] = await service.read('mopac', (tx) =>
      tx
        .select()
        .from(clocks)
        .where(eq(clocks.id, request?.clockId ?? '')),
    )
    expect(clock?.stoppedAt).not.toBeNull()
    expect((await markOf(own.message.id, { mark: 'release', why: 'x' })).text).toContain('has been answered')
  })

  it('keeps a case and does not use it: nothing owed leaves, nothing is removed, until the person was told', async () => {
    const { found, acknowledgement } = await received(
      'I have a question about the street lights. I do not feel safe in them.',
    )
    const rights = `/cases/${found.reference}/rights`
    await service.read('mopac', (tx) =>
      tx
        .update(acknowledgements)
        .set({ state: 'owed' })
        .where(eq(acknowledgements.id, acknowledgement?.id ?? '')),
    )
    const claim = { 'hold-kind': 'legal', 'hold-why': 'A claim is expected.' }
    expect((await officer.post(`/cases/${found.reference}/holds`, claim)).status).toBe(303)
    const restricting = { 'restrict-law': 'accuracy', 'restrict-why': 'They say that it is wrong.' }
    expect(
      (await officer.post(`${rights}/restrictions`, { ...restricting, 'restrict-law': 'public-task' }))
        .status,
    ).toBe(400)
    expect((await officer.post(`${rights}/restrictions`, restricting)).status).toBe(303)
    const [ack] = await service.read('mopac', (tx) =>
      tx
        .select()
        .from(acknowledgements)
        .where(eq(acknowledgements.id, acknowledgement?.id ?? '')),
    )
    expect(ack).toMatchObject({ state: 'held', reason: 'restricted-use' })
    const letting = { to: 'someone@example.net', letter: 'neutral', safe: 'yes', 'why-sent': 'I want to.' }
    const sent = await officer.post(`/cases/${found.reference}/acknowledgements/${ack?.id}`, letting)
    expect(sent.text).toContain('The use of this case is restricted, so nothing of it is sent.')
    expect((await officer.get(`/cases/${found.reference}`)).text).toContain('Kept and not used')
    const [one] = await service.read('mopac', (tx) =>
      tx.select().from(useRestrictions).where(eq(useRestrictions.caseId, found.id)),
    )
    const held = (kind: 'legal' | 'restriction') =>
      service.read('mopac', (tx) =>
        tx.$count(
          caseHolds,
          and(eq(caseHolds.caseId, found.id), eq(caseHolds.kind, kind), isNull(caseHolds.liftedAt)),
        ),
      )
    expect(await held('restriction')).toBe(1)
    // It stands beside a hold that somebody placed, nobody lifts it by itself, and only who answers for records lifts the other.
    expect(await held('legal')).toBe(1)
    const lifts = await service.read('mopac', (tx) =>
      tx.select().from(caseHolds).where(eq(caseHolds.caseId, found.id)),
    )
    const lift = async (who: Visitor, kind: string) => {
      const id = lifts.find((hold) => hold.kind === kind)?.id
      return who.post(`/cases/${found.reference}/holds/${id}/lift`, { [`lift-${id}`]: 'It is over.' })
    }
    expect((await lift(officer, 'restriction')).text).toContain('It ends with the restriction of use')
    const caseworker = await aVisitor(service, 'enquiries-officer')
    expect((await lift(caseworker, 'legal')).text).toContain('a records manager or a manager lifts this hold')
    expect(await held('legal')).toBe(1)
    const ending = `${rights}/restrictions/${one?.id}/end`
    expect((await officer.post(ending, { 'told-on': '2099-01-01', 'end-why': 'Settled.' })).text).toContain(
      'tell the person first',
    )
    expect(
      (
        await officer.post(ending, {
          'told-on': service.now().toISOString().slice(0, 10),
          'end-why': 'Settled.',
        })
      ).status,
    ).toBe(303)
    expect(await held('restriction')).toBe(0)
    expect(await held('legal')).toBe(1)
    expect((await lift(officer, 'legal')).status).toBe(303)
    expect(await held('legal')).toBe(0)
    expect((await officer.get(`/cases/${found.reference}`)).text).not.toContain('Kept and not used')
  })

  it('allows an erasure by handing it on, never by removing, and owes those who were told before', async () => {
    const own = await received('Please erase what you hold about me, Barnaby Rudge-Holt.')
    const telling = {
      ...{
        receiver: 'force',
        'receiver-name': 'Desk',
        purpose: 'answer',
        ground: 'legal-obligation',
        channel: 'email',
      },
      ...{
        words: 'He asked.',
        why: 'A law says so.',
        'held-back': 'Nothing.',
        person: 'told',
        'person-why': 'Yes.',
        step: 'write',
      },
    }
    expect((await officer.post(`/cases/${own.found.reference}/sharing/tell`, telling)).status).toBe(303)
    const path = await opened(own.found.reference, 'erasure')
    expect((await decide(path, 'not-needed')).text).toContain('Say first which cases hold the data')
    expect((await decide(path, 'accurate')).text).toContain('a decision about another right')
    await pick(path, own.found.id)
    expect((await decide(path, 'not-needed')).status).toBe(303)
    expect((await openTasks(own.found.id)).map(({ kind }) => kind).sort()).toEqual([
      'erase-case',
      'tell-recipient',
    ])
    expect((await officer.get(`/cases/${own.found.reference}`)).text).toContain('Erase this case')
    expect((await caseOf(service, own.message.rawMessageId)).message.text).toContain('Barnaby')
  })

  it('owes those who were told before each decision by itself', async () => {
    const { found } = await received('You have the wrong street for me. Erase the rest.')
    const telling = {
      ...{ receiver: 'force', 'receiver-name': 'Desk', purpose: 'answer', ground: 'legal-obligation' },
      ...{ channel: 'email', words: 'She asked.', why: 'A law says so.', 'held-back': 'Nothing.' },
      ...{ person: 'told', 'person-why': 'Yes.', step: 'write' },
    }
    expect((await officer.post(`/cases/${found.reference}/sharing/tell`, telling)).status).toBe(303)
    const decisions = [
      ['restriction', 'accuracy'],
      ['erasure', 'not-needed'],
    ] as const
    for (const [right, decision] of decisions) {
      const path = await opened(found.reference, right)
      await pick(path, found.id)
      expect((await decide(path, decision)).status).toBe(303)
    }
    const owed = (await openTasks(found.id)).filter(({ kind }) => kind === 'tell-recipient')
    expect(owed).toHaveLength(2)
  })

  it('is agreed to anew where something was added to a case after a person agreed', async () => {
    const { found, message } = await received(SAR)
    const path = await opened(found.reference, 'access')
    await pick(path, found.id)
    const own = message.id
    await officer.post(`${path}/marks`, { part: own, [`mark-${own}`]: 'release', [`why-${own}`]: 'Theirs.' })
    expect((await manager.post(`${path}/agree`, { 'agree-note': 'I read it.' })).status).toBe(303)
    expect((await officer.get(path)).text).toContain('Make the copy')
    expect((await manager.post(`/cases/${found.reference}/notes`, { note: 'They rang.' })).status).toBe(303)
    const copy = await officer.post(`${path}/copy`, { as: 'html' })
    expect(copy.status).toBe(400)
    expect(copy.text).toContain('A second person has to agree')
    expect((await officer.get(path)).text).not.toContain('Make the copy (ZIP')
  })

  it('refuses an erasure on its law, and owes nobody anything', async () => {
    const { found } = await received('Please erase my complaint.')
    const path = await opened(found.reference, 'erasure')
    expect((await decide(path, 'public-task')).status).toBe(303)
    expect(await openTasks(found.id)).toEqual([])
    expect((await officer.get(path)).text).toContain('Refused: UK GDPR Art 17(3)(b)')
  })

  it('notes what is right beside the original, which stays', async () => {
    const { found, message } = await received('My name is Jon Smyth.')
    const form = {
      letter: message.id,
      wrong: 'Jon Smyth',
      correct: 'John Smythe',
      source: 'His own statement.',
    }
    expect(
      (await officer.post(`/cases/${found.reference}/rights/corrections`, { ...form, wrong: '' })).status,
    ).toBe(400)
    expect((await officer.post(`/cases/${found.reference}/rights/corrections`, form)).status).toBe(303)
    const { text } = await officer.get(`/cases/${found.reference}`)
    expect(text).toContain('John Smythe')
    expect(text).toContain('My name is Jon Smyth.')
    const other = await received('Another case.')
    const wrongCase = await officer.post(`/cases/${other.found.reference}/rights/corrections`, form)
    expect(wrongCase.text).toContain('That letter is in another case.')
  })

  it('is agreed to by another person also where the application forgets to ask', async () => {
    const { found } = await received(SAR)
    const path = await opened(found.reference, 'access')
    const id = path.split('/').at(-1) ?? ''
    await pick(path, found.id)
    const review = (await officer.get(`${path}/review`)).html
    const own = /name="part" value="([^"]+)"/.exec(review)?.[1] ?? ''
    await officer.post(`${path}/marks`, { part: own, [`mark-${own}`]: 'release', [`why-${own}`]: 'x' })
    await expect(
      service.read('mopac', async (tx) => {
        const [made] = await tx.select().from(reviewMarks).where(eq(reviewMarks.requestId, id))
        await tx.insert(rightsActs).values({
          ...{
            id: crypto.randomUUID(),
            officeId: 'mopac',
            requestId: id,
            caseId: found.id,
            act: 'release-agreed',
          },
          ...{ note: 'x', detail: {}, byKey: made?.markedBy ?? '', byName: 'N', at: service.now() },
        })
      }),
    ).rejects.toThrow()
  })
})
