import { eq } from 'drizzle-orm'
import { keyOfCase } from '../db/data-keys.ts'
import { type Db, inOffice } from '../db/db.ts'
import { isOutage } from '../db/is-outage.ts'
import { sentMails } from '../db/schema.ts'
import { encryptText } from '../keys/encryption.ts'
import { errorFields, logEvent } from '../log.ts'
import type { Handover, Outbox, OutgoingMail } from '../outbox/outbox.ts'

export type SentMailRow = typeof sentMails.$inferInsert

/**
 * Waits between the tries to note what became of a mail, sixteen seconds in all: as long
 * as a database takes to start again. Given up earlier, an acknowledgement that had left
 * would be shown as unknown.
 */
const NOTE_AGAIN_AFTER_MS = [250, 500, 1_000, 2_000, 4_000, 8_000]

/**
 * Notes that a mail is about to leave, word for word (C-12), in the caller's
 * transaction. A second try of the same mail finds its row again by Message-ID.
 */
export async function noteSending(tx: Db, row: Omit<SentMailRow, 'state'>): Promise<string> {
  const [noted] = await tx
    .insert(sentMails)
    .values({ ...row, text: await encryptedText(tx, row), state: 'sending' })
    .onConflictDoUpdate({ target: sentMails.messageId, set: { state: 'sending' } })
    .returning({ id: sentMails.id })
  if (!noted) throw new Error('The mail to be sent was not noted')
  return noted.id
}

/**
 * An answer to a letter shows what the letter was about. Everything else that we send names
 * references and kinds of danger and no word of a letter, and has to leave whether or not the
 * keeper of the keys answers.
 */
async function encryptedText(
  tx: Db,
  { kind, caseId, officeId, text }: Omit<SentMailRow, 'state'>,
): Promise<string> {
  if ((kind !== 'acknowledgement' && kind !== 'reply') || !caseId) return text
  return encryptText(await keyOfCase(tx, officeId, caseId), text)
}

/** Hands the mail to the outgoing server; see `handOverBy`. */
export const handOver = (
  deps: { db: Db; outbox: Outbox; now: () => Date },
  { officeId, sentMailId, mail }: { officeId: string; sentMailId: string; mail: OutgoingMail },
  then: (tx: Db, outcome: Handover) => Promise<void>,
): Promise<Handover> => handOverBy(deps, { officeId, sentMailId, send: () => deps.outbox.send(mail) }, then)

/**
 * Hands it to its provider and then notes what became of it together with whatever the
 * caller makes of that, in one transaction. A crash between the two leaves the row at
 * `sending`: the caller's next run decides what that means.
 */
export async function handOverBy<T extends Handover>(
  deps: { db: Db; now: () => Date },
  about: { officeId: string; sentMailId: string; send: () => Promise<T> },
  then: (tx: Db, outcome: T) => Promise<void>,
): Promise<T> {
  const outcome = await about.send()
  await noteOutcome(deps.db, about.officeId, async (tx) => {
    await tx
      .update(sentMails)
      .set({
        state: outcome.state,
        response: outcome.state === 'unknown' ? null : outcome.response,
        handedOverAt: outcome.state === 'handed-over' ? deps.now() : null,
      })
      .where(eq(sentMails.id, about.sentMailId))
    await then(tx, outcome)
  })
  return outcome
}

/**
 * Writes down what happened to a mail, again and again while the database is away: this
 * process is the only one that knows. The work has to bear being done twice, because a
 * line that breaks at the commit may have carried it.
 */
export async function noteOutcome(db: Db, officeId: string, work: (tx: Db) => Promise<void>): Promise<void> {
  for (const waitMs of NOTE_AGAIN_AFTER_MS) {
    try {
      return await inOffice(db, officeId, work)
    } catch (error) {
      if (!isOutage(error)) throw error
      logEvent('outcome.noted-again', { officeId, ...errorFields(error) })
      await new Promise((resolve) => setTimeout(resolve, waitMs))
    }
  }
  return inOffice(db, officeId, work)
}
