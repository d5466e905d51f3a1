import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { setSafeContact } from '../../src/acknowledgements/decide-contact.ts'
import { acknowledgements, audit, contactRestrictions, safeContacts } from '../../src/db/schema.ts'
import { storeMessage } from '../../src/intake/store-message.ts'
import { takeIn } from '../../src/intake/take-in.ts'
import { caseOf } from '../case-of.ts'
import { plainMail, rulebook, type TestService, takeInDeps, testService } from '../service.ts'
import { aVisitor, type Visitor } from '../web/a-visitor.ts'

let service: TestService
let officer: Visitor

beforeAll(async () => {
  service = await testService()
  officer = await aVisitor(service, 'duty-officer')
})
afterAll(() => service.close())

const QUESTION = { subject: 'Opening hours', text: 'When is the office open on Saturdays?' }
const SAFE = { 'reach-how': 'Only the work telephone, 9 to 12.', 'reach-why': 'Her husband reads her mail.' }
const lettersTo = (address: string): number =>
  service.outgoing().filter((mail) => new RegExp(`^To: .*${address}`, 'm').test(mail)).length

let writers = 0
function newAddress(): string {
  writers += 1
  return `reach${writers}@example.net`
}
const mailFrom = (address: string, mail: Parameters<typeof plainMail>[0] = {}) =>
  plainMail({ from: `A Writer <${address}>`, ...QUESTION, ...mail })

async function received(address: string, mail: Parameters<typeof plainMail>[0] = {}) {
  const rawId = await service.receive(mailFrom(address, mail), { envelopeFrom: address })
  return caseOf(service, rawId)
}

/** Taken in, with the acknowledgement owed and its job waiting: nobody has sent it yet. */
async function owedTo(address: string, text = QUESTION.text) {
  const deps = takeInDeps(service)
  const source = new TextEncoder().encode(mailFrom(address, { text }).replace(/\r?\n/g, '\r\n'))
  const { rawMessageId } = await storeMessage(deps, {
    officeId: 'mopac',
    mailbox: 'enquiries@mopac.example.org',
    folder: 'SMTP',
    channel: 'email',
    source,
    receivedAt: service.now(),
    envelopeFrom: address,
  })
  await takeIn(deps, { officeId: 'mopac', id: rawMessageId })
  const taken = await caseOf(service, rawMessageId)
  expect(taken.acknowledgement?.state).toBe('owed')
  return { ...taken, rawMessageId }
}
const stateOf = async (rawId: string) => (await caseOf(service, rawId)).acknowledgement
const contactsOf = (caseId: string) =>
  service.read('mopac', (tx) => tx.select().from(safeContacts).where(eq(safeContacts.caseId, caseId)))

describe('how a person can safely be reached', () => {
  it('is proposed from the letter, shown wherever one could answer, and decided by a person', async () => {
    const address = newAddress()
    const { found, acknowledgement } = await received(address, {
      subject: 'please help',
      text: 'Please do not reply to this address, my husband reads my emails.',
    })
    expect(acknowledgement).toMatchObject({ state: 'held' })
    expect(await contactsOf(found.id)).toMatchObject([
      { state: 'proposed', correspondentAddress: address, decidedBy: null },
    ])
    const path = `/cases/${found.reference}`
    expect((await officer.get(path)).text).toContain(
      'Do not write, ring or text before somebody has decided how this person can be reached.',
    )
    expect((await officer.get('/')).text).toContain('Safe contact not decided: do not answer')
    expect(
      (await officer.post(`${path}/safe-contact`, { 'reach-how': '', 'reach-why': 'x' })).text,
    ).toContain('Say how they can be reached')
    expect((await officer.post(`${path}/safe-contact`, SAFE)).status).toBe(303)
    const shown = await officer.get(path)
    expect(shown.text).toContain('Safe contact: Only the work telephone, 9 to 12.')
    expect(shown.text).toContain('Her husband reads her mail. Noted by')
    const [row] = await contactsOf(found.id)
    expect(row).toMatchObject({ state: 'set', decidedBy: expect.stringContaining('duty-officer') })
    const history = await service.read('mopac', (tx) =>
      tx.select().from(audit).where(eq(audit.caseId, found.id)),
    )
    expect(history.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['safe-contact-proposed', 'safe-contact-set']),
    )
    expect(JSON.stringify(history)).not.toContain('telephone')
  })

  it('is carried to a later case of the same address, with a tag or without, and into the thread', async () => {
    const address = newAddress()
    const first = await received(address)
    expect(first.acknowledgement?.state).toBe('sent')
    await officer.post(`/cases/${first.found.reference}/safe-contact`, SAFE)
    const later = await received(address.replace('@', '+two@'), {
      subject: 'Another',
      text: 'What is your fax number?',
    })
    expect(later.found.id).not.toBe(first.found.id)
    expect(later.acknowledgement).toMatchObject({ state: 'held', reason: 'safe-contact' })
    expect((await officer.get(`/cases/${later.found.reference}`)).text).toContain(
      `It was noted in another case of the same address: ${first.found.reference}.`,
    )
    const inThread = await received(address, {
      text: 'One more thing.',
      headers: `In-Reply-To: ${first.sent[0]?.messageId}`,
    })
    expect(inThread.found.id).toBe(first.found.id)
    expect(inThread.acknowledgement?.state).toBe('suppressed')
    expect(lettersTo(address)).toBe(1)
    const kept = await officer.post('/enter', {
      channel: 'call',
      day: service.now().toISOString().slice(0, 10),
      name: 'A Caller',
      address,
      words: 'She rang about her letter.',
    })
    expect((await officer.get(kept.location ?? '')).text).toContain('Safe contact: Only the work telephone')
  })

  it('holds what is owed at that moment, here and in other cases of the address', async () => {
    const address = newAddress()
    const one = await owedTo(address)
    const other = await owedTo(address.replace('@', '+b@'), 'And where can I park?')
    await officer.post(`/cases/${one.found.reference}/safe-contact`, SAFE)
    expect(await stateOf(one.rawMessageId)).toMatchObject({
      state: 'held',
      reason: 'safe-contact',
      owedAt: null,
    })
    expect(await stateOf(other.rawMessageId)).toMatchObject({ state: 'held', reason: 'safe-contact' })
    await service.doJobs()
    expect(service.outgoing().filter((mail) => mail.includes(address.split('@')[0] ?? ''))).toEqual([])
  })

  it('leaves neither note nor held letter where the process dies between the two', async () => {
    const { found, rawMessageId } = await owedTo(newAddress())
    const acting = {
      office: officeOf('mopac'),
      caseId: found.id,
      actor: 'a',
      now: service.now(),
      caseRow: found,
    }
    const dying = service.read('mopac', async (tx) => {
      await setSafeContact(tx, acting, { how: 'By post.', reason: 'He watches.' })
      throw new Error('cut off')
    })
    await expect(dying).rejects.toThrow('cut off')
    expect(await contactsOf(found.id)).toEqual([])
    expect((await stateOf(rawMessageId))?.state).toBe('owed')
  })

  it('is looked at once more by the job that sends, so that a note beside a letter on its way wins', async () => {
    const address = newAddress()
    const { found, rawMessageId } = await owedTo(address)
    // Written by another process that took the letter for not yet owed.
    await service.read('mopac', (tx) =>
      tx.insert(safeContacts).values({
        id: randomUUID(),
        officeId: 'mopac',
        caseId: found.id,
        correspondentAddress: address,
        state: 'set',
        reason: 'He reads it.',
        how: 'By post.',
        madeAt: service.now(),
        decidedBy: 'a',
        decidedByName: 'A',
        decidedAt: service.now(),
      }),
    )
    await service.doJobs()
    expect(await stateOf(rawMessageId)).toMatchObject({
      state: 'held',
      reason: 'safe-contact',
      sentMailId: null,
    })
    expect(lettersTo(address)).toBe(0)
  })

  it('stops a letter that a person let go before it was noted, and lets one go after it with a reason', async () => {
    const address = newAddress()
    const { found, rawMessageId, acknowledgement } = await owedTo(address)
    await officer.post(`/cases/${found.reference}/safe-contact`, SAFE)
    const path = `/cases/${found.reference}/acknowledgements/${acknowledgement?.id}`
    const letter = {
      to: address,
      letter: 'neutral',
      safe: 'yes',
      'why-sent': 'She asked for it by telephone.',
    }
    expect((await officer.post(path, letter)).status).toBe(303)
    await officer.post(`/cases/${found.reference}/safe-contact`, { ...SAFE, 'reach-how': 'Never.' })
    await service.doJobs()
    expect(await stateOf(rawMessageId)).toMatchObject({ state: 'held', sentBy: null, overrideBecause: null })
    expect((await officer.post(path, letter)).status).toBe(303)
    await service.doJobs()
    expect(await stateOf(rawMessageId)).toMatchObject({ state: 'sent', discreet: true })
    expect(lettersTo(address)).toBe(1)
    expect((await contactsOf(found.id)).map(({ state }) => state).sort()).toEqual(['ended', 'set'])
  })

  it('is refused or ended by a person with a reason, and then the next letter is answered', async () => {
    const address = newAddress()
    const { found } = await received(address, { text: 'Please do not email me at this address.' })
    const [row] = await contactsOf(found.id)
    const path = `/cases/${found.reference}/safe-contact/${row?.id}`
    expect((await officer.post(`${path}/end`, { 'reach-end': 'x' })).text).toContain(
      'Somebody has decided this',
    )
    expect((await officer.post(`${path}/refuse`, { 'reach-end': '' })).text).toContain('Say how you know.')
    expect((await officer.post(`${path}/refuse`, { 'reach-end': 'He meant the telephone.' })).status).toBe(
      303,
    )
    expect((await received(address)).acknowledgement?.state).toBe('sent')
  })
})

describe('a writer whose contact is restricted', () => {
  it('is still read, scanned and alerted; the acknowledgement alone waits for a person', async () => {
    const address = newAddress()
    const first = await received(address)
    const path = `/cases/${first.found.reference}/restriction`
    const said = {
      'restrict-how': 'One answer a month, by letter.',
      'restrict-why': 'Forty letters. Warned in May.',
    }
    expect((await officer.post(path, { ...said, 'restrict-until': '2020-01-01' })).text).toContain(
      'a day to come',
    )
    expect((await officer.post(path, { ...said, 'restrict-until': '2099-01-01' })).status).toBe(303)
    expect((await officer.post(path, { ...said, 'restrict-until': '2099-01-01' })).text).toContain(
      'restricted already',
    )
    const later = await received(address, { text: 'I will kill myself tonight. I have the pills here.' })
    expect(later.found.risk).toBe('immediate')
    expect(later.alerts).toHaveLength(1)
    const quiet = await received(address, {
      text: 'Please send me all records under the Freedom of Information Act.',
    })
    expect(quiet.acknowledgement).toMatchObject({ state: 'held', reason: 'restricted-contact' })
    expect(quiet.found.route).toBe('foi')
    expect((await officer.get(`/cases/${quiet.found.reference}`)).text).toContain(
      'One answer a month, by letter.',
    )
    const [row] = await service.read('mopac', (tx) =>
      tx.select().from(contactRestrictions).where(eq(contactRestrictions.correspondentAddress, address)),
    )
    expect((await officer.post(`${path}/${row?.id}/end`, { 'restrict-end': 'Reviewed.' })).status).toBe(303)
    expect((await received(address, { text: 'Where can I park?' })).acknowledgement?.state).toBe('sent')
    expect(await service.read('mopac', (tx) => tx.$count(acknowledgements))).toBeGreaterThan(3)
  })
})

const officeOf = (id: string) => {
  const found = rulebook.offices.get(id)
  if (!found) throw new Error(`The rules have no ${id}`)
  return found
}
