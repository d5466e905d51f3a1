/**
 * What a person does about an alert. Each goes through `moveAlert`, so that every move has its
 * who and when, its timer, and its line in the history. The machine makes two moves of its own:
 * the first page makes a raised alert a paging one (claim-page.ts), and a drill that nobody
 * answered is closed.
 */
import { randomUUID } from 'node:crypto'
import { and, eq, isNull, ne } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import { type Acting, actionEntry, recordAction } from '../cases/act-on-case.ts'
import { type AlertState, CLIMBING } from '../db/alert-states.ts'
import type { Db } from '../db/db.ts'
import { alertAnswers, alertMoves, alertProposals, escalations, riskFlags } from '../db/schema.ts'
import type { Enqueue } from '../jobs/queue.ts'
import { mayMove, toldAgainAt } from './alert-moves.ts'
import { closeDrillCase, noteDrillAnswered } from './drill-rows.ts'
import { answersOf, linkedPeople, stillToAnswer, toldOf } from './everybody.ts'

export type ActingOnAlert = Acting & { queue: Enqueue }

export type AlertRefusal =
  | 'no-such-alert'
  | 'answered-already'
  | 'others-still-to-answer'
  | 'not-answered-yet'
  | 'closed-already'
  | 'not-a-move'
  | 'second-person-needed'
  | 'nothing-put-forward'

export type Moved = { ok: true } | { ok: false; because: AlertRefusal }

type AlertRow = typeof escalations.$inferSelect

const refused = (because: AlertRefusal): Moved => ({ ok: false, because })

/** The alert, locked until the transaction ends, so that of two people who act at once one comes second. */
const locked = async (tx: Db, id: string): Promise<AlertRow | undefined> =>
  (await tx.select().from(escalations).where(eq(escalations.id, id)).for('update'))[0]

type Move = { to: AlertState; reason?: string; set?: Partial<AlertRow> }

async function moveAlert(tx: Db, acting: ActingOnAlert, alert: AlertRow, move: Move): Promise<AlertRow> {
  const { now, queue, office } = acting
  const changed = { ...move.set, state: move.to, nextPageAt: toldAgainAt(move.to, alert.level, now) }
  await tx.update(escalations).set(changed).where(eq(escalations.id, alert.id))
  await tx.insert(alertMoves).values({
    id: randomUUID(),
    officeId: office.id,
    escalationId: alert.id,
    at: now,
    fromState: alert.state,
    toState: move.to,
    actor: acting.actor,
    actorName: acting.actorName ?? acting.actor,
    reason: move.reason ?? null,
  })
  const ids = { officeId: office.id, id: alert.id }
  if (changed.nextPageAt) await queue.enqueue(tx, 'page', ids, changed.nextPageAt)
  await recordAction(tx, acting)
  const detail = { escalationId: alert.id, from: alert.state, to: move.to }
  await record(tx, [actionEntry(acting, ACTIONS[move.to] ?? 'alert-moved', detail)])
  return { ...alert, ...changed }
}

const ACTIONS: Partial<Record<AlertState, 'alert-answered' | 'alert-closed'>> = {
  answered: 'alert-answered',
  closed: 'alert-closed',
}

/** Moves the alert if it may make that move. */
async function moveIfAllowed(tx: Db, acting: ActingOnAlert, id: string, move: Move): Promise<Moved> {
  const alert = await locked(tx, id)
  const wrong = alert ? objection(alert, move.to) : 'no-such-alert'
  if (!alert || wrong) return refused(wrong ?? 'no-such-alert')
  await moveAlert(tx, acting, alert, move)
  return { ok: true }
}

/** What is wrong with a move, or undefined where it may be made. */
function objection(alert: AlertRow, to: AlertState): AlertRefusal | undefined {
  if (alert.state === 'closed') return 'closed-already'
  if (to !== 'answered' && CLIMBING.includes(alert.state)) return 'not-answered-yet'
  return mayMove(alert.state, to) ? undefined : 'not-a-move'
}

/**
 * A named person takes the alert: the ladder stops. Reached only by a form that a signed-in
 * person sends; opening a page or a link never comes here, because mail scanners open links too.
 */
export async function answerAlert(tx: Db, acting: ActingOnAlert, id: string): Promise<Moved> {
  const alert = await locked(tx, id)
  if (alert && !CLIMBING.includes(alert.state))
    return refused(alert.state === 'closed' ? 'closed-already' : 'answered-already')
  if (!alert) return refused('no-such-alert')
  const { earlier, left } = await answeringNow(tx, acting, alert)
  if (left.length > 0) return answerInPart(tx, acting, alert)
  const set = {
    answeredBy: [...earlier, acting.actorName ?? acting.actor].join(' and '),
    answeredKey: acting.actor,
    answeredAt: acting.now,
  }
  const answered = await moveAlert(tx, acting, alert, { to: 'answered', set })
  const isDrill = await noteDrillAnswered(tx, acting)
  return isDrill ? endDrill(tx, acting, answered) : { ok: true }
}

/** With its answer a drill is over: there is nobody to refer, and nothing to wait for. */
async function endDrill(tx: Db, acting: ActingOnAlert, answered: AlertRow): Promise<Moved> {
  const ended = await endWithoutAction(tx, acting, answered, 'It was a drill.')
  await closeDrillCase(tx, acting, 'It was a drill.')
  return ended
}

/** Nobody answered the drill in time: it pages nobody any more. The caller has locked the alert and says so elsewhere. */
export async function endMissedDrill(tx: Db, acting: ActingOnAlert, id: string): Promise<void> {
  const alert = await locked(tx, id)
  if (!alert || alert.state === 'closed') return
  const why = 'It was a drill, and nobody answered it in time.'
  await close(tx, acting, { ...alert, outcome: `no-action: ${why}` }, why)
  await closeDrillCase(tx, acting, why)
}

/** The names of those who answered before, and of those whose answer a step of everybody still needs. */
async function answeringNow(
  tx: Db,
  { office, actor }: ActingOnAlert,
  alert: AlertRow,
): Promise<{ earlier: string[]; left: string[] }> {
  const answers = await answersOf(tx, alert.id)
  const answered = answers.map((one) => one.actor)
  const people = { told: await toldOf(tx, alert.id), answered, by: actor }
  const left = stillToAnswer(office.duty, alert.level, people, await linkedPeople(tx))
  return { earlier: answers.filter((one) => one.actor !== actor).map(({ actorName }) => actorName), left }
}

/** Noted for this person, who is told no more; the alert climbs on for the others. */
async function answerInPart(tx: Db, acting: ActingOnAlert, alert: AlertRow): Promise<Moved> {
  const { actor, actorName = actor, now, office } = acting
  const noted = await tx
    .insert(alertAnswers)
    .values({ officeId: office.id, escalationId: alert.id, actor, actorName, at: now })
    .onConflictDoNothing()
    .returning({ at: alertAnswers.at })
  if (noted.length === 0) return refused('others-still-to-answer')
  await recordAction(tx, acting)
  await record(tx, [actionEntry(acting, 'alert-answered-in-part', { escalationId: alert.id })])
  return { ok: true }
}

/** Somebody outside was told. Who, and whether they take it, is asked until it is noted. */
export async function referAlert(
  tx: Db,
  acting: ActingOnAlert,
  id: string,
  told: { to: 'police-told' | 'other-service-told'; note: string },
): Promise<Moved> {
  const outcome = `${told.to}: ${told.note}`
  const moved = await moveIfAllowed(tx, acting, id, { to: 'referred', reason: outcome, set: { outcome } })
  if (moved.ok) await withdrawProposals(tx, acting, id)
  return moved
}

/** Whether whoever was told takes the person on, with their reference or their reason. */
export const noteReply = (
  tx: Db,
  acting: ActingOnAlert,
  id: string,
  reply: { verdict: 'accepted' | 'declined'; note: string },
): Promise<Moved> => moveIfAllowed(tx, acting, id, { to: reply.verdict, reason: reply.note })

/** What somebody wants done that another person has to agree to. */
export type Proposal = { kind: 'no-action' | 'downgrade'; reason: string }

/**
 * Says that nothing is to be done, or that an alert is less urgent. At `immediate` both wait for
 * a second person; at `serious` nothing to be done is decided by one.
 */
export async function proposeDecision(
  tx: Db,
  acting: ActingOnAlert,
  id: string,
  { kind, reason }: Proposal,
): Promise<Moved> {
  const alert = await locked(tx, id)
  if (!alert) return refused('no-such-alert')
  if (alert.level === 'serious' && kind === 'no-action') return endWithoutAction(tx, acting, alert, reason)
  const wrong = alert.level === 'serious' ? 'not-a-move' : objection(alert, 'deciding')
  if (wrong) return refused(wrong)
  await tx.insert(alertProposals).values({
    id: randomUUID(),
    officeId: acting.office.id,
    escalationId: id,
    kind,
    reason,
    proposedBy: acting.actor,
    proposedByName: acting.actorName ?? acting.actor,
    proposedAt: acting.now,
  })
  await moveAlert(tx, acting, alert, { to: 'deciding', reason: kind })
  return { ok: true }
}

/** A second person agrees, or sends it back to whoever has the alert. Never the one who put it forward. */
export async function decideProposal(
  tx: Db,
  acting: ActingOnAlert,
  id: string,
  { agreed, note }: { agreed: boolean; note: string },
): Promise<Moved> {
  const alert = await locked(tx, id)
  const [open] = await tx.select().from(alertProposals).where(isOpenOn(id))
  if (!alert || !open) return refused(alert ? 'nothing-put-forward' : 'no-such-alert')
  if (open.proposedBy === acting.actor) return refused('second-person-needed')
  await tx
    .update(alertProposals)
    .set({
      verdict: agreed ? 'agreed' : 'refused',
      decidedBy: acting.actor,
      decidedByName: acting.actorName ?? acting.actor,
      decidedAt: acting.now,
      note,
    })
    .where(eq(alertProposals.id, open.id))
  if (agreed && open.kind === 'no-action') return endWithoutAction(tx, acting, alert, open.reason)
  const set = agreed ? { level: 'serious' as const } : {}
  await moveAlert(tx, acting, { ...alert, ...set }, { to: 'answered', reason: note, set })
  return { ok: true }
}

const isOpenOn = (id: string) => and(eq(alertProposals.escalationId, id), isNull(alertProposals.verdict))

/** Somebody was told after all: what was put forward before has nothing left to decide. */
async function withdrawProposals(tx: Db, acting: ActingOnAlert, id: string): Promise<void> {
  await tx.update(alertProposals).set({ verdict: 'withdrawn', decidedAt: acting.now }).where(isOpenOn(id))
}

async function endWithoutAction(tx: Db, acting: ActingOnAlert, alert: AlertRow, why: string): Promise<Moved> {
  const wrong = objection(alert, 'no-action')
  if (wrong) return refused(wrong)
  const outcome = `no-action: ${why}`
  const ended = await moveAlert(tx, acting, alert, { to: 'no-action', reason: why, set: { outcome } })
  return close(tx, acting, ended, why)
}

/** Ends an alert that somebody has accepted, with what came of it; every flag of the case is answered with it. */
export async function closeAlert(tx: Db, acting: ActingOnAlert, id: string, note: string): Promise<Moved> {
  const alert = await locked(tx, id)
  const wrong = alert ? objection(alert, 'closed') : 'no-such-alert'
  if (!alert || wrong) return refused(wrong ?? 'no-such-alert')
  return close(tx, acting, alert, note)
}

async function close(tx: Db, acting: ActingOnAlert, alert: AlertRow, reason: string): Promise<Moved> {
  await moveAlert(tx, acting, alert, {
    to: 'closed',
    reason,
    set: { closedAt: acting.now, outcome: alert.outcome },
  })
  await tx
    .update(riskFlags)
    .set({
      answeredBy: acting.actorName ?? acting.actor,
      answeredAt: acting.now,
      answer: alert.outcome?.split(': ')[0] ?? null,
    })
    .where(and(eq(riskFlags.caseId, alert.caseId), isNull(riskFlags.answeredAt), ne(riskFlags.level, 'none')))
  return { ok: true }
}
