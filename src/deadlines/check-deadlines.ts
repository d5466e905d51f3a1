/**
 * The look of every minute at the deadlines of each office: those that other holidays
 * would move, the mails that are owed, and how far the lists of holidays reach. All of it
 * is read from the tables, so a look that was cut off is made good by the next.
 */
import type { AlarmKind } from '../alarms/alarm-kinds.ts'
import { clearAlarm, raiseAlarm } from '../alarms/raise-alarm.ts'
import { checkBreaches } from '../breaches/check-breaches.ts'
import { calendarsNow } from '../cases/calendars-now.ts'
import { retimeClocks } from '../cases/retime-clocks.ts'
import { type Calendars, calendarsEndOn } from '../clocks/calendars.ts'
import { addMonths, londonDay } from '../clocks/days.ts'
import { type Db, inOffice } from '../db/db.ts'
import type { Enqueue } from '../jobs/queue.ts'
import { errorFields, logEvent } from '../log.ts'
import type { OfficeProfile } from '../offices/profile.ts'
import type { Offices } from '../offices/read-offices.ts'
import { makeDigests, makeHourAlarms } from './make-mails.ts'

export type CheckDeps = {
  db: Db
  queue: Enqueue
  offices: Offices
  calendars: Calendars
  now: () => Date
}

/**
 * One by one, so that none keeps another from being done, nor one office another: what is
 * wrong with a list of holidays must not silence a duty of hours, which needs none.
 */
const LOOKS: Readonly<Record<string, (deps: CheckDeps, office: OfficeProfile) => Promise<void>>> = {
  'hour-alarms': async (deps, office) => {
    const made = await inOffice(deps.db, office.id, (tx) =>
      makeHourAlarms(tx, { queue: deps.queue, now: deps.now() }, office),
    )
    if (made > 0) deps.queue.nudge('deadline-mail')
  },
  breaches: async (deps, office) => {
    const made = await inOffice(deps.db, office.id, (tx) =>
      checkBreaches(tx, { ...deps, now: deps.now() }, office),
    )
    if (made > 0) deps.queue.nudge('deadline-mail')
  },
  moved: async (deps, office) => {
    const { moved } = await retimeClocks(deps, office)
    if (moved > 0) logEvent('deadlines.moved', { officeId: office.id, count: moved })
  },
  horizon: (deps, office) =>
    inOffice(deps.db, office.id, async (tx) => watchHorizon(tx, await making(tx, deps, office), office.id)),
  digests: async (deps, office) => {
    const made = await inOffice(deps.db, office.id, async (tx) =>
      makeDigests(tx, await making(tx, deps, office), office),
    )
    if (made > 0) deps.queue.nudge('deadline-mail')
  },
}

/** Looks at every office; what failed is looked at again a minute later. */
export async function checkDeadlines(deps: CheckDeps): Promise<void> {
  for (const office of deps.offices.all)
    for (const [job, look] of Object.entries(LOOKS))
      try {
        await look(deps, office)
      } catch (error) {
        logEvent('deadlines.not-checked', { officeId: office.id, job, ...errorFields(error) })
      }
}

const making = async (tx: Db, { queue, now, calendars }: CheckDeps, office: OfficeProfile) => ({
  queue,
  now: now(),
  calendars: await calendarsNow(tx, calendars, office.id),
})

/** In months before the end of the lists: shown to staff first, and mailed to duty staff where it is near. */
const HORIZONS: readonly [kind: AlarmKind, months: number][] = [
  ['calendar-short', 12],
  ['calendar-ending', 3],
]

async function watchHorizon(
  tx: Db,
  { queue, now, calendars }: { queue: Enqueue; now: Date; calendars: Calendars },
  officeId: string,
): Promise<void> {
  const endsOn = calendarsEndOn(calendars)
  for (const [kind, months] of HORIZONS) {
    const alarm = { officeId, kind, about: 'bank holidays' }
    if (endsOn < addMonths(londonDay(now), months)) await raiseAlarm(tx, { queue, now }, alarm)
    else await clearAlarm(tx, { now }, alarm)
  }
}
