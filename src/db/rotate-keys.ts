/**
 * Puts every key of an office under the current office key, and encrypts what was kept before there
 * were keys. A few rows at a time, each few in a transaction of its own: it can be stopped, be
 * killed or run twice, and goes on from where it is. Nothing of what a letter says is encrypted
 * anew for a rotation; only the keys are.
 */
import { and, asc, eq, isNotNull, ne, not, notLike, or, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import {
  BYTES_MARK,
  encryptBeside,
  encryptBytes,
  encryptJson,
  encryptText,
  TEXT_MARK,
} from '../keys/encryption.ts'
import { keyFor, keyHolder, keyOfCase, keysOfRaws } from './data-keys.ts'
import { type Db, inOffice } from './db.ts'
import { keysOf, unwrapped } from './decrypting-client.ts'
import { cases, dataKeys, messages, notes, rawMessages, sentMails } from './schema.ts'

export type Rotated = {
  /** Keys that are under the current office key now and were not. */
  rewrapped: number
  /** Rows whose words are encrypted now and were not. */
  encrypted: number
  /** Rows whose words are not, because their case is held and the database refuses a change. */
  held: number
}

const FEW_KEYS = 200
/** A large letter is held in memory three times over. */
const FEW_LETTERS = 5

export async function rotateKeys(db: Db, officeId: string): Promise<Rotated> {
  const until = async (step: (tx: Db) => Promise<number>): Promise<number> => {
    let done = 0
    for (;;) {
      const few = await inOffice(db, officeId, step)
      if (few === 0) return done
      done += few
    }
  }
  let encrypted = 0
  for (const step of [encryptRaws, encryptMessages, encryptSubjects, encryptNotes, encryptSent])
    encrypted += await until((tx) => step(tx, officeId))
  const rewrapped = await until((tx) => rewrapFew(tx, officeId))
  return { rewrapped, encrypted, held: await inOffice(db, officeId, countHeld) }
}

async function rewrapFew(tx: Db, officeId: string): Promise<number> {
  const { office } = keysOf(tx)
  const few = await tx
    .select()
    .from(dataKeys)
    .where(
      and(
        eq(dataKeys.officeId, officeId),
        ne(dataKeys.officeKey, office.current),
        isNotNull(dataKeys.wrapped),
      ),
    )
    .limit(FEW_KEYS)
    .for('update', { skipLocked: true })
  for (const row of few) {
    const key = await unwrapped(office, row)
    if (!key) continue
    const wrapped = await office.wrap({ officeId, dataKeyId: row.id }, key.bytes)
    await tx.update(dataKeys).set({ wrapped, officeKey: office.current }).where(eq(dataKeys.id, row.id))
  }
  return few.length
}

const isPlain = (column: PgColumn): SQL => notLike(column, `${TEXT_MARK}%`)
const plainBytes = and(
  sql`octet_length(${rawMessages.source}) > 0`,
  sql`substring(${rawMessages.source} from 1 for ${BYTES_MARK.length}) <> ${BYTES_MARK}`,
)
const plainMessage = or(
  isPlain(messages.text),
  isPlain(messages.subject),
  sql`not ${messages.triage} ? 'encrypted'`,
)

/** As the database sees it when it refuses a change. */
const heldMessage = sql`hold_on(${messages.caseId}) is not null`
const heldRaw = sql`exists (select 1 from messages as m where hold_on(m.case_id) is not null
  and m.raw_message_id in (${rawMessages.id}, ${rawMessages.copyOf}, ${rawMessages.wholeOf}))`

async function encryptRaws(tx: Db, officeId: string): Promise<number> {
  const few = await tx
    .select({ id: rawMessages.id, wholeOf: rawMessages.wholeOf, source: rawMessages.source })
    .from(rawMessages)
    .where(and(plainBytes, not(heldRaw)))
    .orderBy(asc(rawMessages.receivedAt))
    .limit(FEW_LETTERS)
    .for('update', { skipLocked: true })
  const keys = await keysOfRaws(tx, officeId, few.map(keyHolder))
  for (const { source, ...raw } of few) {
    const encrypted = encryptBytes(keyFor(keys, keyHolder(raw)), source)
    await tx.update(rawMessages).set({ source: encrypted }).where(eq(rawMessages.id, raw.id))
  }
  return few.length
}

async function encryptMessages(tx: Db, officeId: string): Promise<number> {
  const few = await tx
    .select({ row: messages, id: rawMessages.id, wholeOf: rawMessages.wholeOf })
    .from(messages)
    .innerJoin(rawMessages, eq(rawMessages.id, messages.rawMessageId))
    .where(and(plainMessage, not(heldMessage)))
    .limit(FEW_LETTERS)
    .for('update', { skipLocked: true, of: messages })
  const keys = await keysOfRaws(tx, officeId, few.map(keyHolder))
  for (const { row, ...raw } of few) {
    const key = keyFor(keys, keyHolder(raw))
    await tx
      .update(messages)
      .set({
        subject: encryptText(key, row.subject),
        text: encryptText(key, row.text),
        attachments: encryptJson(key, row.attachments),
        headers: encryptJson(key, row.headers),
        triage: encryptBeside(key, row.triage, { language: row.triage.language }),
        caseId: row.caseId,
      })
      .where(eq(messages.id, row.id))
  }
  return few.length
}

async function encryptSubjects(tx: Db, officeId: string): Promise<number> {
  const few = await tx.select().from(cases).where(isPlain(cases.subject)).limit(FEW_KEYS)
  for (const { id, subject } of few) {
    const key = await keyOfCase(tx, officeId, id)
    await tx
      .update(cases)
      .set({ subject: encryptText(key, subject) })
      .where(eq(cases.id, id))
  }
  return few.length
}

async function encryptNotes(tx: Db, officeId: string): Promise<number> {
  const few = await tx.select().from(notes).where(isPlain(notes.text)).limit(FEW_KEYS)
  for (const { id, caseId, text } of few) {
    const key = await keyOfCase(tx, officeId, caseId)
    await tx
      .update(notes)
      .set({ text: encryptText(key, text) })
      .where(eq(notes.id, id))
  }
  return few.length
}

async function encryptSent(tx: Db, officeId: string): Promise<number> {
  const few = await tx
    .select()
    .from(sentMails)
    .where(and(eq(sentMails.kind, 'acknowledgement'), isNotNull(sentMails.caseId), isPlain(sentMails.text)))
    .limit(FEW_KEYS)
  for (const { id, caseId, text } of few) {
    const key = await keyOfCase(tx, officeId, caseId ?? '')
    await tx
      .update(sentMails)
      .set({ text: encryptText(key, text) })
      .where(eq(sentMails.id, id))
  }
  return few.length
}

async function countHeld(tx: Db): Promise<number> {
  return (
    (await tx.$count(rawMessages, and(plainBytes, heldRaw))) +
    (await tx.$count(messages, and(plainMessage, heldMessage)))
  )
}
