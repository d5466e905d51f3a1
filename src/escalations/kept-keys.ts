import { and, eq, isNull } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { dutyPeople, escalations, keptFrom } from '../db/schema.ts'

/**
 * Duty people who are kept from the case of an alert, by the key that pages name them by: they
 * cannot answer it, so they are not told of it and nobody waits for them. A rung that means
 * nobody else is passed over at once.
 */
export async function keptKeys(tx: Db, escalationId: string): Promise<ReadonlySet<string>> {
  const kept = await tx
    .select({ id: dutyPeople.id })
    .from(escalations)
    .innerJoin(keptFrom, and(eq(keptFrom.caseId, escalations.caseId), isNull(keptFrom.endedAt)))
    .innerJoin(dutyPeople, eq(dutyPeople.userKey, keptFrom.userKey))
    .where(eq(escalations.id, escalationId))
  return new Set(kept.map(({ id }) => `person:${id}`))
}
