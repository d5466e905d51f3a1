/** The rows of some weeks as the pictures of “How we are doing”. Pure. */
import { addDays, type IsoDate } from '../clocks/days.ts'
import type { Picture } from './picture.ts'
import { HOPS, type Hop, spreadOf, summarise } from './summarise.ts'
import type { WorkRows } from './work-rows.ts'

export type Says = {
  route: (route: string) => string
  clock: (kind: string) => string
  hop: (hop: Hop) => string
}

export function picturesOf(work: WorkRows, today: IsoDate, says: Says): Picture[] {
  return [
    byDay(work),
    byRoute(work, says),
    {
      id: 'waiting',
      title: 'How long people waited',
      note: `Half waited the first time or less, 95 in 100 the second. ${work.seen.unseen} ${work.seen.unseen === 1 ? 'case' : 'cases'} of these days nobody has opened yet.`,
      shape: 'bars',
      columns: [
        { name: 'Half', unit: 'minutes' },
        { name: '95 in 100', unit: 'minutes' },
        { name: 'Number', unit: 'count' },
      ],
      rows: [
        {
          name: 'Acknowledged',
          values: [work.acknowledged.p50, work.acknowledged.p95, work.acknowledged.count],
        },
        { name: 'First opened by a person', values: [work.seen.p50, work.seen.p95, work.seen.count] },
      ],
    },
    {
      id: 'deadlines',
      title: 'Deadlines met',
      note: 'Those whose day fell into these days. A deadline without a day, because it waits for somebody, is in no number.',
      shape: 'bars',
      columns: [
        { name: 'Met in 100', unit: 'percent' },
        { name: 'Met', unit: 'count' },
        { name: 'Missed', unit: 'count' },
      ],
      rows: work.deadlines
        .filter(({ met, missed }) => met + missed > 0)
        .map(({ kind, met, missed }) => ({
          name: says.clock(kind),
          values: [share(met, missed), met, missed],
        })),
    },
    safety(work, says),
    {
      id: 'agreement',
      title: 'Agreement with the machine',
      note: 'What people made of the route that was proposed, by that route.',
      shape: 'bars',
      columns: [
        { name: 'Agreed in 100', unit: 'percent' },
        { name: 'Agreed', unit: 'count' },
        { name: 'Changed', unit: 'count' },
      ],
      rows: work.agreement.map(({ route, agreed, changed }) => ({
        name: says.route(route),
        values: [share(agreed, changed), agreed, changed],
      })),
    },
    {
      id: 'ages',
      title: 'How old open work is',
      note: 'Today, whichever days are chosen.',
      shape: 'bars',
      columns: [{ name: 'Cases', unit: 'count' }],
      rows: work.ages.map(({ band, count }) => ({ name: band, values: [count] })),
    },
    {
      id: 'due',
      title: 'What falls due in the next four weeks',
      note: `Late already: ${work.due.find(({ on }) => on === 'late')?.count ?? 0}.`,
      shape: 'days',
      columns: [{ name: 'Deadlines', unit: 'count' }],
      rows: daysFrom(today, addDays(today, 28)).map((on) => ({
        name: on,
        values: [work.due.find((one) => one.on === on)?.count ?? 0],
      })),
    },
  ]
}

const share = (yes: number, no: number): number | null =>
  yes + no === 0 ? null : Math.round((1000 * yes) / (yes + no)) / 10

function daysFrom(from: IsoDate, to: IsoDate): IsoDate[] {
  const days: IsoDate[] = []
  for (let on = from; on <= to; on = addDays(on, 1)) days.push(on)
  return days
}

const sumOf = (rows: readonly { count: number }[]): number => rows.reduce((sum, { count }) => sum + count, 0)

const byDay = ({ volumes, days }: WorkRows): Picture => ({
  id: 'by-day',
  title: 'Letters and calls by day',
  shape: 'days',
  columns: [{ name: 'Letters and calls', unit: 'count' }],
  rows: daysFrom(days.from, days.to).map((on) => ({
    name: on,
    values: [sumOf(volumes.filter((one) => one.on === on))],
  })),
})

/** Each route in all, and by day: the page draws the sums, the table and the CSV have the days too. */
function byRoute({ volumes, days }: WorkRows, says: Says): Picture {
  const routes = [...new Set(volumes.map(({ route }) => route))]
  const all = daysFrom(days.from, days.to)
  return {
    id: 'by-route',
    title: 'Letters and calls by route',
    shape: 'bars',
    columns: [{ name: 'In all', unit: 'count' }, ...all.map((on) => ({ name: on, unit: 'count' as const }))],
    rows: routes
      .map((route) => {
        const of = volumes.filter((one) => one.route === route)
        return {
          name: says.route(route),
          values: [sumOf(of), ...all.map((on) => sumOf(of.filter((one) => one.on === on)))],
        }
      })
      .sort((a, b) => (b.values[0] ?? 0) - (a.values[0] ?? 0)),
  }
}

const minutes = (millis: number | undefined): number | null => (millis === undefined ? null : millis / 60_000)

/** Both levels in one row each would hide the immediate ones, which are few; so each hop has its own two. */
function safety({ alerts }: WorkRows, says: Says): Picture {
  const { hops } = summarise({ alerts, drills: [], canaries: [] })
  return {
    id: 'safety',
    title: 'How long each step of an alert took',
    note: 'Immediate alerts. Serious ones are in the safety report of each month.',
    shape: 'bars',
    columns: [
      { name: 'Half', unit: 'minutes' },
      { name: '95 in 100', unit: 'minutes' },
      { name: 'Alerts', unit: 'count' },
    ],
    rows: HOPS.flatMap((hop) => {
      const one = hops.find((each) => each.hop === hop)?.spread.immediate ?? spreadOf([])
      return one.count === 0
        ? []
        : [{ name: says.hop(hop), values: [minutes(one.p50), minutes(one.p95), one.count] }]
    }),
  }
}
