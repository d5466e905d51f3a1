/** One alert. Reads only; every function sees the office of its transaction and no other. */
import { and, asc, eq, inArray, ne } from 'drizzle-orm'
import { OPEN } from '../db/alert-states.ts'
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
import type { CaseRow } from './arrival.ts'

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
  const sameWriter = await findOpenAlertsOf(tx, found.caseRow)
  return { ...found, pages: sent, moves, proposals, referrals: told, answers, sameWriter }
}

/** Open alerts on other cases of the same address. */
const findOpenAlertsOf = async (tx: Db, caseRow: CaseRow) =>
  caseRow.correspondentAddress === null
    ? []
    : tx
        .select({ id: escalations.id, level: escalations.level, reference: cases.reference })
        .from(escalations)
        .innerJoin(cases, eq(cases.id, escalations.caseId))
        .where(
          and(
            eq(cases.correspondentAddress, caseRow.correspondentAddress),
            ne(cases.id, caseRow.id),
            inArray(escalations.state, [...OPEN]),
          ),
        )
        .orderBy(asc(escalations.raisedAt))
        .limit(20)

export type FoundAlert = NonNullable<Awaited<ReturnType<typeof findAlert>>>

/** The case of an alert, for whoever acts on the alert and needs no more of it. */
export async function caseOfAlert(tx: Db, escalationId: string): Promise<string | undefined> {
  const [found] = await tx
    .select({ caseId: escalations.caseId })
    .from(escalations)
    .where(eq(escalations.id, escalationId))
  return found?.caseId
}
