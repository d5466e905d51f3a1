import { desc, eq } from 'drizzle-orm'
import type { Calendars } from '../clocks/calendars.ts'
import { inForce } from '../clocks/govuk-calendars.ts'
import type { Db } from '../db/db.ts'
import { calendarVersions } from '../db/schema.ts'

/** The latest lists of each office that this process has read, by the lists of its files. */
const read = new WeakMap<Calendars, Map<string, { id: string; calendars: Calendars }>>()

/**
 * The bank holidays in force, as of this transaction: what was last fetched, and for the
 * years after it what we ship. Asked for with every handful of letters, so that every
 * process takes up a new list at once and nothing has to be told to it.
 */
export async function calendarsNow(tx: Db, shipped: Calendars, officeId: string): Promise<Calendars> {
  const [newest] = await tx
    .select({ id: calendarVersions.id })
    .from(calendarVersions)
    .orderBy(desc(calendarVersions.number))
    .limit(1)
  if (!newest) return shipped
  const offices = read.get(shipped) ?? new Map()
  read.set(shipped, offices)
  const known = offices.get(officeId)
  if (known?.id === newest.id) return known.calendars
  const [row] = await tx.select().from(calendarVersions).where(eq(calendarVersions.id, newest.id))
  if (!row) throw new Error('The newest calendars are gone')
  const calendars = inForce(shipped, row.calendars)
  offices.set(officeId, { id: newest.id, calendars })
  return calendars
}
