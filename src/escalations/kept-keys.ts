import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { dutyPeople, escalations, keptFrom } from '../db/schema.ts'

/** Of each of these alerts, those who are kept from its case; see `keptKeys`. */
export async function keptFromEach(
  tx: Db,
  escalationIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const kept = await tx
    .select({ alert: escalations.id, person: dutyPeople.id })
    .from(escalations)
    .innerJoin(keptFrom, and(eq(keptFrom.caseId, escalations.caseId), isNull(keptFrom.endedAt)))
    .innerJoin(dutyPeople, eq(dutyPeople.userKey, keptFrom.userKey))
    .where(inArray(escalations.id, [...escalationIds]))
  const keysOf = (id: string) =>
    kept.filter(({ alert }) => alert === id).map(({ person }) => `person:${person}`)
  return new Map(escalationIds.map((id) => [id, new Set(keysOf(id))]))
}

/**
 * Duty people who are kept from the case of an alert, by the key that pages name them by: they
 * cannot answer it, so they are not told of it and nobody waits for them. A rung that means
 * nobody else is passed over at once.
 */
export const keptKeys = async (tx: Db, escalationId: string): Promise<ReadonlySet<string>> =>
  (await keptFromEach(tx, [escalationId])).get(escalationId) ?? new Set()
