/** Cases whose keeping is over or soon will be, with what stands against disposing of each. Reads only. */
import { and, asc, count, desc, eq, inArray, isNull, lte, ne, or, type SQL, sql } from 'drizzle-orm'
import { addDays, type IsoDate } from '../clocks/days.ts'
import type { Db } from '../db/db.ts'
import { cases, disposalMarks, erasures, tasks } from '../db/schema.ts'

/** How far a look ahead goes, in days; 0 is what is due now. */
export const LOOKS_AHEAD = [0, 30, 90] as const
export type LookAhead = (typeof LOOKS_AHEAD)[number]

export const MOST_DUE = 100

const COLUMNS = {
  id: cases.id,
  reference: cases.reference,
  route: cases.route,
  others: cases.others,
  outcomeKind: cases.outcomeKind,
  status: cases.status,
  schedule: cases.retentionSchedule,
  keepMonths: cases.keepMonths,
  disposeAfter: cases.disposeAfter,
  disposedAt: cases.disposedAt,
  closedAt: cases.closedAt,
  lastActionAt: cases.lastActionAt,
  lastHandler: cases.lastHandler,
}

export type DueCase = Awaited<ReturnType<typeof findForDisposal>>[number]

const isDue = (by: IsoDate, schedule?: string | undefined): SQL | undefined =>
  and(
    eq(cases.status, 'closed'),
    isNull(cases.disposedAt),
    lte(cases.disposeAfter, by),
    schedule === undefined ? undefined : eq(cases.retentionSchedule, schedule),
  )

/** One page of those, the longest due first. */
export async function findDue(
  tx: Db,
  asked: { today: IsoDate; days: LookAhead; schedule?: string | undefined; page?: number },
): Promise<DueCase[]> {
  const ids = await tx
    .select({ id: cases.id })
    .from(cases)
    .where(isDue(addDays(asked.today, asked.days), asked.schedule))
    .orderBy(asc(cases.disposeAfter), asc(cases.id))
    .limit(MOST_DUE)
    .offset(((asked.page ?? 1) - 1) * MOST_DUE)
  return findForDisposal(
    tx,
    ids.map(({ id }) => id),
    asked.today,
  )
}

/** The erasure by which a case may go before its day; from the database, which disposes by it. */
const stands = sql`${erasures.id} = erasure_of_case(${erasures.caseId})`

/** Cases whose erasure was allowed and that are still here, the longest allowed first. */
export async function findErasures(tx: Db, today: IsoDate): Promise<DueCase[]> {
  const rows = await tx
    .select({ id: cases.id })
    .from(erasures)
    .innerJoin(cases, eq(cases.id, erasures.caseId))
    .where(and(isNull(cases.disposedAt), stands))
    .orderBy(asc(erasures.allowedAt), asc(cases.id))
    .limit(MOST_DUE)
  return findForDisposal(
    tx,
    rows.map(({ id }) => id),
    today,
  )
}

/** How many there are by line of the schedule: due today, within 30 days, within 90. */
export async function countDue(tx: Db, today: IsoDate) {
  const by = (days: number) =>
    sql<number>`count(*) filter (where ${cases.disposeAfter} <= ${addDays(today, days)})`.mapWith(Number)
  return tx
    .select({ schedule: cases.retentionSchedule, now: by(0), in30: by(30), in90: by(90) })
    .from(cases)
    .where(isDue(addDays(today, 90)))
    .groupBy(cases.retentionSchedule)
    .orderBy(asc(cases.retentionSchedule))
}

/** Those cases, each with its holds, its undone tasks and its mark, in the order of their day. */
export async function findForDisposal(tx: Db, ids: readonly string[], today: IsoDate) {
  if (ids.length === 0) return []
  const of = [...ids]
  const [rows, held, undone, marks, allowed] = await Promise.all([
    tx
      .select(COLUMNS)
      .from(cases)
      .where(inArray(cases.id, of))
      .orderBy(asc(cases.disposeAfter), asc(cases.id)),
    findHolds(tx, of, today),
    tx
      .select({ caseId: tasks.caseId })
      .from(tasks)
      // That it is to be erased is no work that its end would cut off.
      .where(and(inArray(tasks.caseId, of), isNull(tasks.doneAt), ne(tasks.kind, 'erase-case'))),
    tx
      .select()
      .from(disposalMarks)
      .where(and(inArray(disposalMarks.caseId, of), inArray(disposalMarks.state, ['waiting', 'agreed']))),
    tx
      .select()
      .from(erasures)
      .where(and(inArray(erasures.caseId, of), stands)),
  ])
  return rows.map((row) => {
    const mark = marks.find(({ caseId }) => caseId === row.id)
    return {
      ...row,
      holds: held.filter(({ caseId }) => caseId === row.id).map(({ kind }) => kind),
      openTasks: undone.filter(({ caseId }) => caseId === row.id).length,
      erasure: allowed.find(({ caseId }) => caseId === row.id),
      mark,
      isMarked: mark !== undefined,
    }
  })
}

export type HoldNow = {
  caseId: string
  kind: string
  holdId: string | null
  byCaseId: string | null
  until: string | null
}

/** Why each of them is held today, by people or by what is open; from the view that the database refuses by. */
export async function findHolds(tx: Db, caseIds: readonly string[], today: IsoDate): Promise<HoldNow[]> {
  if (caseIds.length === 0) return []
  const rows = await tx.execute<HoldNow>(sql`
    select case_id as "caseId", kind, hold_id as "holdId", by_case_id as "byCaseId", until::text as until
    from holding where case_id in ${[...caseIds]} and (until is null or until >= ${today}::date)`)
  return [...rows]
}

/** As many marks as one page has. */
export const MOST_MARKS = 200

const isOpen = or(eq(disposalMarks.state, 'waiting'), eq(disposalMarks.state, 'agreed'))

/** One page of what waits for a second person, and of what is agreed and not carried out yet; the oldest first. */
export const findMarks = (tx: Db, page = 1, most = MOST_MARKS) =>
  tx
    .select({
      ...{ mark: disposalMarks, reference: cases.reference, lastHandler: cases.lastHandler },
      erasedBy: erasures.law,
    })
    .from(disposalMarks)
    .innerJoin(cases, eq(cases.id, disposalMarks.caseId))
    .leftJoin(erasures, eq(erasures.id, disposalMarks.erasureId))
    .where(isOpen)
    // Whatever waits for somebody first: what is agreed on goes by itself.
    .orderBy(desc(disposalMarks.state), asc(disposalMarks.markedAt), asc(cases.reference))
    .limit(most)
    .offset((page - 1) * most)

export type MarkCounts = { waiting: number; agreed: number }

/** How many there are, on all pages. */
export async function countMarks(tx: Db): Promise<MarkCounts> {
  const rows = await tx
    .select({ state: disposalMarks.state, many: count() })
    .from(disposalMarks)
    .where(isOpen)
    .groupBy(disposalMarks.state)
  const of = (state: keyof MarkCounts) => rows.find((row) => row.state === state)?.many ?? 0
  return { waiting: of('waiting'), agreed: of('agreed') }
}

/** Every one whose days of grace are over by that day. */
export const findGraceOver = (tx: Db, today: IsoDate) =>
  tx
    .select({ id: disposalMarks.id, reference: cases.reference })
    .from(disposalMarks)
    .innerJoin(cases, eq(cases.id, disposalMarks.caseId))
    .where(and(eq(disposalMarks.state, 'agreed'), lte(disposalMarks.carryOutOn, today)))
    .orderBy(asc(disposalMarks.carryOutOn), asc(cases.reference))
