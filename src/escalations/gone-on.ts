/** Pages that were owed or cut off and are not sent any more. */
import { and, eq, gte } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { alertMoves, pages } from '../db/schema.ts'
import type { PageRow } from './compose-page.ts'
import { answeredKeys } from './everybody.ts'
import { keptKeys } from './kept-keys.ts'

/** `answered-meanwhile`: somebody has gone on with the alert since. `not-to-be-told`: kept from the case since. */
export type Left = 'answered-meanwhile' | 'not-to-be-told'

/** Why this page, as it was claimed, is not sent any more; undefined where it still is. */
export async function whyLeft(tx: Db, escalationId: string, row: PageRow): Promise<Left | undefined> {
  const since = and(eq(alertMoves.escalationId, escalationId), gte(alertMoves.at, row.claimedAt))
  if ((await tx.$count(alertMoves, since)) > 0) return 'answered-meanwhile'
  if ((await answeredKeys(tx, escalationId)).has(row.personKey)) return 'answered-meanwhile'
  return (await keptKeys(tx, escalationId)).has(row.personKey) ? 'not-to-be-told' : undefined
}

/** Leaves it at what it came to: one that was being sent may have got through. */
export const leave = (tx: Db, { id, state }: PageRow, because: Left) =>
  tx
    .update(pages)
    .set(state === 'owed' ? { state: 'skipped', because } : { state: 'unknown' })
    .where(eq(pages.id, id))
