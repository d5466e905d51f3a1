import { randomUUID } from 'node:crypto'
import { and, eq, inArray } from 'drizzle-orm'
import { type AuditEntry, MACHINE } from '../audit/record.ts'
import { CLIMBING } from '../db/alert-states.ts'
import type { Db } from '../db/db.ts'
import { escalations } from '../db/schema.ts'
import type { Enqueue } from '../jobs/queue.ts'
import type { RiskLevel } from '../triage/risk.ts'
import { alertFor } from './plan.ts'

/**
 * Raises the alert that a message's risk calls for, with its first page owed in the
 * same transaction. A case whose alert is still climbing keeps that one; an immediate
 * message makes a slower one immediate. One that was answered does not silence what
 * comes after it: a new danger raises a new alert.
 */
export async function raiseAlert(
  tx: Db,
  deps: { queue: Enqueue; now: Date },
  about: { officeId: string; caseId: string; level: RiskLevel },
): Promise<AuditEntry[]> {
  const alert = alertFor(about.level, deps.now)
  if (!alert) return []
  const { officeId, caseId } = about
  const [climbing] = await tx
    .select()
    .from(escalations)
    .where(and(eq(escalations.caseId, caseId), inArray(escalations.state, CLIMBING)))
    .for('update')
  if (climbing && (climbing.level === 'immediate' || alert.level === 'serious')) return []
  const id = climbing?.id ?? randomUUID()
  const values = { level: alert.level, nextPageAt: alert.firstPageAt }
  if (climbing) await tx.update(escalations).set(values).where(eq(escalations.id, id))
  else {
    await tx
      .insert(escalations)
      .values({ id, officeId, caseId, state: 'raised', raisedAt: deps.now, ...values })
  }
  await deps.queue.enqueue(tx, 'page', { officeId, id }, alert.firstPageAt)
  const detail = { escalationId: id, level: alert.level }
  return [{ officeId, at: deps.now, actor: MACHINE, action: 'alert-raised', caseId, detail }]
}
