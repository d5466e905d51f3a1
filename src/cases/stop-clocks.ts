import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Calendars } from '../clocks/calendars.ts'
import { londonDay } from '../clocks/days.ts'
import type { Db } from '../db/db.ts'
import { clockEvents, clocks } from '../db/schema.ts'
import type { Acting } from './act-on-case.ts'
import { eventRow, findRecords, projectClock, recorderOf } from './clock-rows.ts'

/** Ends every running clock of a case that is being closed, which the caller has locked; gives back the ids of the entries. */
export async function stopClocks(tx: Db, acting: Acting & { calendars: Calendars }): Promise<string[]> {
  const running = await tx
    .select()
    .from(clocks)
    .where(and(eq(clocks.caseId, acting.caseId), isNull(clocks.stoppedAt)))
    .orderBy(asc(clocks.id))
    .for('update')
  const records = await findRecords(
    tx,
    running.map(({ id }) => id),
  )
  const on = londonDay(acting.now)
  const entries: string[] = []
  for (const clock of running) {
    const closed = eventRow(clock, { event: 'closed', on, at: acting.now }, recorderOf(acting))
    await tx.insert(clockEvents).values(closed)
    await projectClock(tx, acting, clock, [...(records.get(clock.id) ?? []), closed])
    entries.push(closed.id)
  }
  return entries
}
