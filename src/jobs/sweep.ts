import { and, eq, gt, isNotNull, isNull, lt, or } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import { type Db, inOffice } from '../db/db.ts'
import { acknowledgements, alarms, escalations, pages, rawMessages, trials } from '../db/schema.ts'
import { type Enqueue, JOB_NAMES, type JobName } from './queue.ts'

/** How many duties of each kind were found that no job had met. */
export type SweepReport = Record<JobName, number>

/** A duty younger than this still has its own job; older than this, that job may be lost. */
const LATE_AFTER_MS = 60_000
/** A page is late sooner: somebody may be dying. */
const PAGE_LATE_AFTER_MS = 10_000
/** No page is due later than this from now but by a clock that has been put back; its job knows exactly. */
const FAR_OFF_MS = 60 * 60_000

type Owed = (tx: Db, now: Date) => Promise<{ id: string }[]>

const after = (now: Date, ms: number): Date => new Date(now.getTime() + ms)

/** Taken up long ago, or in the future: by a clock that has been put back since. */
const isCutOff = (claimedAt: AnyPgColumn, now: Date, lateAfterMs: number) =>
  or(lt(claimedAt, after(now, -lateAfterMs)), gt(claimedAt, after(now, lateAfterMs)))

const OWED: Record<JobName, Owed> = {
  'take-in': (tx, now) =>
    tx
      .select({ id: rawMessages.id })
      .from(rawMessages)
      .where(and(eq(rawMessages.state, 'stored'), isCutOff(rawMessages.receivedAt, now, LATE_AFTER_MS))),
  acknowledge: (tx, now) =>
    tx
      .select({ id: acknowledgements.id })
      .from(acknowledgements)
      .where(
        or(
          eq(acknowledgements.state, 'owed'),
          and(
            eq(acknowledgements.state, 'sending'),
            isCutOff(acknowledgements.claimedAt, now, LATE_AFTER_MS),
          ),
        ),
      ),
  page: (tx, now) =>
    tx
      .selectDistinct({ id: escalations.id })
      .from(escalations)
      .leftJoin(pages, eq(pages.escalationId, escalations.id))
      .where(
        and(
          isNotNull(escalations.nextPageAt),
          or(
            lt(escalations.nextPageAt, after(now, -PAGE_LATE_AFTER_MS)),
            gt(escalations.nextPageAt, after(now, FAR_OFF_MS)),
            gt(escalations.raisedAt, after(now, PAGE_LATE_AFTER_MS)),
            and(eq(pages.state, 'sending'), isCutOff(pages.claimedAt, now, PAGE_LATE_AFTER_MS)),
          ),
        ),
      ),
  alarm: (tx, now) =>
    tx
      .select({ id: alarms.id })
      .from(alarms)
      .where(lt(alarms.nextMailAt, after(now, -LATE_AFTER_MS))),
  trial: (tx, now) =>
    tx
      .select({ id: trials.id })
      .from(trials)
      .where(and(isNull(trials.endedAt), isCutOff(trials.touchedAt, now, LATE_AFTER_MS))),
}

/**
 * Finds duties of one office that no live job is going to meet, and enqueues them again.
 *
 * The tables are the truth and the queue is only a reminder: a restore, a purge or a
 * bug in the queue must not be able to make us forget a person at risk. A duty that
 * is enqueued twice is met once: every handler looks at its row first.
 */
export async function sweep(
  db: Db,
  queue: Enqueue,
  { officeId, now, names = JOB_NAMES }: { officeId: string; now: Date; names?: readonly JobName[] },
): Promise<SweepReport> {
  const report: SweepReport = { 'take-in': 0, acknowledge: 0, page: 0, alarm: 0, trial: 0 }
  await inOffice(db, officeId, async (tx) => {
    for (const name of names) {
      const rows = await OWED[name](tx, now)
      for (const { id } of rows) await queue.enqueue(tx, name, { officeId, id })
      report[name] = rows.length
    }
  })
  for (const name of names) if (report[name] > 0) queue.nudge(name)
  return report
}
