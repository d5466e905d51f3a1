/**
 * The rules of the clocks once more, as slowly and plainly as they can be said: days are
 * looked at one by one, nothing is shared with `src/clocks` but the lists of holidays and
 * the names of the events. Only for tests.
 */
import type { ClockEvent, EventName } from '../../src/clocks/clock-event.ts'
import type { ClockKind } from '../../src/clocks/clock-rules.ts'
import { CALENDARS } from './calendars-on-disk.ts'

type Answer = { startsOn: string; due: string; stoppedOn: string | undefined }

type Plan = {
  unit: 'working' | 'calendar' | 'month' | 'hour'
  count: number
  longer?: number
  closed?: 'england' | 'uk'
  rolls?: boolean
  restarts: [asked: EventName | undefined, given: EventName][]
  pauses: [asked: EventName, given: EventName][]
}

const FEE: [EventName, EventName] = ['fee-asked', 'fee-paid']
const IDENTITY: [EventName, EventName] = ['identity-asked', 'identity-proved']
const CLARIFICATION: [EventName, EventName] = ['pause', 'resume']

const oneDay: Plan = { unit: 'calendar', count: 1, restarts: [], pauses: [] }
const nextWorkingDay: Plan = { unit: 'working', count: 1, closed: 'england', restarts: [], pauses: [] }
const fiveWorkingDays: Plan = { ...nextWorkingDay, count: 5 }
const fourWeeks: Plan = { unit: 'calendar', count: 28, restarts: [[undefined, 'updated']], pauses: [] }
const twentyDays: Plan = {
  unit: 'working',
  count: 20,
  longer: 40,
  closed: 'uk',
  restarts: [[undefined, 'clarified']],
  pauses: [FEE],
}
const right: Plan = {
  unit: 'month',
  count: 1,
  longer: 3,
  closed: 'england',
  rolls: true,
  restarts: [IDENTITY, FEE],
  pauses: [],
}

const PLANS: Record<ClockKind, Plan> = {
  'iopc-referral': oneDay,
  'referral-consideration': oneDay,
  'chief-officer-complaint': fourWeeks,
  'police-complaint': nextWorkingDay,
  'police-complaint-update': fourWeeks,
  'complaint-outcome': fiveWorkingDays,
  'complaint-review': fiveWorkingDays,
  'review-window': { unit: 'calendar', count: 28, restarts: [], pauses: [CLARIFICATION] },
  'office-holder-complaint': nextWorkingDay,
  foi: twentyDays,
  eir: twentyDays,
  'foi-internal-review': { ...twentyDays, restarts: [], pauses: [] },
  sar: { ...right, pauses: [CLARIFICATION] },
  'data-rights': right,
  rectification: right,
  erasure: right,
  restriction: right,
  portability: right,
  objection: right,
  'data-protection-complaint': {
    unit: 'calendar',
    count: 30,
    closed: 'england',
    rolls: true,
    restarts: [],
    pauses: [],
  },
  'privacy-information': { unit: 'month', count: 1, restarts: [], pauses: [] },
  'breach-72h': { unit: 'hour', count: 72, restarts: [], pauses: [] },
  'breach-24h': { unit: 'hour', count: 24, restarts: [], pauses: [] },
  'office-target': { unit: 'working', count: 20, closed: 'england', restarts: [], pauses: [CLARIFICATION] },
}

const LONDON = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' })

const next = (day: string): string => {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1, date + 1)).toISOString().slice(0, 10)
}
const isClosed = (day: string, closed: Plan['closed']): boolean => {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  if (weekday === 0 || weekday === 6) return true
  const lists = closed === 'uk' ? Object.values(CALENDARS) : [CALENDARS['england-and-wales']]
  return lists.some(({ holidays }) => holidays.has(day))
}
const isListed = (day: string): boolean => day <= '2028-12-31'

/** The days on which somebody waits for an answer, with a day far ahead where none came. */
type Wait = { from: string; to: string | undefined; asked: boolean }

function waitsOf(events: readonly ClockEvent[], asked: EventName | undefined, given: EventName): Wait[] {
  const days = events
    .filter(({ event }) => event === asked || event === given)
    .map(({ on }) => on)
    .sort()
  const waits: Wait[] = []
  let open: Wait | undefined
  for (const day of [...new Set(days)]) {
    let asks = events.filter(({ event, on }) => event === asked && on === day).length
    let gives = events.filter(({ event, on }) => event === given && on === day).length
    for (;;) {
      if (open && gives > 0) {
        open.to = day
        open = undefined
        gives--
      } else if (!open && asks > 0) {
        open = { from: day, to: undefined, asked: true }
        waits.push(open)
        asks--
      } else break
    }
    for (let stray = 0; stray < gives; stray++) waits.push({ from: day, to: day, asked: false })
  }
  return waits
}

/** The due day and the day it started, said slowly. `due` is a word where there is none. */
export function slowly(kind: ClockKind, receivedOn: string, all: readonly ClockEvent[]): Answer {
  const plan = PLANS[kind]
  const corrected = all
    .filter(({ event }) => event === 're-dated')
    .map(({ on }) => on)
    .sort()
  const received = corrected[0] ?? receivedOn
  const known = new Set<EventName | undefined>(['answered', 'withdrawn', 'transferred', 'closed'])
  for (const pair of [...plan.restarts, ...plan.pauses]) for (const name of pair) known.add(name)
  if (plan.longer) known.add('extend')
  const after = all.filter(({ event, on }) => known.has(event) && on >= received)
  const stops = after.filter(({ event }) => /^(answered|withdrawn|transferred|closed)$/.test(event))
  const stoppedOn = stops.map(({ on }) => on).sort()[0]
  const events = after.filter(({ on }) => stoppedOn === undefined || on <= stoppedOn)
  const pauses = plan.pauses
    .flatMap(([asked, given]) => waitsOf(events, asked, given))
    .filter(({ asked }) => asked)
    .map((wait) => ({ ...wait, to: wait.to ?? stoppedOn }))
  const count = (from: string, length: number) => countFrom(plan, from, length, pauses)

  const waits = plan.restarts.flatMap(([asked, given]) => waitsOf(events, asked, given))
  waits.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : Number(a.asked) - Number(b.asked)))
  let startsOn = received
  for (const wait of waits) {
    const due = count(startsOn, plan.count)
    const tooLate = wait.asked && /^\d/.test(due) && wait.from > due
    if (tooLate) continue
    if (wait.to === undefined && stoppedOn === undefined)
      return { startsOn: received, due: 'not-begun', stoppedOn }
    if (wait.to !== undefined && wait.to > startsOn) startsOn = wait.to
  }
  const first = count(startsOn, plan.count)
  const notices = events
    .filter(({ event }) => event === 'extend')
    .map(({ on }) => on)
    .sort()
  const extended = /^\d/.test(first) && plan.longer && notices[0] !== undefined && notices[0] <= first
  return { startsOn, due: extended ? count(startsOn, plan.longer ?? 0) : first, stoppedOn }
}

function countFrom(
  plan: Plan,
  from: string,
  length: number,
  pauses: { from: string; to: string | undefined }[],
): string {
  if (plan.unit === 'hour') {
    const midnight = Date.parse(`${from}T00:00:00Z`)
    const start = [midnight - 3_600_000, midnight].find((at) => LONDON.format(at) === from) ?? midnight
    return LONDON.format(start + length * 3_600_000)
  }
  const pausedOn = (day: string) =>
    pauses.find((wait) => wait.from <= day && (wait.to === undefined || day <= wait.to))
  if (plan.unit === 'working') {
    let day = from
    for (let left = length; left > 0; ) {
      day = next(day)
      const pause = pausedOn(day)
      if (pause && pause.to === undefined) return 'paused'
      if (isClosed(day, plan.closed)) continue
      if (!isListed(day)) return 'beyond-calendar'
      if (!pause) left--
    }
    return day
  }
  // How many days the period is long, on a calendar without pauses; then as many days that are not paused.
  let last = from
  if (plan.unit === 'calendar') for (let made = 0; made < length; made++) last = next(last)
  else last = sameDateIn(from, length)
  let day = from
  for (;;) {
    const pause = day === from && plan.unit === 'calendar' ? undefined : pausedOn(day)
    if (pause && pause.to === undefined) return 'paused'
    if (pause) last = next(last)
    if (day === last) break
    day = next(day)
  }
  if (!plan.rolls) return last
  while (isClosed(last, plan.closed)) last = next(last)
  return isListed(last) ? last : 'beyond-calendar'
}

/** The date of that number so many months on, or the last day of a month that has none. */
function sameDateIn(day: string, months: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const total = year * 12 + month - 1 + months
  const [inYear, inMonth] = [Math.floor(total / 12), (total % 12) + 1]
  for (let tried = date; ; tried--) {
    const text = `${inYear}-${String(inMonth).padStart(2, '0')}-${String(tried).padStart(2, '0')}`
    const real = new Date(`${text}T00:00:00Z`)
    if (!Number.isNaN(real.getTime()) && real.toISOString().slice(0, 10) === text) return text
  }
}
