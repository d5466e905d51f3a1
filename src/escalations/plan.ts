/** Who is told, and by when. Pure: the ladder comes from the office's profile. */
import type { OfficeProfile } from '../offices/profile.ts'
import type { RiskLevel } from '../triage/risk.ts'

export type Rung = { post: string; email: string; waitMinutes: number }

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

/**
 * The rung for the n-th page, counted from 0. After the last rung the ladder starts
 * again: an alert never falls silent because its list came to an end.
 */
export function rungFor(duty: OfficeProfile['duty'], step: number): Rung {
  const rung = duty.ladder[step % duty.ladder.length]
  if (!rung) throw new Error('A duty ladder has no rungs; the profile check lets none through')
  const last = step % duty.ladder.length === duty.ladder.length - 1
  return { ...rung, waitMinutes: last ? Math.max(rung.waitMinutes, duty.repeatMinutes) : rung.waitMinutes }
}
