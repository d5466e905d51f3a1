/**
 * What is done about a request for one's rights: opened with its clock, what was found picked, each
 * part marked, and the answer; the decision is in decide-request.ts. Each is one transaction that
 * changes nothing where it is refused.
 */
import { randomUUID } from 'node:crypto'
import { and, eq, inArray, isNull } from 'drizzle-orm'
import { placeHold } from '../acknowledgements/hold-evidence.ts'
import { record } from '../audit/record.ts'
import { type Acting, actionEntry, nameOf, recordAction } from '../cases/act-on-case.ts'
import { type ActingOnClock, addClockEvents, startClock } from '../cases/act-on-clock.ts'
import type { CaseRow } from '../cases/arrival.ts'
import type { ClockKind } from '../clocks/clock-rules.ts'
import { londonDay } from '../clocks/days.ts'
import type { Db } from '../db/db.ts'
import {
  cases,
  clocks,
  type DataRight,
  reviewMarks,
  rightsActs,
  rightsFinds,
  rightsRequests,
} from '../db/schema.ts'
import { type FoundRequest, findRequest } from './find-request.ts'
import { spansOfWords } from './redact.ts'
import type { Done } from './restrict-use.ts'

const CLOCKS: Record<DataRight, ClockKind> = {
  access: 'sar',
  rectification: 'rectification',
  erasure: 'erasure',
  restriction: 'restriction',
  objection: 'objection',
  portability: 'portability',
}

export type Opened = { ok: true; id: string } | { ok: false; says: string }

export const no = (says: string): Extract<Done, { ok: false }> => ({ ok: false, says })

/** With the clock of that right: the one that runs in the case already, or a new one from its receipt. */
export async function openRequest(
  tx: Db,
  acting: ActingOnClock & { caseRow: CaseRow },
  { right, aboutWhom }: { right: DataRight; aboutWhom: string },
): Promise<Opened> {
  const { office, caseId, now, actor, caseRow } = acting
  await tx.select({ id: cases.id }).from(cases).where(eq(cases.id, caseId)).for('update')
  const open = await tx.$count(
    rightsRequests,
    and(eq(rightsRequests.caseId, caseId), eq(rightsRequests.right, right), isNull(rightsRequests.closedAt)),
  )
  if (open > 0) return no('There is an open request of that kind in this case already.')
  const running = await tx
    .select()
    .from(clocks)
    .where(
      and(
        eq(clocks.caseId, caseId),
        isNull(clocks.stoppedAt),
        inArray(clocks.kind, [CLOCKS[right], 'data-rights']),
      ),
    )
  const known = running.find(({ kind }) => kind === CLOCKS[right]) ?? running[0]
  const started = known
    ? { ok: true as const, clockId: known.id }
    : await startClock(tx, acting, {
        kind: CLOCKS[right],
        received: { receivedOn: londonDay(caseRow.openedAt) },
      })
  if (!started.ok) return no(started.says)
  const id = randomUUID()
  await tx.insert(rightsRequests).values({
    ...{ id, officeId: office.id, caseId, right, aboutWhom, clockId: started.clockId },
    ...{ openedBy: actor, openedByName: nameOf(acting), openedAt: now },
  })
  await recordAction(tx, acting)
  await record(tx, [actionEntry(acting, 'right-opened', { requestId: id, right })])
  return { ok: true, id }
}

type Acts = Pick<typeof rightsActs.$inferInsert, 'act' | 'note'> & {
  law?: string
  detail?: Record<string, string | number>
}

/** Adds to the record of the request. */
export async function noteAct(tx: Db, acting: Acting, requestId: string, what: Acts): Promise<void> {
  await tx.insert(rightsActs).values({
    ...{ id: randomUUID(), officeId: acting.office.id, requestId, caseId: acting.caseId },
    ...{ act: what.act, law: what.law ?? null, note: what.note, detail: what.detail ?? {} },
    ...{ byKey: acting.actor, byName: nameOf(acting), at: acting.now },
  })
  const detail = { requestId, act: what.act, ...(what.law ? { law: what.law } : {}) }
  await record(tx, [actionEntry(acting, 'right-acted-on', detail)])
}

/** Locked, so that two people do not decide at once; undefined where it is not there or over. */
export async function lockOpen(tx: Db, id: string): Promise<FoundRequest | undefined> {
  await tx
    .select({ id: rightsRequests.id })
    .from(rightsRequests)
    .where(eq(rightsRequests.id, id))
    .for('update')
  const found = await findRequest(tx, id)
  return found && found.row.closedAt === null ? found : undefined
}

export const OVER = no('This request has been answered, or is not here any more.')

/** By which the hold of a request is known. */
export const foundFor = (reference: string): string =>
  `Found for a request about somebody’s data in ${reference}.`

/**
 * Takes these cases as holding data of the person. Each is held: destroying what somebody has asked
 * for is a crime (DPA 2018 s.173).
 */
export async function pickFinds(
  tx: Db,
  acting: Acting,
  requestId: string,
  caseIds: readonly string[],
): Promise<Done> {
  const found = await lockOpen(tx, requestId)
  if (!found) return OVER
  if (caseIds.length === 0) return no('Tick at least one case.')
  const rows = await tx
    .select()
    .from(cases)
    .where(inArray(cases.id, [...caseIds]))
    .orderBy(cases.id)
  for (const caseRow of rows) {
    const made = await tx
      .insert(rightsFinds)
      .values({
        ...{ id: randomUUID(), officeId: acting.office.id, requestId, caseId: caseRow.id },
        ...{ pickedBy: acting.actor, pickedByName: nameOf(acting), pickedAt: acting.now },
      })
      .onConflictDoNothing()
      .returning({ id: rightsFinds.id })
    if (made.length === 0) continue
    const hold = { kind: 'sar' as const, reason: foundFor(found.caseRow.reference) }
    await placeHold(tx, { ...acting, caseId: caseRow.id, caseRow }, hold)
  }
  return { ok: true }
}

/** It was picked by mistake. Its hold stays until a person lifts it. */
export async function dropFind(tx: Db, acting: Acting, requestId: string, findId: string): Promise<Done> {
  if (!(await lockOpen(tx, requestId))) return OVER
  const dropped = await tx
    .update(rightsFinds)
    .set({ droppedByName: nameOf(acting), droppedAt: acting.now })
    .where(
      and(eq(rightsFinds.id, findId), eq(rightsFinds.requestId, requestId), isNull(rightsFinds.droppedAt)),
    )
    .returning({ id: rightsFinds.id })
  return dropped.length > 0 ? { ok: true } : no('Somebody has taken it out meanwhile.')
}

export type NewMark = {
  partId: string
  mark: 'release' | 'redact' | 'withhold'
  /** The exact words to be taken out, each wherever it stands. */
  passages: readonly string[]
  exemption: string | undefined
  reason: string
}

/** What becomes of a letter or a note. Words that are not in it are refused, so that none is thought to be gone. */
export async function markPart(
  tx: Db,
  acting: Acting,
  requestId: string,
  { partId, mark, passages, exemption, reason }: NewMark,
): Promise<Done> {
  const found = await lockOpen(tx, requestId)
  if (!found) return OVER
  const part = found.parts.find((one) => one.partId === partId)
  if (!part) return no('That letter or note is not part of this request any more.')
  const caseId = found.finds.find(({ caseRow }) => caseRow.reference === part.reference)?.caseRow.id
  if (!caseId) return no('That letter or note is not part of this request any more.')
  const row = {
    ...{ officeId: acting.office.id, requestId, caseId, part: part.part, partId, mark, reason },
    ...{ exemption: mark === 'release' ? null : (exemption ?? null) },
    ...{ markedBy: acting.actor, markedByName: nameOf(acting), markedAt: acting.now },
  }
  if (mark === 'redact') {
    if (passages.length === 0) return no('Copy the exact words that are taken out, one passage a line.')
    const spans = spansOfWords(part.text, passages)
    if (!spans.ok)
      return no(
        `Passage ${spans.missing + 1} is not in it word for word. Copy it as it stands, within one line.`,
      )
    await tx
      .insert(reviewMarks)
      .values(spans.spans.map(({ startsAt, endsAt }) => ({ ...row, id: randomUUID(), startsAt, endsAt })))
    return { ok: true }
  }
  // The last word on the whole of it holds; what was taken out stays out.
  await tx
    .update(reviewMarks)
    .set({ endedByName: nameOf(acting), endedAt: acting.now })
    .where(
      and(
        eq(reviewMarks.requestId, requestId),
        eq(reviewMarks.partId, partId),
        inArray(reviewMarks.mark, ['release', 'withhold']),
        isNull(reviewMarks.endedAt),
      ),
    )
  await tx.insert(reviewMarks).values({ ...row, id: randomUUID() })
  return { ok: true }
}

/** Takes a mark back; it stays in the record. */
export async function endMark(tx: Db, acting: Acting, requestId: string, markId: string): Promise<Done> {
  if (!(await lockOpen(tx, requestId))) return OVER
  const ended = await tx
    .update(reviewMarks)
    .set({ endedByName: nameOf(acting), endedAt: acting.now })
    .where(and(eq(reviewMarks.id, markId), eq(reviewMarks.requestId, requestId), isNull(reviewMarks.endedAt)))
    .returning({ id: reviewMarks.id })
  return ended.length > 0 ? { ok: true } : no('Somebody has taken it back meanwhile.')
}

/** A second person has looked at what is released; the database holds the same. */
export async function agreeRelease(tx: Db, acting: Acting, requestId: string, note: string): Promise<Done> {
  const found = await lockOpen(tx, requestId)
  if (!found) return OVER
  if (found.parts.length === 0) return no('Nothing has been found yet that could be released.')
  if (found.left > 0) return no('Decide about every letter and note first.')
  if (found.marks.some(({ markedBy }) => markedBy === acting.actor))
    return no('You have marked some of it yourself: another person has to look and agree.')
  await noteAct(tx, acting, requestId, { act: 'release-agreed', note })
  return { ok: true }
}

/** The person has our answer: the request is over, and its clock stops on that day. */
export async function answerRequest(
  tx: Db,
  acting: ActingOnClock,
  requestId: string,
  note: string,
): Promise<Done> {
  const found = await lockOpen(tx, requestId)
  if (!found) return OVER
  if (!found.acts.some(({ act }) => act === 'allowed' || act === 'refused'))
    return no('Decide first, on which law it is allowed or refused.')
  const wasRefused = found.acts.some(({ act }) => act === 'refused')
  if (found.row.right === 'access' && !wasRefused && !found.acts.some(({ act }) => act === 'bundle-made'))
    return no('Make the copy first: the person gets it with the answer.')
  if (found.clock && found.clock.stoppedAt === null) {
    const answered = { event: 'answered' as const, on: londonDay(acting.now) }
    const stopped = await addClockEvents(tx, acting, { clockId: found.clock.id, events: [answered], note })
    if (!stopped.ok) return no(stopped.says)
  }
  await noteAct(tx, acting, requestId, { act: 'answered', note })
  await tx.update(rightsRequests).set({ closedAt: acting.now }).where(eq(rightsRequests.id, requestId))
  return { ok: true }
}
