import { eq } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import type { Db } from '../db/db.ts'
import { alarms } from '../db/schema.ts'
import { alarmSpec } from './alarm-kinds.ts'

/** How long the mails stop when somebody has said that they know and it is not over; longer where they are rare. */
const QUIET_MS = 4 * 60 * 60_000

export type SeenAlarm = { ok: true } | { ok: false; because: 'no-such-alarm' }

/**
 * A named person knows of it. What merely happened is over with that; what goes on is
 * quiet for four hours and then asks again, because "I know" repairs nothing.
 */
export async function seeAlarm(
  tx: Db,
  who: { officeId: string; actor: string; actorName: string; now: Date },
  alarmId: string,
): Promise<SeenAlarm> {
  const [found] = await tx.select().from(alarms).where(eq(alarms.id, alarmId)).for('update')
  if (!found || found.endedAt) return { ok: false, because: 'no-such-alarm' }
  const { weight, ends, everyHours = 0 } = alarmSpec(found.kind)
  const quietMs = Math.max(QUIET_MS, everyHours * 60 * 60_000)
  const goesOn = ends === 'by-itself'
  const quietUntil = goesOn && weight === 'urgent' ? new Date(who.now.getTime() + quietMs) : null
  await tx
    .update(alarms)
    .set({
      seenBy: who.actorName,
      seenAt: who.now,
      nextMailAt: quietUntil,
      ...(goesOn ? {} : { endedAt: who.now }),
    })
    .where(eq(alarms.id, alarmId))
  const detail = { alarmId, kind: found.kind }
  await record(tx, [{ officeId: who.officeId, at: who.now, actor: who.actor, action: 'alarm-seen', detail }])
  return { ok: true }
}
