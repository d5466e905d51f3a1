import { type SQL, sql } from 'drizzle-orm'
import { DEADLINE_LEAD_DAYS, QUEUE_WEIGHTS, type QueueWeight } from '../../triage/queue-points.ts'

/** The conditions of `queuePoints` in the columns of `cases`. */
const HOLDS: Record<QueueWeight['fact'], string> = {
  immediate: `"risk" = 'immediate'`,
  serious: `"risk" = 'serious'`,
  unreadable: `"risk" = 'unreadable'`,
  task: '"open_tasks" > 0',
  held: '"acknowledgement_held"',
  unread: '"has_unread"',
  unsure: '"abstained" and not "route_confirmed"',
  nobody: `"owner_key" = ''`,
}

/**
 * The place of a case in the queue, the lowest first: the day since which it counts as waiting, less
 * its weights. On a day `D` (counted from 1970) its points are `D` less its place, so that one
 * index gives the order of every day. Made of the weights themselves: changing one changes the table.
 */
export const queuePlace = (): SQL =>
  sql.raw(
    [
      `least(("opened_at" at time zone 'Europe/London')::date, "next_due_on" - ${DEADLINE_LEAD_DAYS}) - date '1970-01-01'`,
      ...QUEUE_WEIGHTS.map(({ fact, points }) => `(case when ${HOLDS[fact]} then ${points} else 0 end)`),
    ].join(' - '),
  )
