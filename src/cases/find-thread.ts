import { and, eq, inArray } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { acknowledgements, cases, type LinkReason, sentMails } from '../db/schema.ts'
import { type Message, reading } from '../message/message.ts'
import type { CaseRow } from './arrival.ts'
import { goesOnIn } from './merge-cases.ts'
import { referencesIn } from './reference.ts'
import { readOurMessageId } from './reference-token.ts'
import { markedReferences } from './subject-token.ts'

export type SentMail = typeof sentMails.$inferSelect

/**
 * Where a message belongs. `joins`: the case that it answers. `linked`: the case that it
 * names and may not join; it gets a case of its own that says so, because a forwarded or
 * guessed reference must not open another's case.
 */
export type Thread = {
  joins: CaseRow | undefined
  linked: { caseId: string; because: LinkReason } | undefined
  /** The mail of ours that it answers or brings back, where we still know it. */
  answered: SentMail | undefined
  /** It carries a seal of ours, whoever sent it. */
  answersUs: boolean
  /** The case it joins has an acknowledgement already, sent or on its way. */
  acknowledged: boolean
}

export type ThreadAsked = {
  secretKey: string
  message: Message
  /** Our own mail server found that From is forged. */
  isForged: boolean
  /** What a bounce brought back of our mail. A mail server sends it, so nobody's address is asked for. */
  returnedIds: readonly string[]
}

type Candidate = { caseId: string; mail: SentMail | undefined }

const NO_THREAD: Thread = {
  joins: undefined,
  linked: undefined,
  answered: undefined,
  answersUs: false,
  acknowledged: false,
}

/**
 * Finds the case by a seal of ours: in References or In-Reply-To, in the subject, or in
 * what a bounce returns. It is joined only by whoever we wrote to or who wrote to us,
 * never by the subject's words alone.
 */
export async function findThread(tx: Db, asked: ThreadAsked): Promise<Thread> {
  const { secretKey, message, returnedIds } = asked
  const [returned] = await byIds(tx, secretKey, returnedIds)
  if (returned) return joining(tx, returned)
  const candidates = [
    ...(await byIds(tx, secretKey, [...message.answers].reverse())),
    ...(await byReferences(tx, markedReferences(secretKey, message.subject))),
  ]
  for (const candidate of candidates) {
    if (!asked.isForged && (await isParty(tx, candidate, message))) return joining(tx, candidate)
  }
  const [first] = candidates
  if (first) {
    const because = asked.isForged ? 'forged-address' : await whyApart(tx, first.caseId)
    return { ...NO_THREAD, linked: { caseId: first.caseId, because }, answersUs: true }
  }
  const [quoted] = await byReferences(tx, referencesIn(quotable(message)))
  return quoted ? { ...NO_THREAD, linked: { caseId: quoted.caseId, because: 'no-seal' } } : NO_THREAD
}

/** Of a case that is disposed of nobody can be known as a party any more. */
async function whyApart(tx: Db, caseId: string): Promise<LinkReason> {
  const [named] = await tx.select({ disposedAt: cases.disposedAt }).from(cases).where(eq(cases.id, caseId))
  return named?.disposedAt ? 'disposed' : 'another-address'
}

/** The mails of ours behind those ids, in the order given; an id of ours that we no longer know leads to its case. */
async function byIds(tx: Db, secretKey: string, ids: readonly string[]): Promise<Candidate[]> {
  const sealed = ids.flatMap((id) => {
    const ours = readOurMessageId(secretKey, id)
    return ours ? [{ id, about: ours.about.split('.')[0] ?? '' }] : []
  })
  if (sealed.length === 0) return []
  const sent = await tx
    .select()
    .from(sentMails)
    .where(
      inArray(
        sentMails.messageId,
        sealed.map(({ id }) => id),
      ),
    )
  const known = sealed.flatMap(({ id }) => sent.find((mail) => mail.messageId === id) ?? [])
  const inCases = known.flatMap((mail) => (mail.caseId === null ? [] : [{ caseId: mail.caseId, mail }]))
  return [
    ...inCases,
    ...(await byReferences(
      tx,
      sealed.map(({ about }) => about),
    )),
  ]
}

async function byReferences(tx: Db, references: readonly string[]): Promise<Candidate[]> {
  if (references.length === 0) return []
  const found = await tx
    .select({ id: cases.id, reference: cases.reference })
    .from(cases)
    .where(inArray(cases.reference, [...references]))
  return references.flatMap((reference) => {
    const one = found.find((row) => row.reference === reference)
    return one ? [{ caseId: one.id, mail: undefined }] : []
  })
}

/** Whoever the case is with, or whom we wrote to about it: a safe address that somebody gave us, too. */
async function isParty(tx: Db, { caseId }: Candidate, message: Message): Promise<boolean> {
  if (!message.from) return false
  const { address } = message.from
  const [own] = await tx
    .select({ id: cases.id })
    .from(cases)
    .where(and(eq(cases.id, caseId), eq(cases.correspondentAddress, address)))
  if (own) return true
  return (await tx.$count(sentMails, and(eq(sentMails.caseId, caseId), eq(sentMails.toAddress, address)))) > 0
}

async function joining(tx: Db, { caseId: named, mail }: Candidate): Promise<Thread> {
  // What is written to a case that was merged goes on where its letters are.
  const caseId = await goesOnIn(tx, named)
  const [joins] = await tx.select().from(cases).where(eq(cases.id, caseId)).for('update')
  // Nothing comes back into a case that is over and gone; the letter gets one of its own.
  if (joins?.disposedAt) return { ...NO_THREAD, linked: { caseId, because: 'disposed' }, answersUs: true }
  const acknowledged = await tx.$count(
    acknowledgements,
    and(
      eq(acknowledgements.caseId, caseId),
      inArray(acknowledgements.state, ['owed', 'sending', 'sent', 'unknown', 'bounced']),
    ),
  )
  return { joins, linked: undefined, answered: mail, answersUs: true, acknowledged: acknowledged > 0 }
}

/** The subject and the writer's own words: a reference in quoted mail is what we wrote ourselves. */
function quotable(message: Message): string {
  const text = reading(message)
  return message.stretches
    .filter(({ voice }) => voice === 'own')
    .map(({ start, end }) => text.slice(start, end))
    .join('\n')
    .slice(0, 100_000)
}
