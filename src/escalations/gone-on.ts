import { and, eq, gte } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { alertMoves } from '../db/schema.ts'
import type { PageRow } from './compose-page.ts'
import { answeredKeys } from './everybody.ts'

/** Whether somebody has gone on with the alert since this page was claimed, or the one it goes to has answered. */
export async function hasGoneOn(tx: Db, escalationId: string, row: PageRow): Promise<boolean> {
  const since = and(eq(alertMoves.escalationId, escalationId), gte(alertMoves.at, row.claimedAt))
  if ((await tx.$count(alertMoves, since)) > 0) return true
  return (await answeredKeys(tx, escalationId)).has(row.personKey)
}
