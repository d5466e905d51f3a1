/** From the last action on a case to the day on which it may be disposed of. */
import { addDays, addMonths, type IsoDate, londonDay, sayDay } from '../clocks/days.ts'
import type { PeriodEvent } from '../clocks/keeping-words.ts'
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

/** What a period runs from, in words. */
export const EVENT_WORDS: Readonly<Record<PeriodEvent, string>> = {
  'event-date': 'the date of the event',
  'campaign-end': 'the end of the campaign',
  unsubscribe: 'the person unsubscribing',
  'consent-withdrawn': 'the person withdrawing consent',
  publication: 'the publication',
}

/** From what the period of a case can run: its last action, and an event that a person wrote down. */
export type RunsFrom = {
  lastActionAt: Date
  periodEvent?: PeriodEvent | null
  periodFrom?: IsoDate | null
}

/**
 * The earliest disposal day as things stand, or why there is none. Where the office has
 * set no period (T24, T26), or the period runs from an event that a person has to
 * record, nothing is disposed of: keeping too long can be mended, losing cannot.
 */
export function disposeAfter(
  { schedule, keepMonths, trigger }: Pick<RetentionChoice, 'schedule' | 'keepMonths' | 'trigger'>,
  { lastActionAt, periodEvent, periodFrom }: RunsFrom,
): DisposalDay {
  const refused = (why: string): DisposalDay => ({ disposeAfter: undefined, because: `${schedule}: ${why}` })
  if (keepMonths === 'not-set') return refused('the office has set no period, so nothing is disposed of.')
  if (trigger === 'not-set')
    return refused('the office has not said what the period runs from, so nothing is disposed of.')
  const isEvent = trigger !== 'last-action'
  const from = isEvent ? (periodEvent === trigger ? periodFrom : undefined) : londonDay(lastActionAt)
  if (!from)
    return refused(
      `the period runs from ${isEvent ? EVENT_WORDS[trigger] : 'the last action'}, which a person has to record.`,
    )
  const on = disposalDate(from, keepMonths)
  const what = isEvent ? `${EVENT_WORDS[trigger]} on` : 'the last action on'
  return {
    disposeAfter: on,
    because: `${schedule}: ${keepMonths} months from ${what} ${sayDay(from)} have passed by ${sayDay(on)}.`,
  }
}
