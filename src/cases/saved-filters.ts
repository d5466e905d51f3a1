import { randomUUID } from 'node:crypto'
import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { savedFilters } from '../db/schema.ts'

export type SavedFilter = { id: string; name: string; query: string; isShared: boolean; isOwn: boolean }

/** The filters that this person kept, and those of the whole office. */
export async function findSavedFilters(tx: Db, userKey: string): Promise<SavedFilter[]> {
  const rows = await tx
    .select()
    .from(savedFilters)
    .where(and(inArray(savedFilters.userKey, ['', userKey]), isNull(savedFilters.removedAt)))
    .orderBy(asc(savedFilters.name))
  return rows.map(({ id, name, query, userKey: whose, madeBy }) => ({
    id,
    name,
    query,
    isShared: whose === '',
    isOwn: madeBy === userKey,
  }))
}

type Saving = {
  officeId: string
  name: string
  query: string
  isShared: boolean
  madeBy: string
  madeByName: string
  madeAt: Date
}

/** False where a filter of that name is there already. */
export async function saveFilter(tx: Db, { isShared, ...saving }: Saving): Promise<boolean> {
  const made = await tx
    .insert(savedFilters)
    .values({ id: randomUUID(), ...saving, userKey: isShared ? '' : saving.madeBy })
    .onConflictDoNothing()
    .returning({ id: savedFilters.id })
  return made.length > 0
}

/** Whoever kept it may take it away; one of the whole office also whoever `mayRemoveShared`. */
export async function removeFilter(
  tx: Db,
  { id, userKey, mayRemoveShared, now }: { id: string; userKey: string; mayRemoveShared: boolean; now: Date },
): Promise<void> {
  const whose = mayRemoveShared
    ? inArray(savedFilters.userKey, ['', userKey])
    : eq(savedFilters.madeBy, userKey)
  await tx
    .update(savedFilters)
    .set({ removedBy: userKey, removedAt: now })
    .where(and(eq(savedFilters.id, id), whose, isNull(savedFilters.removedAt)))
}
