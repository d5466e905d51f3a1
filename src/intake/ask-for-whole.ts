import { and, eq, inArray, isNotNull, notExists, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { record } from '../audit/record.ts'
import type { Db } from '../db/db.ts'
import { messages, rawMessages, wholeFetches } from '../db/schema.ts'

export type AskedForWhole = { ok: true } | { ok: false; because: 'not-a-part' | 'asked-before' }

/** The parts among those raw messages, or of the office, of which the whole is not here. */
export async function findParts(tx: Db, ids?: readonly string[]) {
  const wholes = alias(rawMessages, 'wholes')
  const whole = tx.select({ id: wholes.id }).from(wholes).where(eq(wholes.wholeOf, rawMessages.id))
  return tx
    .select({ id: rawMessages.id, mailbox: rawMessages.mailbox, caseId: messages.caseId })
    .from(rawMessages)
    .leftJoin(messages, eq(messages.rawMessageId, rawMessages.id))
    .where(
      and(
        eq(rawMessages.cutShort, true),
        notExists(whole),
        ids === undefined ? isNotNull(rawMessages.id) : inArray(rawMessages.id, [...ids]),
      ),
    )
}

/**
 * Has the whole of a message fetched, of which only a part is here; the history says who
 * asked. The poller does it, and goes on where it was cut off.
 */
export async function askForWhole(
  tx: Db,
  { now }: { now: Date },
  { officeId, actor, partId, caseId }: { officeId: string; actor: string; partId: string; caseId?: string },
): Promise<AskedForWhole> {
  const [part] = await findParts(tx, [partId])
  if (!part || (caseId !== undefined && part.caseId !== caseId)) return { ok: false, because: 'not-a-part' }
  const anew = { state: 'asked' as const, askedBy: actor, askedAt: now, hadBytes: 0, size: null }
  const asked = await tx
    .insert(wholeFetches)
    .values({ officeId, partId, mailbox: part.mailbox, ...anew })
    .onConflictDoUpdate({
      target: [wholeFetches.officeId, wholeFetches.partId],
      set: { ...anew, attempts: 0, failure: null, endedAt: null },
      setWhere: sql`${wholeFetches.state} <> 'asked'`,
    })
    .returning({ partId: wholeFetches.partId })
  if (asked.length === 0) return { ok: false, because: 'asked-before' }
  const detail = { rawMessageId: partId }
  const entry = { officeId, at: now, actor, action: 'whole-asked-for' as const, detail }
  await record(tx, [{ ...entry, caseId: part.caseId ?? undefined }])
  return { ok: true }
}
