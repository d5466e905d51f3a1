import { and, asc, eq, gt, isNotNull, isNull, lt, lte, or } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import { londonDay } from '../clocks/days.ts'
import { type Db, inOffice } from '../db/db.ts'
import {
  acknowledgements,
  alarms,
  canaries,
  deadlineMails,
  disposalMarks,
  escalations,
  pages,
  rawMessages,
  replies,
  scans,
  trials,
} from '../db/schema.ts'
import { type Enqueue, JOB_NAMES, type JobName } from './queue.ts'

/** A beat is owed to nobody: it comes with every sweep and says that jobs are done. */
export type SweptJob = Exclude<JobName, 'beat'>
/** Scans are owed only where a scanner is set up. */
export const sweptWith = (hasScanner: boolean): readonly SweptJob[] =>
  hasScanner ? SWEPT : SWEPT.filter((name) => name !== 'scan')

const SWEPT: readonly SweptJob[] = JOB_NAMES.filter((name): name is SweptJob => name !== 'beat')

/** How many duties of each kind were found that no job had met. */
export type SweepReport = Record<SweptJob, number>

/** A duty younger than this still has its own job; older than this, that job may be lost. */
const LATE_AFTER_MS = 60_000
/** A page is late sooner: somebody may be dying, and its ladder is kept to 5 seconds. */
const PAGE_LATE_AFTER_MS = 1_500
/** As long as a page may take to be handed over; see claim-page.ts. */
const PAGE_CUT_OFF_MS = 30_000
/** An alert that was raised so far in the future was raised by a clock that has been put back. */
const CLOCK_BACK_MS = 10_000
/** Of hundreds that are late at once, each job takes many together; the rest is found by the next look. */
const MOST_PAGES = 40
/** Of thousands that were agreed on together, as many as a minute has time for. */
const MOST_DISPOSALS = 200
/** Of letters that nobody has scanned yet, as many as a minute has time for beside everything else. */
const MOST_SCANS = 100
/** The longest wait of an alert that somebody has answered (escalations/alert-moves.ts). */
const LONGEST_REMINDER_MS = 60 * 60_000
/** Due later than any wait explains, and this much more, only by a clock that has been put back; its job knows exactly. */
const FAR_OFF_SLACK_MS = 5_000
/** A test message that is older was told of long ago, and newer ones show how things stand. */
const CANARY_GIVEN_UP_MS = 60 * 60_000

type Owed = (tx: Db, now: Date, longestWaitMs: number) => Promise<{ id: string }[]>

const after = (now: Date, ms: number): Date => new Date(now.getTime() + ms)

/** Taken up long ago, or in the future: by a clock that has been put back since. */
const isCutOff = (claimedAt: AnyPgColumn, now: Date, lateAfterMs: number) =>
  or(lt(claimedAt, after(now, -lateAfterMs)), gt(claimedAt, after(now, lateAfterMs)))

const OWED: Record<SweptJob, Owed> = {
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
  page: async (tx, now, longestWaitMs) => {
    const farOffMs = Math.max(longestWaitMs, LONGEST_REMINDER_MS) + FAR_OFF_SLACK_MS
    const due = await tx
      .select({ id: escalations.id })
      .from(escalations)
      .where(
        and(
          isNotNull(escalations.nextPageAt),
          or(
            lt(escalations.nextPageAt, after(now, -PAGE_LATE_AFTER_MS)),
            gt(escalations.nextPageAt, after(now, farOffMs)),
            gt(escalations.raisedAt, after(now, CLOCK_BACK_MS)),
          ),
        ),
      )
      .orderBy(asc(escalations.nextPageAt))
      .limit(MOST_PAGES)
    const unsettled = await tx
      .selectDistinct({ id: pages.escalationId })
      .from(pages)
      .where(
        or(
          and(eq(pages.state, 'owed'), isCutOff(pages.claimedAt, now, PAGE_LATE_AFTER_MS)),
          and(eq(pages.state, 'sending'), isCutOff(pages.claimedAt, now, PAGE_CUT_OFF_MS)),
        ),
      )
      .limit(MOST_PAGES)
    return [...new Set([...due, ...unsettled].map(({ id }) => id))].map((id) => ({ id }))
  },
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
  'deadline-mail': (tx, now) =>
    tx
      .select({ id: deadlineMails.id })
      .from(deadlineMails)
      .where(
        or(
          eq(deadlineMails.state, 'owed'),
          and(eq(deadlineMails.state, 'sending'), isCutOff(deadlineMails.claimedAt, now, LATE_AFTER_MS)),
        ),
      ),
  dispose: (tx, now) =>
    tx
      .select({ id: disposalMarks.id })
      .from(disposalMarks)
      .where(and(eq(disposalMarks.state, 'agreed'), lte(disposalMarks.carryOutOn, londonDay(now))))
      .orderBy(asc(disposalMarks.carryOutOn))
      .limit(MOST_DISPOSALS),
  scan: async (tx, now) => {
    const first = await tx
      .select({ id: rawMessages.id })
      .from(rawMessages)
      .where(and(eq(rawMessages.scan, 'owed'), eq(rawMessages.state, 'taken-in'), isNull(rawMessages.copyOf)))
      .orderBy(asc(rawMessages.receivedAt))
      .limit(MOST_SCANS)
    const again = await tx
      .select({ id: scans.rawMessageId })
      .from(scans)
      .where(lte(scans.nextAt, now))
      .limit(MOST_SCANS)
    return [...first, ...again]
  },
  reply: (tx, now) =>
    tx
      .select({ id: replies.id })
      .from(replies)
      .where(
        or(
          and(eq(replies.state, 'held'), lt(replies.leavesAt, after(now, -LATE_AFTER_MS))),
          and(eq(replies.state, 'sending'), isCutOff(replies.claimedAt, now, LATE_AFTER_MS)),
        ),
      ),
  canary: (tx, now) =>
    tx
      .select({ id: canaries.id })
      .from(canaries)
      .where(
        and(
          gt(canaries.seenAt, after(now, -CANARY_GIVEN_UP_MS)),
          isCutOff(canaries.seenAt, now, LATE_AFTER_MS),
          or(
            and(isNull(canaries.judgedAt), isNotNull(canaries.source)),
            and(eq(canaries.level, 'immediate'), isNotNull(canaries.receiver), isNull(canaries.pagedAt)),
          ),
        ),
      ),
}

type Sweeping = {
  officeId: string
  now: Date
  /** Of an unanswered alert of this office, by its ladders. */
  longestWaitMs?: number
  names?: readonly SweptJob[]
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
  { officeId, now, longestWaitMs = 0, names = SWEPT }: Sweeping,
): Promise<SweepReport> {
  const report: SweepReport = {
    'take-in': 0,
    acknowledge: 0,
    page: 0,
    alarm: 0,
    trial: 0,
    canary: 0,
    'deadline-mail': 0,
    dispose: 0,
    scan: 0,
    reply: 0,
  }
  await inOffice(db, officeId, async (tx) => {
    for (const name of names) {
      const rows = await OWED[name](tx, now, longestWaitMs)
      for (const { id } of rows) await queue.enqueue(tx, name, { officeId, id })
      report[name] = rows.length
    }
  })
  for (const name of names) if (report[name] > 0) queue.nudge(name)
  return report
}
