/** What the pages show of deadlines: the row, its record, and the working made from it. */
import { asc, eq, inArray } from 'drizzle-orm'
import type { ChaseMoveRow, ChaseRow } from '../../cases/act-on-chase.ts'
import { type ClockRow, type EventRow, entriesOf, findRecords, readingOf } from '../../cases/clock-rows.ts'
import type { Calendars } from '../../clocks/calendars.ts'
import type { Deadline } from '../../clocks/clock.ts'
import { deadlineOf, type Reading, type Truth, truthOf } from '../../clocks/clock-record.ts'
import type { Db } from '../../db/db.ts'
import { chaseMoves, chases, clocks } from '../../db/schema.ts'
import type { OfficeProfile } from '../../offices/profile.ts'

/** `reading`, `truth` and `due` are absent for a kind that this version does not know. */
export type ClockView = {
  clock: ClockRow
  record: EventRow[]
  known: { reading: Reading; truth: Truth; due: Deadline } | undefined
}

/** The deadlines of a case, in the order of their days. */
export async function findClockViews(
  tx: Db,
  { office, calendars, caseId }: { office: OfficeProfile; calendars: Calendars; caseId: string },
): Promise<ClockView[]> {
  const rows = await tx
    .select()
    .from(clocks)
    .where(eq(clocks.caseId, caseId))
    .orderBy(asc(clocks.dueOn), asc(clocks.id))
  const records = await findRecords(
    tx,
    rows.map(({ id }) => id),
  )
  return rows.map((clock) => {
    const record = records.get(clock.id) ?? []
    const reading = readingOf(office, clock, calendars)
    const truth = truthOf(entriesOf(record))
    return {
      clock,
      record,
      known: reading && truth ? { reading, truth, due: deadlineOf(reading, truth) } : undefined,
    }
  })
}

export type ChaseView = { chase: ChaseRow; moves: ChaseMoveRow[] }

/** Whom the case waits for, oldest first, with every step. */
export async function findChaseViews(tx: Db, caseId: string): Promise<ChaseView[]> {
  const rows = await tx.select().from(chases).where(eq(chases.caseId, caseId)).orderBy(asc(chases.startedAt))
  if (rows.length === 0) return []
  const moves = await tx
    .select()
    .from(chaseMoves)
    .where(
      inArray(
        chaseMoves.chaseId,
        rows.map(({ id }) => id),
      ),
    )
    .orderBy(asc(chaseMoves.on), asc(chaseMoves.recordedAt))
  return rows.map((chase) => ({ chase, moves: moves.filter(({ chaseId }) => chaseId === chase.id) }))
}
