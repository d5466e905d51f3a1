/**
 * How the queue is ordered. One point is worth one day of waiting, so that every weight can be read
 * as “as if it had waited so many days longer”. Each day adds the same one point to every case:
 * the order of two cases changes only when something happens to one of them, and the database can
 * keep it in an index (decision 33).
 */
import type { RiskLevel } from './risk.ts'

/** What is known of a case that counts in the queue. Days are `YYYY-MM-DD` in London. */
export type QueueFacts = {
  risk: RiskLevel
  openedOn: string
  /** The next day by which something is owed; null where no clock runs. */
  dueOn: string | null
  abstained: boolean
  routeConfirmed: boolean
  acknowledgementHeld: boolean
  hasUnread: boolean
  openTasks: number
  isOwned: boolean
}

/** From so many days before its deadline a case counts as if it had begun to wait on that day. */
export const DEADLINE_LEAD_DAYS = 28

export type QueueWeight = {
  fact: 'immediate' | 'serious' | 'unreadable' | 'task' | 'held' | 'unread' | 'unsure' | 'nobody'
  points: number
  because: string
}

/** Agreed with nobody yet but ourselves: an office that wants others changes them here, with its reason. */
export const QUEUE_WEIGHTS: readonly QueueWeight[] = [
  { fact: 'immediate', points: 60, because: 'Signs of immediate danger' },
  { fact: 'serious', points: 30, because: 'Signs of serious risk' },
  { fact: 'unreadable', points: 30, because: 'Nobody and nothing could read it for danger' },
  { fact: 'task', points: 15, because: 'A task waits: somebody has not heard from us' },
  { fact: 'held', points: 10, because: 'The acknowledgement is held until a person decides' },
  { fact: 'unread', points: 10, because: 'Something in it could not be read' },
  { fact: 'unsure', points: 7, because: 'A person has to choose the route' },
  { fact: 'nobody', points: 3, because: 'Nobody has taken it on' },
]

const DAY_MS = 86_400_000
const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS)

const HOLDS: Record<QueueWeight['fact'], (facts: QueueFacts) => boolean> = {
  immediate: ({ risk }) => risk === 'immediate',
  serious: ({ risk }) => risk === 'serious',
  unreadable: ({ risk }) => risk === 'unreadable',
  task: ({ openTasks }) => openTasks > 0,
  held: ({ acknowledgementHeld }) => acknowledgementHeld,
  unread: ({ hasUnread }) => hasUnread,
  unsure: ({ abstained, routeConfirmed }) => abstained && !routeConfirmed,
  nobody: ({ isOwned }) => !isOwned,
}

export type QueuePoints = { sum: number; parts: { points: number; because: string }[] }

/** The points of a case on that day, with what they are the sum of, the greatest first. */
export function queuePoints(facts: QueueFacts, today: string): QueuePoints {
  const waited = daysBetween(facts.openedOn, today)
  const near = facts.dueOn === null ? undefined : DEADLINE_LEAD_DAYS - daysBetween(today, facts.dueOn)
  const time =
    near !== undefined && near > waited
      ? { points: near, because: sayNear(DEADLINE_LEAD_DAYS - near) }
      : { points: waited, because: `Waiting for ${sayDays(waited)}` }
  const parts = [
    time,
    ...QUEUE_WEIGHTS.filter(({ fact }) => HOLDS[fact](facts)).map(({ points, because }) => ({
      points,
      because,
    })),
  ]
  return {
    sum: parts.reduce((sum, { points }) => sum + points, 0),
    parts: parts.sort((a, b) => b.points - a.points),
  }
}

const sayDays = (days: number): string => `${days} ${days === 1 ? 'day' : 'days'}`

const sayNear = (days: number): string =>
  days < 0
    ? `The deadline was ${sayDays(-days)} ago`
    : days === 0
      ? 'The deadline is today'
      : `The deadline is in ${sayDays(days)}`
