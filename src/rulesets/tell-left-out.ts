import { and, eq, isNull, notInArray } from 'drizzle-orm'
import { clearAlarm, raiseAlarm } from '../alarms/raise-alarm.ts'
import type { Db } from '../db/db.ts'
import { alarms } from '../db/schema.ts'
import type { Enqueue } from '../jobs/queue.ts'

/** One alarm for each published rule that is left out; those of rules that work again end. */
export async function tellLeftOut(
  tx: Db,
  deps: { queue: Enqueue; now: Date },
  { officeId, ids }: { officeId: string; ids: readonly string[] },
): Promise<void> {
  const kind = 'rule-left-out'
  for (const about of ids) await raiseAlarm(tx, deps, { officeId, kind, about })
  const others = ids.length > 0 ? notInArray(alarms.about, [...ids]) : undefined
  const mended = await tx
    .select({ about: alarms.about })
    .from(alarms)
    .where(and(eq(alarms.kind, kind), isNull(alarms.endedAt), others))
  for (const { about } of mended) await clearAlarm(tx, deps, { officeId, kind, about })
}
