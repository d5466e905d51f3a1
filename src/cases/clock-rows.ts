/**
 * Clocks in the database: the record of what happened is the truth, and the columns of
 * `clocks` are made from it, here and nowhere else.
 */
import { randomUUID } from 'node:crypto'
import { eq, inArray } from 'drizzle-orm'
import { type Calendars, calendarsLabel } from '../clocks/calendars.ts'
import { type Entry, type Projection, project, type Reading } from '../clocks/clock-record.ts'
import { isClockKind } from '../clocks/clock-rules.ts'
import type { Db } from '../db/db.ts'
import { clockEvents, clocks } from '../db/schema.ts'
import type { OfficeProfile } from '../offices/profile.ts'

export type ClockRow = typeof clocks.$inferSelect
export type EventRow = typeof clockEvents.$inferSelect

/** By what the record of that clock is read; undefined for a kind that this version does not know. */
export function readingOf(
  office: OfficeProfile,
  clock: Pick<ClockRow, 'kind' | 'targetDays'>,
  calendars: Calendars,
): Reading | undefined {
  if (!isClockKind(clock.kind)) return undefined
  const period = clock.targetDays ? { unit: 'working-days' as const, count: clock.targetDays } : undefined
  return { kind: clock.kind, calendars, division: office.calendar, period }
}

/** Rows as entries of a record. */
export const entriesOf = (rows: readonly EventRow[]): Entry[] =>
  rows.map(({ id, event, on, at, removes }) => ({
    id,
    event,
    on,
    ...(at ? { at } : {}),
    ...(removes ? { removes } : {}),
  }))

/** The columns of a clock that follow from its record. */
export const projectedColumns = (found: Projection, calendars: Calendars) => ({
  startsOn: found.startsOn,
  dueOn: found.dueOn ?? null,
  dueAt: found.dueAt ?? null,
  stoppedAt: found.stoppedAt ?? null,
  because: found.because,
  calendarVersion: calendarsLabel(calendars),
})

/** The records of these clocks, by clock, oldest entry first. */
export async function findRecords(tx: Db, clockIds: readonly string[]): Promise<Map<string, EventRow[]>> {
  const found = new Map<string, EventRow[]>(clockIds.map((id) => [id, []]))
  if (clockIds.length === 0) return found
  const rows = await tx
    .select()
    .from(clockEvents)
    .where(inArray(clockEvents.clockId, [...clockIds]))
    .orderBy(clockEvents.recordedAt, clockEvents.on, clockEvents.id)
  for (const row of rows) found.get(row.clockId)?.push(row)
  return found
}

/** Makes the columns of a clock anew from its record and gives back what they were made to. */
export async function projectClock(
  tx: Db,
  { office, calendars }: { office: OfficeProfile; calendars: Calendars },
  clock: ClockRow,
  record: readonly EventRow[],
): Promise<ReturnType<typeof projectedColumns> | undefined> {
  const reading = readingOf(office, clock, calendars)
  const found = reading && project(reading, entriesOf(record))
  if (!found) return undefined
  const columns = projectedColumns(found, calendars)
  await tx.update(clocks).set(columns).where(eq(clocks.id, clock.id))
  return columns
}

export type Recorder = { key: string; name: string; at: Date }

/** Whoever acts on a case, as the record names them. */
export const recorderOf = (acting: {
  actor: string
  actorName?: string | undefined
  now: Date
}): Recorder => ({
  key: acting.actor,
  name: acting.actorName ?? acting.actor,
  at: acting.now,
})

/** A row of the record. */
export const eventRow = (
  clock: Pick<ClockRow, 'id' | 'officeId' | 'caseId'>,
  entry: Pick<EventRow, 'event' | 'on'> & Partial<Pick<EventRow, 'at' | 'removes' | 'note'>>,
  by: Recorder,
): EventRow => ({
  id: randomUUID(),
  officeId: clock.officeId,
  caseId: clock.caseId,
  clockId: clock.id,
  event: entry.event,
  on: entry.on,
  at: entry.at ?? null,
  removes: entry.removes ?? null,
  note: entry.note ?? null,
  byKey: by.key,
  byName: by.name,
  recordedAt: by.at,
})
