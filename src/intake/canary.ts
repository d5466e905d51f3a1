/**
 * What becomes of a test message that came back: its bytes are kept on its row, and the job
 * that judges it and pages its receiver is owed in the same transaction. It is no letter: it
 * makes no case and no acknowledgement.
 */
import { and, eq, isNull, or } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { canaries } from '../db/schema.ts'
import type { Enqueue } from '../jobs/queue.ts'

type Came = { officeId: string; id: string; source: Uint8Array; sha256: string; at: Date }

/**
 * Whether it is one that we wait for, and notes that it came. A seal can be copied by
 * whoever can read the mailbox, so it counts once: other bytes under the same seal are
 * a letter like any other.
 */
export async function isAwaited(tx: Db, queue: Enqueue, came: Came): Promise<boolean> {
  const { officeId, id, sha256 } = came
  const noted = await tx
    .update(canaries)
    .set({ seenAt: came.at, sha256, source: came.source })
    .where(and(eq(canaries.id, id), isNull(canaries.sha256)))
    .returning({ id: canaries.id })
  if (noted.length > 0) {
    await queue.enqueue(tx, 'canary', { officeId, id })
    return true
  }
  const again = and(eq(canaries.id, id), or(isNull(canaries.sha256), eq(canaries.sha256, sha256)))
  return (await tx.$count(canaries, again)) > 0
}
