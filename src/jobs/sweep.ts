import { and, eq, lt, or } from 'drizzle-orm'
import { type Db, inOffice } from '../db/db.ts'
import { acknowledgements, alarms, escalations, pages, rawMessages } from '../db/schema.ts'
import type { Enqueue, JobName } from './queue.ts'

/** How many duties of each kind were found that no job had met. */
export type SweepReport = Record<JobName, number>

/** A duty younger than this still has its own job; older than this, that job may be lost. */
const LATE_AFTER_MS = 60_000
/** A page is late sooner: somebody may be dying. */
const PAGE_LATE_AFTER_MS = 10_000

/**
 * Finds duties of one office that no live job is going to meet, and enqueues them again.
 *
 * The tables are the truth and the queue is only a reminder: a restore, a purge or a
 * bug in the queue must not be able to make us forget a person at risk. A duty that
 * is enqueued twice is met once: every handler looks at its row first.
 */
export async function sweep(db: Db, queue: Enqueue, officeId: string, now: Date): Promise<SweepReport> {
  const late = new Date(now.getTime() - LATE_AFTER_MS)
  const pageLate = new Date(now.getTime() - PAGE_LATE_AFTER_MS)
  const report = await inOffice(db, officeId, async (tx) => {
    const owed: Record<JobName, { id: string }[]> = {
      'take-in': await tx
        .select({ id: rawMessages.id })
        .from(rawMessages)
        .where(and(eq(rawMessages.state, 'stored'), lt(rawMessages.receivedAt, late))),
      acknowledge: await tx
        .select({ id: acknowledgements.id })
        .from(acknowledgements)
        .where(
          or(
            eq(acknowledgements.state, 'owed'),
            and(eq(acknowledgements.state, 'sending'), lt(acknowledgements.claimedAt, late)),
          ),
        ),
      page: await tx
        .selectDistinct({ id: escalations.id })
        .from(escalations)
        .leftJoin(pages, eq(pages.escalationId, escalations.id))
        .where(
          and(
            eq(escalations.state, 'paging'),
            or(
              lt(escalations.nextPageAt, pageLate),
              and(eq(pages.state, 'sending'), lt(pages.claimedAt, pageLate)),
            ),
          ),
        ),
      alarm: await tx.select({ id: alarms.id }).from(alarms).where(lt(alarms.nextMailAt, late)),
    }
    for (const [name, rows] of Object.entries(owed) as [JobName, { id: string }[]][]) {
      for (const { id } of rows) await queue.enqueue(tx, name, { officeId, id })
    }
    const counts = Object.entries(owed).map(([name, rows]) => [name, rows.length])
    return Object.fromEntries(counts) as SweepReport
  })
  for (const [name, count] of Object.entries(report) as [JobName, number][]) if (count > 0) queue.nudge(name)
  return report
}
