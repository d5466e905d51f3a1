/** Undoing what a person changed, as long as nothing that was done since hangs on it. */
import { and, eq, gt, inArray, isNull } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import type { Db } from '../db/db.ts'
import {
  type CaseChangeKind,
  type CaseStatus,
  caseChanges,
  caseLinks,
  cases,
  clocks,
  messages,
  staff,
} from '../db/schema.ts'
import type { RiskLevel } from '../triage/risk.ts'
import type { Route } from '../triage/route.ts'
import { actionEntry, changeCase, lockCase, nameOf, openAlertsOf } from './act-on-case.ts'
import type { CaseRow } from './arrival.ts'
import { isClosedToSome, moveMessages } from './merge-cases.ts'
import { type CaseChange, canBeUndone } from './note-change.ts'
import { type ActingByCalendar, endClocks, takeBackEntries, UNDONE } from './route-clocks.ts'

export type Undone = { ok: true } | { ok: false; because: 'no-such-change' | 'too-late' | 'changed-since' }

/** The id is of a change on the case of `acting`, or of one from another case onto it. */
export async function undoChange(tx: Db, acting: ActingByCalendar, changeId: string): Promise<Undone> {
  const [seen] = await tx.select().from(caseChanges).where(eq(caseChanges.id, changeId))
  if (!seen || (seen.caseId !== acting.caseId && seen.otherCaseId !== acting.caseId))
    return { ok: false, because: 'no-such-change' }
  // The cases before the change, in one order: as everything else locks them.
  const ids = [seen.caseId, ...(seen.otherCaseId ? [seen.otherCaseId] : [])].sort()
  for (const id of ids) await lockCase(tx, id)
  const [change] = await tx.select().from(caseChanges).where(eq(caseChanges.id, changeId)).for('update')
  const found = await lockCase(tx, seen.caseId)
  if (!change || !found || found.disposedAt) return { ok: false, because: 'no-such-change' }
  if (!canBeUndone(change, acting.now)) return { ok: false, because: 'too-late' }
  const onCase = { ...acting, caseId: change.caseId }
  const isDone = await UNDO[change.kind](tx, onCase, { change, found })
  if (!isDone) return { ok: false, because: 'changed-since' }
  await tx
    .update(caseChanges)
    .set({ undoneBy: acting.actor, undoneByName: nameOf(acting), undoneAt: acting.now })
    .where(eq(caseChanges.id, change.id))
  const detail = { changeId: change.id, kind: change.kind }
  await record(
    tx,
    ids.map((caseId) => actionEntry({ ...acting, caseId }, 'change-undone', detail)),
  )
  return { ok: true }
}

type Undoing = { change: CaseChange; found: CaseRow }
/** False where what was done since hangs on it. */
type Undo = (tx: Db, acting: ActingByCalendar, undoing: Undoing) => Promise<boolean>

const list = (change: CaseChange, name: string): string[] => {
  const value = change.before[name]
  return Array.isArray(value) ? value.map(String) : []
}
const word = (change: CaseChange, name: string): string => String(change.before[name] ?? '')

const UNDO: Record<CaseChangeKind, Undo> = {
  route: async (tx, acting, { change, found }) => {
    if (found.route !== word(change, 'to') || !found.routeConfirmed || found.status === 'closed') return false
    const route = word(change, 'route') as Route
    // A route that somebody has added since stays.
    const added = found.others.filter((one) => one !== route)
    const others = [...new Set([...(list(change, 'others') as Route[]), ...added])]
    await endClocks(tx, acting, { clockIds: list(change, 'clocks'), event: 'withdrawn', note: UNDONE })
    const status = found.status === 'in-progress' ? (word(change, 'status') as CaseStatus) : found.status
    const back = {
      ...{ route, others, status },
      ...{ routeConfirmed: change.before['routeConfirmed'] === true },
      abstained: change.before['abstained'] === true,
    }
    await changeCase(tx, acting, [route, ...others], back, found.outcomeKind)
    return true
  },
  'route-added': async (tx, acting, { change, found }) => {
    const route = word(change, 'to')
    if (!found.others.some((one) => one === route)) return false
    const others = found.others.filter((one) => one !== route)
    await endClocks(tx, acting, { clockIds: list(change, 'clocks'), event: 'withdrawn', note: UNDONE })
    await changeCase(tx, acting, [found.route, ...others], { others }, found.outcomeKind)
    return true
  },
  split: async (tx, acting, { change, found }) => {
    const [second] = await tx
      .select()
      .from(cases)
      .where(eq(cases.id, change.otherCaseId ?? ''))
    // Somebody has worked on it: that is not thrown away by one press.
    if (!second || second.status === 'closed' || second.version !== change.before['version']) return false
    // It would go on in a case that nobody looks at any more.
    if (found.status === 'closed') return false
    const secondly = { ...acting, caseId: second.id }
    const others = [
      ...new Set([
        ...found.others,
        ...(list(change, 'others') as Route[]).filter((route) => route !== found.route),
      ]),
    ]
    await changeCase(tx, acting, [found.route, ...others], { others }, found.outcomeKind)
    await takeBackEntries(tx, acting, { entryIds: list(change, 'entries'), note: UNDONE })
    await endClocks(tx, secondly, {
      clockIds: await clocksOf(tx, second.id),
      event: 'withdrawn',
      note: `The split was undone: it goes on in ${found.reference}.`,
    })
    await endLink(tx, acting, word(change, 'linkId'))
    const outcome = `The split was undone: it goes on in ${found.reference}.`
    const ending = { status: 'closed', closedAt: acting.now, outcome } as const
    await changeCase(tx, secondly, [second.route], ending, null)
    return true
  },
  merge: async (tx, acting, { change, found }) => {
    const [stays] = await tx
      .select()
      .from(cases)
      .where(eq(cases.id, change.otherCaseId ?? ''))
    const ids = list(change, 'messages')
    const there = await tx
      .select({ id: messages.id })
      .from(messages)
      .where(
        and(
          inArray(messages.id, ids.length > 0 ? ids : [found.id]),
          eq(messages.caseId, stays?.id ?? found.id),
        ),
      )
    if (!stays || stays.disposedAt || found.status !== 'closed' || there.length !== ids.length) return false
    // Sealed since, or kept from somebody: the letters would come out of it by this.
    if (await isClosedToSome(tx, [found.id, stays.id])) return false
    await moveMessages(tx, { from: stays.id, to: found, only: ids })
    const staying = { ...acting, caseId: stays.id }
    await endClocks(tx, staying, { clockIds: list(change, 'copies'), event: 'withdrawn', note: UNDONE })
    await takeBackEntries(tx, acting, { entryIds: list(change, 'entries'), note: UNDONE })
    const status = word(change, 'status') as CaseStatus
    const open = { status, closedAt: null, outcome: null, outcomeKind: null }
    await changeCase(tx, acting, [found.route, ...found.others], open, null)
    const given = list(change, 'given').filter((route) => !list(change, 'others').includes(route))
    const others = stays.others.filter((route) => !given.includes(route))
    // Whoever has said another level since meant it, and an alert or a letter since may be of this very level.
    const since = and(eq(messages.caseId, stays.id), gt(messages.takenInAt, change.madeAt))
    const isOfThisOnly =
      stays.risk === found.risk &&
      (await openAlertsOf(tx, stays.id)) === 0 &&
      (await tx.$count(messages, since)) === 0
    const risk = isOfThisOnly ? (word(change, 'risk') as RiskLevel) : stays.risk
    await changeCase(tx, staying, [stays.route, ...others], { others, risk }, stays.outcomeKind)
    await endLink(tx, acting, word(change, 'linkId'))
    const ended = word(change, 'endedLinkId')
    if (ended !== '')
      await tx.update(caseLinks).set({ endedByName: null, endedAt: null }).where(eq(caseLinks.id, ended))
    return true
  },
  link: (tx, acting, { change }) => endLink(tx, acting, word(change, 'linkId')),
  owner: async (tx, acting, { change, found }) => {
    if (found.ownerKey !== word(change, 'to')) return false
    const ownerKey = word(change, 'ownerKey')
    const [person] =
      ownerKey === ''
        ? []
        : await tx.select({ name: staff.userName }).from(staff).where(eq(staff.userKey, ownerKey))
    const owner = { ownerKey, ownerName: person?.name ?? '' }
    await tx.update(cases).set(owner).where(eq(cases.id, acting.caseId))
    return true
  },
  close: async (tx, acting, { change, found }) => {
    if (found.status !== 'closed') return false
    const status = word(change, 'status') as CaseStatus
    const open = { status, closedAt: null, outcome: null, outcomeKind: null }
    await changeCase(tx, acting, [found.route, ...found.others], open, null)
    await takeBackEntries(tx, acting, { entryIds: list(change, 'entries'), note: UNDONE })
    return true
  },
}

const clocksOf = async (tx: Db, caseId: string): Promise<string[]> => {
  const rows = await tx.select({ id: clocks.id }).from(clocks).where(eq(clocks.caseId, caseId))
  return rows.map(({ id }) => id)
}

async function endLink(tx: Db, acting: ActingByCalendar, id: string): Promise<boolean> {
  const ended = await tx
    .update(caseLinks)
    .set({ endedByName: nameOf(acting), endedAt: acting.now })
    .where(and(eq(caseLinks.id, id), isNull(caseLinks.endedAt)))
    .returning({ id: caseLinks.id })
  return ended.length > 0
}
