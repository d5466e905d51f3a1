/** A person writes down the day that the period of a case runs from, where its line asks for one. */
import { record } from '../audit/record.ts'
import { addMonths, type IsoDate, londonDay, sayDay } from '../clocks/days.ts'
import { PERIOD_EVENTS, type PeriodEvent } from '../clocks/keeping-words.ts'
import type { Db } from '../db/db.ts'
import { EVENT_WORDS } from '../retention/clock.ts'
import { type Acting, actionEntry, changeCase, lockCase } from './act-on-case.ts'

/** No event of a case that is kept here is older; an earlier day was mistyped. */
const LONGEST_AGO_MONTHS = 50 * 12

export type Recorded = { ok: true } | { ok: false; says: string }

/** The event that this trigger waits for; undefined where the period runs from something else. */
export const eventOf = (trigger: string): PeriodEvent | undefined =>
  PERIOD_EVENTS.find((event) => event === trigger)

/** Writes the day of the event; a later one takes the place of an earlier one, and both are in the history. */
export async function recordPeriod(tx: Db, acting: Acting, { on }: { on: IsoDate }): Promise<Recorded> {
  const found = await lockCase(tx, acting.caseId)
  if (!found) return { ok: false, says: 'This case is not here any more.' }
  const event = eventOf(found.retentionTrigger)
  if (!event)
    return {
      ok: false,
      says: 'The period of this case does not run from an event, so there is no day to write down.',
    }
  const today = londonDay(acting.now)
  if (on > today)
    return {
      ok: false,
      says: `${sayDay(on)} is still to come. Write down ${EVENT_WORDS[event]} when it has happened.`,
    }
  if (on < addMonths(today, -LONGEST_AGO_MONTHS))
    return { ok: false, says: `${sayDay(on)} is more than 50 years ago. Check the year.` }
  await changeCase(
    tx,
    acting,
    [found.route, ...found.others],
    { periodEvent: event, periodFrom: on },
    found.outcomeKind,
  )
  await record(tx, [actionEntry(acting, 'period-event-recorded', { event, on })])
  return { ok: true }
}
