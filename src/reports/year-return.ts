/**
 * The return of a year: how many requests and complaints came, and how many were answered in time.
 * The year is that of the public service, from 1 April. Requests by the quarter in which they were
 * received (FOI Act 2000 s10; UK GDPR Art 12(3); section 46 code of practice part 8.5, which asks
 * for these numbers each quarter), complaints by their kind.
 */
import { sql } from 'drizzle-orm'
import { addMonths, type IsoDate, londonDay } from '../clocks/days.ts'
import type { Db } from '../db/db.ts'
import type { Published, PublishedTable } from './suppress.ts'

/** `2026-27`. */
export type Year = string

export const yearOf = (on: IsoDate): Year =>
  yearFrom(Number(on.slice(0, 4)) - (on.slice(5) < '04-01' ? 1 : 0))

const yearFrom = (first: number): Year => `${first}-${String((first + 1) % 100).padStart(2, '0')}`
const MOST_YEARS = 9

/** That one and those before it, the newest first. */
export const yearsUpTo = (year: Year): Year[] =>
  Array.from({ length: MOST_YEARS }, (_, back) => yearFrom(Number(year.slice(0, 4)) - back))

/** What became of a request or a complaint whose deadline fell where it did. */
export const COLUMNS = ['Answered in time', 'Answered late', 'Open, in time', 'Open, late', 'Other'] as const

export type YearTable = { id: string; title: string; note: string; rows: string[]; numbers: number[][] }

const QUARTERS = ['April to June', 'July to September', 'October to December', 'January to March']
const COMPLAINTS = [
  ['police-complaint', 'About the police'],
  ['chief-officer-complaint', 'About the chief officer'],
  ['office-holder-complaint', 'About the office holder'],
  ['office-complaint', 'About the office'],
  ['complaint-review', 'Reviews of complaints'],
] as const

export async function findYear(tx: Db, year: Year, now: Date): Promise<YearTable[]> {
  const from = `${year.slice(0, 4)}-04-01`
  const to = addMonths(from, 12)
  const today = londonDay(now)
  const requests = await tx.execute<{ kind: string; row: number; column: number; count: number }>(sql`
    select k.kind, ((extract(month from k.starts_on)::integer + 8) % 12) / 3 as "row", ${columnOf(today)} as "column", count(*)::integer as count
    from clocks as k join cases as c on c.id = k.case_id
    where k.kind in ('foi', 'sar') and k.starts_on >= ${from} and k.starts_on < ${to} and c.drill_id is null
    group by 1, 2, 3`)
  const complaints = await tx.execute<{ route: string; column: number; count: number }>(sql`
    select c.route, ${columnOf(today)} as "column", count(*)::integer as count
    from cases as c left join lateral (
      select due_on, stopped_at from clocks where case_id = c.id and kind = c.route order by starts_on limit 1) as k on true
    where c.route in (${sql.join(
      COMPLAINTS.map(([route]) => sql`${route}`),
      sql`, `,
    )}) and c.drill_id is null
      and c.opened_at >= (${from}::date::timestamp at time zone 'Europe/London') and c.opened_at < (${to}::date::timestamp at time zone 'Europe/London')
    group by 1, 2`)
  const grid = (height: number) => Array.from({ length: height }, () => COLUMNS.map(() => 0))
  const ofKind = (kind: string): number[][] => {
    const numbers = grid(QUARTERS.length)
    for (const one of requests) if (one.kind === kind) set(numbers, one.row, one.column, one.count)
    return numbers
  }
  const kinds = grid(COMPLAINTS.length)
  for (const one of complaints)
    set(
      kinds,
      COMPLAINTS.findIndex(([route]) => route === one.route),
      one.column,
      one.count,
    )
  const inTime = 'In time is by the day that the clock of each case shows, with its pauses and extensions.'
  return [
    {
      id: 'foi',
      title: 'Freedom of information requests',
      note: inTime,
      rows: QUARTERS,
      numbers: ofKind('foi'),
    },
    { id: 'sar', title: 'Subject access requests', note: inTime, rows: QUARTERS, numbers: ofKind('sar') },
    {
      id: 'complaints',
      title: 'Complaints and reviews',
      note: 'By the first step that is owed for each kind, for example passing a complaint to the force. “Other” has no such day.',
      rows: COMPLAINTS.map(([, name]) => name),
      numbers: kinds,
    },
  ]
}

function set(numbers: number[][], row: number, column: number, count: number): void {
  ;(numbers[row] as number[])[column] = count
}

/** Which of `COLUMNS`, counted from 0. */
const columnOf = (today: IsoDate) => sql`case when k.due_on is null then 4
  when k.stopped_at is not null then case when (k.stopped_at at time zone 'Europe/London')::date <= k.due_on then 0 else 1 end
  when k.due_on >= ${today} then 2 else 3 end`

type Shown = YearTable & PublishedTable

/** As RFC 4180, with the words `left out` in the place of a small number. */
export function returnCsv(year: Year, tables: readonly Shown[]): string {
  const say = (value: Published | undefined) => (value === 'left-out' ? 'left out' : String(value ?? ''))
  const lines = tables.flatMap(({ id, rows, cells, rowSums, columnSums, sum }) => [
    ...rows.map((row, at) => [year, id, row, ...(cells[at] ?? []).map(say), say(rowSums[at])]),
    [year, id, 'All', ...columnSums.map(say), say(sum)],
  ])
  const head = ['year', 'table', 'row', ...COLUMNS, 'All']
  return [head, ...lines].map((line) => `${line.map((one) => `"${one}"`).join(',')}\r\n`).join('')
}
