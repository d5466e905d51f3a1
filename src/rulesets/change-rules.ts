/**
 * How the rules of an office change: somebody asks, and somebody else agrees. The database
 * makes the ruleset out of what was agreed to (drizzle/0015), so that no slip here can
 * publish what one person alone wanted.
 */
import { randomUUID } from 'node:crypto'
import { and, desc, eq, gt } from 'drizzle-orm'
import { raiseAlarm } from '../alarms/raise-alarm.ts'
import type { Db } from '../db/db.ts'
import { ruleDrafts, rulesetChanges, rulesets, trials } from '../db/schema.ts'
import type { Enqueue } from '../jobs/queue.ts'
import { type CheckedDraft, checkDraft } from '../triage/check-draft.ts'
import type { Rules } from '../triage/read-rules.ts'
import { findDraft } from './drafts.ts'
import { note, type Reviewer } from './reviewer.ts'

export type ChangeRow = typeof rulesetChanges.$inferSelect

export type ChangeRefusal =
  | 'no-such-draft'
  | 'no-such-change'
  | 'no-such-ruleset'
  | 'not-yours'
  | 'not-a-rule'
  | 'fails-its-examples'
  | 'no-trial'
  | 'asked-already'
  | 'decided-already'
  | 'second-person-needed'
  | 'rule-changed-meanwhile'
  | 'too-many-rules'
  | 'nothing-to-undo'

export type Changed<T = object> = ({ ok: true } & T) | { ok: false; because: ChangeRefusal }

const refused = (because: ChangeRefusal) => ({ ok: false, because }) as const

/** So many published rules are a sign that they belong into the files. */
const MOST_RULES = 100

/** The number of the ruleset in force; 0 where nothing was ever published. */
export async function currentNumber(tx: Db): Promise<number> {
  const [newest] = await tx
    .select({ number: rulesets.number })
    .from(rulesets)
    .orderBy(desc(rulesets.number))
    .limit(1)
  return newest?.number ?? 0
}

/**
 * Asks for one's own draft to be published, as it stands. It has to be a rule that does what
 * its examples say, and this very text has to have been tried on past cases.
 */
export async function askToPublish(
  tx: Db,
  by: Reviewer & { rules: Rules },
  { draftId, reason }: { draftId: string; reason: string },
): Promise<Changed<{ changeId: string }>> {
  const draft = await findDraft(tx, draftId, 'locked')
  if (!draft || draft.endedAt) return refused('no-such-draft')
  if (draft.author !== by.actor) return refused('not-yours')
  const checked = checkDraft(draft.text, by.rules)
  if (!checked.ok) return refused('not-a-rule')
  if (checked.complaints.length > 0) return refused('fails-its-examples')
  const tried = await finishedTrial(tx, draft)
  if (!tried) return refused('no-trial')
  const waiting = and(eq(rulesetChanges.draftId, draftId), eq(rulesetChanges.state, 'waiting'))
  if ((await tx.$count(rulesetChanges, waiting)) > 0) return refused('asked-already')
  const asked = { draftId, ruleId: checked.one.rule.id, ruleText: draft.text, trialId: tried.id }
  return { ok: true, changeId: await ask(tx, by, { kind: 'publish', reason, ...asked }) }
}

async function finishedTrial(tx: Db, draft: { id: string; text: string }) {
  const [latest] = await tx
    .select()
    .from(trials)
    .where(and(eq(trials.draftId, draft.id), eq(trials.ruleText, draft.text)))
    .orderBy(desc(trials.startedAt))
    .limit(1)
  return latest?.endedAt ? latest : undefined
}

/** Asks to go back to the ruleset of that number, as a new one; 0 is the files alone. */
export async function askToRollBack(
  tx: Db,
  by: Reviewer,
  { restores, reason }: { restores: number; reason: string },
): Promise<Changed<{ changeId: string }>> {
  const newest = await currentNumber(tx)
  if (!Number.isInteger(restores) || restores < 0 || restores >= newest) return refused('no-such-ruleset')
  return { ok: true, changeId: await ask(tx, by, { kind: 'rollback', restores, reason }) }
}

type Asked = Pick<ChangeRow, 'kind' | 'reason'> & Partial<ChangeRow>

async function ask(tx: Db, by: Reviewer, asked: Asked): Promise<string> {
  const id = randomUUID()
  await tx.insert(rulesetChanges).values({
    id,
    officeId: by.officeId,
    onNumber: await currentNumber(tx),
    proposedBy: by.actor,
    proposedByName: by.actorName,
    proposedAt: by.now,
    ...asked,
  })
  await note(tx, by, 'rules-change-asked', { changeId: id, kind: asked.kind })
  return id
}

/** Agrees to what somebody else asked for: from the next letter on, these are the rules. */
export async function approveChange(
  tx: Db,
  by: Reviewer & { rules: Rules },
  { changeId, reason }: { changeId: string; reason: string },
): Promise<Changed<{ number: number }>> {
  const change = await lockedChange(tx, changeId)
  if (!change) return refused('no-such-change')
  if (change.state !== 'waiting') return refused('decided-already')
  if (change.proposedBy === by.actor) return refused('second-person-needed')
  const wrong = change.kind === 'publish' ? await whyNotNow(tx, change, by.rules) : undefined
  if (wrong) return refused(wrong)
  await decide(tx, by, change, 'approved', reason)
  return { ok: true, number: await makeRuleset(tx, by, change) }
}

/** The rules may have changed since it was asked for. */
async function whyNotNow(tx: Db, change: ChangeRow, rules: Rules): Promise<ChangeRefusal | undefined> {
  const [newest] = await tx.select().from(rulesets).orderBy(desc(rulesets.number)).limit(1)
  const others = (newest?.rules ?? []).filter(({ id }) => id !== change.ruleId)
  if (others.length >= MOST_RULES) return 'too-many-rules'
  const checked: CheckedDraft = checkDraft(change.ruleText ?? '', rules)
  if (!checked.ok) return 'not-a-rule'
  if (checked.complaints.length > 0) return 'fails-its-examples'
  const since = await tx
    .select({ number: rulesets.number, kind: rulesetChanges.kind, ruleId: rulesetChanges.ruleId })
    .from(rulesets)
    .innerJoin(rulesetChanges, eq(rulesetChanges.id, rulesets.changeId))
    .where(gt(rulesets.number, change.onNumber))
  const touched = since.some(({ kind, ruleId }) => kind !== 'publish' || ruleId === change.ruleId)
  return touched ? 'rule-changed-meanwhile' : undefined
}

/** Says no, with why; whoever asked takes it back by the same way. */
export async function refuseChange(
  tx: Db,
  by: Reviewer,
  { changeId, reason }: { changeId: string; reason: string },
): Promise<Changed> {
  const change = await lockedChange(tx, changeId)
  if (!change) return refused('no-such-change')
  if (change.state !== 'waiting') return refused('decided-already')
  await decide(tx, by, change, change.proposedBy === by.actor ? 'withdrawn' : 'refused', reason)
  return { ok: true }
}

/**
 * Takes the last publication back at once. One person may, because the rules that come back
 * were agreed to by two and have judged letters; only once, and only a publication, so that
 * nobody alone walks back further or puts a rule in force. Colleagues are told by an alarm.
 */
export async function undoPublication(
  tx: Db,
  by: Reviewer & { queue: Enqueue },
  { number, reason }: { number: number; reason: string },
): Promise<Changed<{ number: number }>> {
  const [newest] = await tx
    .select({ number: rulesets.number, kind: rulesetChanges.kind })
    .from(rulesets)
    .innerJoin(rulesetChanges, eq(rulesetChanges.id, rulesets.changeId))
    .orderBy(desc(rulesets.number))
    .limit(1)
  if (newest?.kind !== 'publish' || newest.number !== number) return refused('nothing-to-undo')
  const decided = { decidedBy: by.actor, decidedByName: by.actorName, decidedAt: by.now }
  const changeId = await ask(tx, by, { kind: 'undo', reason, state: 'approved', ...decided })
  const made = await makeRuleset(tx, by, { id: changeId, kind: 'undo', draftId: null, ruleText: null })
  const about = `Ruleset ${number}`
  await raiseAlarm(tx, by, { officeId: by.officeId, kind: 'publication-undone', about })
  return { ok: true, number: made }
}

const lockedChange = async (tx: Db, id: string): Promise<ChangeRow | undefined> =>
  (await tx.select().from(rulesetChanges).where(eq(rulesetChanges.id, id)).for('update'))[0]

async function decide(
  tx: Db,
  by: Reviewer,
  change: ChangeRow,
  state: 'approved' | 'refused' | 'withdrawn',
  reason: string,
): Promise<void> {
  await tx
    .update(rulesetChanges)
    .set({
      state,
      decidedBy: by.actor,
      decidedByName: by.actorName,
      decidedAt: by.now,
      decidedBecause: reason,
    })
    .where(eq(rulesetChanges.id, change.id))
  await note(tx, by, `rules-change-${state}`, { changeId: change.id, kind: change.kind })
}

/** The trigger gives the number and the rules. */
async function makeRuleset(
  tx: Db,
  by: Reviewer,
  change: Pick<ChangeRow, 'id' | 'kind' | 'draftId' | 'ruleText'>,
): Promise<number> {
  const values = { officeId: by.officeId, changeId: change.id, publishedAt: by.now, number: 0, rules: [] }
  const [made] = await tx.insert(rulesets).values(values).returning({ number: rulesets.number })
  if (!made) throw new Error('The ruleset was not made')
  // Words that its author has written since stay a draft.
  const isAsPublished = and(
    eq(ruleDrafts.id, change.draftId ?? change.id),
    eq(ruleDrafts.text, change.ruleText ?? ''),
  )
  await tx.update(ruleDrafts).set({ endedAt: by.now }).where(isAsPublished)
  await note(tx, by, 'ruleset-in-force', { number: made.number, changeId: change.id, kind: change.kind })
  return made.number
}

/** Everything that waits for a second person, the oldest first. */
export const findWaitingChanges = (tx: Db): Promise<ChangeRow[]> =>
  tx
    .select()
    .from(rulesetChanges)
    .where(eq(rulesetChanges.state, 'waiting'))
    .orderBy(rulesetChanges.proposedAt)

/** One change. */
export const findChange = async (tx: Db, id: string): Promise<ChangeRow | undefined> =>
  (await tx.select().from(rulesetChanges).where(eq(rulesetChanges.id, id)))[0]

export type RulesetRow = typeof rulesets.$inferSelect & { change: ChangeRow }

/** The rulesets, the newest first, each with the change that made it. */
export async function findRulesets(tx: Db): Promise<RulesetRow[]> {
  const rows = await tx
    .select()
    .from(rulesets)
    .innerJoin(rulesetChanges, eq(rulesetChanges.id, rulesets.changeId))
    .orderBy(desc(rulesets.number))
    .limit(200)
  return rows.map(({ rulesets: ruleset, ruleset_changes: change }) => ({ ...ruleset, change }))
}
