import { and, countDistinct, eq, gte, ne } from 'drizzle-orm'
import { londonDay, mondayOf, startOfLondonDay } from '../clocks/days.ts'
import type { Db } from '../db/db.ts'
import { audit, riskFlags } from '../db/schema.ts'

/**
 * How many letters with risk flags a person has opened since Monday, for that person's own eyes:
 * counted from the reads that the history keeps anyway, and kept nowhere else.
 */
export async function countHardLetters(tx: Db, userKey: string, now: Date): Promise<number> {
  const since = startOfLondonDay(mondayOf(londonDay(now)))
  const [counted] = await tx
    .select({ letters: countDistinct(riskFlags.messageId) })
    .from(audit)
    .innerJoin(riskFlags, and(eq(riskFlags.caseId, audit.caseId), ne(riskFlags.level, 'none')))
    .where(and(eq(audit.actor, userKey), eq(audit.action, 'case-viewed'), gte(audit.at, since)))
  return counted?.letters ?? 0
}
