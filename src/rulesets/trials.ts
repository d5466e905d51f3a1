import { randomUUID } from 'node:crypto'
import { and, count, countDistinct, desc, eq, gte, not, type SQL, sql } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { cases, messages, trialMoves, trials, verdicts } from '../db/schema.ts'
import type { Enqueue } from '../jobs/queue.ts'
import { NOTHING_PUBLISHED, type Published } from '../triage/published.ts'
import type { Rules } from '../triage/read-rules.ts'
import { sorted } from '../triage/with-published.ts'
import { currentNumber } from './change-rules.ts'
import { findDraft } from './drafts.ts'
import { rulesOf } from './published-now.ts'
import { note, type Reviewer } from './reviewer.ts'

export type TrialRow = typeof trials.$inferSelect

/** More letters than this say nothing new about a rule, and take minutes. */
export const MOST_LETTERS = 5_000
export const MONTHS = [1, 3, 6, 12] as const

/** Starts running a draft over the letters of the last months; a job does it piece by piece. */
export async function startTrial(
  tx: Db,
  by: Reviewer & { queue: Enqueue },
  { draftId, months }: { draftId: string; months: (typeof MONTHS)[number] },
): Promise<string | undefined> {
  const draft = await findDraft(tx, draftId)
  if (!draft || draft.endedAt) return undefined
  const id = randomUUID()
  const { officeId, actor, now } = by
  await tx.insert(trials).values({
    ...{ id, officeId, draftId, months, ruleText: draft.text, onNumber: await currentNumber(tx) },
    ...{ startedBy: actor, startedAt: now, touchedAt: now },
    letters: await tx.$count(messages, since(now, months)),
  })
  await by.queue.enqueue(tx, 'trial', { officeId, id })
  await note(tx, by, 'rule-trial-started', { trialId: id, draftId, months })
  return id
}

/** Letters that came in that time before the moment; those of drills are ours. */
export function since(moment: Date, months: number): SQL | undefined {
  const from = new Date(moment)
  from.setUTCMonth(from.getUTCMonth() - months)
  const isDrill = sql`exists (select 1 from ${cases} where ${cases.id} = ${messages.caseId} and ${cases.drillId} is not null)`
  return and(gte(messages.receivedAt, from), not(isDrill))
}

/** What was published at that number and works with these files. */
export async function publishedAt(tx: Db, rules: Rules, number: number): Promise<Published> {
  if (number === 0) return NOTHING_PUBLISHED
  const { good, bad } = sorted(rules, await rulesOf(tx, number))
  return { number, rules: good, leftOut: bad.length }
}

/** As many moves as a person reads; the count is of all. */
const SHOWN = 200

export type ShownTrial = Awaited<ReturnType<typeof showTrial>>

/** The latest trial of that draft, or the one of that id. */
export async function findTrial(tx: Db, which: { draftId: string } | { trialId: string }) {
  const where = 'trialId' in which ? eq(trials.id, which.trialId) : eq(trials.draftId, which.draftId)
  const [trial] = await tx.select().from(trials).where(where).orderBy(desc(trials.startedAt)).limit(1)
  return trial && showTrial(tx, trial)
}

/** With the cases that it would move, and what people said of them. */
async function showTrial(tx: Db, trial: TrialRow) {
  const [counted] = await tx
    .select({ letters: count(), cases: countDistinct(trialMoves.caseId) })
    .from(trialMoves)
    .where(eq(trialMoves.trialId, trial.id))
  const said = and(eq(verdicts.caseId, trialMoves.caseId), eq(verdicts.kind, 'route'))
  const moves = await tx
    .select({ move: trialMoves, reference: cases.reference, confirmed: verdicts.confirmed })
    .from(trialMoves)
    .innerJoin(cases, eq(cases.id, trialMoves.caseId))
    .leftJoin(verdicts, said)
    .where(eq(trialMoves.trialId, trial.id))
    .orderBy(desc(cases.openedAt), desc(cases.reference))
    .limit(SHOWN)
  return { trial, moves, movedCases: counted?.cases ?? 0, movedLetters: counted?.letters ?? 0 }
}
