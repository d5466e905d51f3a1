/** Takes the bank holidays of GOV.UK in place of those that are held, or says why not and keeps what there is. */
import { createHash, randomUUID } from 'node:crypto'
import { desc, eq } from 'drizzle-orm'
import { clearAlarm, raiseAlarm } from '../alarms/raise-alarm.ts'
import { calendarsNow } from '../cases/calendars-now.ts'
import type { Calendars } from '../clocks/calendars.ts'
import { londonDay } from '../clocks/days.ts'
import { keepable, readGovUk, sameDays } from '../clocks/govuk-calendars.ts'
import { type Db, inOffice } from '../db/db.ts'
import { calendarVersions } from '../db/schema.ts'
import type { Enqueue } from '../jobs/queue.ts'
import type { Offices } from '../offices/read-offices.ts'
import { type FetchedText, fetchCalendars } from './fetch-calendars.ts'

export const GOV_UK = 'https://www.gov.uk/bank-holidays.json'

export type RefreshDeps = {
  db: Db
  queue: Enqueue
  offices: Offices
  /** Those of the files. */
  calendars: Calendars
  now: () => Date
}

/** `taken`: they differ from what was held. `same`: they do not. */
export type Refreshed =
  | { outcome: 'taken' | 'same' }
  | { outcome: 'not-fetched' | 'refused'; because: string }

/** Fetches once and lets each office take what was fetched. Run twice it takes nothing the second time. */
export async function refreshCalendars(
  deps: RefreshDeps,
  source: string,
  fetched?: FetchedText,
): Promise<Refreshed> {
  const found = fetched ?? (await fetchCalendars(source))
  if (!found.ok) return { outcome: 'not-fetched', because: found.because }
  let outcome: Refreshed = { outcome: 'same' }
  for (const { id } of deps.offices.all) {
    const taken = await inOffice(deps.db, id, (tx) => take(tx, deps, id, { text: found.text, source }))
    if (taken.outcome !== 'same') outcome = taken
  }
  return outcome
}

async function take(
  tx: Db,
  deps: RefreshDeps,
  officeId: string,
  { text, source }: { text: string; source: string },
): Promise<Refreshed> {
  const now = deps.now()
  const today = londonDay(now)
  const sha256 = createHash('sha256').update(text).digest('hex')
  const [newest] = await tx
    .select({ id: calendarVersions.id, number: calendarVersions.number })
    .from(calendarVersions)
    .orderBy(desc(calendarVersions.number))
    .limit(1)
    .for('update')
  const held = await calendarsNow(tx, deps.calendars, officeId)
  const version = `${today}-${sha256.slice(0, 8)}`
  const read = readGovUk(text, { held, today, version })
  const alarm = { officeId, kind: 'calendar-refused', about: 'bank holidays' } as const
  if (!read.ok) {
    await raiseAlarm(tx, { queue: deps.queue, now }, alarm)
    return { outcome: 'refused', because: read.because }
  }
  await clearAlarm(tx, { now }, alarm)
  if (newest && sameDays(read.calendars, held)) {
    await tx.update(calendarVersions).set({ checkedAt: now }).where(eq(calendarVersions.id, newest.id))
    return { outcome: 'same' }
  }
  await tx
    .insert(calendarVersions)
    .values({
      id: randomUUID(),
      officeId,
      number: (newest?.number ?? 0) + 1,
      ...{ version, source, sha256, fetchedAt: now, checkedAt: now },
      calendars: keepable(read.calendars),
    })
    // Another process took the same lists in the same moment.
    .onConflictDoNothing()
  return { outcome: sameDays(read.calendars, held) ? 'same' : 'taken' }
}

const ONCE_IN_MS = 24 * 60 * 60_000
const AGAIN_AFTER_MS = 60 * 60_000

/** Looks once a day whether GOV.UK has new lists, an hour later where it could not be reached; asked every minute. */
export function refreshDaily(deps: RefreshDeps, source: string): () => Promise<void> {
  let notBefore = 0
  return async () => {
    const now = deps.now().getTime()
    if (now < notBefore) return
    notBefore = now + AGAIN_AFTER_MS
    const checkedAt = await oldestCheck(deps)
    if (checkedAt && now - checkedAt.getTime() < ONCE_IN_MS) {
      notBefore = checkedAt.getTime() + ONCE_IN_MS
      return
    }
    const { outcome } = await refreshCalendars(deps, source)
    if (outcome === 'taken' || outcome === 'same') notBefore = now + ONCE_IN_MS
  }
}

/** Where each run is a new process and remembers no failed try: once an hour of those that come every minute. */
export const isTimeToRefresh = (now: Date): boolean =>
  Math.floor(now.getTime() / 60_000) % (AGAIN_AFTER_MS / 60_000) === 0

async function oldestCheck({ db, offices }: RefreshDeps): Promise<Date | undefined> {
  const checks: (Date | undefined)[] = []
  for (const { id } of offices.all) {
    const [newest] = await inOffice(db, id, (tx) =>
      tx
        .select({ checkedAt: calendarVersions.checkedAt })
        .from(calendarVersions)
        .orderBy(desc(calendarVersions.number))
        .limit(1),
    )
    checks.push(newest?.checkedAt)
  }
  if (checks.some((one) => one === undefined)) return undefined
  return checks.sort((a, b) => (a?.getTime() ?? 0) - (b?.getTime() ?? 0))[0]
}
