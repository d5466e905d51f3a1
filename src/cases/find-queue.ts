/** The queue as the dashboard shows it. Reads only, and no office but that of its transaction. */
import { and, asc, desc, eq, inArray, isNull, ne, type SQL, sql } from 'drizzle-orm'
import { type AlertState, CLIMBING, OPEN } from '../db/alert-states.ts'
import type { Db } from '../db/db.ts'
import {
  acknowledgements,
  cases,
  clocks,
  escalations,
  rawMessages,
  riskFlags,
  type TaskKind,
  tasks,
} from '../db/schema.ts'
import type { RiskCategory, RiskLevel } from '../triage/risk.ts'
import type { Route } from '../triage/route.ts'
import type { CaseRow } from './arrival.ts'
import { findStanding, NOTHING_STANDS, type Standing, standingFor } from './find-special.ts'

/** Which cases the queue shows; nothing set means all open ones that are correspondence. */
export type QueueFilter = {
  route?: Route | undefined
  risk?: RiskLevel | undefined
  status?: 'open' | 'closed' | 'not-correspondence' | undefined
  unsure?: boolean | undefined
  /** Only cases with a task that nobody has done, closed ones too: a letter may come back after that. */
  tasks?: boolean | undefined
}

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
> & {
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
  /** How many match the filter, of which `cases` is one page. */
  count: number
  /** Raw messages that could not be taken in and wait for a person. */
  parked: number
  /** Tasks that nobody has done. */
  tasks: number
}

const PAGE_SIZE = 50

/** One page of the queue, the safety lane, and counts that agree with them. */
export async function findQueue(tx: Db, filter: QueueFilter, page = 1): Promise<Queue> {
  const alerted = await tx
    .select({ caseId: escalations.caseId })
    .from(escalations)
    .where(inArray(escalations.state, OPEN))
  const inLane = alerted.map((row) => row.caseId)
  const where = and(...conditions(filter))
  const [lane, listed, count, parked, openTasks] = await Promise.all([
    inLane.length === 0 ? [] : tx.select().from(cases).where(inArray(cases.id, inLane)),
    tx
      .select()
      .from(cases)
      .where(where)
      .orderBy(asc(cases.openedAt), asc(cases.reference))
      .limit(PAGE_SIZE)
      .offset((page - 1) * PAGE_SIZE),
    tx.$count(cases, where),
    tx.$count(rawMessages, eq(rawMessages.state, 'parked')),
    tx.$count(tasks, isNull(tasks.doneAt)),
  ])
  const details = await detailsOf(tx, [...lane, ...listed])
  const urgency = (row: QueuedCase) =>
    (row.alert?.level === 'immediate' ? 0 : 2) + (row.alert && CLIMBING.includes(row.alert.state) ? 0 : 1)
  return {
    safety: lane
      .map(details)
      .sort((a, b) => urgency(a) - urgency(b) || a.openedAt.getTime() - b.openedAt.getTime()),
    cases: listed.map(details),
    count,
    parked,
    tasks: openTasks,
  }
}

export const pageCount = (count: number): number => Math.max(1, Math.ceil(count / PAGE_SIZE))

function conditions(filter: QueueFilter): SQL[] {
  if (filter.tasks)
    return [
      sql`exists (select 1 from ${tasks} where ${tasks.caseId} = ${cases.id} and ${tasks.doneAt} is null)`,
    ]
  const status = filter.status ?? 'open'
  return [
    status === 'closed' ? eq(cases.status, 'closed') : ne(cases.status, 'closed'),
    isNull(cases.disposedAt),
    ...(status === 'not-correspondence' ? [eq(cases.route, 'not-correspondence')] : []),
    ...(status === 'open' && filter.route === undefined ? [ne(cases.route, 'not-correspondence')] : []),
    ...(filter.route ? [sql`(${cases.route} = ${filter.route} or ${cases.others} ? ${filter.route})`] : []),
    ...(filter.risk ? [eq(cases.risk, filter.risk)] : []),
    ...(filter.unsure ? [eq(cases.abstained, true)] : []),
  ]
}

/** The clock that runs out first, the open alert, the kinds of danger and the acknowledgement of each case, in a few statements for all. */
async function detailsOf(tx: Db, rows: readonly CaseRow[]): Promise<(row: CaseRow) => QueuedCase> {
  const of = [...new Set(rows.map(({ id }) => id))]
  if (of.length === 0)
    return (row) => ({
      ...row,
      nextClock: undefined,
      alert: undefined,
      dangers: [],
      acknowledgement: undefined,
      tasks: [],
      standing: NOTHING_STANDS,
    })
  const [running, alerts, acknowledged, flagged, todo, standing] = await Promise.all([
    tx
      .select({ caseId: clocks.caseId, kind: clocks.kind, dueOn: clocks.dueOn })
      .from(clocks)
      .where(
        and(inArray(clocks.caseId, of), sql`${clocks.stoppedAt} is null and ${clocks.dueOn} is not null`),
      )
      .orderBy(asc(clocks.dueOn)),
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
    const clock = running.find((one) => one.caseId === row.id)
    const alert = alerts.find((one) => one.caseId === row.id)
    const answers = acknowledged.filter((one) => one.caseId === row.id)
    // A held one is work for a person, so it is the one to be shown.
    const acknowledgement = answers.find(({ state }) => state === 'held') ?? answers[0]
    return {
      ...row,
      nextClock: clock?.dueOn ? { kind: clock.kind, dueOn: clock.dueOn } : undefined,
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
