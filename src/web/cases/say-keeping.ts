import type { FoundCase } from '../../cases/find-case.ts'
import { addMonths, londonDay, sayDay } from '../../clocks/days.ts'
import type { OfficeProfile } from '../../offices/profile.ts'
import { EVENT_WORDS } from '../../retention/clock.ts'
import { sayMonths } from '../parts/dates.ts'

type Kept = Pick<FoundCase['caseRow'], 'retentionSchedule' | 'keepMonths' | 'disposeAfter' | 'periodFrom'>

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
  if (kept.disposeAfter) {
    const from =
      row.trigger !== 'last-action' && row.trigger !== 'not-set' && kept.periodFrom
        ? `${EVENT_WORDS[row.trigger]} on ${sayDay(kept.periodFrom)}`
        : 'the last action'
    return `Kept until ${sayDay(kept.disposeAfter)}: ${period} from ${from} ${source}.`
  }
  if (row.trigger === 'not-set' || row.trigger === 'last-action')
    return `Kept for ${period} ${source}, but ${office.shortName} must say from when. ${UNTIL_THEN}`
  return `Kept for ${period} from ${EVENT_WORDS[row.trigger]} ${source}, which a person has to record. ${UNTIL_THEN}`
}

type Worked = Pick<
  FoundCase['caseRow'],
  'retentionTrigger' | 'keepMonths' | 'lastActionAt' | 'periodFrom' | 'disposeAfter'
>

/** The sum behind the day, so that anybody can reckon it again. */
export function sayWorking({
  retentionTrigger,
  keepMonths,
  lastActionAt,
  periodFrom,
  disposeAfter,
}: Worked): string {
  const from = retentionTrigger === 'last-action' ? londonDay(lastActionAt) : periodFrom
  if (keepMonths === null || !from || !disposeAfter) return ''
  return `${sayDay(from)} and ${sayMonths(keepMonths)} is ${sayDay(addMonths(from, keepMonths))}; from the day after it may go. Every action begins the period anew, where it runs from the last action.`
}
