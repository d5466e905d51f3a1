/** What people do to cases: routes, two matters in one letter, two cases that are one, and undoing each. */
import { randomUUID } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  audit,
  caseChanges,
  caseLinks,
  cases,
  clocks,
  dataKeys,
  keptFrom,
  mentions,
  messages,
  notes,
  rawMessages,
} from '../../src/db/schema.ts'
import { caseOf } from '../case-of.ts'
import { plainMail, type TestService, testService } from '../service.ts'
import { aVisitor, type Visitor } from './a-visitor.ts'

let service: TestService
let officer: Visitor

beforeAll(async () => {
  service = await testService()
  officer = await aVisitor(service, 'enquiries-officer')
})
afterAll(() => service.close())

const COMPLAINT = 'PC 4471 was rude to my mother at the front desk and I want to complain about him.'
const FOI = 'Under the Freedom of Information Act, please send me the number of cameras that you own.'

const write = async (text: string, from = 'Ann Example <ann@example.net>') =>
  caseOf(service, await service.receive(plainMail({ from, subject: 'To you', text })))
const again = (id: string) =>
  service.read('mopac', async (tx) => {
    const [found] = await tx.select().from(cases).where(eq(cases.id, id))
    if (!found) throw new Error('no such case')
    const running = await tx
      .select()
      .from(clocks)
      .where(and(eq(clocks.caseId, id), isNull(clocks.stoppedAt)))
    return { found, running, kinds: running.map(({ kind }) => kind).sort() }
  })
const caseNamed = (reference: string) =>
  service.read('mopac', async (tx) => {
    const [found] = await tx.select().from(cases).where(eq(cases.reference, reference))
    if (!found) throw new Error('no such case')
    return found
  })
const changesOf = (caseId: string) =>
  service.read('mopac', (tx) => tx.select().from(caseChanges).where(eq(caseChanges.caseId, caseId)))
const undo = async (caseId: string, visitor = officer) => {
  const { found } = await again(caseId)
  const [last] = (await changesOf(caseId)).filter(({ undoneAt }) => undoneAt === null).reverse()
  return visitor.post(`/cases/${found.reference}/undo/${last?.id}`, {})
}
const actions = (caseId: string) =>
  service.read('mopac', async (tx) =>
    (await tx.select().from(audit).where(eq(audit.caseId, caseId))).map(({ action }) => action),
  )

describe('the route of a case', () => {
  it('that a person chose starts the clock of its law from the receipt, and undoing takes both back', async () => {
    const { found } = await write('I would like to know how things are going with the thing that I sent.')
    const before = await again(found.id)
    expect(before.kinds).not.toContain('foi')
    const receivedAt = before.found.openedAt
    await officer.post(`/cases/${found.reference}/route`, {
      ...{ route: 'foi', reason: 'It asks for records.', version: String(before.found.version) },
    })
    const chosen = await again(found.id)
    expect(chosen.found).toMatchObject({ route: 'foi', routeConfirmed: true, status: 'in-progress' })
    expect(chosen.kinds).toEqual([...before.kinds, 'foi'].sort())
    expect(chosen.running.find(({ kind }) => kind === 'foi')?.startsOn.slice(0, 7)).toBe(
      receivedAt.toISOString().slice(0, 7),
    )
    expect((await undo(found.id)).status).toBe(303)
    const after = await again(found.id)
    expect(after.kinds).toEqual(before.kinds)
    expect(after.found).toMatchObject({ route: before.found.route, routeConfirmed: false, status: 'new' })
    const [change] = await changesOf(found.id)
    const twice = await officer.post(`/cases/${found.reference}/undo/${change?.id}`, {})
    expect([twice.status, twice.text.includes('somebody has undone it')]).toEqual([400, true])
    expect(await actions(found.id)).toEqual(expect.arrayContaining(['route-changed', 'change-undone']))
  })

  it('is joined by a further one with a deadline of its own, once', async () => {
    const { found } = await write(COMPLAINT)
    const before = await again(found.id)
    const form = { 'further-route': 'foi', 'further-why': 'It asks for records too.' }
    expect((await officer.post(`/cases/${found.reference}/routes`, form)).status).toBe(303)
    const twice = await officer.post(`/cases/${found.reference}/routes`, form)
    expect([twice.status, twice.text.includes('has this route already')]).toEqual([400, true])
    const added = await again(found.id)
    expect(added.found.others).toContain('foi')
    expect(added.kinds).toEqual([...before.kinds, 'foi'].sort())
    await undo(found.id)
    const after = await again(found.id)
    expect(after.found.others).toEqual(before.found.others)
    expect(after.kinds).toEqual(before.kinds)
    // Wanted again, it runs from the same receipt.
    await officer.post(`/cases/${found.reference}/routes`, form)
    expect((await again(found.id)).kinds).toEqual(added.kinds)
  })

  it('cannot be undone when its day is over', async () => {
    const { found } = await write('A question about something.')
    await officer.post(`/cases/${found.reference}/route`, {
      ...{ route: 'foi', reason: 'x', version: String(found.version) },
    })
    await service.read('mopac', async (tx) => {
      const [change] = await tx.select().from(caseChanges).where(eq(caseChanges.caseId, found.id))
      expect((change?.undoUntil.getTime() ?? 0) - (change?.madeAt.getTime() ?? 0)).toBe(24 * 3_600_000)
    })
    service.setNow(new Date(Date.now() + 25 * 3_600_000))
    const late = await aVisitor(service, 'enquiries-officer')
    const answer = await undo(found.id, late)
    expect([answer.status, answer.text.includes('The time to undo it is over')]).toEqual([400, true])
    service.setNow(new Date())
    officer = await aVisitor(service, 'enquiries-officer')
  })
})

describe('one letter that is about two matters', () => {
  it('becomes two cases with clocks from the same receipt, each with a letter under a key of its own', async () => {
    const made = await write(`${COMPLAINT} ${FOI}`)
    const { found, message } = made
    await officer.post(`/cases/${found.reference}/route`, {
      ...{ route: 'police-complaint', reason: 'x', version: String(found.version) },
    })
    if (!(await again(found.id)).found.others.includes('foi'))
      await officer.post(`/cases/${found.reference}/routes`, {
        'further-route': 'foi',
        'further-why': 'It asks for numbers.',
      })
    const before = await again(found.id)
    const foiBefore = before.running.find(({ kind }) => kind === 'foi')
    const form = {
      ...{ 'split-id': randomUUID(), 'split-message': message.id, 'split-route': 'foi' },
      ...{ 'split-why': 'It asks how many cameras there are.', version: String(before.found.version) },
    }
    const split = await officer.post(`/cases/${found.reference}/split`, form)
    const reference = split.location?.split('/')[2] ?? ''
    const second = await again((await caseNamed(reference)).id)
    expect(second.found).toMatchObject({ route: 'foi', routeConfirmed: true, openedAt: message.receivedAt })
    expect(second.running.map(({ kind, dueOn }) => [kind, dueOn])).toEqual([['foi', foiBefore?.dueOn]])
    expect((await again(found.id)).kinds).toEqual(before.kinds.filter((kind) => kind !== 'foi'))
    // Two presses are one split.
    expect((await officer.post(`/cases/${found.reference}/split`, form)).location).toBe(split.location)
    const page = await officer.get(`/cases/${reference}`)
    expect(page.text).toContain('how many cameras')
    expect(page.text).toContain('One letter that is about both')
    await service.read('mopac', async (tx) => {
      const letters = await tx.select().from(messages).where(eq(messages.caseId, second.found.id))
      expect(letters.map(({ text }) => text)).toEqual([message.text])
      const raws = await tx
        .select({ source: rawMessages.source })
        .from(rawMessages)
        .where(eq(rawMessages.id, letters[0]?.rawMessageId ?? ''))
      expect(Buffer.from(raws[0]?.source ?? []).toString()).toContain('PC 4471')
      const keys = await tx.select().from(dataKeys).where(eq(dataKeys.caseId, second.found.id))
      expect(keys.map(({ rawMessageId }) => rawMessageId)).toContain(letters[0]?.rawMessageId)
      expect(letters[0]?.rawMessageId).not.toBe(message.rawMessageId)
    })
  })

  it('goes back into one, unless somebody has worked on the second', async () => {
    const { found, message } = await write(`${COMPLAINT} ${FOI}`, 'Bea Example <bea@example.net>')
    const splitOff = async () => {
      const { version, route } = (await again(found.id)).found
      const split = await officer.post(`/cases/${found.reference}/split`, {
        ...{ 'split-id': randomUUID(), 'split-message': message.id, version: String(version) },
        ...{ 'split-route': route === 'foi' ? 'police-complaint' : 'foi', 'split-why': 'Two matters.' },
      })
      return caseNamed(split.location?.split('/')[2] ?? '')
    }
    const before = await again(found.id)
    const first = await splitOff()
    expect((await undo(found.id)).status).toBe(303)
    const after = await again(found.id)
    expect([after.kinds, after.found.others.sort()]).toEqual([before.kinds, before.found.others.sort()])
    expect((await again(first.id)).found).toMatchObject({ status: 'closed' })
    expect((await again(first.id)).kinds).toEqual([])
    const second = await splitOff()
    await officer.post(`/cases/${second.reference}/notes`, { note: 'I have rung them.' })
    const refused = await undo(found.id)
    expect([refused.status, refused.text.includes('Something was done since')]).toEqual([400, true])
    expect((await again(second.id)).found.status).not.toBe('closed')
    const third = await splitOff()
    await service.read('mopac', (tx) =>
      tx.update(cases).set({ status: 'closed', closedAt: new Date() }).where(eq(cases.id, found.id)),
    )
    expect((await undo(found.id)).status).toBe(400)
    expect((await again(third.id)).found.status).not.toBe('closed')
  })
})

describe('two cases that are one', () => {
  it('are merged: letters, keys and clocks go on in the other, later mail too, and all of it comes back', async () => {
    const one = await write(FOI, 'Cy Example <cy@example.net>')
    const other = await write(COMPLAINT, 'Cy Example <cy@example.net>')
    await service.doJobs()
    const before = { one: await again(one.found.id), other: await again(other.found.id) }
    const merge = await officer.post(`/cases/${one.found.reference}/merge`, {
      ...{ 'merge-reference': other.found.reference, 'merge-why': 'He says so himself.' },
      version: String(before.one.found.version),
    })
    expect(merge.location).toBe(`/cases/${other.found.reference}`)
    const merged = await again(other.found.id)
    expect((await again(one.found.id)).found).toMatchObject({ status: 'closed' })
    expect((await again(one.found.id)).kinds).toEqual([])
    expect(merged.kinds).toEqual([...before.one.kinds, ...before.other.kinds].sort())
    expect(merged.running.find(({ kind }) => kind === 'foi')?.dueOn).toBe(before.one.running[0]?.dueOn)
    expect(merged.found.others).toContain('foi')
    const page = await officer.get(`/cases/${other.found.reference}`)
    expect(page.text).toContain('number of cameras')
    await service.read('mopac', async (tx) => {
      const [key] = await tx.select().from(dataKeys).where(eq(dataKeys.rawMessageId, one.raw.id))
      expect(key?.caseId).toBe(other.found.id)
    })
    // He answers what we had sent him about the first one.
    const acknowledged = service.outgoing().find((mail) => mail.includes(one.found.reference)) ?? ''
    const subject = /^Subject: (.*)$/m.exec(acknowledged)?.[1]?.trim() ?? ''
    expect(subject).toContain(one.found.reference)
    const reply = await caseOf(
      service,
      await service.receive(
        plainMail({ from: 'Cy Example <cy@example.net>', subject: `Re: ${subject}`, text: 'Any news?' }),
      ),
    )
    expect(reply.found.reference).toBe(other.found.reference)
    expect((await undo(one.found.id)).status).toBe(303)
    const back = await again(one.found.id)
    expect([back.found.status, back.kinds]).toEqual([before.one.found.status, before.one.kinds])
    expect((await again(other.found.id)).kinds).toEqual(before.other.kinds)
    expect((await officer.get(`/cases/${one.found.reference}`)).text).toContain('number of cameras')
    await service.read('mopac', async (tx) => {
      const [key] = await tx.select().from(dataKeys).where(eq(dataKeys.rawMessageId, one.raw.id))
      expect(key?.caseId).toBe(one.found.id)
      const links = await tx
        .select()
        .from(caseLinks)
        .where(and(eq(caseLinks.caseId, one.found.id), isNull(caseLinks.endedAt)))
      expect(links).toEqual([])
    })
  })

  it('come apart with the risk that was said since, and not out of a seal', async () => {
    const one = await write(FOI, 'Fay Example <fay@example.net>')
    const other = await write(COMPLAINT, 'Fay Example <fay@example.net>')
    await service.read('mopac', (tx) =>
      tx.update(cases).set({ risk: 'immediate' }).where(eq(cases.id, one.found.id)),
    )
    const { version } = (await again(one.found.id)).found
    await officer.post(`/cases/${one.found.reference}/merge`, {
      ...{ 'merge-reference': other.found.reference, 'merge-why': 'One matter.', version: String(version) },
    })
    const merged = (await again(other.found.id)).found
    expect(merged.risk).toBe('immediate')
    await officer.post(`/cases/${other.found.reference}/risk`, {
      ...{ level: 'immediate', 'why-level': 'She rang.', version: String(merged.version) },
    })
    const kept = {
      ...{ id: randomUUID(), officeId: 'mopac', caseId: other.found.id, userKey: 'x', userName: 'X' },
      ...{ reason: 'x', keptBy: 'y', keptByName: 'Y', keptAt: new Date() },
    }
    await service.read('mopac', (tx) => tx.insert(keptFrom).values(kept))
    const refused = await undo(one.found.id)
    expect([refused.status, refused.text.includes('Something was done since')]).toEqual([400, true])
    await service.read('mopac', (tx) =>
      tx
        .update(keptFrom)
        .set({ endedAt: new Date(), endedByName: 'Y', endedBecause: 'x' })
        .where(eq(keptFrom.id, kept.id)),
    )
    expect((await undo(one.found.id)).status).toBe(303)
    expect((await again(other.found.id)).found.risk).toBe('immediate')
  })

  it('are not merged where something holds one of them by itself', async () => {
    const one = await write(FOI, 'Di Example <di@example.net>')
    const other = await write(FOI, 'Ed Example <ed@example.net>')
    const merge = async (reference = other.found.reference) =>
      officer.post(`/cases/${one.found.reference}/merge`, {
        ...{ 'merge-reference': reference, 'merge-why': 'x' },
        version: String((await again(one.found.id)).found.version),
      })
    expect((await merge('MOPAC-26-999999-9')).text).toContain('no case of that reference')
    expect((await merge(one.found.reference)).text).toContain('this very case')
    await officer.post(`/cases/${one.found.reference}/holds`, { 'hold-kind': 'evidence', 'hold-why': 'x' })
    expect((await merge()).text).toContain('This case is held')
    expect((await again(one.found.id)).found.status).not.toBe('closed')
  })

  it('are linked by what they have in common, and the link is undone', async () => {
    const one = await write(FOI, 'Flo Example <flo@example.net>')
    const other = await write(FOI, 'Gus Example <gus@example.net>')
    await officer.post(`/cases/${one.found.reference}/links`, {
      ...{ 'link-reference': other.found.reference, 'link-kind': 'duplicate', 'link-why': 'Word for word.' },
    })
    expect((await officer.get(`/cases/${other.found.reference}`)).text).toContain(
      'The same letter came twice',
    )
    expect((await undo(one.found.id)).status).toBe(303)
    expect((await officer.get(`/cases/${other.found.reference}`)).text).not.toContain(
      'The same letter came twice: ',
    )
  })
})

describe('closing a case', () => {
  it('is undone with its clocks running on as they were', async () => {
    const { found } = await write(FOI, 'Hal Example <hal@example.net>')
    await officer.post(`/cases/${found.reference}/route`, {
      ...{ route: 'foi', reason: '', version: String(found.version) },
    })
    const before = await again(found.id)
    await officer.post(`/cases/${found.reference}/close`, {
      ...{ outcome: 'Answered.', version: String(before.found.version) },
    })
    expect((await again(found.id)).kinds).toEqual([])
    expect((await undo(found.id)).status).toBe(303)
    const after = await again(found.id)
    expect(after.found).toMatchObject({ status: 'in-progress', outcome: null })
    expect(after.running.map(({ kind, dueOn }) => [kind, dueOn])).toEqual(
      before.running.map(({ kind, dueOn }) => [kind, dueOn]),
    )
  })
})

describe('a form that is sent twice', () => {
  it('writes one note', async () => {
    const { found } = await write(FOI, 'Ida Example <ida@example.net>')
    const form = { note: 'Rang, nobody there.', 'note-id': randomUUID() }
    const sent = [
      await officer.post(`/cases/${found.reference}/notes`, form),
      await officer.post(`/cases/${found.reference}/notes`, form),
    ]
    expect(sent.map(({ status }) => status)).toEqual([303, 303])
    const written = await service.read('mopac', (tx) =>
      tx.select().from(notes).where(eq(notes.caseId, found.id)),
    )
    expect(written.map(({ text }) => text)).toEqual(['Rang, nobody there.'])
  })
})

describe('people who work on one case', () => {
  const presence = async (visitor: Visitor, reference: string, writing = '') =>
    JSON.parse((await visitor.post(`/cases/${reference}/presence`, { writing })).html)

  it('read who else has it open and who writes, with and without a script', async () => {
    const { found } = await write(FOI, 'Jo Example <jo@example.net>')
    const manager = await aVisitor(service, 'manager')
    await officer.get(`/cases/${found.reference}`)
    expect((await manager.get(`/cases/${found.reference}`)).text).toContain(
      'Demo enquiries officer has this case open too.',
    )
    await presence(officer, found.reference, 'yes')
    expect(await presence(manager, found.reference)).toEqual({
      says: 'Demo enquiries officer is writing in this case now.',
    })
    service.setNow(new Date(service.now().getTime() + 40_000))
    expect(await presence(manager, found.reference)).toEqual({ says: '' })
  })

  it('speak to a colleague who may open the case, and to nobody else', async () => {
    const { found } = await write(FOI, 'Kit Example <kit@example.net>')
    const manager = await aVisitor(service, 'manager')
    const page = await officer.get(`/cases/${found.reference}`)
    const box = (name: string) =>
      new RegExp(`name="(tell-[0-9a-f]{12})"[^>]*>\\s*<label[^>]*>\\s*${name}`).exec(page.html)?.[1] ?? ''
    expect(box('Demo manager')).not.toBe('')
    await officer.post(`/cases/${found.reference}/notes`, {
      ...{ note: 'Please look.', [box('Demo manager')]: 'yes', 'tell-000000000000': 'yes' },
    })
    expect((await manager.get('/')).text).toContain(`A colleague speaks to you in a note: ${found.reference}`)
    const seen = await manager.get(`/cases/${found.reference}`)
    expect(seen.text).toContain('Please look.')
    expect((await manager.get('/')).text).not.toContain('A colleague speaks to you')
    await service.read('mopac', async (tx) => {
      const told = await tx.select().from(mentions).where(eq(mentions.caseId, found.id))
      expect(told.map(({ userName }) => userName)).toEqual(['Demo manager'])
    })
    // A sealed case is not even spoken of.
    await officer.post(`/cases/${found.reference}/notes`, { note: 'Again.', [box('Demo manager')]: 'yes' })
    await service.read('mopac', (tx) =>
      tx.insert(keptFrom).values({
        ...{ id: randomUUID(), officeId: 'mopac', caseId: found.id, userKey: 'demo:manager', userName: 'x' },
        ...{ reason: 'x', keptBy: 'x', keptByName: 'x', keptAt: service.now() },
      }),
    )
    expect((await manager.get('/')).text).not.toContain(found.reference)
    expect((await officer.get(`/cases/${found.reference}`)).html).not.toContain(box('Demo manager'))
  })

  it('hand a case over with a summary, once', async () => {
    const { found } = await write(FOI, 'Lee Example <lee@example.net>')
    await aVisitor(service, 'manager')
    const form = { 'hand-to': 'demo:manager', 'hand-summary': 'Ring her on Friday.', 'hand-id': randomUUID() }
    await officer.post(`/cases/${found.reference}/hand-over`, form)
    await officer.post(`/cases/${found.reference}/hand-over`, form)
    expect((await again(found.id)).found.ownerName).toBe('Demo manager')
    const written = await service.read('mopac', (tx) =>
      tx.select().from(notes).where(eq(notes.caseId, found.id)),
    )
    expect(written.map(({ text }) => text)).toEqual(['Handed over to Demo manager. Ring her on Friday.'])
    await undo(found.id)
    expect((await again(found.id)).found.ownerKey).toBe('')
  })

  it('have keys of their own, one for each thing, or none', async () => {
    const wrong = await officer.post('/account/shortcuts', { 'key-next': 'k', 'key-open': 'oo' })
    expect([
      wrong.status,
      wrong.text.includes('“k” is taken'),
      wrong.text.includes('Give one character.'),
    ]).toEqual([400, true, true])
    await officer.post('/account/shortcuts', { 'key-next': 'z', off: 'yes' })
    const { html } = await officer.get('/account')
    expect(html).toContain(
      'data-shortcuts="{&quot;off&quot;:&quot;yes&quot;,&quot;next&quot;:&quot;z&quot;}"',
    )
    await officer.post('/account/shortcuts', {})
  })

  it('go from case to case in the order of the queue', async () => {
    const { found } = await write(FOI, 'Max Example <max@example.net>')
    const next = await officer.get(`/cases/${found.reference}/next`)
    expect(next.location).toMatch(/^\/(cases\/MOPAC-26-\d{6}-\d)?$/)
    expect(next.location).not.toBe(`/cases/${found.reference}`)
    const page = await officer.get(`/cases/${found.reference}`)
    const messageId = /id="message-([0-9a-f-]{36})"/.exec(page.html)?.[1]
    expect((await officer.get(`/cases/${found.reference}/messages/${messageId}/headers`)).text).toContain(
      'message-id',
    )
  })
})

describe('several cases at once', () => {
  it('are shown first with what cannot be done, then done, and all of it undone by one press', async () => {
    const one = await write('When are you open?', 'Ned Example <ned@example.net>')
    const two = await write('When are you open?', 'Oz Example <oz@example.net>')
    await officer.post(`/cases/${two.found.reference}/route`, {
      ...{ route: two.found.route, reason: '', version: String(two.found.version) },
    })
    const ticked = { [`case-${one.found.reference}`]: 'yes', [`case-${two.found.reference}`]: 'yes' }
    expect((await officer.post('/queue/bulk', { 'bulk-what': 'mine' })).text).toContain(
      'Tick the cases first.',
    )
    expect((await officer.post('/queue/bulk', { ...ticked, 'bulk-what': 'close' })).text).toContain(
      'Say what the outcome was.',
    )
    const form = { ...ticked, 'bulk-what': 'close', 'bulk-why': 'Told by telephone.' }
    const shown = await officer.post('/queue/bulk', form)
    expect(shown.text).toContain('Nothing is done yet.')
    expect(shown.text).toContain(`${one.found.reference}: Its route is not confirmed.`)
    expect(shown.text).toContain(`${two.found.reference}: It would be done.`)
    expect((await again(two.found.id)).found.status).not.toBe('closed')
    const batch = /name="batch" value="([^"]+)"/.exec(shown.html)?.[1] ?? ''
    const version =
      new RegExp(`name="version-${two.found.reference}" value="(\\d+)"`).exec(shown.html)?.[1] ?? ''
    const sure = { ...form, step: 'do', batch, [`version-${two.found.reference}`]: version }
    expect((await officer.post('/queue/bulk', sure)).text).toContain('Done to 1 case')
    // Pressed twice it is done once.
    expect((await officer.post('/queue/bulk', sure)).location).toBe(`/queue/bulk/${batch}`)
    expect((await again(two.found.id)).found).toMatchObject({
      status: 'closed',
      outcome: 'Told by telephone.',
    })
    expect((await again(one.found.id)).found.status).not.toBe('closed')
    await officer.post(`/queue/bulk/${batch}/undo`, {})
    expect((await again(two.found.id)).found.status).toBe('in-progress')
    const mine = await officer.post('/queue/bulk', { ...ticked, 'bulk-what': 'mine', step: 'do' })
    expect(mine.location).toMatch(/^\/queue\/bulk\//)
    expect((await again(one.found.id)).found.ownerKey).toBe('demo:enquiries-officer')
    expect((await officer.get(mine.location ?? '')).text).toContain('Done to 2 cases')
    await officer.post(`${mine.location}/undo`, {})
    expect((await again(one.found.id)).found.ownerKey).toBe('')
    // What changed after it was shown is left as it is.
    const stale = await officer.post('/queue/bulk', { ...sure, batch: randomUUID() })
    expect(stale.text).toContain('Somebody changed it after you looked.')
  })
})
