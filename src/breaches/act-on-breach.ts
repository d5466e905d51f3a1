/**
 * Writing down a breach and what is done about it. The data protection officer is owed a mail
 * in the transaction that opens it, so that there is no breach that they were not told of.
 */
import { randomUUID } from 'node:crypto'
import { asc, eq, inArray, sql } from 'drizzle-orm'
import type { ALARMS, AlarmKind } from '../alarms/alarm-kinds.ts'
import { clearAlarm } from '../alarms/raise-alarm.ts'
import { record } from '../audit/record.ts'
import { addDays, londonDay } from '../clocks/days.ts'
import type { Db } from '../db/db.ts'
import { breachCounters, breachEvents, breaches, deadlineMails } from '../db/schema.ts'
import type { Enqueue } from '../jobs/queue.ts'
import type { OfficeProfile } from '../offices/profile.ts'
import {
  type BreachEvent,
  type BreachMove,
  type BreachRow,
  type BreachStanding,
  breachReference,
  standingOf,
  whyNot,
} from './breach.ts'

export type ActingOnBreach = {
  office: OfficeProfile
  actor: string
  actorName: string
  now: Date
  queue: Enqueue
}

export type NewBreach = Pick<
  BreachRow,
  | 'caseId'
  | 'whatHappened'
  | 'knownAt'
  | 'happenedOn'
  | 'whoseData'
  | 'howMany'
  | 'severity'
  | 'containment'
  | 'leadProvider'
>

export type Opened = { ok: true; number: number } | { ok: false; field: keyof NewBreach; says: string }

/** Longer ago than that it is a mistyped year, or a matter for more than a register. */
const OLDEST_DAYS = 366

/** Opens it, with the next number of the office. */
export async function openBreach(tx: Db, acting: ActingOnBreach, said: NewBreach): Promise<Opened> {
  const wrong = whyNotOpen(said, acting.now)
  if (wrong) return { ok: false, ...wrong }
  const { office, actor, actorName, now } = acting
  const number = await nextNumber(tx, office.id)
  const id = randomUUID()
  const row: BreachRow = {
    ...said,
    ...{ id, officeId: office.id, number, openedBy: actor, openedByName: actorName, openedAt: now },
    closedAt: null,
  }
  await tx.insert(breaches).values(row)
  await oweBreachMails(tx, acting, [{ kind: 'breach-opened', breachId: id, dedupe: `breach.${id}` }])
  const entry = { officeId: office.id, at: now, actor, ...(said.caseId ? { caseId: said.caseId } : {}) }
  await record(tx, [
    { ...entry, action: 'breach-opened', detail: { breach: number, severity: said.severity } },
  ])
  return { ok: true, number }
}

function whyNotOpen(
  { knownAt, happenedOn, howMany, ...words }: NewBreach,
  now: Date,
): { field: keyof NewBreach; says: string } | undefined {
  if (words.whatHappened === '') return { field: 'whatHappened', says: 'Say what happened.' }
  if (knownAt > now)
    return { field: 'knownAt', says: 'That moment is in the future: give when the office first knew.' }
  if (londonDay(knownAt) < addDays(londonDay(now), -OLDEST_DAYS))
    return { field: 'knownAt', says: 'That is more than a year ago: look at the year.' }
  if (happenedOn && happenedOn > londonDay(knownAt))
    return { field: 'happenedOn', says: 'It cannot have happened after the office knew of it.' }
  if (words.whoseData === '') return { field: 'whoseData', says: 'Say whose data it is.' }
  if (howMany !== null && (!Number.isInteger(howMany) || howMany < 0 || howMany > 100_000_000))
    return { field: 'howMany', says: 'Give a number, or leave it empty while nobody knows.' }
  if (words.containment === '')
    return { field: 'containment', says: 'Say what was done to contain it, or that nothing was done yet.' }
  return undefined
}

async function nextNumber(tx: Db, officeId: string): Promise<number> {
  const [counter] = await tx
    .insert(breachCounters)
    .values({ officeId, last: 1 })
    .onConflictDoUpdate({ target: breachCounters.officeId, set: { last: sql`${breachCounters.last} + 1` } })
    .returning({ last: breachCounters.last })
  if (!counter) throw new Error('The breach got no number')
  return counter.last
}

type OwedMail = Pick<
  typeof deadlineMails.$inferInsert,
  'kind' | 'breachId' | 'breachClock' | 'hours' | 'dedupe'
>

/** Mails to the data protection officer of the office; what is owed already is not owed twice. */
export async function oweBreachMails(
  tx: Db,
  { office, now, queue }: Pick<ActingOnBreach, 'office' | 'now' | 'queue'>,
  mails: readonly OwedMail[],
): Promise<number> {
  if (mails.length === 0) return 0
  const made = await tx
    .insert(deadlineMails)
    .values(
      mails.map((mail) => ({
        ...mail,
        id: randomUUID(),
        officeId: office.id,
        toAddress: office.dataProtection.email,
        on: londonDay(now),
        state: 'owed' as const,
        madeAt: now,
      })),
    )
    .onConflictDoNothing()
    .returning({ id: deadlineMails.id, officeId: deadlineMails.officeId })
  await queue.enqueueAll(tx, 'deadline-mail', made)
  return made.length
}

/** Everything that was written down about it, in the order in which it was. */
export const findBreachEvents = (tx: Db, breachId: string): Promise<BreachEvent[]> =>
  tx
    .select()
    .from(breachEvents)
    .where(eq(breachEvents.breachId, breachId))
    .orderBy(asc(breachEvents.recordedAt), asc(breachEvents.at), asc(breachEvents.id))

/** Each of these breaches with how it stands. */
export async function withStanding(
  tx: Db,
  rows: readonly BreachRow[],
): Promise<{ row: BreachRow; standing: BreachStanding }[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const events = await tx
    .select()
    .from(breachEvents)
    .where(inArray(breachEvents.breachId, ids))
    .orderBy(asc(breachEvents.recordedAt), asc(breachEvents.at), asc(breachEvents.id))
  return rows.map((row) => {
    const own = events.filter(({ breachId }) => breachId === row.id)
    return { row, standing: standingOf(row, own) }
  })
}

export type Moved = { ok: true } | { ok: false; says: string } | undefined

/** Writes down one thing; undefined where there is no breach of that number. Two at once go one after the other. */
export async function moveBreach(
  tx: Db,
  acting: ActingOnBreach,
  number: number,
  move: BreachMove,
): Promise<Moved> {
  const { office, actor, actorName, now } = acting
  const [row] = await tx.select().from(breaches).where(eq(breaches.number, number)).for('update')
  if (!row) return undefined
  const events = await findBreachEvents(tx, row.id)
  const says = whyNot(row, standingOf(row, events), move, now)
  if (says !== undefined) return { ok: false, says }
  const event: BreachEvent = {
    ...{ id: randomUUID(), officeId: office.id, breachId: row.id, event: move.event, at: move.at },
    severity: move.event === 'assessed' ? (move.severity ?? null) : null,
    ...{ note: move.note, byKey: actor, byName: actorName, recordedAt: now },
  }
  await tx.insert(breachEvents).values(event)
  const after = standingOf(row, [...events, event])
  await tx
    .update(breaches)
    .set({ closedAt: after.isClosed ? now : null })
    .where(eq(breaches.id, row.id))
  const about = breachReference(office, number)
  const at = { queue: acting.queue, now }
  if (after.icoTold || after.decision?.event === 'not-to-be-notified')
    await clearAlarm(tx, at, { officeId: office.id, kind: OUT['breach-72h'], about })
  if (after.providerTold) await clearAlarm(tx, at, { officeId: office.id, kind: OUT['breach-24h'], about })
  const entry = { officeId: office.id, at: now, actor, ...(row.caseId ? { caseId: row.caseId } : {}) }
  await record(tx, [{ ...entry, action: 'breach-moved', detail: { breach: number, event: move.event } }])
  return { ok: true }
}

/** The alarm of each clock that has run out. */
export const OUT = {
  'breach-72h': 'breach-not-reported',
  'breach-24h': 'breach-provider-not-told',
} as const satisfies Record<string, AlarmKind & keyof typeof ALARMS>
