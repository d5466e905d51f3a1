import type { IsoDate } from '../clocks/days.ts'
import type { OutcomeKind, PeriodEvent } from '../clocks/keeping-words.ts'
import type { OfficeProfile } from '../offices/profile.ts'
import { disposeAfter } from '../retention/clock.ts'
import { retentionFor } from '../retention/schedule.ts'
import type { Route } from '../triage/route.ts'

/** The line of the schedule that governs a case; from these columns the database works out its day. */
export type RetentionColumns = {
  retentionSchedule: string
  keepMonths: number | null
  retentionTrigger: string
}

/** The line for a case of these routes that ended so; with every change of either it is chosen anew. */
export function retentionColumns(
  office: Pick<OfficeProfile, 'shortName' | 'retention'>,
  routes: readonly Route[],
  outcome?: OutcomeKind | null,
): RetentionColumns {
  const choice = retentionFor(office, routes, outcome)
  return {
    retentionSchedule: choice.schedule,
    keepMonths: choice.keepMonths === 'not-set' ? null : choice.keepMonths,
    retentionTrigger: choice.trigger,
  }
}

/** The same sum as the column `dispose_after`, for a case that is not in the database yet. */
export const disposalDayOf = (
  office: Pick<OfficeProfile, 'shortName' | 'retention'>,
  about: {
    routes: readonly Route[]
    outcome?: OutcomeKind | null
    lastActionAt: Date
    periodEvent?: PeriodEvent | null
    periodFrom?: IsoDate | null
  },
): IsoDate | null =>
  disposeAfter(retentionFor(office, about.routes, about.outcome), about).disposeAfter ?? null
