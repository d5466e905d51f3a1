/**
 * Looks every minute, from the tables, whether a drill is to begin or was missed. Two
 * processes that look at once begin one: the day is taken in the database.
 */
import { createHmac, randomUUID } from 'node:crypto'
import { and, eq, lt, ne, type SQL } from 'drizzle-orm'
import { raiseAlarm } from '../alarms/raise-alarm.ts'
import { MACHINE, record } from '../audit/record.ts'
import { londonDay } from '../clocks/days.ts'
import { type Db, inOffice } from '../db/db.ts'
import { cases, drills, escalations } from '../db/schema.ts'
import { endMissedDrill } from '../escalations/act-on-alert.ts'
import type { Enqueue } from '../jobs/queue.ts'
import { errorFields, logEvent } from '../log.ts'
import { plannedDrill, type Seed } from '../offices/drill-schedule.ts'
import type { OfficeProfile } from '../offices/profile.ts'
import type { Offices } from '../offices/read-offices.ts'
import type { DrillLetter } from './letters.ts'
import { startDrill } from './start-drill.ts'

export type CheckDrillsDeps = {
  db: Db
  queue: Enqueue
  offices: Offices
  drillLetters: readonly DrillLetter[]
  secretKey: string
  now: () => Date
  /** Whether drills begin by the schedule; those that run are looked after in any case. */
  scheduled: boolean
}

/** A drill that could not begin within this long of its minute does not begin later. */
const START_WITHIN_MS = 15 * 60_000

/** Each office; one that cannot be looked at does not keep the others from it. */
export async function checkDrills(deps: CheckDrillsDeps): Promise<void> {
  for (const office of deps.offices.all) {
    try {
      if (deps.scheduled) await startIfDue(deps, office)
      await inOffice(deps.db, office.id, (tx) => endMissed(tx, deps, office))
    } catch (error) {
      logEvent('drills.not-checked', { officeId: office.id, ...errorFields(error) })
    }
  }
}

/** The two numbers of a span of weeks: nobody without the key can tell them before. */
const seedOf =
  (secretKey: string, officeId: string): Seed =>
  (words) => {
    const hash = createHmac('sha256', secretKey).update(`drill.${officeId}.${words}`).digest()
    return [hash.readUInt32BE(0), hash.readUInt32BE(4)]
  }

async function startIfDue(deps: CheckDrillsDeps, office: OfficeProfile): Promise<void> {
  if (!office.drills) return
  const now = deps.now()
  const planned = plannedDrill(office.drills, londonDay(now), seedOf(deps.secretKey, office.id))
  const lateMs = now.getTime() - planned.dueAt.getTime()
  if (lateMs < 0) return
  const letter = deps.drillLetters[Math.floor(planned.pick * deps.drillLetters.length)]
  if (!letter) throw new Error('There is no letter for the drill')
  const begun = await inOffice(deps.db, office.id, (tx) =>
    lateMs < START_WITHIN_MS
      ? startDrill(tx, deps, office, { letter, dueAt: planned.dueAt })
      : noteNotStarted(tx, office, { ...planned, letter }),
  )
  if (begun) deps.queue.nudge('take-in')
}

/** Noted where drills went on before: an office that has only begun with them has left none out. */
async function noteNotStarted(
  tx: Db,
  office: OfficeProfile,
  { day, dueAt, letter }: { day: string; dueAt: Date; letter: DrillLetter },
): Promise<undefined> {
  if ((await tx.$count(drills, lt(drills.dueAt, dueAt))) === 0) return
  await tx
    .insert(drills)
    .values({
      id: randomUUID(),
      officeId: office.id,
      ...{ day, dueAt, letter: letter.id },
      announced: office.drills?.announced ?? false,
      state: 'not-started',
    })
    .onConflictDoNothing()
}

/** Nobody answered in time, or no alert came of it at all: either is an alarm, and the paging ends. */
async function endMissed(tx: Db, deps: CheckDrillsDeps, office: OfficeProfile): Promise<void> {
  const now = deps.now()
  const late = await tx
    .select()
    .from(drills)
    .where(and(eq(drills.state, 'running'), lt(drills.answerBy, now)))
  for (const drill of late) {
    // The alert first: whoever answers it at this moment holds its row, and then it was answered.
    const alerts = await alertsOf(tx, eq(drills.id, drill.id))
    const missed = await tx
      .update(drills)
      .set({ state: 'missed', missedAt: now })
      .where(and(eq(drills.id, drill.id), eq(drills.state, 'running')))
      .returning({ id: drills.id })
    if (missed.length === 0) continue
    const detail = { drillId: drill.id, paged: alerts.length > 0 }
    await record(tx, [{ officeId: office.id, at: now, actor: MACHINE, action: 'drill-missed', detail }])
    const alarm = { officeId: office.id, kind: 'drill-missed' as const, about: drill.day }
    await raiseAlarm(tx, { queue: deps.queue, now }, alarm)
  }
  // Also of one whose letter was judged only after its time: it would page for ever.
  for (const { id, caseId } of await alertsOf(tx, eq(drills.state, 'missed'))) {
    const acting = { office, actor: MACHINE, actorName: 'Waypost', now, queue: deps.queue, caseId }
    await endMissedDrill(tx, acting, id)
  }
}

/** Those that are not over, locked. */
const alertsOf = (tx: Db, which: SQL): Promise<{ id: string; caseId: string }[]> =>
  tx
    .select({ id: escalations.id, caseId: escalations.caseId })
    .from(escalations)
    .innerJoin(cases, eq(cases.id, escalations.caseId))
    .innerJoin(drills, eq(drills.id, cases.drillId))
    .where(and(which, ne(escalations.state, 'closed')))
    .for('update', { of: escalations })
