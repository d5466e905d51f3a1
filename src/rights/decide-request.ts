/**
 * The decision on a request for one's rights, on a law, and what follows from it: use restricted,
 * erasure handed on, those who were told before to be told again. One transaction.
 */
import { randomUUID } from 'node:crypto'
import { and, eq, inArray, isNull, ne } from 'drizzle-orm'
import { liftHold } from '../acknowledgements/hold-evidence.ts'
import { record } from '../audit/record.ts'
import { type Acting, nameOf } from '../cases/act-on-case.ts'
import { idOfBoth, openTask } from '../cases/tasks.ts'
import { londonDay } from '../clocks/days.ts'
import type { Db } from '../db/db.ts'
import {
  caseHolds,
  type DataRight,
  disclosures,
  erasures,
  referrals,
  rightsFinds,
  rightsRequests,
} from '../db/schema.ts'
import type { RightsDecision, RightsLaw } from '../offices/rights-law.ts'
import { foundFor, lockOpen, no, noteAct, OVER } from './act-on-request.ts'
import type { FoundRequest } from './find-request.ts'
import { type Done, restrictUse } from './restrict-use.ts'

/** What is allowed or refused, on which law, and what follows from it. */
export async function decideRequest(
  tx: Db,
  acting: Acting,
  requestId: string,
  { decision, note }: { decision: RightsDecision; note: string },
): Promise<Done> {
  const found = await lockOpen(tx, requestId)
  if (!found) return OVER
  if (decision.right !== found.row.right) return no('That is a decision about another right.')
  if (found.acts.some(({ act }) => act === 'allowed' || act === 'refused'))
    return no('It has been decided already. A new decision needs a new request.')
  const isAllowed = decision.outcome === 'allowed'
  const needsFinds = isAllowed && ['erasure', 'restriction', 'rectification'].includes(decision.right)
  if (needsFinds && found.finds.length === 0)
    return no('Say first which cases hold the data: search, and tick them.')
  await noteAct(tx, acting, requestId, { act: decision.outcome, law: decision.id, note })
  if (!isAllowed) return { ok: true }
  const each = found.finds.map(({ caseRow }) => caseRow)
  if (decision.right === 'restriction')
    for (const caseRow of each)
      await restrictUse(tx, { ...acting, caseId: caseRow.id, caseRow }, { law: decision.id, reason: note })
  if (decision.right === 'erasure') await handToDisposal(tx, acting, found, decision)
  if (TOLD_AGAIN.includes(decision.right)) await oweTelling(tx, acting, found)
  return { ok: true }
}

/** UK GDPR Art 19: whoever was told of the data is told of these. */
const TOLD_AGAIN: readonly DataRight[] = ['rectification', 'erasure', 'restriction']

/**
 * Nothing is removed here. Each case may now go before the day of its schedule, by the one way by
 * which anything is removed: marked by one person, agreed by another, and while nothing holds it.
 */
async function handToDisposal(
  tx: Db,
  acting: Acting,
  { row, finds, caseRow: asked }: FoundRequest,
  { id: decision, law }: RightsDecision,
): Promise<void> {
  for (const { caseRow } of finds) {
    await tx.insert(erasures).values({
      ...{ id: randomUUID(), officeId: row.officeId, requestId: row.id, caseId: caseRow.id, decision, law },
      ...{ allowedBy: acting.actor, allowedByName: nameOf(acting), allowedAt: acting.now },
    })
    await letGoOf(tx, { ...acting, caseId: caseRow.id }, row.id, foundFor(asked.reference))
    const because = `Its erasure was allowed (${law}). Close it, and have it marked for disposal on the page “Records”, under “Erasure allowed”. What still holds it is said there.`
    const task = {
      officeId: row.officeId,
      caseId: caseRow.id,
      kind: 'erase-case' as const,
      aboutId: row.id,
      because,
    }
    await record(tx, await openTask(tx, task, acting.now))
  }
  const detail = { cases: finds.length }
  await noteAct(tx, acting, row.id, {
    act: 'handed-to-disposal',
    note: 'Each case may be disposed of before its day, and has a task that says so.',
    detail,
  })
}

/** This request holds it no longer. The hold stays where another request that is open has found it too. */
async function letGoOf(tx: Db, acting: Acting, requestId: string, reason: string): Promise<void> {
  const others = await tx
    .select({ id: rightsFinds.id })
    .from(rightsFinds)
    .innerJoin(rightsRequests, eq(rightsRequests.id, rightsFinds.requestId))
    .where(
      and(
        ...[eq(rightsFinds.caseId, acting.caseId), ne(rightsFinds.requestId, requestId)],
        ...[isNull(rightsFinds.droppedAt), isNull(rightsRequests.closedAt)],
      ),
    )
  if (others.length > 0) return
  const [ours] = await tx
    .select({ id: caseHolds.id })
    .from(caseHolds)
    .where(and(eq(caseHolds.caseId, acting.caseId), eq(caseHolds.reason, reason), isNull(caseHolds.liftedAt)))
  if (ours) await liftHold(tx, acting, { id: ours.id, because: 'Its erasure was allowed.' })
}

/** One task for this decision and each time that somebody outside was told about one of these cases. */
async function oweTelling(tx: Db, acting: Acting, { row, finds }: FoundRequest): Promise<void> {
  const ids = finds.map(({ caseRow }) => caseRow.id)
  const told = [
    ...(await tx
      .select({ id: disclosures.id, toldAt: disclosures.toldAt })
      .from(disclosures)
      .where(inArray(disclosures.caseId, ids))),
    ...(await tx
      .select({ id: referrals.id, toldAt: referrals.toldAt })
      .from(referrals)
      .where(inArray(referrals.caseId, ids))),
  ]
  for (const { id, toldAt } of told) {
    const because = `Tell whoever was told on ${londonDay(toldAt)} of the decision, unless that is impossible or out of all proportion (UK GDPR Art 19). The ledger of the case it was told in says who.`
    const task = {
      officeId: row.officeId,
      caseId: row.caseId,
      kind: 'tell-recipient' as const,
      aboutId: idOfBoth(row.id, id),
      because,
    }
    await record(tx, await openTask(tx, task, acting.now))
  }
}

export const decisionOf = (law: RightsLaw, id: string | undefined): RightsDecision | undefined =>
  law.decisions.find((one) => one.id === id)
