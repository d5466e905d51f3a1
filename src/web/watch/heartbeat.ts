/**
 * What somebody outside can see of whether each part of the service moves. Ages in seconds,
 * yes or no, and the number of a test message: nothing of anybody.
 */
import { and, desc, eq, gt, isNotNull } from 'drizzle-orm'
import { type Db, inOffice } from '../../db/db.ts'
import { canaries, heartbeats } from '../../db/schema.ts'
import { canaryTrouble } from '../../intake/page-canary.ts'
import type { Offices } from '../../offices/read-offices.ts'
import type { Heartbeat, Readiness } from '../web-deps.ts'

/** The sweep is every minute; three missed are no weather. */
const MOVED_WITHIN_SECONDS = 180
/** Judging and paging a test message that came takes seconds. */
const CANARY_WITHIN_MS = 2 * 60_000
/** Older ones say nothing of how things stand. */
const CANARY_COUNTS_FOR_MS = 60 * 60_000

export const NO_HEARTBEAT: Heartbeat = {
  ok: false,
  database: { ok: false },
  intake: { ok: false, secondsSincePoll: null, oldestWaitingSeconds: 0 },
  jobs: { ok: false, secondsSinceSweep: null, secondsSinceJob: null },
  pages: { ok: false, overdue: 0, testPagesLate: 0 },
  watchdog: null,
}

/** Each part by the tables, and by what `/readyz` found of mailboxes and alerts. */
export async function heartbeat(
  db: Db,
  offices: Offices,
  { now, ready }: { now: Date; ready: Readiness },
): Promise<Heartbeat> {
  const found = await Promise.all(
    offices.all.map((office) =>
      inOffice(db, office.id, async (tx) => ({
        sweep: await lastOf(tx, 'sweep'),
        jobs: await lastOf(tx, 'jobs'),
        late: await testPagesLate(tx, now),
        watchdog: await lastOfWatchdog(tx),
      })),
    ),
  )
  const polls = ready.mailboxes.map(({ secondsSincePoll }) => secondsSincePoll)
  const intake = {
    ok: ready.intakeOk,
    // One that was never polled is the oldest of all.
    secondsSincePoll: polls.includes(null) ? null : Math.max(0, ...polls.map(Number)),
    oldestWaitingSeconds: ready.oldestWaitingSeconds,
  }
  const secondsSinceSweep = oldest(
    found.map(({ sweep }) => sweep),
    now,
  )
  const secondsSinceJob = oldest(
    found.map(({ jobs }) => jobs),
    now,
  )
  const moves = (seconds: number | null) => seconds !== null && seconds <= MOVED_WITHIN_SECONDS
  const jobs = {
    ok: moves(secondsSinceSweep) && moves(secondsSinceJob),
    secondsSinceSweep,
    secondsSinceJob,
  }
  const testPages = found.reduce((sum, { late }) => sum + late, 0)
  const overdue = ready.alertsOverdue
  const pages = { ok: overdue === 0 && testPages === 0, overdue, testPagesLate: testPages }
  const database = { ok: ready.database && ready.diskFull !== true }
  return {
    ok: database.ok && intake.ok && jobs.ok && pages.ok,
    ...{ database, intake, jobs, pages },
    watchdog: latest(
      found.flatMap(({ watchdog }) => watchdog ?? []),
      now,
    ),
  }
}

/** Undefined where that part of the office has never moved. */
async function lastOf(tx: Db, part: 'sweep' | 'jobs'): Promise<Date | undefined> {
  const [row] = await tx.select({ at: heartbeats.at }).from(heartbeats).where(eq(heartbeats.part, part))
  return row?.at
}

/** Came long enough ago to have been judged and paged, and was not. */
async function testPagesLate(tx: Db, now: Date): Promise<number> {
  const rows = await tx
    .selectDistinctOn([canaries.mailbox, canaries.origin])
    .from(canaries)
    .where(
      and(isNotNull(canaries.seenAt), gt(canaries.seenAt, new Date(now.getTime() - CANARY_COUNTS_FOR_MS))),
    )
    .orderBy(canaries.mailbox, canaries.origin, desc(canaries.sentAt))
  return rows.filter(
    (row) =>
      row.seenAt &&
      now.getTime() - row.seenAt.getTime() > CANARY_WITHIN_MS &&
      canaryTrouble(row) !== undefined,
  ).length
}

type WatchdogRow = Pick<typeof canaries.$inferSelect, 'id' | 'sentAt' | 'pagedAt'>

const lastOfWatchdog = async (tx: Db): Promise<WatchdogRow | undefined> =>
  (
    await tx
      .select({ id: canaries.id, sentAt: canaries.sentAt, pagedAt: canaries.pagedAt })
      .from(canaries)
      .where(eq(canaries.origin, 'watchdog'))
      .orderBy(desc(canaries.sentAt))
      .limit(1)
  )[0]

function latest(rows: readonly WatchdogRow[], now: Date): Heartbeat['watchdog'] {
  const [last] = [...rows].sort((a, b) => b.sentAt.getTime() - a.sentAt.getTime())
  if (!last) return null
  return { canary: last.id, secondsOld: secondsBetween(last.sentAt, now), paged: last.pagedAt !== null }
}

const oldest = (moments: readonly (Date | undefined)[], now: Date): number | null =>
  moments.includes(undefined) ? null : Math.max(...moments.map((at) => secondsBetween(at ?? now, now)))

export const secondsBetween = (from: Date, to: Date): number =>
  Math.max(0, Math.round((to.getTime() - from.getTime()) / 1000))
