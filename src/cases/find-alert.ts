/** One alert. Reads only; every function sees the office of its transaction and no other. */
import { asc, eq } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import {
  alertAnswers,
  alertMoves,
  alertProposals,
  cases,
  escalations,
  pages,
  referrals,
} from '../db/schema.ts'

/** An alert with its case, who was told, what was done and what was told to others, or undefined. */
export async function findAlert(tx: Db, escalationId: string) {
  const [found] = await tx
    .select({ alert: escalations, caseRow: cases })
    .from(escalations)
    .innerJoin(cases, eq(cases.id, escalations.caseId))
    .where(eq(escalations.id, escalationId))
  if (!found) return undefined
  const [sent, moves, proposals, told, answers] = await Promise.all([
    tx
      .select()
      .from(pages)
      .where(eq(pages.escalationId, escalationId))
      .orderBy(asc(pages.step), asc(pages.claimedAt), asc(pages.post), asc(pages.way)),
    tx.select().from(alertMoves).where(eq(alertMoves.escalationId, escalationId)).orderBy(asc(alertMoves.at)),
    tx
      .select()
      .from(alertProposals)
      .where(eq(alertProposals.escalationId, escalationId))
      .orderBy(asc(alertProposals.proposedAt)),
    tx
      .select({ id: referrals.id, toWhom: referrals.toWhom, toldAt: referrals.toldAt })
      .from(referrals)
      .where(eq(referrals.escalationId, escalationId))
      .orderBy(asc(referrals.toldAt)),
    tx
      .select()
      .from(alertAnswers)
      .where(eq(alertAnswers.escalationId, escalationId))
      .orderBy(asc(alertAnswers.at)),
  ])
  return { ...found, pages: sent, moves, proposals, referrals: told, answers }
}

export type FoundAlert = NonNullable<Awaited<ReturnType<typeof findAlert>>>

/** The case of an alert, for whoever acts on the alert and needs no more of it. */
export async function caseOfAlert(tx: Db, escalationId: string): Promise<string | undefined> {
  const [found] = await tx
    .select({ caseId: escalations.caseId })
    .from(escalations)
    .where(eq(escalations.id, escalationId))
  return found?.caseId
}
