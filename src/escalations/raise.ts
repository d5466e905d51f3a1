import { randomUUID } from 'node:crypto'
import { and, eq, inArray } from 'drizzle-orm'
import { type AuditEntry, MACHINE } from '../audit/record.ts'
import { CLIMBING } from '../db/alert-states.ts'
import type { Db } from '../db/db.ts'
import { escalations } from '../db/schema.ts'
import type { Enqueue } from '../jobs/queue.ts'
import { roundFrom } from '../offices/duty-rung.ts'
import type { OfficeProfile } from '../offices/profile.ts'
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
  about: { office: OfficeProfile; caseId: string; level: RiskLevel },
): Promise<AuditEntry[]> {
  const { office, caseId } = about
  const officeId = office.id
  const alert = alertFor(about.level, office.duty, deps.now)
  if (!alert) return []
  const [climbing] = await tx
    .select()
    .from(escalations)
    .where(and(eq(escalations.caseId, caseId), inArray(escalations.state, CLIMBING)))
    .for('update')
  if (climbing && (climbing.level === 'immediate' || alert.level === 'serious')) return []
  const id = climbing?.id ?? randomUUID()
  const values = { level: alert.level, nextPageAt: alert.firstPageAt }
  if (climbing) {
    const step = roundFrom(office.duty, alert.level, climbing.step)
    await tx
      .update(escalations)
      .set({ ...values, step })
      .where(eq(escalations.id, id))
  }
  if (!climbing) {
    await tx
      .insert(escalations)
      .values({ id, officeId, caseId, state: 'raised', raisedAt: deps.now, ...values })
  }
  await deps.queue.enqueue(tx, 'page', { officeId, id }, alert.firstPageAt)
  const detail = { escalationId: id, level: alert.level }
  return [{ officeId, at: deps.now, actor: MACHINE, action: 'alert-raised', caseId, detail }]
}
