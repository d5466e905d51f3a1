/**
 * A clock that is put back would keep every alert waiting for as much longer: their times
 * were written by the clock as it was. So they are put back with it. One that is put forward
 * only makes pages early, and cannot be told from a machine that was asleep.
 */
import { isNotNull, sql } from 'drizzle-orm'
import { type Db, inOffice } from '../db/db.ts'
import { escalations } from '../db/schema.ts'
import { logEvent } from '../log.ts'

/** A clock that is corrected a little at a time never goes back so far between two looks. */
const A_JUMP_MS = 1_000

/** What both clocks of a machine show: the one that may be set, and the one that only counts on. */
export type Clocks = { wallMs: number; steadyMs: number }

export const readClocks = (now: () => Date): Clocks => ({
  wallMs: now().getTime(),
  steadyMs: performance.now(),
})

/** By how much the first was put back between two looks; 0 where it was not. */
export function putBackMs(before: Clocks, after: Clocks): number {
  const backMs = after.steadyMs - before.steadyMs - (after.wallMs - before.wallMs)
  return backMs > A_JUMP_MS ? Math.round(backMs) : 0
}

/** Puts the times of an office's alerts back by as much. */
export async function putAlertsBack(db: Db, officeId: string, backMs: number): Promise<void> {
  const moved = await inOffice(db, officeId, (tx) =>
    tx
      .update(escalations)
      .set({ nextPageAt: sql`${escalations.nextPageAt} - ${backMs} * interval '1 millisecond'` })
      .where(isNotNull(escalations.nextPageAt))
      .returning({ id: escalations.id }),
  )
  logEvent('clock.put-back', { officeId, millis: backMs, count: moved.length })
}
