import type { OfficeProfile } from '../offices/profile.ts'
import { disposeAfter } from '../retention/clock.ts'
import { retentionFor } from '../retention/schedule.ts'
import type { Route } from '../triage/route.ts'

/** The columns of a case that say how long it is kept. */
export type RetentionColumns = {
  retentionSchedule: string
  keepMonths: number | null
  retentionTrigger: string
  disposeAfter: string | null
}

/**
 * Retention reckoned anew from the last action. Written in the same statement as
 * the action itself, so that no action can leave an older date standing.
 */
export function retentionColumns(
  office: OfficeProfile,
  routes: readonly Route[],
  lastActionAt: Date,
): RetentionColumns {
  const choice = retentionFor(office, routes)
  return {
    retentionSchedule: choice.schedule,
    keepMonths: choice.keepMonths === 'not-set' ? null : choice.keepMonths,
    retentionTrigger: choice.trigger,
    disposeAfter: disposeAfter(choice, lastActionAt).disposeAfter ?? null,
  }
}
