/**
 * The look of every minute at the open breaches of an office: which reminders the data protection
 * officer is owed, and whether a clock has run out. Read from the tables each time, so that a
 * look that was cut off is made good by the next.
 */
import { isNull } from 'drizzle-orm'
import { raiseAlarm } from '../alarms/raise-alarm.ts'
import type { Calendars } from '../clocks/calendars.ts'
import { CLOCK_RULES } from '../clocks/clock-rules.ts'
import type { Db } from '../db/db.ts'
import { breaches } from '../db/schema.ts'
import type { Enqueue } from '../jobs/queue.ts'
import type { OfficeProfile } from '../offices/profile.ts'
import { OUT, oweBreachMails, withStanding } from './act-on-breach.ts'
import { breachClocks, breachReference, isOut } from './breach.ts'

/** How many mails were owed anew. Nights and weekends included. */
export async function checkBreaches(
  tx: Db,
  deps: { queue: Enqueue; now: Date; calendars: Calendars },
  office: OfficeProfile,
): Promise<number> {
  const open = await tx.select().from(breaches).where(isNull(breaches.closedAt))
  if (open.length === 0) return 0
  const running = (await withStanding(tx, open)).flatMap(({ row, standing }) =>
    breachClocks(row, standing, deps.calendars)
      .filter(({ stoppedAt }) => stoppedAt === undefined)
      .map((clock) => ({ row, clock, ranOn: clock.kind === 'breach-72h' ? standing.ranOn : 0 })),
  )
  for (const { row, clock } of running)
    if (isOut(clock, deps.now)) {
      const about = breachReference(office, row.number)
      await raiseAlarm(tx, deps, { officeId: office.id, kind: OUT[clock.kind], about })
    }
  return oweBreachMails(
    tx,
    { office, ...deps },
    running.flatMap(({ row, clock: { kind }, ranOn }) => {
      const gone = (deps.now.getTime() - row.knownAt.getTime()) / 3_600_000
      // After a time in which nothing ran only the last of them is told: the others say the same.
      const hours = (CLOCK_RULES[kind].alarmHours ?? []).findLast((one) => one <= gone)
      if (hours === undefined) return []
      // Judged again, the clock runs on: whoever was told that it had stopped is told the hours anew.
      const dedupe = `breach.${row.id}.${kind}.${hours}${ranOn > 0 ? `.again-${ranOn}` : ''}`
      return [{ kind: 'breach-hours' as const, breachId: row.id, breachClock: kind, hours, dedupe }]
    }),
  )
}
