/** What a message is found by, and keeping it up for messages of before there was a search. */
import { and, asc, desc, eq, inArray, isNull, notInArray, sql } from 'drizzle-orm'
import { type Db, inOffice } from '../db/db.ts'
import { isOutage } from '../db/is-outage.ts'
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

/**
 * What one process knows of an office between two looks. Letters get their row as they are taken in, so
 * once all of them have one it is enough to look now and then, which reads every message.
 */
export type Filling = Map<string, { unreadable: Set<string>; lookAgainAt: number }>

const LOOK_AGAIN_MS = 60 * 60_000

/** Those that nothing is kept for yet, the newest first, by id: no letter is opened by this. */
const findMissing = (tx: Db, unreadable: ReadonlySet<string>) =>
  tx
    .select({ id: messages.id, rawMessageId: messages.rawMessageId })
    .from(messages)
    .innerJoin(cases, eq(cases.id, messages.caseId))
    .leftJoin(searchText, eq(searchText.messageId, messages.id))
    .where(
      and(
        isNull(searchText.messageId),
        isNull(cases.disposedAt),
        unreadable.size > 0 ? notInArray(messages.id, [...unreadable]) : undefined,
      ),
    )
    .orderBy(desc(messages.receivedAt), asc(messages.id))
    .limit(A_TURN)

async function fillThese(tx: Db, ids: readonly string[]): Promise<void> {
  const letters = await tx
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
    .where(inArray(messages.id, [...ids]))
  if (letters.length > 0)
    await tx
      .insert(searchText)
      .values(letters.map((one) => searchRow(one, one)))
      .onConflictDoNothing()
}

type Deps = { db: Db; offices: Offices }

/** One that cannot be opened stops none of the others: it is told of, and left until the process starts again. */
async function fillOffice({ db }: Deps, officeId: string, filling: Filling): Promise<void> {
  const now = Date.now()
  const known = filling.get(officeId) ?? { unreadable: new Set<string>(), lookAgainAt: 0 }
  filling.set(officeId, known)
  if (now < known.lookAgainAt) return
  const missing = await inOffice(db, officeId, (tx) => findMissing(tx, known.unreadable))
  const ids = missing.map(({ id }) => id)
  if (ids.length < A_TURN) known.lookAgainAt = now + LOOK_AGAIN_MS
  if (ids.length === 0) return
  try {
    await inOffice(db, officeId, (tx) => fillThese(tx, ids))
  } catch (error) {
    if (isOutage(error)) {
      known.lookAgainAt = 0
      throw error
    }
    for (const { id, rawMessageId } of missing)
      try {
        await inOffice(db, officeId, (tx) => fillThese(tx, [id]))
      } catch (broken) {
        if (isOutage(broken)) {
          known.lookAgainAt = 0
          throw broken
        }
        known.unreadable.add(id)
        logEvent('search.letter-not-filled', { officeId, rawMessageId, ...errorFields(broken) })
      }
  }
}

/** Makes up what is not there: for letters of an older release, and after a backup that was put back. */
export async function fillSearchText(deps: Deps, filling: Filling = new Map()): Promise<void> {
  for (const { id } of deps.offices.all) {
    try {
      await fillOffice(deps, id, filling)
    } catch (error) {
      logEvent('search.not-filled', { officeId: id, ...errorFields(error) })
    }
  }
}
