/** What keeps people from a case, or keeps the case, holds for a letter of it that goes into another one too. */
import { randomUUID } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import {
  caseAdmissions,
  caseHolds,
  caseSeals,
  keptFrom,
  safeContacts,
  useRestrictions,
} from '../db/schema.ts'

/** Copied and not shared: each case is opened, held and disposed of by itself. */
export async function copyHandling(
  tx: Db,
  from: string,
  to: { id: string; reference: string },
): Promise<void> {
  const moved = { caseId: to.id }
  const kept = await tx
    .select()
    .from(keptFrom)
    .where(and(eq(keptFrom.caseId, from), isNull(keptFrom.endedAt)))
  const holds = await tx
    .select()
    .from(caseHolds)
    .where(and(eq(caseHolds.caseId, from), isNull(caseHolds.liftedAt)))
  const unused = await tx
    .select()
    .from(useRestrictions)
    .where(and(eq(useRestrictions.caseId, from), isNull(useRestrictions.endedAt)))
  const safe = (await tx.select().from(safeContacts).where(eq(safeContacts.caseId, from))).filter(
    ({ state }) => state === 'set' || state === 'proposed',
  )
  const seals = await tx
    .select()
    .from(caseSeals)
    .where(and(eq(caseSeals.caseId, from), isNull(caseSeals.endedAt)))
  const admitted = await tx
    .select()
    .from(caseAdmissions)
    .where(
      and(eq(caseAdmissions.caseId, from), isNull(caseAdmissions.endedAt), eq(caseAdmissions.way, 'named')),
    )
  const anew = <T extends { id: string }>(rows: readonly T[]) =>
    rows.map((row) => ({ ...row, ...moved, id: randomUUID() }))
  if (kept.length > 0) await tx.insert(keptFrom).values(anew(kept))
  if (holds.length > 0) await tx.insert(caseHolds).values(anew(holds))
  if (unused.length > 0) await tx.insert(useRestrictions).values(anew(unused))
  if (safe.length > 0)
    await tx.insert(safeContacts).values(anew(safe).map((row) => ({ ...row, messageId: null })))
  // The names before the seal: from then on nobody else writes here.
  if (admitted.length > 0)
    await tx.insert(caseAdmissions).values(anew(admitted).map((row) => ({ ...row, reference: to.reference })))
  if (seals.length > 0) await tx.insert(caseSeals).values(anew(seals))
}
