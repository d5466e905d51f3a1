/** From the last action on a case to the day on which it may be disposed of. */
import { addDays, addMonths, type IsoDate, londonDay, sayDay } from '../clocks/days.ts'
import type { RetentionChoice } from './schedule.ts'

/**
 * The first day on which a case may be disposed of: the day after the anniversary of
 * the last action on it.
 *
 * Counts calendar months, because schedules are written in months and years. A day that
 * the last month lacks moves back to its last day: seven years from 29 February 2028 end
 * on 28 February 2035, and the case may go on 1 March. A hold always wins over this day.
 */
export const disposalDate = (lastActionOn: IsoDate, keepMonths: number): IsoDate =>
  addDays(addMonths(lastActionOn, keepMonths), 1)

export type DisposalDay =
  | { disposeAfter: IsoDate; because: string }
  | { disposeAfter: undefined; because: string }

const AWAITED: Record<Exclude<RetentionChoice['trigger'], 'last-action' | 'not-set'>, string> = {
  'event-date': 'the date of the event',
  'campaign-end': 'the end of the campaign',
  unsubscribe: 'the person unsubscribing',
  'consent-withdrawn': 'the person withdrawing consent',
  publication: 'the publication',
}

/**
 * The earliest disposal day as things stand, or why there is none. Where the office has
 * set no period (T24, T26), or the period runs from an event that a person has to
 * record, nothing is disposed of: keeping too long can be mended, losing cannot.
 */
export function disposeAfter(
  { schedule, keepMonths, trigger }: Pick<RetentionChoice, 'schedule' | 'keepMonths' | 'trigger'>,
  lastActionAt: Date,
): DisposalDay {
  const refused = (why: string): DisposalDay => ({ disposeAfter: undefined, because: `${schedule}: ${why}` })
  if (keepMonths === 'not-set') return refused('the office has set no period, so nothing is disposed of.')
  if (trigger === 'not-set')
    return refused('the office has not said what the period runs from, so nothing is disposed of.')
  if (trigger !== 'last-action')
    return refused(`the period runs from ${AWAITED[trigger]}, which a person has to record.`)
  const lastActionOn = londonDay(lastActionAt)
  const on = disposalDate(lastActionOn, keepMonths)
  const because = `${schedule}: ${keepMonths} months from the last action on ${sayDay(lastActionOn)} have passed by ${sayDay(on)}.`
  return { disposeAfter: on, because }
}
