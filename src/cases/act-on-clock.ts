/**
 * What a person writes down about a deadline. The clock is locked, the whole is checked as
 * it would be, and only then are the entries, the due day and the history written, in the
 * caller's transaction: what is refused leaves nothing behind.
 */
import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import type { Calendars } from '../clocks/calendars.ts'
import { checkEvents, checkReceipt, checkRemoval } from '../clocks/check-events.ts'
import type { ClockEvent, EventName } from '../clocks/clock-event.ts'
import { truthOf } from '../clocks/clock-record.ts'
import type { ClockKind } from '../clocks/clock-rules.ts'
import { dayReceived, londonDay, type Received } from '../clocks/days.ts'
import type { Db } from '../db/db.ts'
import { cases, clockEvents, clocks } from '../db/schema.ts'
import { type Acting, actionEntry, recordAction } from './act-on-case.ts'
import {
  type ClockRow,
  type EventRow,
  entriesOf,
  eventRow,
  findRecords,
  projectClock,
  readingOf,
  recorderOf,
} from './clock-rows.ts'

export type ClockAction =
  | { ok: true; clockId: string }
  | { ok: false; event: EventName | 'received'; says: string }

export type ActingOnClock = Acting & { calendars: Calendars }

const refused = (says: string): ClockAction => ({ ok: false, event: 'received', says })

/** Starts a clock that no message can start, from the day on which its duty began. */
export async function startClock(
  tx: Db,
  acting: ActingOnClock,
  { kind, received }: { kind: ClockKind; received: Received },
): Promise<ClockAction> {
  const { office, calendars, now } = acting
  const checked = checkReceipt(received, now)
  if (!checked.ok) return checked
  const target = office.deadlines.targetWorkingDays
  if (kind === 'office-target' && target === 'not-set')
    return refused('This office has set no target of its own, so there is nothing to count.')
  const at = 'receivedAt' in received ? received.receivedAt : null
  const on = dayReceived(received)
  const clock: ClockRow = {
    id: randomUUID(),
    officeId: office.id,
    caseId: acting.caseId,
    messageId: null,
    kind,
    targetDays: kind === 'office-target' && target !== 'not-set' ? target : null,
    ...{ startsOn: on, dueOn: null, dueAt: null, because: null, stoppedAt: null },
    ...{ calendarVersion: '', escalatedFor: null },
  }
  const first = eventRow(clock, { event: 'received', on, at }, recorderOf(acting))
  const reading = readingOf(office, clock, calendars)
  const truth = truthOf(entriesOf([first]))
  const whole = reading && truth && checkEvents(reading, truth, [], now)
  if (!whole?.ok) return whole ?? refused('This kind of deadline is not known.')
  await tx.insert(clocks).values(clock)
  await write(tx, acting, clock, [], [first])
  await record(tx, [actionEntry(acting, 'clocks-started', { kinds: kind })])
  return { ok: true, clockId: clock.id }
}

/** Writes down what happened, all of it or nothing; a corrected receipt takes the place of an earlier correction. */
export async function addClockEvents(
  tx: Db,
  acting: ActingOnClock,
  what: { clockId: string; events: readonly ClockEvent[]; note?: string | undefined },
): Promise<ClockAction> {
  const found = await lockClock(tx, acting, what.clockId)
  if (!found) return refused('This deadline is not here any more.')
  const { clock, rows, reading, truth } = found
  const replaced = what.events.some(({ event }) => event === 're-dated')
    ? truth.events.filter(({ event }) => event === 're-dated')
    : []
  const before = { ...truth, events: truth.events.filter((event) => !replaced.includes(event)) }
  const checked = checkEvents(reading, before, what.events, acting.now)
  if (!checked.ok) return checked
  const today = londonDay(acting.now)
  const added = [
    ...replaced.map(({ id }) =>
      eventRow(clock, { event: 'removed', on: today, removes: id }, recorderOf(acting)),
    ),
    ...what.events.map(({ event, on, at }) =>
      eventRow(clock, { event, on, at: at ?? null, note: what.note || null }, recorderOf(acting)),
    ),
  ]
  await write(tx, acting, clock, rows, added)
  await record(
    tx,
    what.events.map(({ event, on }) =>
      actionEntry(acting, 'clock-event-noted', { kind: clock.kind, event, on }),
    ),
  )
  return { ok: true, clockId: clock.id }
}

/** Takes one entry back. It stays in the record, with who took it back and why. */
export async function takeBackClockEvent(
  tx: Db,
  acting: ActingOnClock,
  what: { clockId: string; eventId: string; note: string },
): Promise<ClockAction> {
  const found = await lockClock(tx, acting, what.clockId)
  if (!found) return refused('This deadline is not here any more.')
  const { clock, rows, reading, truth } = found
  const gone = rows.find(({ id }) => id === what.eventId)
  const checked = checkRemoval(reading, truth, what.eventId)
  if (!gone || !checked.ok) return checked.ok ? refused('There is no such entry.') : checked
  const on = londonDay(acting.now)
  const removal = eventRow(
    clock,
    { event: 'removed', on, removes: gone.id, note: what.note },
    recorderOf(acting),
  )
  await write(tx, acting, clock, rows, [removal])
  const detail = { kind: clock.kind, event: gone.event, on: gone.on }
  await record(tx, [actionEntry(acting, 'clock-event-taken-back', detail)])
  return { ok: true, clockId: clock.id }
}

/** Locked with its case first, in the order in which everything else does it. */
async function lockClock(tx: Db, acting: ActingOnClock, clockId: string) {
  await tx.select({ id: cases.id }).from(cases).where(eq(cases.id, acting.caseId)).for('update')
  const [clock] = await tx
    .select()
    .from(clocks)
    .where(and(eq(clocks.id, clockId), eq(clocks.caseId, acting.caseId)))
    .for('update')
  if (!clock) return undefined
  const rows = (await findRecords(tx, [clock.id])).get(clock.id) ?? []
  const reading = readingOf(acting.office, clock, acting.calendars)
  const truth = truthOf(entriesOf(rows))
  return reading && truth ? { clock, rows, reading, truth } : undefined
}

/** The entries and what follows from them; it is an action on the case, so the case is kept the full period from now. */
async function write(
  tx: Db,
  acting: ActingOnClock,
  clock: ClockRow,
  rows: readonly EventRow[],
  added: readonly EventRow[],
): Promise<void> {
  await recordAction(tx, acting)
  await tx.insert(clockEvents).values([...added])
  await projectClock(tx, acting, clock, [...rows, ...added])
}
