import { and, eq } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { acknowledgements, cases } from '../db/schema.ts'
import type { Message } from '../message/message.ts'
import type { CaseRow } from './arrival.ts'
import { readOurMessageId } from './reference-token.ts'

/**
 * Where a message belongs. `joins`: the case it answers, when the same person writes.
 * `linked`: somebody else answered our mail; it gets a case of its own that names
 * this one, because a forwarded or guessed reference must not open another's case.
 */
export type Thread = {
  joins: CaseRow | undefined
  linked: CaseRow | undefined
  /** It answers one of our own mails, whoever sent it. */
  answersUs: boolean
  /** The case it joins has been acknowledged already. */
  acknowledged: boolean
}

const NO_THREAD: Thread = { joins: undefined, linked: undefined, answersUs: false, acknowledged: false }

/** Finds the case by a sealed id of ours in References or In-Reply-To, never by the subject. */
export async function findThread(tx: Db, secretKey: string, message: Message): Promise<Thread> {
  for (const id of [...message.answers].reverse()) {
    const ours = readOurMessageId(secretKey, id)
    if (ours?.kind !== 'ack') continue
    const [found] = await tx.select().from(cases).where(eq(cases.reference, ours.about)).for('update')
    if (!found) continue
    const same = message.from !== undefined && message.from.address === found.correspondentAddress
    if (!same) return { ...NO_THREAD, linked: found, answersUs: true }
    const sent = await tx.$count(
      acknowledgements,
      and(eq(acknowledgements.caseId, found.id), eq(acknowledgements.state, 'sent')),
    )
    return { joins: found, linked: undefined, answersUs: true, acknowledged: sent > 0 }
  }
  return NO_THREAD
}
