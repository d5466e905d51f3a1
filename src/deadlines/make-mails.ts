/**
 * Which mails about deadlines are owed now. What is made is a row with a name that cannot
 * be made twice, in the transaction that owes its job: run again, it makes nothing.
 */
import { randomUUID } from 'node:crypto'
import { and, eq, inArray, isNull } from 'drizzle-orm'
import { MACHINE, record } from '../audit/record.ts'
import { entriesOf, findRecords } from '../cases/clock-rows.ts'
import type { Calendars } from '../clocks/calendars.ts'
import { truthOf } from '../clocks/clock-record.ts'
import { CLOCK_KINDS, CLOCK_RULES, type ClockKind, isClockKind } from '../clocks/clock-rules.ts'
import { londonDay, momentInLondon, momentReceived } from '../clocks/days.ts'
import { receiptOf } from '../clocks/hear-events.ts'
import { isWorkingDay, workingDayFrom } from '../clocks/standing.ts'
import type { Db } from '../db/db.ts'
import { cases, clocks, deadlineMails } from '../db/schema.ts'
import type { Enqueue } from '../jobs/queue.ts'
import type { OfficeProfile } from '../offices/profile.ts'
import { addressesOf, findOwed, ownerOf } from './find-owed.ts'

type Making = { queue: Enqueue; now: Date }
type MakingDigests = Making & { calendars: Calendars }
type Row = typeof deadlineMails.$inferInsert

/** Once on a working day, after the hour that the office has set: what each post has to know. Tells the deputies first. */
export async function makeDigests(tx: Db, making: MakingDigests, office: OfficeProfile): Promise<number> {
  const { now, calendars } = making
  const today = londonDay(now)
  if (!isWorkingDay(today, calendars, office.calendar)) return 0
  if (now < momentInLondon(today, office.deadlines.digestAt)) return 0
  const day: Row = {
    ...{ id: randomUUID(), officeId: office.id, kind: 'digest', on: today, madeAt: now },
    ...{ dedupe: `digest.${today}`, toAddress: '', state: 'nothing' },
  }
  const first = await tx
    .insert(deadlineMails)
    .values(day)
    .onConflictDoNothing()
    .returning({ id: deadlineMails.id })
  if (first.length === 0) return 0
  await escalate(tx, making, office)
  const owed = await findOwed(tx, office, making)
  return owe(
    tx,
    making,
    addressesOf(owed).map((toAddress) => ({
      ...{ ...day, id: randomUUID(), toAddress, state: 'owed' as const },
      dedupe: `digest.${today}.${toAddress}`,
    })),
  )
}

/** A day missed by as long as the office allows goes before the deputy, once for each such day. */
async function escalate(tx: Db, { now, calendars }: MakingDigests, office: OfficeProfile): Promise<void> {
  const where = { calendars, division: office.calendar }
  const today = londonDay(now)
  const { clocks: owed } = await findOwed(tx, office, { now, calendars })
  const missed = owed.filter(
    ({ standing, isEscalated, dueOn }) =>
      standing === 'late' &&
      !isEscalated &&
      dueOn !== null &&
      workingDayFrom(dueOn, office.deadlines.escalateAfterDays, where) <= today,
  )
  for (const { clockId, dueOn, kind } of missed) {
    const [told] = await tx
      .update(clocks)
      .set({ escalatedFor: dueOn })
      .where(eq(clocks.id, clockId))
      .returning({ caseId: clocks.caseId })
    await record(tx, [
      {
        ...{ officeId: office.id, at: now, actor: MACHINE, action: 'deadline-escalated' },
        ...{ caseId: told?.caseId, detail: { kind, dueOn } },
      },
    ])
  }
}

/** After how many hours somebody is told, by the office for referrals and by the rule for the others. */
const alarmHours = (office: OfficeProfile, kind: ClockKind): readonly number[] => {
  const hours = CLOCK_RULES[kind].alarmHours ?? []
  return CLOCK_RULES[kind].period.unit === 'hours' || hours.length === 0
    ? hours
    : office.deadlines.referralAlarmHours
}

const WATCHED = CLOCK_KINDS.filter((kind) => (CLOCK_RULES[kind].alarmHours ?? []).length > 0)

/** For duties of hours: the owner is told at each of the hours, and at the last of them the deputy too. Nights included. */
export async function makeHourAlarms(tx: Db, making: Making, office: OfficeProfile): Promise<number> {
  const running = await tx
    .select({ id: clocks.id, kind: clocks.kind, route: cases.route })
    .from(clocks)
    .innerJoin(cases, eq(cases.id, clocks.caseId))
    .where(and(isNull(clocks.stoppedAt), inArray(clocks.kind, WATCHED), isNull(cases.drillId)))
  const records = await findRecords(
    tx,
    running.map(({ id }) => id),
  )
  const rows = running.flatMap(({ id, kind, route }): Row[] => {
    const began = beginningOf(entriesOf(records.get(id) ?? []))
    if (!began || !isClockKind(kind)) return []
    const hours = [...alarmHours(office, kind)].sort((a, b) => a - b)
    const gone = (making.now.getTime() - began.getTime()) / 3_600_000
    // After a time in which nothing ran only the last of them is told: the others say the same.
    const reached = hours.findLast((one) => one <= gone)
    if (reached === undefined) return []
    const { primary, deputy } = ownerOf(office, kind, route)
    const told = reached === hours.at(-1) ? [primary, deputy] : [primary]
    return told.map(({ email }) => ({
      ...{ id: randomUUID(), officeId: office.id, kind: 'hour-alarm', clockId: id, hours: reached },
      ...{ dedupe: `hours.${id}.${began.getTime()}.${reached}.${email}`, toAddress: email },
      ...{ on: londonDay(making.now), state: 'owed', madeAt: making.now },
    }))
  })
  return owe(tx, making, rows)
}

/** When the duty began, as corrected. */
function beginningOf(entries: Parameters<typeof truthOf>[0]): Date | undefined {
  const truth = truthOf(entries)
  return truth && momentReceived(receiptOf(truth.received, truth.events))
}

async function owe(tx: Db, { queue }: Making, rows: readonly Row[]): Promise<number> {
  if (rows.length === 0) return 0
  const made = await tx
    .insert(deadlineMails)
    .values([...rows])
    .onConflictDoNothing()
    .returning({ id: deadlineMails.id, officeId: deadlineMails.officeId })
  await queue.enqueueAll(tx, 'deadline-mail', made)
  return made.length
}
