/** Holds a case as evidence, and lifts the hold. While it stands the database removes nothing of the case. */
import { randomUUID } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import { type Acting, actionEntry, recordAction } from '../cases/act-on-case.ts'
import type { CaseRow } from '../cases/arrival.ts'
import { NOTHING_STANDS } from '../cases/find-special.ts'
import { addDays, type IsoDate, londonDay } from '../clocks/days.ts'
import type { HoldKind } from '../clocks/keeping-words.ts'
import type { Db } from '../db/db.ts'
import { caseHolds } from '../db/schema.ts'
import { contactBar } from './contact-bar.ts'
import type { Decided } from './decide-contact.ts'
import { holdOwed, lockWhatIsOwed } from './hold-owed.ts'

/** Places the hold; a bomb threat also takes back what is owed in the case. Twice is once. */
export async function placeHold(
  tx: Db,
  acting: Acting & { caseRow: CaseRow },
  {
    kind,
    reason,
    ...also
  }: { kind: HoldKind; reason: string; owner?: string | undefined; reviewOn?: IsoDate | undefined },
): Promise<Decided> {
  const { office, caseId, actor, now } = acting
  const asked = { officeId: office.id, caseId, address: null, actor, now }
  await lockWhatIsOwed(tx, asked)
  const [hold] = await tx
    .insert(caseHolds)
    .values({
      id: randomUUID(),
      officeId: office.id,
      caseId,
      kind,
      reason,
      placedBy: actor,
      placedByName: acting.actorName ?? actor,
      placedAt: now,
      owner: also.owner ?? office.routes[acting.caseRow.route].primary.post,
      reviewOn: also.reviewOn ?? addDays(londonDay(now), office.records.reviewHoldAfterDays),
    })
    .onConflictDoNothing()
    .returning()
  if (!hold) return { ok: true }
  const bar = contactBar({ ...NOTHING_STANDS, holds: [hold] })
  const held = bar ? await holdOwed(tx, asked, bar) : 0
  await recordAction(tx, acting)
  await record(tx, [actionEntry(acting, 'hold-placed', { kind, held })])
  return { ok: true }
}

/** Lifts it, with the reason. What is held stays held until a person lets it go. */
export async function liftHold(
  tx: Db,
  acting: Acting,
  { id, because }: { id: string; because: string },
): Promise<Decided> {
  const lifted = await tx
    .update(caseHolds)
    .set({ liftedByName: acting.actorName ?? acting.actor, liftedAt: acting.now, liftedBecause: because })
    .where(and(eq(caseHolds.id, id), eq(caseHolds.caseId, acting.caseId), isNull(caseHolds.liftedAt)))
    .returning({ kind: caseHolds.kind })
  const [hold] = lifted
  if (!hold) return { ok: false, because: 'decided-meanwhile' }
  await recordAction(tx, acting)
  await record(tx, [actionEntry(acting, 'hold-lifted', { kind: hold.kind })])
  return { ok: true }
}
