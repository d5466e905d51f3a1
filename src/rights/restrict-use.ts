/**
 * A case that is kept and not used (UK GDPR Art 18): whatever is owed to its writer is held in the
 * same transaction, and a hold of its own keeps it from being removed. It ends only after the person was
 * told (Art 18(3)). Danger is acted on all the same.
 */
import { randomUUID } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import { contactBar } from '../acknowledgements/contact-bar.ts'
import { liftHold, placeHold } from '../acknowledgements/hold-evidence.ts'
import { holdOwed, lockWhatIsOwed } from '../acknowledgements/hold-owed.ts'
import { record } from '../audit/record.ts'
import { type Acting, actionEntry, nameOf, recordAction } from '../cases/act-on-case.ts'
import type { CaseRow } from '../cases/arrival.ts'
import { NOTHING_STANDS } from '../cases/find-special.ts'
import { type IsoDate, londonDay } from '../clocks/days.ts'
import type { Db } from '../db/db.ts'
import { caseHolds, useRestrictions } from '../db/schema.ts'

const HELD_FOR = 'Kept and not used (UK GDPR Art 18).'

export type Done = { ok: true } | { ok: false; says: string }

export async function restrictUse(
  tx: Db,
  acting: Acting & { caseRow: CaseRow },
  { law, reason }: { law: string; reason: string },
): Promise<Done> {
  const { office, caseId, actor, now } = acting
  const asked = { officeId: office.id, caseId, address: null, actor, now }
  await lockWhatIsOwed(tx, asked)
  const id = randomUUID()
  const [row] = await tx
    .insert(useRestrictions)
    .values({
      ...{ id, officeId: office.id, caseId, law, reason },
      ...{ setBy: actor, setByName: nameOf(acting), setAt: now },
    })
    .onConflictDoNothing()
    .returning()
  if (!row) return { ok: false, says: 'The use of this case is restricted already.' }
  const bar = contactBar({ ...NOTHING_STANDS, notUsed: [row] })
  const held = bar ? await holdOwed(tx, asked, bar) : 0
  await placeHold(tx, acting, { kind: 'restriction', reason: HELD_FOR })
  await recordAction(tx, acting)
  await record(tx, [actionEntry(acting, 'use-restricted', { restrictionId: id, held })])
  return { ok: true }
}

/** Its own hold goes with it; one that somebody placed beside it stays. */
export async function endUseRestriction(
  tx: Db,
  acting: Acting,
  { id, personToldOn, because }: { id: string; personToldOn: IsoDate; because: string },
): Promise<Done> {
  if (personToldOn > londonDay(acting.now))
    return { ok: false, says: 'That day is in the future: tell the person first (UK GDPR Art 18(3)).' }
  const ended = await tx
    .update(useRestrictions)
    .set({
      personToldOn,
      ...{ endedByName: nameOf(acting), endedAt: acting.now, endedBecause: because },
    })
    .where(
      and(
        eq(useRestrictions.id, id),
        eq(useRestrictions.caseId, acting.caseId),
        isNull(useRestrictions.endedAt),
      ),
    )
    .returning({ id: useRestrictions.id })
  if (ended.length === 0) return { ok: false, says: 'Somebody has ended it meanwhile.' }
  const [ours] = await tx
    .select({ id: caseHolds.id })
    .from(caseHolds)
    .where(
      and(eq(caseHolds.caseId, acting.caseId), eq(caseHolds.reason, HELD_FOR), isNull(caseHolds.liftedAt)),
    )
  if (ours) await liftHold(tx, acting, { id: ours.id, because })
  await recordAction(tx, acting)
  await record(tx, [actionEntry(acting, 'use-restriction-ended', { restrictionId: id })])
  return { ok: true }
}
