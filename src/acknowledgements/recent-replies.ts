import { and, eq, gt, inArray, isNotNull, or, sql } from 'drizzle-orm'
import { findStanding, type Standing } from '../cases/find-special.ts'
import type { Db } from '../db/db.ts'
import { acknowledgementGates, acknowledgements, messages, restores } from '../db/schema.ts'
import type { Message } from '../message/message.ts'
import { valuesOf } from '../message/read-addresses.ts'
import { domainOf, withoutTag } from '../offices/mailboxes.ts'
import { LIMITS, type RecentReplies } from './limits.ts'
import type { LostTime } from './lost-time.ts'
import { wordsHash } from './words-hash.ts'

/** By whom a letter is counted: its return path, its From, its words. */
export const countedBy = (message: Message) => ({
  sender: withoutTag(message.returnPath ?? ''),
  writer: withoutTag(message.from?.address ?? ''),
  wordsHash: wordsHash(message),
})

/** What the records say that the letters of a batch are weighed against. */
export type Records = RecentReplies & {
  /** Message-ID, From and Date of letters that have an acknowledgement, as `letterKey` joins them. */
  acknowledged: ReadonlySet<string>
  /** What was noted of these writers, added to as the letters of the batch are recorded. */
  standing: Standing
  /** The times that a restored backup knows nothing of. */
  lostTimes: readonly LostTime[]
}

/** A letter that was changed on one of two ways to us: other bytes, and still the same letter to its writer. */
export function letterKey({
  messageId,
  from,
  headers,
}: Pick<Message, 'messageId' | 'from' | 'headers'>): string | undefined {
  const [date] = valuesOf(headers, 'date')
  return messageId === undefined || date === undefined
    ? undefined
    : `${messageId} ${from?.address ?? ''} ${date}`
}

/**
 * What has gone out lately. The office's gate stays locked until the commit, so that of
 * a thousand letters of one sender, taken in by any number of workers, each sees what the
 * ones before it were given. A row and not an advisory lock: poolers share sessions.
 */
export async function loadRecords(
  tx: Db,
  { officeId, letters, now }: { officeId: string; letters: readonly Message[]; now: Date },
): Promise<Records> {
  const counted = letters.map(countedBy)
  const addresses = unique(counted.flatMap(({ sender, writer }) => [sender, writer]))
  const domains = unique(counted.map(({ sender }) => domainOf(sender)))
  const ago = (ms: number) => new Date(now.getTime() - ms)
  const { sender, writer, wordsHash: hash, owedAt } = acknowledgements
  // Sent together and carried out in order: the others see what was committed before the lock was ours.
  const [, replies, officeCount, bounced, acknowledged, standing, lostTimes] = await Promise.all([
    tx
      .insert(acknowledgementGates)
      .values({ officeId, decidedAt: now })
      .onConflictDoUpdate({ target: acknowledgementGates.officeId, set: { decidedAt: now } }),
    tx
      .select({ sender, writer, wordsHash: hash, owedAt })
      .from(acknowledgements)
      .where(
        and(
          gt(owedAt, ago(LIMITS.sender.withinMs)),
          or(
            inArray(sender, addresses),
            inArray(writer, addresses),
            and(
              gt(owedAt, ago(LIMITS.domain.withinMs)),
              inArray(sql`substring(${sender} from '@([^@]*)$')`, domains),
            ),
          ),
        ),
      ),
    tx.$count(acknowledgements, gt(owedAt, ago(LIMITS.office.withinMs))),
    tx
      .select({ sender })
      .from(acknowledgements)
      .where(and(gt(acknowledgements.bouncedAt, ago(LIMITS.bounced.withinMs)), inArray(sender, addresses))),
    findAcknowledged(tx, letters),
    findStanding(tx, { caseIds: [], addresses }),
    tx.select({ backupAt: restores.backupAt, restoredAt: restores.restoredAt }).from(restores),
  ])
  return {
    replies: replies.flatMap((row) =>
      row.owedAt === null
        ? []
        : [
            {
              sender: row.sender ?? '',
              writer: row.writer ?? '',
              wordsHash: row.wordsHash ?? '',
              owedAt: row.owedAt,
            },
          ],
    ),
    officeCount,
    bounced: bounced.flatMap((row) => row.sender ?? []),
    acknowledged,
    standing,
    lostTimes,
  }
}

/** Of the Message-IDs at hand, those whose letter has been acknowledged. */
async function findAcknowledged(tx: Db, letters: readonly Message[]): Promise<ReadonlySet<string>> {
  const ids = letters.flatMap(({ messageId }) => messageId ?? [])
  if (ids.length === 0) return new Set()
  const rows = await tx
    .select({ messageId: messages.messageId, address: messages.fromAddress, headers: messages.headers })
    .from(messages)
    .innerJoin(acknowledgements, eq(acknowledgements.messageId, messages.id))
    .where(and(inArray(messages.messageId, ids), isNotNull(acknowledgements.owedAt)))
  return new Set(
    rows.flatMap(({ messageId, address, headers }) => {
      const from = address === null ? undefined : { name: '', address }
      return letterKey({ messageId: messageId ?? undefined, from, headers }) ?? []
    }),
  )
}

const unique = (values: readonly string[]): string[] => [...new Set(values.filter((value) => value !== ''))]
