import type { FoundCase } from '../../cases/find-case.ts'
import { sayDay } from '../../clocks/days.ts'
import type { OfficeProfile, RetentionRow } from '../../offices/profile.ts'
import { sayMonths } from '../parts/dates.ts'

type Kept = Pick<FoundCase['caseRow'], 'retentionSchedule' | 'keepMonths' | 'disposeAfter'>

const RUNS_FROM: Record<Exclude<RetentionRow['trigger'], 'last-action' | 'not-set'>, string> = {
  'event-date': 'the date of the event',
  'campaign-end': 'the end of the campaign',
  unsubscribe: 'the day on which the person unsubscribes',
  'consent-withdrawn': 'the day on which the person withdraws consent',
  publication: 'the publication',
}

const UNTIL_THEN = 'Until then it cannot be disposed of.'

/**
 * How long the case is kept and on whose word, in a sentence or two. Where the office
 * has set no period, it says who has to (T24, T26), and never that there is none.
 */
export function sayKeeping(office: OfficeProfile, kept: Kept): string {
  const row = office.retention.find(({ schedule }) => schedule === kept.retentionSchedule)
  if (!row || row.keepMonths === 'not-set' || kept.keepMonths === null)
    return `No period set: ${office.shortName} must supply one. ${UNTIL_THEN}`
  const period = sayMonths(kept.keepMonths)
  const source = `(${office.shortName} notice, ${row.source.join(', ')})`
  if (kept.disposeAfter)
    return `Kept until ${sayDay(kept.disposeAfter)}: ${period} from the last action ${source}.`
  if (row.trigger === 'not-set' || row.trigger === 'last-action')
    return `Kept for ${period} ${source}, but ${office.shortName} must say from when. ${UNTIL_THEN}`
  return `Kept for ${period} from ${RUNS_FROM[row.trigger]} ${source}, which a person has to record. ${UNTIL_THEN}`
}
