import { and, inArray, isNull } from 'drizzle-orm'
import { clearAlarm, raiseAlarm } from '../alarms/raise-alarm.ts'
import type { Db } from '../db/db.ts'
import { alarms } from '../db/schema.ts'
import type { Enqueue } from '../jobs/queue.ts'
import { layersOf } from '../offices/duty-rung.ts'
import type { OfficeProfile } from '../offices/profile.ts'
import { type Gap, gapsOf, sayGapFrom } from './gaps.ts'
import { readRota } from './read-rota.ts'
import type { Rota } from './rota.ts'

const DAY_MS = 24 * 60 * 60_000
/** A gap is told a week ahead (issue 5). */
const TOLD_AHEAD_MS = 7 * DAY_MS
/** We look further for where it ends. */
const LOOKED_AHEAD_MS = 35 * DAY_MS
const SOON_MS = DAY_MS

const later = (now: Date, ms: number): Date => new Date(now.getTime() + ms)

/** The gaps that begin within a week, or have begun, each to its end. */
export const gapsAhead = (rota: Rota, { duty }: Pick<OfficeProfile, 'duty'>, now: Date): Gap[] =>
  gapsOf(rota, layersOf(duty), { from: now, to: later(now, LOOKED_AHEAD_MS) }).filter(
    ({ from }) => from < later(now, TOLD_AHEAD_MS),
  )

/** What a gap raises, sooner or nearer. */
export const GAP_KINDS = ['rota-gap', 'rota-gap-soon'] as const

/** The alarm that a gap is, with its hours in words. */
export const alarmOfGap = (gap: Gap, now: Date) => ({
  kind: gap.from < later(now, SOON_MS) ? GAP_KINDS[1] : GAP_KINDS[0],
  about: `${gap.layer === 'primary' ? 'Primary' : 'Secondary'}: ${sayGapFrom(gap, now)}`,
})

/**
 * Raises an alarm for each gap ahead and ends those that are filled or past. Raised again and
 * again it is one alarm, so that it can be asked at every change and at every look.
 */
export async function noteGaps(
  tx: Db,
  deps: { queue: Enqueue; now: Date },
  office: Pick<OfficeProfile, 'id' | 'duty'>,
): Promise<Gap[]> {
  const officeId = office.id
  const gaps = gapsAhead(await readRota(tx, officeId), office, deps.now)
  const wanted = gaps.map((gap) => ({ officeId, ...alarmOfGap(gap, deps.now) }))
  const open = await tx
    .select({ kind: alarms.kind, about: alarms.about })
    .from(alarms)
    .where(and(isNull(alarms.endedAt), inArray(alarms.kind, [...GAP_KINDS])))
  for (const { kind, about } of open) {
    const known = GAP_KINDS.find((one) => one === kind)
    if (!known || wanted.some((alarm) => alarm.kind === kind && alarm.about === about)) continue
    await clearAlarm(tx, deps, { officeId, kind: known, about })
  }
  for (const alarm of wanted) await raiseAlarm(tx, deps, alarm)
  return gaps
}
