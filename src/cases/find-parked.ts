/** Raw messages that are in no case yet. Reads only; every function sees the office of its transaction. */
import { and, asc, eq, inArray, lt } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { ledger, rawMessages } from '../db/schema.ts'

/** Raw messages that could not be taken in, for a person to look at. */
export const findParked = (tx: Db) =>
  tx
    .select({
      id: rawMessages.id,
      mailbox: rawMessages.mailbox,
      receivedAt: rawMessages.receivedAt,
      size: rawMessages.size,
      parkedBecause: rawMessages.parkedBecause,
    })
    .from(rawMessages)
    .where(eq(rawMessages.state, 'parked'))
    .orderBy(asc(rawMessages.receivedAt))

/**
 * Messages that have waited since before then to be taken in. They are tried again and
 * again, because every time the database or the machine was at fault; where only one of
 * them waits while others pass, it may itself be the cause.
 */
export const findWaiting = (tx: Db, since: Date) =>
  tx
    .selectDistinct({
      id: rawMessages.id,
      mailbox: rawMessages.mailbox,
      receivedAt: rawMessages.receivedAt,
      size: rawMessages.size,
    })
    .from(rawMessages)
    .innerJoin(ledger, eq(ledger.rawMessageId, rawMessages.id))
    .where(and(eq(rawMessages.state, 'stored'), lt(ledger.notedAt, since)))
    .orderBy(asc(rawMessages.receivedAt))
    .limit(100)

/** One message that is in no case yet, with its bytes, so that a person can read what the machine could not. */
export async function findParkedMessage(tx: Db, rawMessageId: string) {
  const [found] = await tx
    .select()
    .from(rawMessages)
    .where(and(eq(rawMessages.id, rawMessageId), inArray(rawMessages.state, ['parked', 'stored'])))
  return found
}
