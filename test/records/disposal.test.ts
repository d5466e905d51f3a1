import { randomUUID } from 'node:crypto'
import { asc, eq } from 'drizzle-orm'
import postgres from 'postgres'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { liftHold, placeHold } from '../../src/acknowledgements/hold-evidence.ts'
import { verifyAudit } from '../../src/audit/verify.ts'
import { addNote } from '../../src/cases/act-on-case.ts'
import { linkCases } from '../../src/cases/link-cases.ts'
import { mergeCases } from '../../src/cases/merge-cases.ts'
import { londonDay } from '../../src/clocks/days.ts'
import { keyOfRaw } from '../../src/db/data-keys.ts'
import {
  audit,
  caseHolds,
  cases,
  disposalCertificates,
  disposalMarks,
  erasures,
  messages,
  rawMessages,
  sentMails,
  wholePieces,
} from '../../src/db/schema.ts'
import { keepWhole } from '../../src/intake/keep-whole.ts'
import { storeMessage } from '../../src/intake/store-message.ts'
import { takeIn } from '../../src/intake/take-in.ts'
import { sweep } from '../../src/jobs/sweep.ts'
import { encryptBytes } from '../../src/keys/encryption.ts'
import { fingerprintOf, isGenuine, signCertificate } from '../../src/records/certificate.ts'
import { checkCertificates } from '../../src/records/check-certificates.ts'
import { disposeOf } from '../../src/records/dispose-case.ts'
import { findDue, findForDisposal, findHolds } from '../../src/records/find-due.ts'
import { decideMarks, markForDisposal, whyNot, withdrawMarks } from '../../src/records/mark-for-disposal.ts'
import { answerRequest, openRequest, pickFinds } from '../../src/rights/act-on-request.ts'
import { decideRequest } from '../../src/rights/decide-request.ts'
import { caseOf } from '../case-of.ts'
import { plainMail, SECRET, type TestService, takeInDeps, testService } from '../service.ts'
import { closeAs, NINE_YEARS, OFFICE, officeOf, passDays } from './closed-case.ts'

let service: TestService
let owner: postgres.Sql

beforeAll(async () => {
  service = await testService()
  owner = postgres(service.testDatabase.superuserUrl, { max: 2, onnotice: () => {} })
})
afterAll(async () => {
  await owner.end()
  await service.close()
})

/** Each of them lives nine years. */
beforeEach(() => service.setNow(new Date()))

const PHRASE = 'turquoise wheelbarrow'
let letters = 0

/** A letter that was answered and closed, whose keeping is over. */
async function overCase(text = `My ${PHRASE} was taken. When are you open?`, address?: string) {
  const from = address ?? `writer${++letters}.${PHRASE.replace(' ', '.')}@example.net`
  const id = await service.receive(
    plainMail({ subject: `About my ${PHRASE}`, text, from: `Ann ${PHRASE} <${from}>` }),
    { envelopeFrom: from },
  )
  const taken = await caseOf(service, id)
  const acting = { office: officeOf(service), caseId: taken.found.id, actor: 'demo:enquiries-officer' }
  await service.read(OFFICE, (tx) => addNote(tx, { ...acting, now: service.now() }, `The ${PHRASE} is hers.`))
  await closeAs(service, taken.found.id)
  passDays(service, NINE_YEARS)
  return { ...taken, from, caseId: taken.found.id, reference: taken.found.reference }
}

const deciding = (actor: string) => ({
  ...{ office: officeOf(service), actor, actorName: actor, now: service.now() },
})
const FIRST = 'demo:records-manager'
const SECOND = 'demo:manager'

const mark = (caseId: string, actor = FIRST) =>
  service.read(OFFICE, (tx) =>
    markForDisposal(tx, deciding(actor), { caseIds: [caseId], reason: 'The period is over.' }),
  )
const markOf = async (caseId: string) => {
  const rows = await service.read(OFFICE, (tx) =>
    tx
      .select()
      .from(disposalMarks)
      .where(eq(disposalMarks.caseId, caseId))
      .orderBy(asc(disposalMarks.markedAt)),
  )
  const last = rows.at(-1)
  if (!last) throw new Error('It was never marked')
  return last
}
const agree = async (caseId: string, actor = SECOND) => {
  const { id } = await markOf(caseId)
  return service.read(OFFICE, (tx) =>
    decideMarks(tx, deciding(actor), { markIds: [id], agrees: true, because: '' }),
  )
}
const agreed = async (caseId: string) => {
  await mark(caseId)
  await agree(caseId)
  passDays(service, 8)
  return (await markOf(caseId)).id
}
const deps = () => ({
  db: service.database.db,
  offices: service.offices,
  secretKey: SECRET,
  now: service.now,
})
const disposeNow = (markId: string) => disposeOf(deps(), { officeId: OFFICE, id: markId })
const caseRow = async (id: string) => {
  const [row] = await service.read(OFFICE, (tx) => tx.select().from(cases).where(eq(cases.id, id)))
  if (!row) throw new Error('The case is gone')
  return row
}

/** Every row of every table that holds these words, read as whoever has every right. */
async function remnants(words: string): Promise<string[]> {
  const tables =
    await owner`select schemaname, tablename from pg_tables where schemaname in ('public', 'pgboss')`
  const found: string[] = []
  for (const { schemaname, tablename } of tables) {
    const rows = await owner`select 1 from ${owner(schemaname)}.${owner(tablename)} as t
      where t::text ilike ${`%${words}%`} or t::text ilike ${`%${Buffer.from(words).toString('hex')}%`} limit 1`
    if (rows.length > 0) found.push(tablename)
  }
  return found
}

describe('a case whose keeping is over', () => {
  it('is disposed of after two people and the days of grace, and nothing of its words is left', async () => {
    const over = await overCase()
    // Letters and notes are encrypted, so only what a case is found by stands there in words.
    expect((await remnants(PHRASE)).sort()).toContain('cases')
    // What people made of the machine's proposal is an example to learn from, and goes too.
    expect(await owner`select 1 from verdicts where case_id = ${over.caseId}`).toHaveLength(1)
    const due = await service.read(OFFICE, (tx) => findDue(tx, { today: londonDay(service.now()), days: 0 }))
    expect(due.map(({ reference }) => reference)).toContain(over.reference)
    expect((await mark(over.caseId)).done).toEqual([over.reference])
    expect((await agree(over.caseId)).done).toEqual([over.reference])
    await sweep(service.database.db, service.queue, {
      officeId: OFFICE,
      now: service.now(),
      names: ['dispose'],
    })
    await service.doJobs()
    expect((await caseRow(over.caseId)).disposedAt).toBeNull()
    passDays(service, 8)
    await sweep(service.database.db, service.queue, {
      officeId: OFFICE,
      now: service.now(),
      names: ['dispose'],
    })
    await service.doJobs()
    expect(await remnants(PHRASE)).toEqual([])
    for (const table of ['messages', 'notes', 'acknowledgements', 'data_keys', 'verdicts'])
      expect([table, ...(await owner`select 1 from ${owner(table)} where case_id = ${over.caseId}`)]).toEqual(
        [table],
      )
    const left = await caseRow(over.caseId)
    expect(left).toMatchObject({ reference: over.reference, route: 'general-enquiry', status: 'closed' })
    expect(left.disposedAt).not.toBeNull()
    const [certificate] = await service.read(OFFICE, (tx) => tx.select().from(disposalCertificates))
    if (!certificate) throw new Error('There is no certificate')
    expect(isGenuine(certificate)).toBe(true)
    expect(isGenuine({ ...certificate, text: certificate.text.replace('2026', '2027') })).toBe(false)
    expect(JSON.parse(certificate.text)).toMatchObject({
      reference: over.reference,
      schedule: { line: 'mopac-enquiry', keepMonths: 96, source: ['A-33', 'T02'] },
      marked: { by: FIRST },
      agreed: { by: SECOND },
      rows: { messages: 1, raw_messages: 1, notes: 2 },
    })
    const history = await service.read(OFFICE, (tx) =>
      tx.select().from(audit).where(eq(audit.caseId, over.caseId)).orderBy(asc(audit.position)),
    )
    expect(history.at(-1)).toMatchObject({ action: 'case-disposed', actor: 'waypost' })
    expect((await service.read(OFFICE, verifyAudit)).ok).toBe(true)
    const again = await disposeNow((await markOf(over.caseId)).id)
    expect(again).toEqual({ ok: false, because: 'done-before' })
    expect(await markOf(over.caseId)).toMatchObject({ state: 'done' })
  })

  it('is not found again by a letter that answers it: that opens a case that names it', async () => {
    const over = await overCase()
    const ours = await service.read(OFFICE, (tx) =>
      tx.select().from(sentMails).where(eq(sentMails.caseId, over.caseId)),
    )
    const ackId = ours.find(({ kind }) => kind === 'acknowledgement')?.messageId
    await disposeNow(await agreed(over.caseId))
    const answer = plainMail({
      from: `Ann <${over.from}>`,
      headers: `References: ${ackId}`,
      text: 'Any news?',
    })
    const taken = await caseOf(service, await service.receive(answer, { envelopeFrom: over.from }))
    expect(taken.found.id).not.toBe(over.caseId)
    expect(taken.found).toMatchObject({ linkedCaseId: over.caseId, linkedBecause: 'disposed' })
  })

  it('is not taken in anew when its mailbox offers the letter once more', async () => {
    const over = await overCase()
    const [raw] = await service.read(OFFICE, (tx) =>
      tx.select().from(rawMessages).where(eq(rawMessages.id, over.raw.id)),
    )
    const source = new Uint8Array(raw?.source ?? [])
    await disposeNow(await agreed(over.caseId))
    const before = await service.read(OFFICE, (tx) => tx.$count(messages))
    await service.receive(source, { envelopeFrom: over.from })
    expect(await service.read(OFFICE, (tx) => tx.$count(messages))).toBe(before)
  })

  it('takes nothing in any more, and is not changed', async () => {
    const over = await overCase()
    await disposeNow(await agreed(over.caseId))
    const acting = { office: officeOf(service), caseId: over.caseId, actor: FIRST, now: service.now() }
    await expect(service.read(OFFICE, (tx) => addNote(tx, acting, 'More'))).rejects.toThrow()
    const found = await caseRow(over.caseId)
    const placing = { ...acting, caseRow: found }
    await expect(
      service.read(OFFICE, (tx) => placeHold(tx, placing, { kind: 'legal', reason: 'Too late' })),
    ).rejects.toThrow()
  })
})

describe('a large message whose whole was taken in before its part, in two cases', () => {
  /** Kept as a part and then whole, and taken in the other way round. */
  async function partAndWhole() {
    const { db } = service.database
    const deps = { db, queue: service.queue, now: service.now }
    const from = `large${++letters}@example.net`
    const text = `My ${PHRASE} was taken. When are you open? ${'A long letter. '.repeat(50)}`
    const bytes = new TextEncoder().encode(
      plainMail({ subject: 'Opening hours', text, from: `Ann <${from}>` }).replaceAll('\n', '\r\n'),
    )
    const mailbox = 'enquiries@mopac.example.org'
    const { rawMessageId: partId } = await storeMessage(deps, {
      ...{ officeId: OFFICE, mailbox, folder: 'INBOX', channel: 'email', receivedAt: service.now() },
      ...{ source: bytes.slice(0, 700), cutShort: true, envelopeFrom: from },
    })
    await service.read(OFFICE, async (tx) => {
      const key = await keyOfRaw(tx, OFFICE, partId)
      const piece = { officeId: OFFICE, partId, startsAt: 0, bytes: encryptBytes(key, bytes) }
      await tx.insert(wholePieces).values(piece)
      const place = { folder: 'INBOX', uidValidity: 1n, uid: BigInt(letters), receivedAt: service.now() }
      await keepWhole(tx, deps, { officeId: OFFICE, mailbox, partId, size: bytes.byteLength, place })
    })
    const [whole] = await service.read(OFFICE, (tx) =>
      tx.select({ id: rawMessages.id }).from(rawMessages).where(eq(rawMessages.wholeOf, partId)),
    )
    if (!whole) throw new Error('There is no whole')
    await takeIn(takeInDeps(service), { officeId: OFFICE, id: whole.id })
    await service.doJobs()
    const [ofWhole, ofPart] = [await caseOf(service, whole.id), await caseOf(service, partId)]
    expect(ofWhole.found.id).not.toBe(ofPart.found.id)
    // That only a part is here is an alert and a task, which are not what is tried here.
    await owner`update escalations set state = 'closed', closed_at = now() where case_id = ${ofPart.found.id}`
    await owner`update tasks set done_at = now(), done_by = 'x', outcome = 'x' where case_id = ${ofPart.found.id}`
    const raws = [partId, whole.id]
    return { raws, text: new TextDecoder().decode(bytes), ofWhole: ofWhole.found, ofPart: ofPart.found }
  }

  /** The letters of the case, as they are read, with their bytes. */
  const lettersOf = (caseId: string) =>
    service.read(OFFICE, (tx) =>
      tx
        .select({ subject: messages.subject, text: messages.text, source: rawMessages.source })
        .from(messages)
        .innerJoin(rawMessages, eq(rawMessages.id, messages.rawMessageId))
        .where(eq(messages.caseId, caseId)),
    )

  it('keeps the whole, and the key that it is read by, when the case of the part goes; they go with their own', async () => {
    const { raws, text, ofWhole, ofPart } = await partAndWhole()
    await closeAs(service, ofPart.id)
    passDays(service, NINE_YEARS)
    expect(await disposeNow(await agreed(ofPart.id))).toMatchObject({ ok: true })
    const [left] = await lettersOf(ofWhole.id)
    expect(left?.text).toContain(PHRASE)
    expect(new TextDecoder().decode(left?.source)).toBe(text)
    expect((await caseRow(ofWhole.id)).subject).toBe('Opening hours')
    await closeAs(service, ofWhole.id)
    passDays(service, NINE_YEARS)
    expect(await disposeNow(await agreed(ofWhole.id))).toMatchObject({ ok: true })
    const keys = await owner`select 1 from data_keys where case_id in (${ofWhole.id}, ${ofPart.id})`
    expect(keys).toHaveLength(0)
    const bytes =
      await owner`select 1 from raw_messages where id in ${owner(raws)} and octet_length(source) > 0`
    expect(bytes).toHaveLength(0)
  })

  it('keeps the part when the case of the whole goes, and says so while the part is held', async () => {
    const { text, ofWhole, ofPart } = await partAndWhole()
    await closeAs(service, ofWhole.id)
    await closeAs(service, ofPart.id)
    passDays(service, NINE_YEARS)
    const first = await agreed(ofWhole.id)
    const acting = { office: officeOf(service), caseId: ofPart.id, actor: FIRST, now: service.now() }
    const [held] = await service.read(OFFICE, async (tx) => {
      await placeHold(
        tx,
        { ...acting, caseRow: await caseRow(ofPart.id) },
        { kind: 'inquiry', reason: 'The inquiry asked.' },
      )
      return tx.select().from(caseHolds).where(eq(caseHolds.caseId, ofPart.id))
    })
    expect(await disposeNow(first)).toEqual({ ok: false, because: 'held' })
    await service.read(OFFICE, (tx) => liftHold(tx, acting, { id: held?.id ?? '', because: 'It is over.' }))
    expect(await disposeNow(await agreed(ofWhole.id))).toMatchObject({ ok: true })
    const [left] = await lettersOf(ofPart.id)
    expect(new TextDecoder().decode(left?.source)).toBe(text.slice(0, 700))
    expect(left?.text).toContain(PHRASE)
  })
})

describe('the certificates', () => {
  it('are checked against their words, their signature and the history, and each that was changed is named', async () => {
    const ids: string[] = []
    for (let n = 0; n < 4; n++) {
      const done = await disposeNow(await agreed((await overCase()).caseId))
      if (!done.ok) throw new Error(done.because)
      ids.push(done.certificateId)
    }
    const check = () => service.read(OFFICE, checkCertificates)
    expect((await check()).wrong).toEqual([])
    const [first = '', second = '', third = '', fourth = ''] = ids
    await owner`update disposal_certificates set text = replace(text, 'mopac-enquiry', 'mopac-other') where id = ${first}`
    const [row] = await owner`select text from disposal_certificates where id = ${second}`
    // Written anew whole: its words and its fingerprint go together, its signature does not.
    const forged = signCertificate('another secret of enough characters', JSON.parse(row?.['text']))
    const words = forged.text.replace('mopac-enquiry', 'mopac-other')
    await owner`update disposal_certificates set text = ${words}, sha256 = ${fingerprintOf(words)} where id = ${second}`
    // Signed anew with a key of one's own: only the history knows.
    const anew = signCertificate('another secret of enough characters', { reference: 'x' })
    await owner`update disposal_certificates set text = ${anew.text}, sha256 = ${anew.sha256},
      signature = ${anew.signature}, public_key = ${anew.publicKey} where id = ${third}`
    await owner`alter table disposal_certificates disable trigger user`
    await owner`delete from disposal_certificates where id = ${fourth}`
    await owner`alter table disposal_certificates enable trigger user`
    const { wrong } = await check()
    expect(new Map(wrong.map(({ id, because }) => [id, because]))).toEqual(
      new Map([
        [first, 'words-changed'],
        [second, 'signature-wrong'],
        [third, 'other-than-history'],
        [fourth, 'not-there'],
      ]),
    )
    expect((await service.read(OFFICE, verifyAudit)).ok).toBe(true)
  })
})

describe('who decides', () => {
  it('are two people, and the second is not the one who last handled it', async () => {
    const over = await overCase()
    await mark(over.caseId)
    const refused = async (actor: string) => (await agree(over.caseId, actor)).refused[0]?.because
    expect(await refused(FIRST)).toContain('You marked it yourself')
    expect(await refused('demo:enquiries-officer')).toContain('You were the last to handle it')
    expect((await agree(over.caseId)).done).toEqual([over.reference])
  })

  it('are asked for by the database too, whatever the service says', async () => {
    const over = await overCase()
    await mark(over.caseId)
    const { id } = await markOf(over.caseId)
    const set = (state: string, by: string) =>
      service.read(OFFICE, (tx) =>
        tx
          .update(disposalMarks)
          .set({ state: state as 'agreed', decidedBy: by, carryOutOn: '2026-01-01' })
          .where(eq(disposalMarks.id, id)),
      )
    await expect(set('agreed', FIRST)).rejects.toThrow()
    await expect(set('agreed', 'demo:enquiries-officer')).rejects.toThrow()
    await expect(set('done', SECOND)).rejects.toThrow()
    expect(await disposeNow(id)).toEqual({ ok: false, because: 'not-agreed' })
  })

  it('can take it back in the days of grace', async () => {
    const over = await overCase()
    const id = await agreed(over.caseId)
    const back = { markIds: [id], because: 'Somebody asked for it.' }
    const taken = await service.read(OFFICE, (tx) => withdrawMarks(tx, deciding('demo:auditor'), back))
    expect(taken.done).toEqual([over.reference])
    expect(await disposeNow(id)).toEqual({ ok: false, because: 'not-agreed' })
  })

  it('cannot mark what is open, not due, or lately touched', async () => {
    const fresh = await caseOf(service, await service.receive(plainMail({ from: 'New <new@example.net>' })))
    expect((await mark(fresh.found.id)).refused[0]?.because).toContain('not closed')
    await closeAs(service, fresh.found.id)
    expect((await mark(fresh.found.id)).refused[0]?.because).toContain('It is kept until')
  })
})

describe('what holds a case', () => {
  it('is an open request: its own, that of its writer, and that of a case linked with it', async () => {
    const writer = 'asks.for.own.data@example.net'
    const over = await overCase(undefined, writer)
    const linked = await overCase()
    const sar = await caseOf(
      service,
      await service.receive(
        plainMail({
          from: `Ann <${writer}>`,
          text: 'Under the Data Protection Act I make a subject access request for all data you hold on me.',
        }),
        { envelopeFrom: writer },
      ),
    )
    const foi = await caseOf(
      service,
      await service.receive(
        plainMail({
          from: 'Foi <foi@example.net>',
          subject: 'Freedom of Information request',
          text: 'Under the Freedom of Information Act 2000 please send me your spending for 2025.',
        }),
        { envelopeFrom: 'foi@example.net' },
      ),
    )
    await service.read(OFFICE, (tx) =>
      linkCases(
        tx,
        { office: officeOf(service), caseId: foi.found.id, actor: FIRST, now: service.now() },
        { reference: linked.reference, kind: 'same-person', because: 'It asks for it.' },
      ),
    )
    const kinds = async (caseId: string) => {
      const today = londonDay(service.now())
      const holds = await service.read(OFFICE, (tx) => findHolds(tx, [caseId], today))
      return holds.map(({ kind }) => kind)
    }
    expect(await kinds(sar.found.id)).toContain('sar')
    expect(await kinds(over.caseId)).toEqual(['sar'])
    expect(await kinds(linked.caseId)).toEqual(['foi'])
    passDays(service, 40)
    expect((await mark(over.caseId)).refused[0]?.because).toContain(
      'held for a request for somebody’s own data',
    )
    await closeAs(service, sar.found.id, { route: 'sar' })
    passDays(service, 91)
    expect(await kinds(over.caseId)).toEqual(['sar'])
    passDays(service, 2)
    expect(await kinds(over.caseId)).toEqual([])
    expect((await mark(over.caseId)).done).toEqual([over.reference])
  })

  it('is what a person placed: nothing of the case goes, by whatever way and whoever asks', async () => {
    const over = await overCase()
    const id = await agreed(over.caseId)
    const row = await caseRow(over.caseId)
    const acting = {
      office: officeOf(service),
      caseId: row.id,
      actor: FIRST,
      now: service.now(),
      caseRow: row,
    }
    await service.read(OFFICE, (tx) =>
      placeHold(tx, acting, { kind: 'inquiry', reason: 'The inquiry asked.' }),
    )
    expect(await markOf(over.caseId)).toMatchObject({ state: 'lapsed', endedBecause: 'case-changed' })
    expect(await disposeNow(id)).toEqual({ ok: false, because: 'not-agreed' })
    const removals = [
      owner`delete from notes where case_id = ${row.id}`,
      owner`delete from clock_events where case_id = ${row.id} or true`,
      owner`delete from acknowledgements where case_id = ${row.id}`,
      owner`delete from messages where case_id = ${row.id}`,
      owner`delete from case_holds where case_id = ${row.id}`,
      owner`delete from sent_mails where case_id = ${row.id}`,
      owner`update raw_messages set source = '' where id = ${over.raw.id}`,
      owner`delete from cases where id = ${row.id}`,
    ]
    for (const removal of removals) await expect(removal).rejects.toThrow('the case is held as')
    await expect(owner`truncate notes cascade`).rejects.toThrow('not emptied all at once')
  })
})

/** A closed case whose day is far away, and whose erasure an information officer allowed and answered. */
async function erasedCase(words: string) {
  const from = `${words}${++letters}.only.words@example.net`
  const mail = plainMail({ text: `${words}.only.words. When are you open?`, from: `Ann <${from}>` })
  const taken = await caseOf(service, await service.receive(mail, { envelopeFrom: from }))
  const asking = plainMail({
    text: 'Please erase what you hold about me.',
    from: `Ann <by.post${letters}@example.net>`,
  })
  const asked = await caseOf(service, await service.receive(asking))
  const caseId = taken.found.id
  const by = { office: officeOf(service), actor: 'demo:information-officer', actorName: 'Iris Officer' }
  const acting = { ...by, caseId: asked.found.id, now: service.now(), calendars: service.calendars }
  const decision = service.rightsLaw.decisions.find(({ id }) => id === 'not-needed')
  if (!decision) throw new Error('There is no such decision')
  const requestId = await service.read(OFFICE, async (tx) => {
    const made = await openRequest(
      tx,
      { ...acting, caseRow: asked.found },
      { right: 'erasure', aboutWhom: 'The writer.' },
    )
    if (!made.ok) throw new Error(made.says)
    await pickFinds(tx, acting, made.id, [caseId])
    return made.id
  })
  await closeAs(service, caseId)
  expect(await whyNotNow(caseId)).toContain('It is kept until')
  passDays(service, 1)
  const later = { ...acting, now: service.now() }
  await service.read(OFFICE, (tx) => decideRequest(tx, later, requestId, { decision, note: 'Yes.' }))
  await service.read(OFFICE, (tx) => answerRequest(tx, later, requestId, 'By letter.'))
  passDays(service, 1)
  const [ground] = await service.read(OFFICE, (tx) =>
    tx.select().from(erasures).where(eq(erasures.caseId, caseId)),
  )
  return {
    ...taken,
    from,
    caseId,
    requestId,
    reference: taken.found.reference,
    erasureId: ground?.id,
  }
}

/** What the pages would say against its disposal. */
const whyNotNow = (caseId: string) =>
  service.read(OFFICE, async (tx) => {
    const [one] = await findForDisposal(tx, [caseId], londonDay(service.now()))
    return one && whyNot(one, { office: officeOf(service), now: service.now() })
  })

describe('a disposal that meets something else', () => {
  /** Another connection that has done its work and not committed yet. */
  async function inTheMiddle(work: (tx: postgres.TransactionSql) => Promise<unknown>) {
    let goOn = () => {}
    const waiting = new Promise<void>((resolve) => {
      goOn = resolve
    })
    let begun = () => {}
    const started = new Promise<void>((resolve) => {
      begun = resolve
    })
    const app = postgres(service.testDatabase.appUrl, { max: 1, onnotice: () => {} })
    const done = app
      .begin(async (tx) => {
        await tx`select set_config('app.office', ${OFFICE}, true)`
        await work(tx)
        begun()
        await waiting
      })
      .finally(() => app.end())
    await Promise.race([started, done])
    const commit = () => {
      goOn()
      return done
    }
    return { commit }
  }

  /** Until somebody waits for a lock, so that the two do meet. */
  async function somebodyWaits() {
    for (;;) {
      const [row] = await owner`select count(*)::int as waiting from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`
      if (row?.['waiting'] > 0) return
    }
  }

  /** Meanwhile the server cuts off whoever is about to write a certificate. */
  async function breaksOff(work: () => Promise<void>) {
    await owner`create or replace function break_off() returns trigger language plpgsql security definer as
      'begin perform pg_terminate_backend(pg_backend_pid()); return new; end'`
    await owner`create trigger breaks_off before insert on disposal_certificates for each row execute function break_off()`
    await work()
    await owner`drop trigger breaks_off on disposal_certificates`
  }

  it('loses to a letter that came first', async () => {
    const over = await overCase()
    const id = await agreed(over.caseId)
    const letter = await inTheMiddle(
      (tx) =>
        tx`update cases set last_action_at = ${service.now().toISOString()}, version = version + 1 where id = ${over.caseId}`,
    )
    const disposing = disposeNow(id)
    await somebodyWaits()
    await letter.commit()
    expect(await disposing).toEqual({ ok: false, because: 'not-agreed' })
    expect((await remnants(over.from)).length).toBeGreaterThan(0)
  })

  it('loses to a hold that came first', async () => {
    const over = await overCase()
    const id = await agreed(over.caseId)
    const hold = await inTheMiddle(
      (
        tx,
      ) => tx`insert into case_holds (id, office_id, case_id, kind, reason, placed_by, placed_by_name, placed_at)
        values (${randomUUID()}, ${OFFICE}, ${over.caseId}, 'legal', 'A claim.', 'x', 'X', now())`,
    )
    const disposing = disposeNow(id)
    await somebodyWaits()
    await hold.commit()
    expect(await disposing).toEqual({ ok: false, because: 'held' })
    expect(await markOf(over.caseId)).toMatchObject({ state: 'lapsed', endedBecause: 'held' })
  })

  it('goes first where it came first: the hold and the note that waited are refused', async () => {
    const over = await overCase()
    const id = await agreed(over.caseId)
    const plan = '[{"table": "notes", "by": "case_id", "of": "case"}]'
    const disposing = await inTheMiddle(
      (tx) => tx`select dispose_case(${id}, ${londonDay(service.now())}, now(), ${plan}::text::jsonb)`,
    )
    const late = service.read(OFFICE, (tx) =>
      tx.execute(`insert into case_holds (id, office_id, case_id, kind, reason, placed_by, placed_by_name, placed_at)
        values ('${randomUUID()}', '${OFFICE}', '${over.caseId}', 'legal', 'A claim.', 'x', 'X', now())`),
    )
    const refused = expect(late).rejects.toThrow()
    await somebodyWaits()
    await disposing.commit()
    await refused
    expect(
      await service.read(OFFICE, (tx) => findHolds(tx, [over.caseId], londonDay(service.now()))),
    ).toEqual([])
  })

  it('that is cut off half-way has not begun, and ends when it is run again', async () => {
    const over = await overCase()
    const id = await agreed(over.caseId)
    await breaksOff(() => expect(disposeNow(id)).rejects.toThrow())
    expect((await caseRow(over.caseId)).disposedAt).toBeNull()
    expect(
      (await service.read(OFFICE, (tx) => tx.select().from(messages).where(eq(messages.caseId, over.caseId))))
        .length,
    ).toBe(1)
    expect((await disposeNow(id)).ok).toBe(true)
    expect(await remnants(over.from)).toEqual([])
  })

  it('on an erasure that was allowed goes before its day, on that ground, and loses and breaks off like every other', async () => {
    const { caseId, reference, erasureId } = await erasedCase('once')
    expect(await whyNotNow(caseId)).toBeUndefined()
    // Cut off half-way: not begun.
    const id = await agreed(caseId)
    expect(await markOf(caseId)).toMatchObject({ erasureId, state: 'agreed' })
    await breaksOff(() => expect(disposeNow(id)).rejects.toThrow())
    expect((await caseRow(caseId)).disposedAt).toBeNull()
    // A hold that came first wins, and holds for as long as it stands.
    const hold = await inTheMiddle(
      (
        tx,
      ) => tx`insert into case_holds (id, office_id, case_id, kind, reason, placed_by, placed_by_name, placed_at)
        values (${randomUUID()}, ${OFFICE}, ${caseId}, 'legal', 'A claim.', 'x', 'X', now())`,
    )
    const disposing = disposeNow(id)
    await somebodyWaits()
    await hold.commit()
    expect(await disposing).toEqual({ ok: false, because: 'held' })
    expect(await whyNotNow(caseId)).toContain('held for a legal claim')
    await owner`update case_holds set lifted_at = now(), lifted_by_name = 'x', lifted_because = 'x' where case_id = ${caseId}`
    // Whatever happens in the case meanwhile takes the mark back.
    const second = await agreed(caseId)
    const note = await inTheMiddle(
      (tx) =>
        tx`update cases set version = version + 1, last_action_at = ${service.now().toISOString()} where id = ${caseId}`,
    )
    const losing = disposeNow(second)
    await somebodyWaits()
    await note.commit()
    expect(await losing).toEqual({ ok: false, because: 'not-agreed' })
    expect(await disposeNow(await agreed(caseId))).toMatchObject({ ok: true, reference })
    const left = await caseRow(caseId)
    expect((left.disposeAfter ?? '') > londonDay(service.now())).toBe(true)
    const [certificate] = await service.read(OFFICE, (tx) =>
      tx.select().from(disposalCertificates).where(eq(disposalCertificates.caseId, caseId)),
    )
    expect(JSON.parse(certificate?.text ?? '{}').ground).toMatchObject({
      kind: 'erasure',
      law: 'UK GDPR Art 17(1)(a)',
      allowed: { by: 'Iris Officer' },
    })
    expect(await remnants('once.only.words')).toEqual([])
  })

  it('on an erasure does not reach what came after the decision, nor a case that was let go of', async () => {
    const one = await erasedCase('afterwards')
    const marked = await agreed(one.caseId)
    const ours = await service.read(OFFICE, (tx) =>
      tx.select().from(sentMails).where(eq(sentMails.caseId, one.caseId)),
    )
    const answer = plainMail({
      ...{ from: `Ann <${one.from}>`, text: 'One thing more.' },
      headers: `References: ${ours.find(({ kind }) => kind === 'acknowledgement')?.messageId}`,
    })
    const taken = await caseOf(service, await service.receive(answer, { envelopeFrom: one.from }))
    expect(taken.found.id).toBe(one.caseId)
    expect(await disposeNow(marked)).toMatchObject({ ok: false })
    await closeAs(service, one.caseId)
    expect(await whyNotNow(one.caseId)).toMatch(/It is kept until|It has no day/)
    const other = await erasedCase('dropped')
    const id = await agreed(other.caseId)
    await owner`update rights_finds set dropped_by_name = 'x', dropped_at = now() where case_id = ${other.caseId}`
    expect(await disposeNow(id)).toEqual({ ok: false, because: 'changed' })
    expect(await whyNotNow(other.caseId)).toContain('It is kept until')
    // Nor can anybody say so without a decision.
    const forged = { id: randomUUID(), officeId: OFFICE, requestId: other.requestId, caseId: one.caseId }
    const said = {
      decision: 'not-needed',
      law: 'x',
      allowedBy: 'x',
      allowedByName: 'x',
      allowedAt: service.now(),
    }
    await expect(
      service.read(OFFICE, (tx) => tx.insert(erasures).values({ ...forged, ...said })),
    ).rejects.toThrow()
  })

  it('on an erasure does not reach an older letter that a merge brought in after the decision', async () => {
    const one = await erasedCase('merged')
    expect(await whyNotNow(one.caseId)).toBeUndefined()
    passDays(service, -2)
    const before = await caseOf(service, await service.receive(plainMail({ from: 'Bo <bo@example.net>' })))
    passDays(service, 2)
    await owner`update cases set status = 'in-progress', closed_at = null where id = ${one.caseId}`
    const acting = { ...deciding('demo:enquiries-officer'), calendars: service.calendars }
    const asked = { reference: one.reference, reason: 'One matter.', version: before.found.version }
    const merged = await service.read(OFFICE, (tx) =>
      mergeCases(tx, { ...acting, caseId: before.found.id }, asked),
    )
    expect(merged).toMatchObject({ ok: true })
    await closeAs(service, one.caseId)
    expect(await whyNotNow(one.caseId)).toMatch(/It is kept until|It has no day/)
  })

  it('run twice at once is done once', async () => {
    const over = await overCase()
    const id = await agreed(over.caseId)
    const both = await Promise.all([disposeNow(id), disposeNow(id)])
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true])
    const certificates = await service.read(OFFICE, (tx) =>
      tx.select().from(disposalCertificates).where(eq(disposalCertificates.caseId, over.caseId)),
    )
    expect(certificates).toHaveLength(1)
  })
})
