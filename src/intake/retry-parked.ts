import { and, eq } from 'drizzle-orm'
import { clearAlarm } from '../alarms/raise-alarm.ts'
import { record } from '../audit/record.ts'
import type { Db } from '../db/db.ts'
import { rawMessages } from '../db/schema.ts'
import type { Enqueue } from '../jobs/queue.ts'

export type Retried = { ok: true } | { ok: false; because: 'not-parked' }

/**
 * Has a parked message taken in again, because what stopped it may be mended by now; the
 * history says who asked. One that stops again is parked again, and nothing of it is lost.
 */
export async function retryParked(
  tx: Db,
  deps: { queue: Enqueue; now: Date },
  { officeId, actor, id }: { officeId: string; actor: string; id: string },
): Promise<Retried> {
  const found = await tx
    .update(rawMessages)
    .set({ state: 'stored', parkedBecause: null })
    .where(and(eq(rawMessages.id, id), eq(rawMessages.state, 'parked')))
    .returning({ id: rawMessages.id })
  if (found.length === 0) return { ok: false, because: 'not-parked' }
  await deps.queue.enqueue(tx, 'take-in', { officeId, id })
  await record(tx, [
    { officeId, at: deps.now, actor, action: 'message-retried', detail: { rawMessageId: id } },
  ])
  await clearAlarm(tx, deps, { officeId, kind: 'message-parked', about: id })
  return { ok: true }
}
