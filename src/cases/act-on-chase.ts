/** Asking somebody outside, reminding them, and what they answered; each step with a name, none ever changed. */
import { randomUUID } from 'node:crypto'
import { and, asc, eq } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import { type ChaseMove, chaseState } from '../clocks/chase.ts'
import { type IsoDate, londonDay, sayDay } from '../clocks/days.ts'
import type { Db } from '../db/db.ts'
import { type ChasedParty, cases, chaseMoves, chases } from '../db/schema.ts'
import { actionEntry, recordAction } from './act-on-case.ts'
import type { ActingOnClock } from './act-on-clock.ts'

export type ChaseRow = typeof chases.$inferSelect
export type ChaseMoveRow = typeof chaseMoves.$inferSelect

export type ChaseAction = { ok: true } | { ok: false; field: 'on' | 'note'; says: string }

const refused = (field: 'on' | 'note', says: string): ChaseAction => ({ ok: false, field, says })

/** Begins to wait for an answer from outside. */
export async function startChase(
  tx: Db,
  acting: ActingOnClock,
  asked: { toWhom: ChasedParty; about: string; on: IsoDate },
): Promise<ChaseAction> {
  if (asked.about === '') return refused('note', 'Say what was asked.')
  const wrong = wrongDay(asked.on, acting.now)
  if (wrong) return wrong
  const chase: ChaseRow = {
    id: randomUUID(),
    officeId: acting.office.id,
    caseId: acting.caseId,
    toWhom: asked.toWhom,
    about: asked.about,
    startedAt: acting.now,
    ...stateColumns(acting, asked.toWhom, [{ move: 'asked', on: asked.on }]),
  }
  await recordAction(tx, acting)
  await tx.insert(chases).values(chase)
  await tx
    .insert(chaseMoves)
    .values(moveRow(acting, chase, { move: 'asked', on: asked.on, note: asked.about }))
  await record(tx, [actionEntry(acting, 'chase-started', { chaseId: chase.id, toWhom: chase.toWhom })])
  return { ok: true }
}

/** Notes that they were reminded, that they answered, or that nothing is waited for any more. */
export async function moveChase(
  tx: Db,
  acting: ActingOnClock,
  made: { chaseId: string; move: Exclude<ChaseMove['move'], 'asked'>; on: IsoDate; note: string },
): Promise<ChaseAction> {
  await tx.select({ id: cases.id }).from(cases).where(eq(cases.id, acting.caseId)).for('update')
  const [chase] = await tx
    .select()
    .from(chases)
    .where(and(eq(chases.id, made.chaseId), eq(chases.caseId, acting.caseId)))
    .for('update')
  if (!chase) return refused('on', 'This is not here any more.')
  const moves = await tx
    .select()
    .from(chaseMoves)
    .where(eq(chaseMoves.chaseId, chase.id))
    .orderBy(asc(chaseMoves.on))
  if (chase.chaseOn === null) return refused('on', 'This has ended already.')
  if (made.move !== 'chased' && made.note === '')
    return refused('note', made.move === 'answered' ? 'Say what they answered.' : 'Say why.')
  const wrong = wrongDay(made.on, acting.now)
  if (wrong) return wrong
  const first = moves[0]
  if (first && made.on < first.on)
    return refused('on', `They were asked on ${sayDay(first.on)}: nothing can have come of it before that.`)
  const { move, on } = made
  await recordAction(tx, acting)
  await tx.insert(chaseMoves).values(moveRow(acting, chase, made))
  await tx
    .update(chases)
    .set(stateColumns(acting, chase.toWhom, [...moves, { move, on }]))
    .where(eq(chases.id, chase.id))
  await record(tx, [actionEntry(acting, 'chase-moved', { chaseId: chase.id, toWhom: chase.toWhom, move })])
  return { ok: true }
}

const wrongDay = (on: IsoDate, now: Date): ChaseAction | undefined =>
  on > londonDay(now)
    ? refused('on', `${sayDay(on)} is in the future: write it down when it has happened.`)
    : undefined

/** What lists need to know, made from the moves. */
function stateColumns(
  { office, calendars }: ActingOnClock,
  toWhom: ChasedParty,
  moves: readonly ChaseMove[],
) {
  const where = { calendars, division: office.calendar }
  const state = chaseState(moves, office.deadlines.chase[toWhom], where)
  return state.state === 'waiting'
    ? { chaseOn: state.chaseOn, isLastRung: state.isLast }
    : { chaseOn: null, isLastRung: false }
}

const moveRow = (
  acting: ActingOnClock,
  chase: ChaseRow,
  made: { move: ChaseMove['move']; on: IsoDate; note: string },
): ChaseMoveRow => ({
  id: randomUUID(),
  officeId: chase.officeId,
  chaseId: chase.id,
  move: made.move,
  on: made.on,
  note: made.note,
  byKey: acting.actor,
  byName: acting.actorName ?? acting.actor,
  recordedAt: acting.now,
})
