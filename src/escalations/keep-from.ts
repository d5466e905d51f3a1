/**
 * Keeps a person's own account from a case that is about them. From the commit on the database
 * shows them none of its rows, on no page, in no count. Where they were dealing with its alert,
 * the duty list is told at once that it is nobody's.
 */
import { randomUUID } from 'node:crypto'
import { and, eq, inArray, isNull } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import { actionEntry, recordAction } from '../cases/act-on-case.ts'
import { OPEN } from '../db/alert-states.ts'
import type { Db } from '../db/db.ts'
import { escalations, keptFrom, staff } from '../db/schema.ts'
import type { ActingOnAlert } from './act-on-alert.ts'

export type Kept = { ok: true } | { ok: false; because: 'no-such-person' | 'kept-already' | 'kept-no-longer' }

export async function keepPersonFrom(
  tx: Db,
  acting: ActingOnAlert,
  { userKey, reason }: { userKey: string; reason: string },
): Promise<Kept> {
  const [person] = await tx.select().from(staff).where(eq(staff.userKey, userKey))
  if (!person) return { ok: false, because: 'no-such-person' }
  await recordAction(tx, acting)
  const handed = await passOn(tx, acting, userKey)
  const id = randomUUID()
  await record(tx, [actionEntry(acting, 'person-kept-from-case', { keptFromId: id, alertsPassedOn: handed })])
  // Last of all: where they keep themselves from it, everything above still has to be seen by them.
  const kept = await tx
    .insert(keptFrom)
    .values({
      id,
      officeId: acting.office.id,
      caseId: acting.caseId,
      userKey,
      userName: person.userName,
      reason,
      keptBy: acting.actor,
      keptByName: acting.actorName ?? acting.actor,
      keptAt: acting.now,
    })
    .onConflictDoNothing()
    .returning({ id: keptFrom.id })
  return kept.length === 0 ? { ok: false, because: 'kept-already' } : { ok: true }
}

/** Alerts that they had taken on: the next person of the list is told now. */
async function passOn(
  tx: Db,
  { caseId, office, queue, now }: ActingOnAlert,
  userKey: string,
): Promise<number> {
  const theirs = await tx
    .update(escalations)
    .set({ nextPageAt: now })
    .where(
      and(
        eq(escalations.caseId, caseId),
        eq(escalations.answeredKey, userKey),
        inArray(escalations.state, [...OPEN]),
      ),
    )
    .returning({ id: escalations.id })
  for (const { id } of theirs) await queue.enqueue(tx, 'page', { officeId: office.id, id }, now)
  return theirs.length
}

/** Lets them see it again, with the reason. */
export async function letPersonBack(
  tx: Db,
  acting: ActingOnAlert,
  { id, because }: { id: string; because: string },
): Promise<Kept> {
  const ended = await tx
    .update(keptFrom)
    .set({ endedByName: acting.actorName ?? acting.actor, endedAt: acting.now, endedBecause: because })
    .where(and(eq(keptFrom.id, id), eq(keptFrom.caseId, acting.caseId), isNull(keptFrom.endedAt)))
    .returning({ id: keptFrom.id })
  if (ended.length === 0) return { ok: false, because: 'kept-no-longer' }
  await recordAction(tx, acting)
  await record(tx, [actionEntry(acting, 'person-let-back', { keptFromId: id })])
  return { ok: true }
}
