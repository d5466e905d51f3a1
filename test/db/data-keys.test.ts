import { randomBytes, randomUUID } from 'node:crypto'
import { and, eq, isNotNull, type SQL, sql } from 'drizzle-orm'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addNote } from '../../src/cases/act-on-case.ts'
import { findCase } from '../../src/cases/find-case.ts'
import { findQueue } from '../../src/cases/find-queue.ts'
import { checkOfficeKeys } from '../../src/db/check-keys.ts'
import { type Db, inOffice } from '../../src/db/db.ts'
import { openDatabase } from '../../src/db/open.ts'
import { rotateKeys } from '../../src/db/rotate-keys.ts'
import { caseHolds, dataKeys, messages, rawMessages } from '../../src/db/schema.ts'
import { localKeys } from '../../src/keys/office-keys.ts'
import { caseOf } from '../case-of.ts'
import { plainMail } from '../plain-mail.ts'
import { type TestService, testService } from '../service.ts'
import { TEST_KEY_SET, TEST_KEYS } from '../test-keys.ts'

let service: TestService
let superuser: postgres.Sql
beforeAll(async () => {
  service = await testService()
  superuser = postgres(service.testDatabase.superuserUrl, { max: 1, onnotice: () => {} })
})
afterAll(async () => {
  await superuser.end()
  await service.close()
})

/**
 * As whoever has the database files sees them: every table but the words that cases are found by,
 * which an index needs as they are (docs/encryption.md), as text.
 */
async function everything(): Promise<string> {
  const tables = await superuser`select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname in ('public', 'pgboss') and tablename <> 'search_text'`
  const rows: string[] = []
  for (const { name } of tables)
    for (const { row } of await superuser.unsafe(`select t::text as row from ${name} t`)) rows.push(row)
  return rows.join('\n')
}

/** Destroys those keys and leaves their rows, as what shows when; gives back how many. */
const destroyed = async (tx: Db, which: SQL): Promise<number> =>
  (
    await tx
      .update(dataKeys)
      .set({ wrapped: null, destroyedAt: service.now() })
      .where(and(which, isNotNull(dataKeys.wrapped)))
      .returning({ id: dataKeys.id })
  ).length

let letters = 0
/** A letter with a phrase in each place where a letter can have words. */
async function letterWith(phrase: string, says = 'The lamp in our road is broken'): Promise<string> {
  letters++
  const mail = [
    `From: Writer <writer.${letters}@example.net>`,
    'To: enquiries@mopac.example.org',
    `Subject: subject ${phrase}`,
    `X-Note: header ${phrase}`,
    `Message-ID: <keys.${letters}@example.net>`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    `${says}, says ${phrase}.`,
    '--b',
    `Content-Type: text/plain; name="name ${phrase}.txt"`,
    `Content-Disposition: attachment; filename="name ${phrase}.txt"`,
    '',
    `attached ${phrase}`,
    '--b--',
    '',
  ].join('\r\n')
  return service.receive(new TextEncoder().encode(mail))
}

const aHold = (caseId: string): typeof caseHolds.$inferInsert => ({
  id: randomUUID(),
  officeId: 'mopac',
  caseId,
  kind: 'evidence',
  reason: 'asked by the police',
  placedBy: 'ann',
  placedByName: 'Ann',
  placedAt: service.now(),
})

const acting = async (caseId: string) => {
  const office = service.offices.get('mopac')
  if (!office) throw new Error('No office')
  return { office, caseId, actor: 'ann', now: service.now() }
}

describe('what is kept of a letter', () => {
  it('shows none of its words to whoever has the database, and all of them to the service', async () => {
    const phrase = 'zyzzogeton'
    const raw = await letterWith(phrase, 'I will kill myself tonight')
    const before = await caseOf(service, raw)
    await service.read('mopac', async (tx) =>
      addNote(tx, await acting(before.found.id), `a note on ${phrase}`),
    )
    const kept = await everything()
    expect(kept).toContain(before.found.reference)
    expect(kept).not.toMatch(new RegExp(phrase, 'i'))
    expect(kept).not.toContain(Buffer.from(phrase).toString('hex'))
    expect(kept).not.toContain(before.sent[0]?.text.slice(0, 40))
    const { found, message, notes: written, raw: stored } = await caseOf(service, raw)
    expect(found.subject).toBe(`subject ${phrase}`)
    expect(message.text).toContain(`says ${phrase}`)
    expect(message.attachments[0]?.name).toBe(`name ${phrase}.txt`)
    expect(message.headers.find(({ name }) => name === 'x-note')?.value).toBe(`header ${phrase}`)
    expect(message.triage.risk.flags[0]?.evidence).toContain('kill myself')
    expect(written[0]?.text).toBe(`a note on ${phrase}`)
    expect(Buffer.from(stored.source).toString()).toContain(`attached ${phrase}`)
    expect(before.sent[0]?.text).toContain('Thank you')
  })

  it('is not opened where an outsider writes what looks encrypted into a name', async () => {
    const forged = `\u0001wp1.${Buffer.alloc(60).toString('base64')}`
    const raw = await service.receive(
      plainMail({ from: `"${forged}" <forger@example.net>`, subject: forged, text: forged }),
    )
    const { found, message } = await caseOf(service, raw)
    expect([found.subject, message.text.trim()].every((text) => text.endsWith(forged.slice(1)))).toBe(true)
    expect(
      (await service.read('mopac', (tx) => findQueue(tx, {}, { now: service.now() }))).count,
    ).toBeGreaterThan(0)
  })

  it('is under a key that goes with the letter into its case, and so do its further deliveries', async () => {
    const raw = await letterWith('first')
    const { found } = await caseOf(service, raw)
    const [key] = await service.read('mopac', (tx) =>
      tx.select().from(dataKeys).where(eq(dataKeys.rawMessageId, raw)),
    )
    expect(key?.caseId).toBe(found.id)
    letters--
    const mail = await service.read('mopac', (tx) =>
      tx.select().from(rawMessages).where(eq(rawMessages.id, raw)),
    )
    const copy = await service.receive(mail[0]?.source ?? new Uint8Array(), {
      mailbox: 'hr@mopac.example.org',
    })
    expect(copy).not.toBe(raw)
    const [copied] = await service.read('mopac', (tx) =>
      tx.select().from(dataKeys).where(eq(dataKeys.rawMessageId, copy)),
    )
    expect(copied?.caseId).toBe(found.id)
    const moved = await letterWith('second')
    await service.read('mopac', (tx) =>
      tx.update(messages).set({ caseId: found.id }).where(eq(messages.rawMessageId, moved)),
    )
    const [went] = await service.read('mopac', (tx) =>
      tx.select().from(dataKeys).where(eq(dataKeys.rawMessageId, moved)),
    )
    expect(went?.caseId).toBe(found.id)
  })

  it('whose subject cannot be opened hides no queue and no case, and letters that cannot are never empty', async () => {
    const broken = await letterWith('broken')
    const { found } = await caseOf(service, broken)
    const rejecting = { ...TEST_KEYS, unwrap: () => Promise.reject(new Error('the key store is away')) }
    const away = openDatabase(service.testDatabase.appUrl, 1, rejecting)
    const queued = (db = service.database.db) =>
      inOffice(db, 'mopac', (tx) => findQueue(tx, {}, { now: service.now() }))
    const subjectOf = (queue: Awaited<ReturnType<typeof queued>>) =>
      queue.cases.find(({ id }) => id === found.id)?.subject
    expect(subjectOf(await queued())).toBe('subject broken')
    expect(subjectOf(await queued(away.db))).toBe('')
    await expect(inOffice(away.db, 'mopac', (tx) => tx.select().from(messages))).rejects.toMatchObject({
      cause: { message: 'the key store is away' },
    })
    await away.close()
    // The first is another text, the second the text of a key that there is not.
    for (const at of [60, 6]) {
      await superuser`update cases set subject = overlay(subject placing 'AAAA' from ${at} for 4) where id = ${found.id}`
      expect(subjectOf(await queued())).toBe('')
    }
    await service.read('mopac', async (tx) => addNote(tx, await acting(found.id), 'a note'))
    const notes = (await service.read('mopac', (tx) => findCase(tx, found.reference)))?.notes
    expect(notes?.map(({ text }) => text)).toEqual(['a note'])
    await superuser`update raw_messages set source = set_byte(source, 60, 255 - get_byte(source, 60)) where id = ${broken}`
    const reading = service.read('mopac', (tx) =>
      tx.select().from(rawMessages).where(eq(rawMessages.id, broken)),
    )
    await expect(reading).rejects.toThrow()
  })
})

describe('the keys of a case', () => {
  it('once destroyed leave nothing that can be read, and pages that still open', async () => {
    const raw = await letterWith('quiet')
    const other = await letterWith('loud')
    const { found } = await caseOf(service, raw)
    await service.read('mopac', async (tx) => addNote(tx, await acting(found.id), 'a note'))
    const gone = await service.read('mopac', (tx) => destroyed(tx, eq(dataKeys.caseId, found.id)))
    expect(gone).toBeGreaterThanOrEqual(2)
    expect(await service.read('mopac', (tx) => destroyed(tx, eq(dataKeys.caseId, found.id)))).toBe(0)
    const shown = await service.read('mopac', (tx) => findCase(tx, found.reference))
    expect(shown?.caseRow.subject).toBe('')
    expect(shown?.messages[0]).toMatchObject({ text: '', subject: '', headers: [], attachments: [] })
    expect(shown?.notes.map(({ text }) => text)).toEqual([''])
    const [source] = await service.read('mopac', (tx) =>
      tx.select().from(rawMessages).where(eq(rawMessages.id, raw)),
    )
    expect(source?.source).toHaveLength(0)
    expect((await caseOf(service, other)).found.subject).toBe('subject loud')
    const again = superuser`update data_keys set wrapped = '\\x00', destroyed_at = null where raw_message_id = ${raw}`
    await expect(again).rejects.toThrow('does not come back')
  })

  it('are not destroyed while the case is held as evidence', async () => {
    const raw = await letterWith('evidence')
    const { found } = await caseOf(service, raw)
    await service.read('mopac', (tx) => tx.insert(caseHolds).values(aHold(found.id)))
    const destroying = service.read('mopac', (tx) => destroyed(tx, eq(dataKeys.caseId, found.id)))
    await expect(destroying).rejects.toMatchObject({
      cause: { message: expect.stringContaining('held as evidence') },
    })
    expect((await caseOf(service, raw)).found.subject).toBe('subject evidence')
  })

  it('of another office are not found', async () => {
    const raw = await letterWith('ours')
    expect(await service.read('leicestershire-opcc', (tx) => tx.$count(dataKeys))).toBe(0)
    const done = service.read('leicestershire-opcc', (tx) => destroyed(tx, eq(dataKeys.rawMessageId, raw)))
    expect(await done).toBe(0)
    expect((await caseOf(service, raw)).found.subject).toBe('subject ours')
  })
})

describe('office keys', () => {
  const opened = (keys = TEST_KEYS) => openDatabase(service.testDatabase.appUrl, 2, keys)
  const another = () => localKeys({ current: 'test', keys: { test: randomBytes(32).toString('base64') } })

  it('that do not open what is kept stop the start, and the right ones do not', async () => {
    await letterWith('start')
    const offices = service.offices.all.map(({ id }) => id)
    await checkOfficeKeys(service.database.db, TEST_KEYS, offices)
    await expect(checkOfficeKeys(service.database.db, another(), offices)).rejects.toThrow(
      'The office key "test"',
    )
    await expect(
      checkOfficeKeys(service.database.db, localKeys({ current: 'a', keys: { a: '' } }), offices),
    ).rejects.toThrow('is not here or is another key')
  })

  it('are rotated: after it the former one is not needed, also where it was cut off half-way', async () => {
    const raw = await letterWith('rotated')
    const next = { current: 'next', keys: { ...TEST_KEY_SET.keys, next: randomBytes(32).toString('base64') } }
    const both = opened(localKeys(next))
    let left = 3
    const failing = localKeys(next)
    const cutOff = opened({
      ...failing,
      wrap: (name, key) => (left-- > 0 ? failing.wrap(name, key) : Promise.reject(new Error('killed'))),
    })
    await expect(rotateKeys(cutOff.db, 'mopac')).rejects.toThrow('killed')
    const all = await inOffice(both.db, 'mopac', (tx) => tx.$count(dataKeys, sql`wrapped is not null`))
    expect(await rotateKeys(both.db, 'mopac')).toMatchObject({ rewrapped: all, encrypted: 0 })
    expect(await rotateKeys(both.db, 'mopac')).toMatchObject({ rewrapped: 0, encrypted: 0 })
    const alone = opened(localKeys({ current: 'next', keys: { next: next.keys.next } }))
    const [message] = await inOffice(alone.db, 'mopac', (tx) =>
      tx.select().from(messages).where(eq(messages.rawMessageId, raw)),
    )
    expect(message?.subject).toBe('subject rotated')
    // Back to the key of the other tests.
    const back = opened(localKeys({ ...next, current: 'test' }))
    await rotateKeys(back.db, 'mopac')
    for (const one of [both, cutOff, alone, back]) await one.close()
    expect((await caseOf(service, raw)).message.subject).toBe('subject rotated')
  })

  it('encrypt what was kept before there were any, and leave what is held', async () => {
    const raw = await letterWith('of-old')
    const old = await caseOf(service, raw)
    const { message, found } = old
    await service.read('mopac', async (tx) => addNote(tx, await acting(found.id), 'an of-old note'))
    await superuser.begin(async (tx) => {
      await tx`delete from data_keys where case_id = ${found.id}`
      await tx`update raw_messages set source = ${Buffer.from(old.raw.source)} where id = ${raw}`
      await tx`update cases set subject = ${found.subject} where id = ${found.id}`
      await tx`update notes set text = 'an of-old note' where case_id = ${found.id}`
      await tx`update sent_mails set text = 'an of-old mail' where case_id = ${found.id} and kind = 'acknowledgement'`
      await tx`update messages set subject = ${message.subject}, text = ${message.text},
        headers = ${tx.json(message.headers as never)}, attachments = ${tx.json(message.attachments as never)},
        triage = ${tx.json(message.triage as never)} where id = ${message.id}`
    })
    expect((await caseOf(service, raw)).message).toEqual(message)
    expect(await everything()).toContain('of-old')
    const done = await rotateKeys(service.database.db, 'mopac')
    expect(done).toMatchObject({ encrypted: 5 })
    expect(await everything()).not.toContain('of-old')
    const now = await caseOf(service, raw)
    expect(now.message).toEqual(message)
    expect(Buffer.compare(now.raw.source, old.raw.source)).toBe(0)
    const [key] = await service.read('mopac', (tx) =>
      tx.select().from(dataKeys).where(eq(dataKeys.rawMessageId, raw)),
    )
    expect(key?.caseId).toBe(found.id)
    await superuser`update notes set text = 'plain again' where case_id = ${found.id}`
    await superuser`update messages set text = 'plain again' where id = ${message.id}`
    await service.read('mopac', (tx) => tx.insert(caseHolds).values(aHold(found.id)))
    expect(await rotateKeys(service.database.db, 'mopac')).toMatchObject({ encrypted: 1, held: 1 })
    expect((await caseOf(service, raw)).message.text).toBe('plain again')
  })
})
