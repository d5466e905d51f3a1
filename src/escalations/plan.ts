/** Whether an alert is raised, and by when it pages. Pure. */
import { rungFor } from '../offices/duty-rung.ts'
import type { OfficeProfile } from '../offices/profile.ts'
import type { RiskLevel } from '../triage/risk.ts'

/** When the first page of a `serious` alert goes out if nobody has answered it on the dashboard by then. */
const SERIOUS_AFTER_MINUTES = 60

/**
 * The alert that a level of risk raises: `immediate` pages at once; `serious` and
 * `unreadable` are shown at once and page after an hour without an answer.
 */
export function alertFor(
  level: RiskLevel,
  now: Date,
): { level: 'immediate' | 'serious'; firstPageAt: Date } | undefined {
  if (level === 'none') return undefined
  if (level === 'immediate') return { level, firstPageAt: now }
  return { level: 'serious', firstPageAt: new Date(now.getTime() + SERIOUS_AFTER_MINUTES * 60_000) }
}

/** How far in the future an alert may be raised before we take it that the clock was put back. */
const CLOCK_SLACK_MS = 5_000

/**
 * Whether the next rung is to be told now. A time that no wait explains was written by a
 * clock that has been put back since: waiting for it to come round again would keep an
 * alert silent for as long as the clock was wrong.
 */
export function isDue(
  alert: { raisedAt: Date; nextPageAt: Date | null },
  duty: OfficeProfile['duty'],
  now: Date,
): boolean {
  if (!alert.nextPageAt) return false
  const waitMs = alert.nextPageAt.getTime() - now.getTime()
  if (waitMs <= 0) return true
  if (alert.raisedAt.getTime() - now.getTime() > CLOCK_SLACK_MS) return true
  const longest = Math.max(
    SERIOUS_AFTER_MINUTES,
    ...duty.ladder.map((_, at) => rungFor(duty, at).waitMinutes),
  )
  return waitMs > longest * 60_000 + CLOCK_SLACK_MS
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
  { ladder, now }: { ladder: readonly unknown[]; now: Date },
): Date {
  const rounds = Math.floor(step / ladder.length)
  const pauseMs = (ending === 'failed' ? AFTER_FAILURE_MS : AFTER_UNKNOWN_MS) * 2 ** Math.min(rounds, 8)
  return new Date(now.getTime() + Math.min(pauseMs, LONGEST_PAUSE_MS))
}
