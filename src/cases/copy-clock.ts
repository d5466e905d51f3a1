/** A running clock goes on in another case, with all that was ever written down about it. */
import { randomUUID } from 'node:crypto'
import type { Db } from '../db/db.ts'
import { clockEvents, clocks } from '../db/schema.ts'
import { type ClockRow, findRecords, projectClock } from './clock-rows.ts'
import type { ActingByCalendar } from './route-clocks.ts'

/**
 * Copied with its pauses and extensions, because a deadline that began anew would give the office time
 * that the law does not. A letter starts each kind of clock once, so a copy beside the letter's own has none.
 * Gives back the ids of the copies.
 */
export async function copyClocks(
  tx: Db,
  acting: ActingByCalendar,
  { from, toCaseId, messageId }: { from: readonly ClockRow[]; toCaseId: string; messageId: string | null },
): Promise<string[]> {
  const records = await findRecords(
    tx,
    from.map(({ id }) => id),
  )
  const copies: string[] = []
  for (const clock of from) {
    const copy: ClockRow = {
      ...clock,
      ...{ id: randomUUID(), caseId: toCaseId, messageId, escalatedFor: null },
    }
    const before = records.get(clock.id) ?? []
    const newIds = new Map(before.map(({ id }) => [id, randomUUID()]))
    const entries = before.map((entry) => ({
      ...entry,
      ...{ id: newIds.get(entry.id) ?? randomUUID(), caseId: toCaseId, clockId: copy.id },
      removes: entry.removes === null ? null : (newIds.get(entry.removes) ?? null),
    }))
    await tx.insert(clocks).values(copy)
    if (entries.length > 0) await tx.insert(clockEvents).values(entries)
    await projectClock(tx, acting, copy, entries)
    copies.push(copy.id)
  }
  return copies
}
