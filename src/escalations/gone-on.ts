/** Pages that were owed or cut off and are not sent any more. */
import { eq, inArray } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { alertMoves, pages } from '../db/schema.ts'
import type { PageRow } from './compose-page.ts'
import { answeredKeysOfEach } from './everybody.ts'
import { keptFromEach } from './kept-keys.ts'

/**
 * `answered-meanwhile`: somebody has gone on with the alert since. `not-to-be-told`: kept from the
 * case since. `no-way-known`: nothing says by which way it went or should go.
 */
export type Left = 'answered-meanwhile' | 'not-to-be-told' | 'no-way-known'

/** Why each of these pages, as it was claimed, is not sent any more, by its id; those that still are, are missing. */
export async function whyLeft(tx: Db, rows: readonly PageRow[]): Promise<ReadonlyMap<string, Left>> {
  if (rows.length === 0) return new Map()
  const ids = [...new Set(rows.map(({ escalationId }) => escalationId))]
  const moves = await tx
    .select({ id: alertMoves.escalationId, at: alertMoves.at })
    .from(alertMoves)
    .where(inArray(alertMoves.escalationId, ids))
  const answered = await answeredKeysOfEach(tx, ids)
  const kept = await keptFromEach(tx, ids)
  const why = ({ escalationId, claimedAt, personKey }: PageRow): Left[] => {
    const hasMoved = moves.some(({ id, at }) => id === escalationId && at >= claimedAt)
    if (hasMoved || answered.get(escalationId)?.has(personKey)) return ['answered-meanwhile']
    return kept.get(escalationId)?.has(personKey) ? ['not-to-be-told'] : []
  }
  return new Map(rows.flatMap((row) => why(row).map((left): [string, Left] => [row.id, left])))
}

/** Leaves it at what it came to: one that was being sent may have got through. */
export const leave = (tx: Db, { id, state }: PageRow, because: Left) =>
  tx
    .update(pages)
    .set(state === 'owed' ? { state: 'skipped', because } : { state: 'unknown' })
    .where(eq(pages.id, id))
