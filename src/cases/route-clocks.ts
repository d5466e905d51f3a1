/** Clocks that a person’s word on the route starts and stops; each counts from the receipt of the letter. */
import { randomUUID } from 'node:crypto'
import { asc, eq, inArray } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import { type Calendars, calendarsLabel } from '../clocks/calendars.ts'
import { clocksFor } from '../clocks/clock.ts'
import type { EventName } from '../clocks/clock-event.ts'
import { londonDay } from '../clocks/days.ts'
import type { Db } from '../db/db.ts'
import { clockEvents, clocks, messages } from '../db/schema.ts'
import type { Route } from '../triage/route.ts'
import { type Acting, actionEntry } from './act-on-case.ts'
import { type ClockRow, eventRow, findRecords, projectClock, recorderOf } from './clock-rows.ts'

export type ActingByCalendar = Acting & { calendars: Calendars }

/** What the letter that brought the route in was received by. */
export type Receipt = { messageId: string; receivedAt: Date }

/** The first letter of the case: its receipt is the earliest that any of its routes can count from. */
export async function firstReceipt(tx: Db, caseId: string): Promise<Receipt | undefined> {
  const [first] = await tx
    .select({ messageId: messages.id, receivedAt: messages.receivedAt })
    .from(messages)
    .where(eq(messages.caseId, caseId))
    .orderBy(asc(messages.receivedAt))
    .limit(1)
  return first
}

/**
 * Starts the clocks of these routes that the case has none of yet; a law does not wait for us to see
 * which it is, so they count from the receipt and not from today. Gives back their ids.
 */
export async function startRouteClocks(
  tx: Db,
  acting: ActingByCalendar,
  { routes, receipt }: { routes: readonly Route[]; receipt: Receipt | undefined },
): Promise<string[]> {
  if (!receipt) return []
  const { office, calendars, caseId } = acting
  const there = await tx.select().from(clocks).where(eq(clocks.caseId, caseId))
  const rows = clocksFor(routes, receipt.receivedAt, calendars, office.calendar)
    .filter(({ kind }) => !there.some((one) => one.kind === kind))
    .map((clock) => ({
      ...{ id: randomUUID(), officeId: office.id, caseId, messageId: receipt.messageId, kind: clock.kind },
      ...{ startsOn: clock.startsOn, dueOn: clock.dueOn ?? null, dueAt: clock.dueAt ?? null },
      ...{ because: clock.because, calendarVersion: calendarsLabel(calendars) },
    }))
  const kinds = clocksFor(routes, receipt.receivedAt, calendars, office.calendar).map(({ kind }) => kind)
  const woken = await wakeUndone(
    tx,
    acting,
    there.filter(({ kind }) => kinds.some((one) => one === kind)),
  )
  if (rows.length === 0) return woken
  const received = {
    event: 'received' as const,
    on: londonDay(receipt.receivedAt),
    at: receipt.receivedAt,
  }
  await tx.insert(clocks).values(rows)
  await tx.insert(clockEvents).values(rows.map((clock) => eventRow(clock, received, recorderOf(acting))))
  await record(tx, [actionEntry(acting, 'clocks-started', { kinds: rows.map(({ kind }) => kind).join(' ') })])
  return [...woken, ...rows.map(({ id }) => id)]
}

/** What the record says of a clock whose start was undone. */
export const UNDONE = 'It was undone.'

/** A clock that was started, undone and is wanted again runs on from its receipt as if nothing had been. */
async function wakeUndone(tx: Db, acting: ActingByCalendar, among: readonly ClockRow[]): Promise<string[]> {
  const records = await findRecords(
    tx,
    among.map(({ id }) => id),
  )
  const undone = [...records].flatMap(([clockId, entries]) =>
    entries
      .filter(
        ({ id, event, note }) =>
          event === 'withdrawn' && note === UNDONE && !entries.some(({ removes }) => removes === id),
      )
      .map(({ id }) => ({ clockId, id })),
  )
  await takeBackEntries(tx, acting, { entryIds: undone.map(({ id }) => id), note: 'It is wanted again.' })
  return undone.map(({ clockId }) => clockId)
}

/** Writes the same event into the records of these clocks; gives back the ids of the entries. */
export async function endClocks(
  tx: Db,
  acting: ActingByCalendar,
  what: { clockIds: readonly string[]; event: EventName; note: string },
): Promise<string[]> {
  const rows = await lock(tx, what.clockIds)
  const records = await findRecords(
    tx,
    rows.map(({ id }) => id),
  )
  const on = londonDay(acting.now)
  const entries: string[] = []
  for (const clock of rows.filter(({ stoppedAt }) => stoppedAt === null)) {
    const entry = eventRow(
      clock,
      { event: what.event, on, at: acting.now, note: what.note },
      recorderOf(acting),
    )
    await tx.insert(clockEvents).values(entry)
    await projectClock(tx, acting, clock, [...(records.get(clock.id) ?? []), entry])
    entries.push(entry.id)
  }
  return entries
}

/** Takes entries back that ended clocks, so that these run on as if they had never been ended. */
export async function takeBackEntries(
  tx: Db,
  acting: ActingByCalendar,
  { entryIds, note }: { entryIds: readonly string[]; note: string },
): Promise<void> {
  if (entryIds.length === 0) return
  const ended = await tx
    .select()
    .from(clockEvents)
    .where(inArray(clockEvents.id, [...entryIds]))
  const rows = await lock(
    tx,
    ended.map(({ clockId }) => clockId),
  )
  const records = await findRecords(
    tx,
    rows.map(({ id }) => id),
  )
  const on = londonDay(acting.now)
  for (const clock of rows) {
    const before = records.get(clock.id) ?? []
    const removals = ended
      .filter(({ id, clockId }) => clockId === clock.id && !before.some(({ removes }) => removes === id))
      .map(({ id }) => eventRow(clock, { event: 'removed', on, removes: id, note }, recorderOf(acting)))
    if (removals.length === 0) continue
    await tx.insert(clockEvents).values(removals)
    await projectClock(tx, acting, clock, [...before, ...removals])
  }
}

const lock = (tx: Db, ids: readonly string[]): Promise<ClockRow[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : tx
        .select()
        .from(clocks)
        .where(inArray(clocks.id, [...ids]))
        .orderBy(asc(clocks.id))
        .for('update')
