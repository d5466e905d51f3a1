/** What a message is found by, and keeping it up for messages of before there was a search. */
import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import { type Db, inOffice } from '../db/db.ts'
import { cases, messages, searchText } from '../db/schema.ts'
import { errorFields, logEvent } from '../log.ts'
import type { Offices } from '../offices/read-offices.ts'

/**
 * A `tsvector` holds at most 1 MB, and Postgres refuses a longer one; a letter must never be refused
 * for what it is searched by. So many characters cannot make one, whatever they are.
 */
const MOST_CHARACTERS = 60_000
const A_TURN = 200

/** In lower case and without accents, so that `Zoe` finds `Zoë`. Both what is kept and what is asked for. */
export const plainWords = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('\0', '')

type Searched = Pick<
  typeof messages.$inferInsert,
  'id' | 'officeId' | 'fromName' | 'fromAddress' | 'subject' | 'text' | 'attachments' | 'receivedAt'
>

/** The row by which the message of that case is found. The words of documents are in its text already. */
export function searchRow(message: Searched, { caseId, reference }: { caseId: string; reference: string }) {
  const people = plainWords(`${message.fromName} ${message.fromAddress ?? ''}`).slice(0, 1000)
  const files = message.attachments.map(({ name }) => name).join(' ')
  const head = plainWords(`${reference} ${message.subject} ${people}`).slice(0, MOST_CHARACTERS / 6)
  const body = plainWords(`${message.text.slice(0, MOST_CHARACTERS)} ${files}`).slice(0, MOST_CHARACTERS)
  return {
    messageId: message.id,
    officeId: message.officeId,
    caseId,
    receivedAt: message.receivedAt,
    people,
    words: sql<string>`setweight(to_tsvector('english', ${head}), 'A') || to_tsvector('english', ${body})`,
  }
}

/** Messages that nothing is kept for yet, the newest first; gives back how many were done. */
async function fillSome(tx: Db): Promise<number> {
  const missing = await tx
    .select({
      id: messages.id,
      officeId: messages.officeId,
      caseId: messages.caseId,
      fromName: messages.fromName,
      fromAddress: messages.fromAddress,
      subject: messages.subject,
      text: messages.text,
      attachments: messages.attachments,
      receivedAt: messages.receivedAt,
      reference: cases.reference,
    })
    .from(messages)
    .innerJoin(cases, eq(cases.id, messages.caseId))
    .leftJoin(searchText, eq(searchText.messageId, messages.id))
    .where(and(isNull(searchText.messageId), isNull(cases.disposedAt)))
    .orderBy(desc(messages.receivedAt), asc(messages.id))
    .limit(A_TURN)
  if (missing.length > 0)
    await tx
      .insert(searchText)
      .values(missing.map((one) => searchRow(one, one)))
      .onConflictDoNothing()
  return missing.length
}

/** Makes up what is not there: for letters of an older release, and after a backup that was put back. */
export async function fillSearchText({ db, offices }: { db: Db; offices: Offices }): Promise<void> {
  for (const { id } of offices.all) {
    try {
      await inOffice(db, id, fillSome)
    } catch (error) {
      logEvent('search.not-filled', { officeId: id, ...errorFields(error) })
    }
  }
}
