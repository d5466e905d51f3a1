/** The queue as the dashboard shows it. Reads only, and no office but that of its transaction. */
import { and, asc, desc, eq, inArray, isNull, ne, sql } from 'drizzle-orm'
import { type IsoDate, londonDay } from '../clocks/days.ts'
import { type AlertState, CLIMBING, OPEN } from '../db/alert-states.ts'
import type { Db } from '../db/db.ts'
import {
  acknowledgements,
  cases,
  escalations,
  rawMessages,
  riskFlags,
  type TaskKind,
  tasks,
} from '../db/schema.ts'
import { type QueuePoints, queuePoints } from '../triage/queue-points.ts'
import type { RiskCategory } from '../triage/risk.ts'
import type { CaseRow } from './arrival.ts'
import { findStanding, NOTHING_STANDS, type Standing, standingFor } from './find-special.ts'
import {
  type QueueFilter,
  type QueueKey,
  type QueuePage,
  queueConditions,
  queueFrom,
  queueKey,
  queueOrder,
} from './queue-filter.ts'

export type QueuedCase = Pick<
  CaseRow,
  | 'id'
  | 'reference'
  | 'status'
  | 'route'
  | 'others'
  | 'routeConfirmed'
  | 'abstained'
  | 'risk'
  | 'channel'
  | 'correspondentName'
  | 'correspondentAddress'
  | 'subject'
  | 'drillId'
  | 'openedAt'
  | 'ownerKey'
  | 'ownerName'
  | 'acknowledgementHeld'
  | 'hasUnread'
  | 'openTasks'
  | 'language'
  | 'clockState'
> & {
  /** For the order of the queue, with what it is the sum of. */
  points: QueuePoints
  nextClock: { kind: string; dueOn: string } | undefined
  alert:
    | {
        id: string
        level: 'immediate' | 'serious'
        state: AlertState
        raisedAt: Date
        answeredBy: string | null
        answeredAt: Date | null
      }
    | undefined
  /** The kinds of danger that were flagged and not only noted. */
  dangers: RiskCategory[]
  acknowledgement: { state: string; reason: string } | undefined
  /** What only a person can do, by its kind. */
  tasks: TaskKind[]
  /** What stands against answering the writer. */
  standing: Standing
}

export type Queue = {
  /** Cases with an alert that is not closed, most urgent first; on top whatever the filter. */
  safety: QueuedCase[]
  cases: QueuedCase[]
  /** How many match the filter, of which `cases` is one page; never more than `MOST_COUNTED`. */
  count: number
  /** There are more than were counted. */
  isMore: boolean
  /** Where the pages before and after this one begin; undefined where there is none. */
  earlier: QueueKey | undefined
  later: QueueKey | undefined
  /** Raw messages that could not be taken in and wait for a person. */
  parked: number
  /** Tasks that nobody has done. */
  tasks: number
}

const PAGE_SIZE = 50
/** Nobody reads further, and a count of a million takes longer than the page. */
export const MOST_COUNTED = 1000

/** One page of the queue, the safety lane, and counts that agree with them. */
export async function findQueue(
  tx: Db,
  filter: QueueFilter,
  { now, page = {} }: { now: Date; page?: QueuePage },
): Promise<Queue> {
  const today = londonDay(now)
  const alerted = await tx
    .select({ caseId: escalations.caseId })
    .from(escalations)
    .where(inArray(escalations.state, OPEN))
  const inLane = alerted.map((row) => row.caseId)
  const matching = queueConditions(filter, today)
  const isBackwards = page.before !== undefined && page.after === undefined
  const [lane, found, counted, parked, openTasks] = await Promise.all([
    inLane.length === 0 ? [] : tx.select().from(cases).where(inArray(cases.id, inLane)),
    tx
      .select()
      .from(cases)
      .where(and(...matching, ...queueFrom(filter, page)))
      .orderBy(...queueOrder(filter, isBackwards))
      .limit(PAGE_SIZE + 1),
    tx.select({ count: sql<number>`count(*)::integer` }).from(
      tx
        .select({ one: sql`1`.as('one') })
        .from(cases)
        .where(and(...matching))
        .limit(MOST_COUNTED + 1)
        .as('matching'),
    ),
    tx.$count(rawMessages, eq(rawMessages.state, 'parked')),
    tx.$count(tasks, isNull(tasks.doneAt)),
  ])
  const isFull = found.length > PAGE_SIZE
  const shown = found.slice(0, PAGE_SIZE)
  const listed = isBackwards ? shown.reverse() : shown
  const [first, last] = [listed[0], listed.at(-1)]
  const count = counted[0]?.count ?? 0
  const details = await detailsOf(tx, [...lane, ...listed], today)
  const urgency = (row: QueuedCase) =>
    (row.alert?.level === 'immediate' ? 0 : 2) + (row.alert && CLIMBING.includes(row.alert.state) ? 0 : 1)
  return {
    safety: lane
      .map(details)
      .sort((a, b) => urgency(a) - urgency(b) || a.openedAt.getTime() - b.openedAt.getTime()),
    cases: listed.map(details),
    count: Math.min(count, MOST_COUNTED),
    isMore: count > MOST_COUNTED,
    earlier: first && (isBackwards ? isFull : page.after !== undefined) ? queueKey(filter, first) : undefined,
    later: last && (isBackwards || isFull) ? queueKey(filter, last) : undefined,
    parked,
    tasks: openTasks,
  }
}

/** The points, the open alert, the kinds of danger and the acknowledgement of each case, in a few statements for all. */
async function detailsOf(
  tx: Db,
  rows: readonly CaseRow[],
  today: IsoDate,
): Promise<(row: CaseRow) => QueuedCase> {
  const of = [...new Set(rows.map(({ id }) => id))]
  if (of.length === 0)
    return (row) => ({
      ...row,
      points: pointsOf(row, today),
      nextClock: undefined,
      alert: undefined,
      dangers: [],
      acknowledgement: undefined,
      tasks: [],
      standing: NOTHING_STANDS,
    })
  const [alerts, acknowledged, flagged, todo, standing] = await Promise.all([
    tx
      .select()
      .from(escalations)
      .where(and(inArray(escalations.caseId, of), inArray(escalations.state, OPEN)))
      // One that nobody has answered stands for its case, whatever else is being done.
      .orderBy(
        desc(inArray(escalations.state, CLIMBING)),
        asc(escalations.level),
        desc(escalations.raisedAt),
      ),
    tx
      .select()
      .from(acknowledgements)
      .where(inArray(acknowledgements.caseId, of))
      .orderBy(asc(acknowledgements.decidedAt)),
    tx
      .selectDistinct({ caseId: riskFlags.caseId, category: riskFlags.category })
      .from(riskFlags)
      .where(and(inArray(riskFlags.caseId, of), ne(riskFlags.level, 'none')))
      .orderBy(asc(riskFlags.category)),
    tx
      .select({ caseId: tasks.caseId, kind: tasks.kind })
      .from(tasks)
      .where(and(inArray(tasks.caseId, of), isNull(tasks.doneAt))),
    findStanding(tx, { caseIds: of, addresses: rows.flatMap((row) => row.correspondentAddress ?? []) }),
  ])
  return (row) => {
    const alert = alerts.find((one) => one.caseId === row.id)
    const answers = acknowledged.filter((one) => one.caseId === row.id)
    // A held one is work for a person, so it is the one to be shown.
    const acknowledgement = answers.find(({ state }) => state === 'held') ?? answers[0]
    return {
      ...row,
      points: pointsOf(row, today),
      nextClock: row.nextDueOn === null ? undefined : { kind: row.nextDueKind ?? '', dueOn: row.nextDueOn },
      alert: alert && {
        id: alert.id,
        level: alert.level,
        state: alert.state,
        raisedAt: alert.raisedAt,
        answeredBy: alert.answeredBy,
        answeredAt: alert.answeredAt,
      },
      dangers: flagged.filter((one) => one.caseId === row.id).map(({ category }) => category),
      acknowledgement: acknowledgement && { state: acknowledgement.state, reason: acknowledgement.reason },
      tasks: todo.filter((one) => one.caseId === row.id).map(({ kind }) => kind),
      standing: standingFor(standing, {
        caseIds: [row.id],
        addresses: row.correspondentAddress === null ? [] : [row.correspondentAddress],
      }),
    }
  }
}

const pointsOf = (row: CaseRow, today: IsoDate): QueuePoints =>
  queuePoints(
    { ...row, openedOn: londonDay(row.openedAt), dueOn: row.nextDueOn, isOwned: row.ownerKey !== '' },
    today,
  )

/** The languages of the open cases. Leaps from one to the next in the index, however many cases there are. */
export async function findLanguages(tx: Db): Promise<string[]> {
  const rows = await tx.execute<{ language: string }>(sql`
    with recursive spoken (language) as (
      select min(language) from cases where status <> 'closed'
      union all
      select (select min(c.language) from cases c where c.status <> 'closed' and c.language > spoken.language)
      from spoken where spoken.language is not null
    ) select language from spoken where language is not null`)
  return rows.map(({ language }) => language)
}
