/** Whether an alert is raised, and by when it pages. Pure. */
import { type AlertState, CLIMBING } from '../db/alert-states.ts'
import type { Duty } from '../offices/duty.ts'
import { type AlertLevel, rungFor, rungsOf } from '../offices/duty-rung.ts'
import type { RiskLevel } from '../triage/risk.ts'

/**
 * The alert that a level of risk raises: `immediate` pages at once; `serious` and
 * `unreadable` are shown at once and page when nobody has answered on the dashboard for as
 * long as the office has set.
 */
export function alertFor(
  level: RiskLevel,
  duty: Duty,
  now: Date,
): { level: 'immediate' | 'serious'; firstPageAt: Date } | undefined {
  if (level === 'none') return undefined
  if (level === 'immediate') return { level, firstPageAt: now }
  return { level: 'serious', firstPageAt: new Date(now.getTime() + duty.serious.afterMinutes * 60_000) }
}

/** How much later than its wait explains a time may be before we take it that the clock was put back. */
const CLOCK_SLACK_MS = 5_000
/** The longest that an answered alert waits before duty staff hear that nothing followed (alert-moves.ts). */
const LONGEST_REMINDER_MINUTES = 60

type Timed = { level: AlertLevel; state: AlertState; step: number; nextPageAt: Date | null }

/**
 * Whether the next rung is to be told now. A time that no wait explains was written by a
 * clock that has been put back since: waiting for it to come round again would keep an
 * alert silent for as long as the clock was wrong.
 */
export function isDue(alert: Timed, duty: Duty, now: Date): boolean {
  if (!alert.nextPageAt) return false
  const waitMs = alert.nextPageAt.getTime() - now.getTime()
  return waitMs <= 0 || waitMs > longestMinutes(alert, duty) * 60_000 + CLOCK_SLACK_MS
}

/** The longest that this alert may have to wait for its next page, reckoned from its last one. */
function longestMinutes({ level, state, step }: Timed, duty: Duty): number {
  if (!CLIMBING.includes(state)) return LONGEST_REMINDER_MINUTES
  if (step > 0) return rungFor(duty, level, step - 1).waitMinutes
  return level === 'immediate' ? 0 : duty.serious.afterMinutes
}

/** A page that could not be handed over moves to the next rung after this long, not after the full wait. */
const AFTER_FAILURE_MS = 5_000
/** Where it may have got through, somebody may be about to answer. */
const AFTER_UNKNOWN_MS = 30_000
/** A whole ladder that cannot be told says that the way out is down: there is no sense in trying faster than this. */
const LONGEST_PAUSE_MS = 60_000

/**
 * When the next rung is told after a page that did not go through. Doubles with every
 * round of the ladder, up to a minute, so that a night without a mail server does not
 * fill the history with thousands of pages.
 */
export function nextAfterTrouble(
  ending: 'failed' | 'unknown' | 'cut-off',
  step: number,
  { duty, level, now }: { duty: Duty; level: AlertLevel; now: Date },
): Date {
  const rounds = Math.floor(step / rungsOf(duty[level]).length)
  const pauseMs = (ending === 'failed' ? AFTER_FAILURE_MS : AFTER_UNKNOWN_MS) * 2 ** Math.min(rounds, 8)
  return new Date(now.getTime() + Math.min(pauseMs, LONGEST_PAUSE_MS))
}

/** A page that is claimed so little late was due then: waits do not add up from rung to rung. */
const IN_TIME_MS = 10_000

/** When the next rung is due: so long after this one was, and after now where this one was late. */
export function nextDue(dueAt: Date, waitMinutes: number, now: Date): Date {
  const lateMs = now.getTime() - dueAt.getTime()
  const from = lateMs >= 0 && lateMs <= IN_TIME_MS ? dueAt : now
  return new Date(from.getTime() + waitMinutes * 60_000)
}
