/** How the messages of a case came to us: each delivery, and other letters under the same Message-ID. */
import { and, asc, eq, inArray, notInArray } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { cases, ledger, messages, rawMessages } from '../db/schema.ts'

type Shown = Pick<typeof messages.$inferSelect, 'id' | 'rawMessageId' | 'messageId'>

export type Delivery = { mailbox: string; folder: string; receivedAt: Date }

/** Every delivery of each letter, the first one included, by the raw message that was first. */
export async function findDeliveries(tx: Db, shown: readonly Shown[]): Promise<Map<string, Delivery[]>> {
  const firstIds = shown.map(({ rawMessageId }) => rawMessageId)
  const found = new Map<string, Delivery[]>()
  if (firstIds.length === 0) return found
  const copies = await tx
    .select({ id: rawMessages.id, copyOf: rawMessages.copyOf })
    .from(rawMessages)
    .where(inArray(rawMessages.copyOf, firstIds))
  const firstOf = new Map(copies.map(({ id, copyOf }) => [id, copyOf ?? id]))
  const rows = await tx
    .selectDistinct({
      rawMessageId: ledger.rawMessageId,
      mailbox: ledger.mailbox,
      folder: ledger.folder,
      receivedAt: ledger.receivedAt,
    })
    .from(ledger)
    .where(inArray(ledger.rawMessageId, [...firstIds, ...firstOf.keys()]))
    .orderBy(asc(ledger.receivedAt))
  for (const { rawMessageId, ...delivery } of rows) {
    if (rawMessageId === null) continue
    const firstId = firstOf.get(rawMessageId) ?? rawMessageId
    found.set(firstId, [...(found.get(firstId) ?? []), delivery])
  }
  return found
}

/**
 * Cases that hold another letter under a Message-ID of this one. Looked up when the case
 * is shown and not when the letter comes, so that both cases say it, and also where the
 * two came at the same moment.
 */
export async function findReusedIds(tx: Db, shown: readonly Shown[]): Promise<Map<string, string[]>> {
  const ids = shown.flatMap(({ messageId }) => messageId ?? [])
  const found = new Map<string, string[]>()
  if (ids.length === 0) return found
  const others = await tx
    .select({ messageId: messages.messageId, reference: cases.reference })
    .from(messages)
    .innerJoin(cases, eq(cases.id, messages.caseId))
    .where(
      and(
        inArray(messages.messageId, ids),
        notInArray(
          messages.id,
          shown.map(({ id }) => id),
        ),
      ),
    )
    .orderBy(asc(cases.reference))
    .limit(50)
  for (const { messageId, reference } of others) {
    if (messageId !== null) found.set(messageId, [...new Set([...(found.get(messageId) ?? []), reference])])
  }
  return found
}
