/** When the next rung of alerts is due: the time in the row and the job for it, a statement each for all of them. */
import { inArray, type SQL, sql } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { escalations } from '../db/schema.ts'
import type { Enqueue } from '../jobs/queue.ts'

export type NextTime = { id: string; officeId: string; nextPageAt: Date }

/** Each alert its own time; `also` is what changes with it, the same for all. The caller holds their locks. */
export async function setNextTimes(
  tx: Db,
  { queue }: { queue: Enqueue },
  times: readonly NextTime[],
  also: { step?: number; state?: SQL<string> } = {},
): Promise<void> {
  if (times.length === 0) return
  const cases = times.map(({ id, nextPageAt }) => {
    const at = sql.param(nextPageAt, escalations.nextPageAt)
    return sql`when ${id}::uuid then ${at}::timestamptz`
  })
  const ids = times.map(({ id }) => id)
  await tx
    .update(escalations)
    .set({ ...also, nextPageAt: sql`case ${escalations.id} ${sql.join(cases, sql` `)} end` })
    .where(inArray(escalations.id, ids))
  const jobs = times.map(({ id, officeId, nextPageAt }) => ({ officeId, id, startAfter: nextPageAt }))
  await queue.enqueueAll(tx, 'page', jobs)
}
