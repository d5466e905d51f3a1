/**
 * A clock that is put back would keep every alert waiting for as much longer: their times
 * were written by the clock as it was. So they are put back with it. One that is put forward
 * only makes pages early, and cannot be told from a machine that was asleep.
 */
import { eq, isNotNull, sql } from 'drizzle-orm'
import { type Db, inOffice } from '../db/db.ts'
import { escalations, heartbeats } from '../db/schema.ts'
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

/** Two processes of a machine see one jump, each at a look of its own, which an outage may hold up. */
const SAME_JUMP_WITHIN_MS = 60_000

/**
 * Puts the times of an office's alerts back by as much, and notes when. Where another process
 * has done so just now, it was for the same jump, and nothing is done: put back twice, pages
 * would come early. `mine` is what came back the last time that this process did it itself:
 * what it sees now is then another jump.
 */
export async function putAlertsBack(
  db: Db,
  officeId: string,
  { backMs, now, mine }: { backMs: number; now: Date; mine?: Date | undefined },
): Promise<Date | undefined> {
  return inOffice(db, officeId, async (tx) => {
    const beat = { officeId, part: 'clock' as const, at: now }
    // The insert waits for another process that is at it, and then sees what it has noted.
    const begun = await tx.insert(heartbeats).values(beat).onConflictDoNothing().returning()
    const [noted] = await tx.select().from(heartbeats).where(isClock).for('update')
    const isTheirs =
      begun.length === 0 &&
      noted !== undefined &&
      noted.at.getTime() !== mine?.getTime() &&
      Math.abs(noted.at.getTime() - now.getTime()) < SAME_JUMP_WITHIN_MS
    if (isTheirs) return mine
    await tx.update(heartbeats).set({ at: now }).where(isClock)
    const moved = await tx
      .update(escalations)
      .set({ nextPageAt: sql`${escalations.nextPageAt} - ${backMs} * interval '1 millisecond'` })
      .where(isNotNull(escalations.nextPageAt))
      .returning({ id: escalations.id })
    logEvent('clock.put-back', { officeId, millis: backMs, count: moved.length })
    return now
  })
}

const isClock = eq(heartbeats.part, 'clock')
