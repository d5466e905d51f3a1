import { randomUUID } from 'node:crypto'
import { and, eq, inArray, isNull, ne, sql } from 'drizzle-orm'
import { type AuditEntry, record } from '../audit/record.ts'
import type { Calendars } from '../clocks/calendars.ts'
import type { OutcomeKind } from '../clocks/keeping-words.ts'
import { OPEN } from '../db/alert-states.ts'
import { keyOfCase } from '../db/data-keys.ts'
import type { Db } from '../db/db.ts'
import { cases, escalations, notes, tasks } from '../db/schema.ts'
import { encryptText } from '../keys/encryption.ts'
import type { OfficeProfile } from '../offices/profile.ts'
import { RISK_LEVELS, type RiskLevel } from '../triage/risk.ts'
import type { Route } from '../triage/route.ts'
import type { CaseRow } from './arrival.ts'
import { moveCase } from './case.ts'
import { keepVerdict } from './keep-verdict.ts'
import { noteChange } from './note-change.ts'
import { retentionColumns } from './retention-columns.ts'
import { stopClocks } from './stop-clocks.ts'

/**
 * Who acts, when, and on which case of which office. `actor` is the key that the
 * history keeps; `actorName` is what colleagues read on a note or an answered alert.
 */
export type Acting = {
  office: OfficeProfile
  caseId: string
  actor: string
  actorName?: string | undefined
  now: Date
}

/** What colleagues read of whoever acts. */
export const nameOf = ({ actorName, actor }: Pick<Acting, 'actor' | 'actorName'>): string =>
  actorName ?? actor

export type Acted =
  | { ok: true }
  | {
      ok: false
      because:
        | 'no-such-case'
        | 'changed-meanwhile'
        | 'open-alert'
        | 'open-task'
        | 'route-not-confirmed'
        | 'not-a-move'
        | 'has-route'
        | 'written-already'
    }

/**
 * Confirms the proposed route or changes it, with the person's reason.
 *
 * `version` is what the person saw: if somebody acted meanwhile nothing is written,
 * so that one decision cannot silently bury another.
 */
export async function confirmRoute(
  tx: Db,
  acting: Acting,
  choice: { route: Route; reason: string; version: number },
): Promise<Acted> {
  const found = await lockCase(tx, acting.caseId)
  if (!found) return { ok: false, because: 'no-such-case' }
  if (found.version !== choice.version) return { ok: false, because: 'changed-meanwhile' }
  const changed = found.route !== choice.route
  const others = found.others.filter((route) => route !== choice.route)
  const change = {
    route: choice.route,
    others,
    routeConfirmed: true,
    abstained: false,
    status: found.status === 'new' ? ('in-progress' as const) : found.status,
  }
  await changeCase(tx, acting, [choice.route, ...others], change, found.outcomeKind)
  await keepNote(tx, acting, `Route: ${choice.route}. ${choice.reason}`.trim())
  await keepVerdict(tx, acting, { kind: 'route', confirmed: choice.route, reason: choice.reason })
  await record(tx, [
    actionEntry(acting, changed ? 'route-changed' : 'route-confirmed', {
      from: found.route,
      to: choice.route,
    }),
  ])
  return { ok: true }
}

/**
 * Says how grave the risk in a case is, with a person's reason as a note. Raises no alert and
 * ends none: a case with an open one cannot be lowered, because the alert has its own end.
 */
export async function overrideRisk(
  tx: Db,
  acting: Acting,
  said: { level: RiskLevel; reason: string; version: number },
): Promise<Acted> {
  const found = await lockCase(tx, acting.caseId)
  if (!found) return { ok: false, because: 'no-such-case' }
  if (found.version !== said.version) return { ok: false, because: 'changed-meanwhile' }
  const isLower = RISK_LEVELS.indexOf(said.level) < RISK_LEVELS.indexOf(found.risk)
  if (isLower && (await openAlertsOf(tx, found.id)) > 0) return { ok: false, because: 'open-alert' }
  await changeCase(tx, acting, [found.route, ...found.others], { risk: said.level }, found.outcomeKind)
  await keepNote(tx, acting, `Risk: ${said.level}. ${said.reason}`)
  await keepVerdict(tx, acting, { kind: 'risk', confirmed: said.level, reason: said.reason })
  await record(tx, [actionEntry(acting, 'risk-overridden', { from: found.risk, to: said.level })])
  return { ok: true }
}

/** Adds a note; like every action it restarts the retention clock. `id` is that of the form, so that two presses are one note. */
export async function addNote(tx: Db, acting: Acting, text: string, id?: string): Promise<Acted> {
  const found = await lockCase(tx, acting.caseId)
  if (!found) return { ok: false, because: 'no-such-case' }
  if (!(await keepNote(tx, acting, text, id))) return { ok: false, because: 'written-already' }
  await changeCase(tx, acting, [found.route, ...found.others], {}, found.outcomeKind)
  await record(tx, [actionEntry(acting, 'note-added', {})])
  return { ok: true }
}

/** Closes the case with its outcome, stops its clocks and restarts retention, all in one statement each. */
export async function closeCase(
  tx: Db,
  acting: Acting,
  closing: {
    outcome: string
    outcomeKind?: OutcomeKind | undefined
    version: number
    calendars: Calendars
    batchId?: string | undefined
  },
): Promise<Acted> {
  const found = await lockCase(tx, acting.caseId)
  if (!found) return { ok: false, because: 'no-such-case' }
  if (found.version !== closing.version) return { ok: false, because: 'changed-meanwhile' }
  const openAlerts = await openAlertsOf(tx, found.id)
  // That it is to be erased is done by disposing of it, which begins with closing it.
  const openTasks = await tx.$count(
    tasks,
    and(eq(tasks.caseId, found.id), isNull(tasks.doneAt), ne(tasks.kind, 'erase-case')),
  )
  const { routeConfirmed } = found
  const move = moveCase(found.status, 'closed', { openAlerts, openTasks, routeConfirmed })
  if (!move.ok) return move
  const outcomeKind = closing.outcomeKind ?? null
  const change = { status: move.status, closedAt: acting.now, outcome: closing.outcome, outcomeKind }
  await changeCase(tx, acting, [found.route, ...found.others], change, outcomeKind)
  const entries = await stopClocks(tx, { ...acting, calendars: closing.calendars })
  const { batchId } = closing
  await noteChange(tx, acting, { kind: 'close', before: { status: found.status, entries }, batchId })
  await record(tx, [actionEntry(acting, 'case-closed', {})])
  return { ok: true }
}

export const openAlertsOf = (tx: Db, caseId: string): Promise<number> =>
  tx.$count(escalations, and(eq(escalations.caseId, caseId), inArray(escalations.state, OPEN)))

export const lockCase = async (tx: Db, caseId: string): Promise<CaseRow | undefined> =>
  (await tx.select().from(cases).where(eq(cases.id, caseId)).for('update'))[0]

/** The one way to change a case: every action moves the last-action date and with it the disposal date. */
export async function changeCase(
  tx: Db,
  acting: Acting,
  routes: readonly Route[],
  change: Partial<Omit<CaseRow, 'disposeAfter'>>,
  ending: OutcomeKind | null,
): Promise<void> {
  await tx
    .update(cases)
    .set({
      ...change,
      lastActionAt: acting.now,
      ...retentionColumns(acting.office, routes, ending),
      version: sql`${cases.version} + 1`,
    })
    .where(eq(cases.id, acting.caseId))
}

/** An action with nothing else to change in the case: it is touched, and kept the full period from now. */
export async function recordAction(tx: Db, acting: Acting): Promise<void> {
  const found = await lockCase(tx, acting.caseId)
  if (found) await changeCase(tx, acting, [found.route, ...found.others], {}, found.outcomeKind)
}

/** Keeps words of a person in the case; false where a form that was sent twice brought the same ones. */
export async function keepNote(
  tx: Db,
  acting: Acting,
  text: string,
  id: string = randomUUID(),
): Promise<boolean> {
  const key = await keyOfCase(tx, acting.office.id, acting.caseId)
  const kept = await tx
    .insert(notes)
    .values({
      id,
      officeId: acting.office.id,
      caseId: acting.caseId,
      author: acting.actorName ?? acting.actor,
      text: encryptText(key, text),
      writtenAt: acting.now,
    })
    .onConflictDoNothing()
    .returning({ id: notes.id })
  return kept.length > 0
}

/** The entry of the history for something that a person did to a case. */
export const actionEntry = (
  acting: Acting,
  action: AuditEntry['action'],
  detail: NonNullable<AuditEntry['detail']>,
): AuditEntry => ({
  officeId: acting.office.id,
  at: acting.now,
  actor: acting.actor,
  action,
  caseId: acting.caseId,
  detail,
})
