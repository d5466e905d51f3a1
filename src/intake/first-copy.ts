import { eq, inArray } from 'drizzle-orm'
import { type AuditEntry, MACHINE } from '../audit/record.ts'
import type { Db } from '../db/db.ts'
import { firstCopies, messages, rawMessages } from '../db/schema.ts'
import type { Judged, Raw } from './judge.ts'

/**
 * For each letter of the batch that is another delivery of one we have: the raw message
 * that had its content first.
 *
 * A letter to two of an office's addresses, a copy in Junk and one through a forwarder
 * are one letter. Two workers that hold two copies meet at the key of the table: the
 * second waits here until the first has committed, or takes its place if it has not.
 * The keys go in by order, so that no two batches wait for each other.
 */
export async function findFirstCopies(tx: Db, batch: readonly Judged[]): Promise<Map<string, string>> {
  const keyed = batch.flatMap(({ raw, contentKey }) =>
    contentKey === undefined ? [] : [{ officeId: raw.officeId, contentKey, rawMessageId: raw.id }],
  )
  if (keyed.length === 0) return new Map()
  const inOrder = keyed.toSorted((one, other) => (one.contentKey < other.contentKey ? -1 : 1))
  const claimed = await tx
    .insert(firstCopies)
    .values(inOrder)
    .onConflictDoNothing()
    .returning({ id: firstCopies.rawMessageId })
  const firsts = new Set(claimed.map(({ id }) => id))
  const repeats = keyed.filter(({ rawMessageId }) => !firsts.has(rawMessageId))
  if (repeats.length === 0) return new Map()
  const known = await tx
    .select()
    .from(firstCopies)
    .where(
      inArray(
        firstCopies.contentKey,
        repeats.map(({ contentKey }) => contentKey),
      ),
    )
  const firstOf = new Map(known.map((row) => [row.contentKey, row.rawMessageId]))
  return new Map(
    repeats.flatMap(({ rawMessageId, contentKey }) => {
      const first = firstOf.get(contentKey)
      return first === undefined || first === rawMessageId ? [] : [[rawMessageId, first] as const]
    }),
  )
}

/** Notes that it is a copy. Both stay as they came, and the case shows the second as another delivery. */
export async function keepCopy(tx: Db, raw: Raw, firstId: string, now: Date): Promise<AuditEntry[]> {
  await tx.update(rawMessages).set({ copyOf: firstId }).where(eq(rawMessages.id, raw.id))
  const [first] = await tx
    .select({ caseId: messages.caseId })
    .from(messages)
    .where(eq(messages.rawMessageId, firstId))
  return [
    {
      officeId: raw.officeId,
      at: now,
      actor: MACHINE,
      action: 'copy-kept',
      caseId: first?.caseId,
      detail: { rawMessageId: raw.id, copyOf: firstId },
    },
  ]
}
