/** Whether an alert is raised, and by when it pages. Pure. */
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
