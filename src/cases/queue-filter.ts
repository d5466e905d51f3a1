/** What the queue can be narrowed by, as conditions that its indexes answer. */
import { asc, desc, eq, gt, lt, type SQL, sql } from 'drizzle-orm'
import { addDays, type IsoDate } from '../clocks/days.ts'
import type { Channel } from '../db/schema.ts'
import { cases, isFor } from '../db/schema.ts'
import type { RiskLevel } from '../triage/risk.ts'
import type { Route } from '../triage/route.ts'

export const QUEUE_STATUSES = ['open', 'closed', 'not-correspondence'] as const
/** `late`: the next deadline is past. `week`: within seven days. `standing`: only clocks that wait for somebody. */
export const CLOCK_FILTERS = ['late', 'week', 'later', 'standing', 'none'] as const

/** Which cases the queue shows; nothing set means all open ones that are correspondence. */
export type QueueFilter = {
  route?: Route | undefined
  risk?: RiskLevel | undefined
  status?: (typeof QUEUE_STATUSES)[number] | undefined
  channel?: Channel | undefined
  /** ISO 639-1, or `und`. */
  language?: string | undefined
  clock?: (typeof CLOCK_FILTERS)[number] | undefined
  /** The key of a person; '' for cases that nobody has taken on. */
  ownerKey?: string | undefined
  unsure?: boolean | undefined
  /** The acknowledgement waits for a person. */
  held?: boolean | undefined
  unread?: boolean | undefined
  /** Only cases with a task that nobody has done, closed ones too: a letter may come back after that. */
  tasks?: boolean | undefined
}

/** A place in the list: what it is ordered by and, where that is the same, the reference. */
export type QueueKey = { order: number; reference: string }
export type QueuePage = { after?: QueueKey | undefined; before?: QueueKey | undefined }

const SOON_DAYS = 7

export function queueConditions(filter: QueueFilter, today: IsoDate): SQL[] {
  const status = filter.tasks ? undefined : (filter.status ?? 'open')
  return [
    sql`${cases.disposedAt} is null`,
    ...(filter.tasks ? [gt(cases.openTasks, 0)] : []),
    ...(status === 'closed' ? [sql`${cases.status} = 'closed'`] : []),
    ...(status === 'open' || status === 'not-correspondence' ? [sql`${cases.status} <> 'closed'`] : []),
    ...(status === 'open' && filter.route === undefined ? [sql`${cases.route} <> 'not-correspondence'`] : []),
    ...(status === 'not-correspondence' ? [isFor(cases, 'not-correspondence')] : []),
    ...(filter.route ? [isFor(cases, filter.route)] : []),
    ...(filter.risk ? [eq(cases.risk, filter.risk)] : []),
    ...(filter.channel ? [eq(cases.channel, filter.channel)] : []),
    ...(filter.language ? [eq(cases.language, filter.language)] : []),
    ...(filter.ownerKey === undefined ? [] : [eq(cases.ownerKey, filter.ownerKey)]),
    ...(filter.unsure ? [sql`${cases.abstained}`] : []),
    ...(filter.held ? [sql`${cases.acknowledgementHeld}`] : []),
    ...(filter.unread ? [sql`${cases.hasUnread}`] : []),
    ...(filter.clock ? clockCondition(filter.clock, today) : []),
  ]
}

function clockCondition(clock: NonNullable<QueueFilter['clock']>, today: IsoDate): SQL[] {
  const soon = addDays(today, SOON_DAYS)
  if (clock === 'late') return [lt(cases.nextDueOn, today)]
  if (clock === 'week') return [sql`${cases.nextDueOn} between ${today} and ${soon}`]
  if (clock === 'later') return [gt(cases.nextDueOn, soon)]
  return [eq(cases.clockState, clock)]
}

/** Closed cases by when they were closed, the newest first; all others by their points. */
const isByClosing = (filter: QueueFilter): boolean => filter.status === 'closed' && !filter.tasks

/** The order of the list, turned round where the page before is asked for. */
export function queueOrder(filter: QueueFilter, isBackwards: boolean): SQL[] {
  const way = isByClosing(filter) === isBackwards ? asc : desc
  return [way(isByClosing(filter) ? cases.closedAt : cases.queuePlace), way(cases.reference)]
}

/** Only what stands behind, or before, that place. */
export function queueFrom(filter: QueueFilter, { after, before }: QueuePage): SQL[] {
  const key = after ?? before
  if (!key) return []
  const order = isByClosing(filter)
    ? sql`${new Date(key.order).toISOString()}::timestamptz`
    : sql`${key.order}::integer`
  const column = isByClosing(filter) ? cases.closedAt : cases.queuePlace
  const isUp = isByClosing(filter) !== (after !== undefined)
  return [sql`(${column}, ${cases.reference}) ${sql.raw(isUp ? '>' : '<')} (${order}, ${key.reference})`]
}

type Ordered = { queuePlace: number; closedAt: Date | null; reference: string }

export const queueKey = (filter: QueueFilter, row: Ordered): QueueKey => ({
  order: isByClosing(filter) ? (row.closedAt?.getTime() ?? 0) : row.queuePlace,
  reference: row.reference,
})
