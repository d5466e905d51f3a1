/** The register, for pages. Reads only; sees the office of its transaction, and of that what the reader may see. */
import { asc, desc, eq, getTableColumns } from 'drizzle-orm'
import type { Calendars } from '../clocks/calendars.ts'
import type { Db } from '../db/db.ts'
import { breaches, cases, deadlineMails } from '../db/schema.ts'
import { findBreachEvents, withStanding } from './act-on-breach.ts'
import { type BreachClock, type BreachStanding, breachClocks, standingOf } from './breach.ts'

/** More than an office has in many years. */
const MOST_LISTED = 500

/** Each with how it stands, the newest first. */
export async function findBreaches(tx: Db, calendars: Calendars) {
  const rows = await tx.select().from(breaches).orderBy(desc(breaches.number)).limit(MOST_LISTED)
  return (await withStanding(tx, rows)).map((one) => ({
    ...one,
    clocks: breachClocks(one.row, one.standing, calendars),
  }))
}

export type ListedBreach = Awaited<ReturnType<typeof findBreaches>>[number]

/** One of them with its record and whether the data protection officer was told; undefined where there is none. */
export async function findBreach(tx: Db, calendars: Calendars, number: number) {
  const [row] = await tx
    .select({ ...getTableColumns(breaches), reference: cases.reference })
    .from(breaches)
    .leftJoin(cases, eq(cases.id, breaches.caseId))
    .where(eq(breaches.number, number))
  if (!row) return undefined
  const events = await findBreachEvents(tx, row.id)
  const mails = await tx
    .select()
    .from(deadlineMails)
    .where(eq(deadlineMails.breachId, row.id))
    .orderBy(asc(deadlineMails.madeAt))
  const standing: BreachStanding = standingOf(row, events)
  const clocks: BreachClock[] = breachClocks(row, standing, calendars)
  return { row, events, mails, standing, clocks }
}

export type FoundBreach = NonNullable<Awaited<ReturnType<typeof findBreach>>>
