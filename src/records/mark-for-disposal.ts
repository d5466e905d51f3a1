/**
 * One person proposes to dispose of cases, another agrees, and after the days of grace the
 * disposal is carried out. Each looks at the case as it is then, under its lock, and what stands
 * against it is said and not passed over. Whatever happens in the case takes the mark back.
 */
import { randomUUID } from 'node:crypto'
import { asc, eq, inArray } from 'drizzle-orm'
import { type AuditAction, record } from '../audit/record.ts'
import { addDays, londonDay } from '../clocks/days.ts'
import type { Db } from '../db/db.ts'
import { cases, disposalMarks } from '../db/schema.ts'
import type { OfficeProfile } from '../offices/profile.ts'
import { whyNotDisposed } from '../retention/why-not.ts'
import { type DueCase, findForDisposal } from './find-due.ts'

export type Deciding = { office: OfficeProfile; actor: string; actorName: string; now: Date }

/** What came of it for each case, with the reason where nothing did. */
export type Marked = { done: string[]; refused: { reference: string; because: string }[] }

/** Proposes those cases. What cannot be disposed of today is left out, with the reason. */
export async function markForDisposal(
  tx: Db,
  deciding: Deciding,
  { caseIds, reason }: { caseIds: readonly string[]; reason: string },
): Promise<Marked> {
  const { office, actor, now } = deciding
  const marked: Marked = { done: [], refused: [] }
  for (const one of await lockForDisposal(tx, caseIds, now)) {
    const because = whyNot(one, deciding)
    const day = one.erasure ? londonDay(one.erasure.allowedAt) : one.disposeAfter
    if (because !== undefined || day === null) {
      marked.refused.push({ reference: one.reference, because: because ?? '' })
      continue
    }
    const id = randomUUID()
    await tx.insert(disposalMarks).values({
      ...{ id, officeId: office.id, caseId: one.id, schedule: one.schedule, disposeAfter: day },
      ...{ erasureId: one.erasure?.id ?? null },
      ...{ reason, markedBy: actor, markedByName: deciding.actorName, markedAt: now },
    })
    await note(tx, deciding, 'disposal-marked', one.id, { markId: id })
    marked.done.push(one.reference)
  }
  return marked
}

export const whyNot = (one: DueCase, { office, now }: Pick<Deciding, 'office' | 'now'>): string | undefined =>
  whyNotDisposed(one, { today: londonDay(now), quietDays: office.records.quietDays })

/** What a second person says. Whoever marked it, and whoever last handled it, cannot be the one. */
export async function decideMarks(
  tx: Db,
  deciding: Deciding,
  { markIds, agrees, because }: { markIds: readonly string[]; agrees: boolean; because: string },
): Promise<Marked> {
  const decided: Marked = { done: [], refused: [] }
  for (const { mark, one } of await lockMarks(tx, markIds, deciding.now)) {
    const against = mark.state === 'waiting' ? (agrees ? whyNotAgreed(mark, one, deciding) : undefined) : OVER
    if (against !== undefined) {
      decided.refused.push({ reference: one.reference, because: against })
      continue
    }
    const carryOutOn = addDays(londonDay(deciding.now), deciding.office.records.graceDays)
    await tx
      .update(disposalMarks)
      .set({
        ...{ state: agrees ? 'agreed' : 'refused', decidedBy: deciding.actor, decidedAt: deciding.now },
        decidedByName: deciding.actorName,
        ...(agrees ? { carryOutOn } : { endedAt: deciding.now, endedBecause: because }),
      })
      .where(eq(disposalMarks.id, mark.id))
    const detail = { markId: mark.id, ...(agrees ? { carryOutOn } : {}) }
    await note(tx, deciding, agrees ? 'disposal-agreed' : 'disposal-refused', one.id, detail)
    decided.done.push(one.reference)
  }
  return decided
}

const OVER = 'Somebody has decided on it, or something happened in the case, meanwhile.'

function whyNotAgreed(
  mark: typeof disposalMarks.$inferSelect,
  one: DueCase,
  deciding: Deciding,
): string | undefined {
  if (mark.markedBy === deciding.actor) return 'You marked it yourself: somebody else has to agree.'
  if (one.lastHandler === deciding.actor) return 'You were the last to handle it: somebody else has to agree.'
  return whyNot({ ...one, isMarked: false }, deciding)
}

/** Takes marks back, also after the second person agreed; anybody who may mark may do it. */
export async function withdrawMarks(
  tx: Db,
  deciding: Deciding,
  { markIds, because }: { markIds: readonly string[]; because: string },
): Promise<Marked> {
  const taken: Marked = { done: [], refused: [] }
  for (const { mark, one } of await lockMarks(tx, markIds, deciding.now)) {
    if (mark.state !== 'waiting' && mark.state !== 'agreed') {
      taken.refused.push({ reference: one.reference, because: OVER })
      continue
    }
    await tx
      .update(disposalMarks)
      .set({ state: 'withdrawn', endedAt: deciding.now, endedBecause: because })
      .where(eq(disposalMarks.id, mark.id))
    await note(tx, deciding, 'disposal-withdrawn', one.id, { markId: mark.id })
    taken.done.push(one.reference)
  }
  return taken
}

/** The case before its mark, and cases in one order, so that nobody waits for somebody who waits for them. */
async function lockMarks(tx: Db, markIds: readonly string[], now: Date) {
  const asked = await tx
    .select({ caseId: disposalMarks.caseId })
    .from(disposalMarks)
    .where(inArray(disposalMarks.id, [...markIds]))
  const found = await lockForDisposal(
    tx,
    asked.map(({ caseId }) => caseId),
    now,
  )
  const marks = await tx
    .select()
    .from(disposalMarks)
    .where(inArray(disposalMarks.id, [...markIds]))
    .for('update')
  return found.flatMap((one) => {
    const mark = marks.find(({ caseId }) => caseId === one.id)
    return mark ? [{ mark, one }] : []
  })
}

async function lockForDisposal(tx: Db, caseIds: readonly string[], now: Date): Promise<DueCase[]> {
  if (caseIds.length === 0) return []
  const locked = await tx
    .select({ id: cases.id })
    .from(cases)
    .where(inArray(cases.id, [...caseIds]))
    .orderBy(asc(cases.id))
    .for('update')
  return findForDisposal(
    tx,
    locked.map(({ id }) => id),
    londonDay(now),
  )
}

const note = (
  tx: Db,
  { office, actor, now }: Deciding,
  action: AuditAction,
  caseId: string,
  detail: Record<string, string>,
): Promise<void> => record(tx, [{ officeId: office.id, at: now, actor, action, caseId, detail }])
