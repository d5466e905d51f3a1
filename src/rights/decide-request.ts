/**
 * The decision on a request for one's rights, on a law, and what follows from it: use restricted,
 * erasure handed on, those who were told before to be told again. One transaction.
 */
import { inArray } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import type { Acting } from '../cases/act-on-case.ts'
import { idOfBoth, openTask } from '../cases/tasks.ts'
import { londonDay } from '../clocks/days.ts'
import type { Db } from '../db/db.ts'
import { type DataRight, disclosures, referrals } from '../db/schema.ts'
import type { RightsDecision, RightsLaw } from '../offices/rights-law.ts'
import { lockOpen, no, noteAct, OVER } from './act-on-request.ts'
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
 * Nothing is removed here: each case gets a task for whoever marks records for disposal, which
 * takes two people and waits for the holds, this request's own among them.
 */
async function handToDisposal(
  tx: Db,
  acting: Acting,
  { row, finds }: FoundRequest,
  { law }: RightsDecision,
): Promise<void> {
  for (const { caseRow } of finds) {
    const because = `Its erasure was allowed (${law}). Close it, lift what holds it, and have it marked for disposal on the page “Records”.`
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
    note: 'A task was left on each case.',
    detail,
  })
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
