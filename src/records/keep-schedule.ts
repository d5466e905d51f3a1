/**
 * Keeps each schedule that comes into force, by number, and brings the cases under it. An office that
 * sets a period changes the day of cases that were closed long ago, and those are not acted on any more.
 */
import { createHash } from 'node:crypto'
import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { retentionColumns } from '../cases/retention-columns.ts'
import type { OutcomeKind } from '../clocks/keeping-words.ts'
import { type Db, inOffice } from '../db/db.ts'
import { cases, type KeptLine, retentionSchedules } from '../db/schema.ts'
import { errorFields, logEvent } from '../log.ts'
import type { OfficeProfile } from '../offices/profile.ts'
import type { Offices } from '../offices/read-offices.ts'
import type { Route } from '../triage/route.ts'

/** So many cases are brought under it in one transaction, well within its time. */
const AT_ONCE = 5_000

type Deps = { db: Db; offices: Offices; now: () => Date }

/** Looks at every office; one that failed is looked at again a minute later. */
export async function checkSchedules(deps: Deps): Promise<void> {
  for (const office of deps.offices.all)
    try {
      const moved = await keepSchedule(deps, office)
      if (moved > 0) logEvent('records.schedule-changed', { officeId: office.id, count: moved })
    } catch (error) {
      logEvent('records.schedule-not-kept', { officeId: office.id, ...errorFields(error) })
    }
}

/**
 * Gives back how many cases got another line. The number is written last: cut off before, all of it
 * is done again, and what was done is found in order.
 */
export async function keepSchedule({ db, now }: Deps, office: OfficeProfile): Promise<number> {
  const lines = office.retention.map(asKept)
  const sha256 = createHash('sha256').update(JSON.stringify(lines)).digest('hex')
  const last = await inOffice(db, office.id, newest)
  if (last?.sha256 === sha256) return 0
  let moved = 0
  for (;;) {
    const count = await inOffice(db, office.id, (tx) => bringUnder(tx, office))
    moved += count
    if (count === 0) break
  }
  await inOffice(db, office.id, async (tx) => {
    const kept = { officeId: office.id, number: (last?.number ?? 0) + 1, lines, sha256, inForceAt: now() }
    await tx.insert(retentionSchedules).values(kept).onConflictDoNothing()
  })
  return moved
}

const newest = async (tx: Db) =>
  (await tx.select().from(retentionSchedules).orderBy(desc(retentionSchedules.number)).limit(1))[0]

/** The number of the schedule in force, which a certificate names. */
export const scheduleInForce = async (tx: Db): Promise<number> => (await newest(tx))?.number ?? 0

const asKept = ({
  schedule,
  routes,
  outcomes,
  keepMonths,
  trigger,
  source,
}: OfficeProfile['retention'][number]): KeptLine => ({
  ...{ schedule, routes, outcomes, keepMonths, trigger, source },
})

/** The cases of a few of the combinations that are not under the line that they should be. */
async function bringUnder(tx: Db, office: OfficeProfile): Promise<number> {
  const combinations = await tx.execute<{
    route: Route
    others: Route[]
    outcome: OutcomeKind | null
    schedule: string
    months: number | null
    trigger: string
  }>(sql`
    select distinct route, others, outcome_kind as outcome, retention_schedule as schedule,
      keep_months as months, retention_trigger as trigger
    from cases where disposed_at is null`)
  let changed = 0
  for (const { route, others, outcome, schedule, months, trigger } of combinations) {
    const line = retentionColumns(office, [route, ...others], outcome)
    if (
      line.retentionSchedule === schedule &&
      line.keepMonths === months &&
      line.retentionTrigger === trigger
    )
      continue
    const some = tx
      .select({ id: cases.id })
      .from(cases)
      .where(
        and(
          isNull(cases.disposedAt),
          eq(cases.route, route),
          eq(cases.others, others),
          sql`${cases.outcomeKind} is not distinct from ${outcome}`,
          sql`(${cases.retentionSchedule}, ${cases.retentionTrigger}) = (${schedule}, ${trigger})`,
          sql`${cases.keepMonths} is not distinct from ${months}::integer`,
        ),
      )
      .limit(AT_ONCE - changed)
      .for('update')
    const done = await tx
      .update(cases)
      .set(line)
      .where(sql`${cases.id} in ${some}`)
      .returning({ id: cases.id })
    changed += done.length
    if (changed >= AT_ONCE) break
  }
  return changed
}
