/**
 * What the tables hold of the work of some weeks: counts and times, no name and no word of a letter.
 * Every statement goes by an index and by the days that are asked for, so that years of cases do not
 * make it slower. Cases that are kept from whoever asks are in none of these numbers.
 */
import { sql } from 'drizzle-orm'
import { addDays, type IsoDate, londonDay, startOfLondonDay } from '../clocks/days.ts'
import type { Db } from '../db/db.ts'
import type { Route } from '../triage/route.ts'
import { type AlertRow, findAlertRows } from './safety-rows.ts'

export type Days = { from: IsoDate; to: IsoDate }

export type Spread = { count: number; p50: number | null; p95: number | null }

export type WorkRows = {
  days: Days
  /** Letters that became a case or joined one, by route of their case and day. */
  volumes: { route: Route; on: IsoDate; count: number }[]
  /** From receipt to the acknowledgement being handed over, in minutes. */
  acknowledged: Spread
  /** From receipt to the first time that a person opened the case, in minutes. */
  seen: Spread & { unseen: number }
  /** Deadlines whose day fell into these days. */
  deadlines: { kind: string; met: number; missed: number }[]
  /** What people made of proposed routes. */
  agreement: { route: Route; agreed: number; changed: number }[]
  /** Open cases by how many days they have been open. */
  ages: { band: string; count: number }[]
  /** What falls due on each of the next days, and what is past. */
  due: { on: IsoDate | 'late'; count: number }[]
  alerts: AlertRow[]
}

export const AGE_BANDS = [
  '0 to 7 days',
  '8 to 28 days',
  '29 to 91 days',
  '92 to 365 days',
  'more than a year',
] as const
const DUE_DAYS = 28

export async function findWork(tx: Db, days: Days, now: Date): Promise<WorkRows> {
  const from = startOfLondonDay(days.from)
  const to = startOfLondonDay(addDays(days.to, 1))
  const today = londonDay(now)
  const since = sql`${from.toISOString()}::timestamptz`
  const until = sql`${to.toISOString()}::timestamptz`
  return {
    days,
    volumes: [
      ...(await tx.execute<{ route: Route; on: IsoDate; count: number }>(sql`
        select c.route, to_char(m.received_at at time zone 'Europe/London', 'YYYY-MM-DD') as "on", count(*)::integer as count
        from messages as m join cases as c on c.id = m.case_id
        where m.received_at >= ${since} and m.received_at < ${until} and c.drill_id is null
        group by 1, 2 order by 2, 1`)),
    ],
    acknowledged: await spread(
      tx,
      sql`select extract(epoch from s.handed_over_at - m.received_at) / 60 as minutes
        from acknowledgements as a join messages as m on m.id = a.message_id join sent_mails as s on s.id = a.sent_mail_id
        where a.decided_at >= ${since} and a.decided_at < ${until} and s.state = 'handed-over' and s.handed_over_at >= m.received_at`,
    ),
    seen: await seenFirst(tx, since, until),
    deadlines: [
      ...(await tx.execute<WorkRows['deadlines'][number]>(sql`
        select k.kind, count(*) filter (where (k.stopped_at at time zone 'Europe/London')::date <= k.due_on)::integer as met,
          count(*) filter (where (k.stopped_at is null and k.due_on < ${today}) or (k.stopped_at at time zone 'Europe/London')::date > k.due_on)::integer as missed
        from clocks as k join cases as c on c.id = k.case_id
        where k.due_on between ${days.from} and ${days.to} and c.drill_id is null group by 1 order by 1`)),
    ],
    agreement: [
      ...(await tx.execute<WorkRows['agreement'][number]>(sql`
        select proposed as route, count(*) filter (where proposed = confirmed)::integer as agreed,
          count(*) filter (where proposed <> confirmed)::integer as changed
        from verdicts where kind = 'route' and said_at >= ${since} and said_at < ${until} group by 1 order by 1`)),
    ],
    ages: await ages(tx, now),
    due: [
      ...(await tx.execute<WorkRows['due'][number]>(sql`
        select case when due_on < ${today} then 'late' else to_char(due_on, 'YYYY-MM-DD') end as "on", count(*)::integer as count
        from clocks where stopped_at is null and due_on <= ${addDays(today, DUE_DAYS)} group by 1 order by 1`)),
    ],
    alerts: await findAlertRows(tx, { from, to }),
  }
}

type Sql = ReturnType<typeof sql>

/** By nearest rank, as the safety report counts: each figure is one that really was. */
async function spread(tx: Db, minutes: Sql): Promise<Spread> {
  const [row] = await tx.execute<Spread>(sql`
    select count(*)::integer as count, (percentile_disc(0.5) within group (order by minutes))::float8 as p50,
      (percentile_disc(0.95) within group (order by minutes))::float8 as p95 from (${minutes}) as of_each`)
  return row ?? { count: 0, p50: null, p95: null }
}

/** The history of each case says who opened it first; opening a list is not counted. */
async function seenFirst(tx: Db, since: Sql, until: Sql): Promise<WorkRows['seen']> {
  const firsts = sql`select extract(epoch from (select min(a.at) from audit as a
      where a.office_id = c.office_id and a.case_id = c.id and a.action = 'case-viewed') - c.opened_at) / 60 as minutes
    from cases as c where c.opened_at >= ${since} and c.opened_at < ${until} and c.drill_id is null and c.route <> 'not-correspondence'`
  const found = await spread(tx, sql`select minutes from (${firsts}) as seen where minutes >= 0`)
  const [all] = await tx.execute<{ count: number }>(sql`
    select count(*)::integer as count from cases as c
    where c.opened_at >= ${since} and c.opened_at < ${until} and c.drill_id is null and c.route <> 'not-correspondence'`)
  return { ...found, unseen: (all?.count ?? 0) - found.count }
}

async function ages(tx: Db, now: Date): Promise<WorkRows['ages']> {
  const rows = await tx.execute<{ band: number; count: number }>(sql`
    select width_bucket(extract(epoch from ${now.toISOString()}::timestamptz - opened_at) / 86400, array[8, 29, 92, 366]::numeric[]) as band,
      count(*)::integer as count
    from cases where status <> 'closed' and route <> 'not-correspondence' and disposed_at is null and drill_id is null group by 1`)
  return AGE_BANDS.map((band, at) => ({ band, count: [...rows].find((row) => row.band === at)?.count ?? 0 }))
}
