/**
 * Two cases turn out to be one: the letters, signs of risk and running clocks of the one go on in the
 * other, and whatever is written to it from then on goes there too. What was noted and sent in it
 * stays where it was, beside a link.
 */
import { randomUUID } from 'node:crypto'
import { and, asc, eq, inArray, isNull, or } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import { OPEN } from '../db/alert-states.ts'
import type { Db } from '../db/db.ts'
import {
  caseHolds,
  caseLinks,
  caseSeals,
  cases,
  clocks,
  escalations,
  keptFrom,
  messages,
  replies,
  rightsRequests,
  riskFlags,
  searchText,
  tasks,
  useRestrictions,
} from '../db/schema.ts'
import { RISK_LEVELS } from '../triage/risk.ts'
import { actionEntry, changeCase, nameOf } from './act-on-case.ts'
import type { CaseRow } from './arrival.ts'
import { copyClocks } from './copy-clock.ts'
import { noteChange } from './note-change.ts'
import { type ActingByCalendar, endClocks } from './route-clocks.ts'
import { searchRow } from './search-text.ts'

export type WhyNotMerged =
  | 'no-such-case'
  | 'no-other-case'
  | 'same-case'
  | 'changed-meanwhile'
  | 'closed'
  | 'drill'
  | 'open-alert'
  | 'open-task'
  | 'held'
  | 'closed-to-some'
  | 'use-restricted'
  | 'rights-request'
  | 'mail-on-its-way'

export type Merged = { ok: true; reference: string } | { ok: false; because: WhyNotMerged }

/** The case of `acting` ends, and goes on in the one of that reference. */
export async function mergeCases(
  tx: Db,
  acting: ActingByCalendar,
  asked: { reference: string; reason: string; version: number },
): Promise<Merged> {
  const [named] = await tx.select({ id: cases.id }).from(cases).where(eq(cases.reference, asked.reference))
  if (!named) return { ok: false, because: 'no-other-case' }
  if (named.id === acting.caseId) return { ok: false, because: 'same-case' }
  // In one order whoever asks, so that two who merge the same two the other way round do not wait for each other.
  const both = await tx
    .select()
    .from(cases)
    .where(inArray(cases.id, [acting.caseId, named.id]))
    .orderBy(asc(cases.id))
    .for('update')
  const gone = both.find(({ id }) => id === acting.caseId)
  const stays = both.find(({ id }) => id === named.id)
  if (!gone || !stays) return { ok: false, because: 'no-such-case' }
  if (gone.version !== asked.version) return { ok: false, because: 'changed-meanwhile' }
  const because = await whyNotMerged(tx, gone, stays)
  if (because) return { ok: false, because }
  await merge(tx, acting, { gone, stays, reason: asked.reason })
  return { ok: true, reference: stays.reference }
}

/** What somebody decided for one of the two alone would be lost in the other, or hold where nobody meant it. */
async function whyNotMerged(tx: Db, gone: CaseRow, stays: CaseRow): Promise<WhyNotMerged | undefined> {
  const ids = [gone.id, stays.id]
  if (gone.drillId || stays.drillId) return 'drill'
  if (gone.status === 'closed' || stays.status === 'closed') return 'closed'
  const isThere = async (counting: Promise<number>): Promise<boolean> => (await counting) > 0
  if (
    await isThere(
      tx.$count(escalations, and(eq(escalations.caseId, gone.id), inArray(escalations.state, OPEN))),
    )
  )
    return 'open-alert'
  if (await isThere(tx.$count(tasks, and(eq(tasks.caseId, gone.id), isNull(tasks.doneAt)))))
    return 'open-task'
  if (await isThere(tx.$count(caseHolds, and(eq(caseHolds.caseId, gone.id), isNull(caseHolds.liftedAt)))))
    return 'held'
  if (await isClosedToSome(tx, ids)) return 'closed-to-some'
  if (
    await isThere(
      tx.$count(useRestrictions, and(inArray(useRestrictions.caseId, ids), isNull(useRestrictions.endedAt))),
    )
  )
    return 'use-restricted'
  if (
    await isThere(
      tx.$count(rightsRequests, and(eq(rightsRequests.caseId, gone.id), isNull(rightsRequests.closedAt))),
    )
  )
    return 'rights-request'
  if (
    await isThere(
      tx.$count(replies, and(eq(replies.caseId, gone.id), inArray(replies.state, ['held', 'sending']))),
    )
  )
    return 'mail-on-its-way'
  return undefined
}

/** One of them is sealed or kept from somebody: a letter that went from one to the other would come out, or go in. */
export async function isClosedToSome(tx: Db, caseIds: readonly string[]): Promise<boolean> {
  const ids = [...caseIds]
  const kept = await tx.$count(keptFrom, and(inArray(keptFrom.caseId, ids), isNull(keptFrom.endedAt)))
  const sealed = await tx.$count(caseSeals, and(inArray(caseSeals.caseId, ids), isNull(caseSeals.endedAt)))
  return kept + sealed > 0
}

async function merge(
  tx: Db,
  acting: ActingByCalendar,
  { gone, stays, reason }: { gone: CaseRow; stays: CaseRow; reason: string },
): Promise<void> {
  const staying = { ...acting, caseId: stays.id }
  const running = await tx
    .select()
    .from(clocks)
    .where(and(eq(clocks.caseId, gone.id), isNull(clocks.stoppedAt)))
  const copies = await copyClocks(tx, staying, { from: running, toCaseId: stays.id, messageId: null })
  const entries = await endClocks(tx, acting, {
    clockIds: running.map(({ id }) => id),
    event: 'transferred',
    note: `It goes on in ${stays.reference}.`,
  })
  const moved = await moveMessages(tx, { from: gone.id, to: stays })
  const routes = [gone.route, ...gone.others].filter(
    (route) => route !== 'not-correspondence' && route !== stays.route,
  )
  const others = [...new Set([...stays.others, ...routes])]
  const risk = RISK_LEVELS.indexOf(gone.risk) > RISK_LEVELS.indexOf(stays.risk) ? gone.risk : stays.risk
  await changeCase(tx, staying, [stays.route, ...others], { others, risk }, stays.outcomeKind)
  const ending = {
    status: 'closed',
    closedAt: acting.now,
    outcome: `Merged into ${stays.reference}.`,
  } as const
  await changeCase(tx, acting, [gone.route, ...gone.others], ending, null)
  const { linkId, endedLinkId } = await linkMerged(tx, acting, stays.id, reason)
  await noteChange(tx, acting, {
    kind: 'merge',
    otherCaseId: stays.id,
    before: {
      ...{ messages: moved, entries, copies, linkId, endedLinkId: endedLinkId ?? '' },
      ...{ status: gone.status, others: stays.others, risk: stays.risk, given: others },
    },
  })
  const detail = { from: gone.reference, to: stays.reference, letters: moved.length }
  await record(tx, [
    actionEntry(acting, 'cases-merged', detail),
    actionEntry(staying, 'cases-merged', detail),
  ])
}

/** The key of each letter goes with it, by a trigger of the database. Gives back the ids of those that moved. */
export async function moveMessages(
  tx: Db,
  { from, to, only }: { from: string; to: Pick<CaseRow, 'id' | 'reference'>; only?: readonly string[] },
): Promise<string[]> {
  const which = only
    ? and(eq(messages.caseId, from), inArray(messages.id, [...only]))
    : eq(messages.caseId, from)
  const rows = await tx.select().from(messages).where(which)
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return []
  await tx.update(messages).set({ caseId: to.id }).where(inArray(messages.id, ids))
  await tx.update(riskFlags).set({ caseId: to.id }).where(inArray(riskFlags.messageId, ids))
  await tx.delete(searchText).where(inArray(searchText.messageId, ids))
  for (const row of rows)
    await tx.insert(searchText).values(searchRow(row, { caseId: to.id, reference: to.reference }) as never)
  return ids
}

/** Two cases have one link at a time: an earlier one gives way, and comes back with the undoing. */
async function linkMerged(
  tx: Db,
  acting: ActingByCalendar,
  otherCaseId: string,
  because: string,
): Promise<{ linkId: string; endedLinkId: string | undefined }> {
  const { caseId, actor, now } = acting
  const [ended] = await tx
    .update(caseLinks)
    .set({ endedByName: nameOf(acting), endedAt: now })
    .where(
      and(
        isNull(caseLinks.endedAt),
        or(
          and(eq(caseLinks.caseId, caseId), eq(caseLinks.otherCaseId, otherCaseId)),
          and(eq(caseLinks.caseId, otherCaseId), eq(caseLinks.otherCaseId, caseId)),
        ),
      ),
    )
    .returning({ id: caseLinks.id })
  const linkId = randomUUID()
  await tx.insert(caseLinks).values({
    ...{ id: linkId, officeId: acting.office.id, caseId, otherCaseId, kind: 'merged', because },
    ...{ linkedBy: actor, linkedByName: nameOf(acting), linkedAt: now },
  })
  return { linkId, endedLinkId: ended?.id }
}

/** The case in which this one goes on, as far as it was merged; the same id where it was not. */
export async function goesOnIn(tx: Db, caseId: string): Promise<string> {
  let at = caseId
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    const [link] = await tx
      .select({ next: caseLinks.otherCaseId })
      .from(caseLinks)
      .where(and(eq(caseLinks.caseId, at), eq(caseLinks.kind, 'merged'), isNull(caseLinks.endedAt)))
      .limit(1)
    if (!link) return at
    at = link.next
  }
  return at
}

/** Merging is into an open case, so a chain has no circle; more than this was never meant. */
const MOST_STEPS = 10
