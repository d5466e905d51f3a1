import { and, eq, isNull, ne } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import { type Acting, actionEntry, recordAction } from '../cases/act-on-case.ts'
import type { Db } from '../db/db.ts'
import { escalations, riskFlags } from '../db/schema.ts'

export type Answered =
  | { ok: true }
  | { ok: false; because: 'no-such-alert' | 'answered-already' | 'not-answered-yet' | 'closed-already' }

/** `no-action` needs its reason as much as a referral needs its reference. */
export type AlertOutcome = 'police-told' | 'other-service-told' | 'no-action'

/**
 * A named person takes the alert: the ladder stops. Reached only by a form that a
 * signed-in person sends; opening a page or a link never comes here, because mail
 * scanners open links too.
 */
export async function answerAlert(tx: Db, acting: Acting, escalationId: string): Promise<Answered> {
  const [found] = await tx.select().from(escalations).where(eq(escalations.id, escalationId)).for('update')
  if (!found) return { ok: false, because: 'no-such-alert' }
  if (found.state !== 'paging') return { ok: false, because: 'answered-already' }
  await tx
    .update(escalations)
    .set({ state: 'answered', answeredBy: acting.actorName ?? acting.actor, answeredAt: acting.now })
    .where(eq(escalations.id, escalationId))
  await recordAction(tx, acting)
  await record(tx, [actionEntry(acting, 'alert-answered', { escalationId })])
  return { ok: true }
}

/** Says what was done about it and closes it; every flag of the case is answered with it. */
export async function closeAlert(
  tx: Db,
  acting: Acting,
  escalationId: string,
  closing: { outcome: AlertOutcome; note: string },
): Promise<Answered> {
  const [found] = await tx.select().from(escalations).where(eq(escalations.id, escalationId)).for('update')
  if (!found) return { ok: false, because: 'no-such-alert' }
  if (found.state === 'paging') return { ok: false, because: 'not-answered-yet' }
  if (found.state === 'closed') return { ok: false, because: 'closed-already' }
  await tx
    .update(escalations)
    .set({ state: 'closed', closedAt: acting.now, outcome: `${closing.outcome}: ${closing.note}` })
    .where(eq(escalations.id, escalationId))
  await tx
    .update(riskFlags)
    .set({
      answeredBy: acting.actorName ?? acting.actor,
      answeredAt: acting.now,
      answer: closing.outcome,
    })
    .where(and(eq(riskFlags.caseId, found.caseId), isNull(riskFlags.answeredAt), ne(riskFlags.level, 'none')))
  await recordAction(tx, acting)
  await record(tx, [actionEntry(acting, 'alert-closed', { escalationId, outcome: closing.outcome })])
  return { ok: true }
}
