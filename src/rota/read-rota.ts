import { eq } from 'drizzle-orm'
import { type Calendars, readCalendars } from '../clocks/calendars.ts'
import type { Db } from '../db/db.ts'
import { dutyOverrides, dutyPeople, dutyRotations } from '../db/schema.ts'
import { CALENDAR_FILES } from '../generated/calendars.ts'
import { momentOf } from './london-moment.ts'
import type { Cover, DutyPerson, Hours, Rota, Rotation } from './rota.ts'

let known: Calendars | undefined

/**
 * The bank holidays of the build, which change with a release; Workers have no disk to read them from.
 * Read at the first question and not when this file is loaded: a bad calendar is for the start to refuse.
 */
const calendars = (): Calendars => {
  known ??= readCalendars(CALENDAR_FILES)
  return known
}

/** The whole rota of that office, as it is at this moment. */
export async function readRota(tx: Db, officeId: string): Promise<Rota> {
  const people = await tx.select().from(dutyPeople).where(eq(dutyPeople.officeId, officeId))
  const rotations = await tx.select().from(dutyRotations).where(eq(dutyRotations.officeId, officeId))
  const overrides = await tx.select().from(dutyOverrides).where(eq(dutyOverrides.officeId, officeId))
  return {
    people: new Map(people.map((row) => [row.id, personOf(row)])),
    rotations: rotations.map(rotationOf),
    covers: overrides.flatMap(coverOf),
  }
}

const personOf = ({
  id,
  name,
  email,
  phone,
  userKey,
  leavesAt,
}: typeof dutyPeople.$inferSelect): DutyPerson => ({
  id,
  name,
  email,
  phone,
  userKey,
  leavesAt,
})

type RotationRow = typeof dutyRotations.$inferSelect

const rotationOf = (row: RotationRow): Rotation => ({
  id: row.id,
  layer: row.layer,
  people: row.people,
  startsOn: row.startsOn,
  handover: { weekday: row.handoverWeekday, time: row.handoverTime },
  hours: hoursOf(row),
  onBankHolidays:
    row.bankHolidays === 'person'
      ? { what: 'person', personId: row.bankHolidayPerson ?? '' }
      : { what: row.bankHolidays },
  holidays: calendars()[row.calendar].holidays,
  beginsAt: later(momentOf(row.startsOn, row.handoverTime), row.notedAt),
  endsAt: row.endsAt,
})

const later = (a: Date, b: Date): Date => (a > b ? a : b)

const hoursOf = ({ hoursOn, hoursFrom, hoursTo }: RotationRow): Hours | undefined =>
  hoursOn && hoursFrom !== null && hoursTo !== null
    ? { on: hoursOn, from: hoursFrom, to: hoursTo }
    : undefined

/** One that was taken back held until then, and not at all where it had not begun. */
function coverOf(row: typeof dutyOverrides.$inferSelect): Cover[] {
  const { id, layer, fromAt, personId, reason, swapId, notedAt, withdrawnAt } = row
  const to = withdrawnAt && withdrawnAt < row.toAt ? withdrawnAt : row.toAt
  return to <= fromAt ? [] : [{ id, layer, from: fromAt, to, personId, reason, swapId, notedAt }]
}
