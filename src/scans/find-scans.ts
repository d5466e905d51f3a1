import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import type { Db } from '../db/db.ts'
import { rawMessages, scans } from '../db/schema.ts'
import type { Enqueue } from '../jobs/queue.ts'
import type { ScanRow } from './may-open.ts'

/** What is known of these letters, by letter. */
export async function findScans(tx: Db, rawIds: readonly string[]): Promise<Map<string, ScanRow[]>> {
  const found = new Map<string, ScanRow[]>()
  if (rawIds.length === 0) return found
  const rows = await tx
    .select()
    .from(scans)
    .where(inArray(scans.rawMessageId, [...rawIds]))
    .orderBy(asc(scans.part))
  for (const row of rows) found.set(row.rawMessageId, [...(found.get(row.rawMessageId) ?? []), row])
  return found
}

type Asking = { officeId: string; actor: string; caseId: string; rawMessageId: string; now: Date }

/** Owes the letter a scan now, whatever the last one said. What it said stays in force until then. */
export async function askForScan(
  tx: Db,
  queue: Enqueue,
  { officeId, actor, caseId, rawMessageId, now }: Asking,
): Promise<void> {
  await tx.update(rawMessages).set({ scan: 'owed' }).where(eq(rawMessages.id, rawMessageId))
  await tx
    .update(scans)
    .set({ nextAt: now, attempts: sql`0` })
    .where(and(eq(scans.rawMessageId, rawMessageId), eq(scans.part, 0)))
  await queue.enqueue(tx, 'scan', { officeId, id: rawMessageId })
  await record(tx, [{ officeId, at: now, actor, action: 'scan-asked-for', caseId, detail: { rawMessageId } }])
}
