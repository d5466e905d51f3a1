/**
 * When an office has its drills: one in every so many weeks, in one of its windows, at a
 * minute that nobody can foresee and every process finds alike. Pure: the seed comes from
 * outside.
 */
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is a time such as 09:30')

/** On those days from that minute to before that one, on the clocks of London. */
const Window = z
  .strictObject({ days: z.array(z.enum(WEEKDAYS)).min(1), from: Time, to: Time })
  .refine(({ from, to }) => from < to, 'ends before it begins: a night is two windows')

export const DrillPlan = z.strictObject({
  /** One drill in so many weeks. */
  everyWeeks: z.int().min(1).max(13),
  windows: z.array(Window).min(1),
  /** Whether the subject of a page says that it is a drill. The words of the page always do. */
  announced: z.boolean().default(false),
  /** After this long without an answer it is missed. */
  answerWithinMinutes: z.number().min(5).max(240).default(30),
})
export type DrillPlan = z.infer<typeof DrillPlan>

export type PlannedDrill = {
  /** The day in London. */
  day: string
  dueAt: Date
  /** From 0 to below 1: which of the letters it is. */
  pick: number
}

/** Whole numbers from 0 to below 2 ** 32, the same for the same words; a keyed hash, so that nobody foresees them. */
export type Seed = (words: string) => [number, number]

/** A Monday from which the weeks are counted. */
const FIRST_MONDAY = Temporal.PlainDate.from('2024-01-01')

/** The drill of the weeks that this day is in. */
export function plannedDrill(plan: DrillPlan, day: string, seed: Seed): PlannedDrill {
  const weeks = Math.floor(FIRST_MONDAY.until(Temporal.PlainDate.from(day)).days / 7)
  const span = Math.floor(weeks / plan.everyWeeks)
  const firstDay = FIRST_MONDAY.add({ weeks: span * plan.everyWeeks })
  const places = placesOf(plan, firstDay)
  const minutes = places.reduce((total, place) => total + place.minutes, 0)
  const [first, second] = seed(String(span))
  let at = first % minutes
  for (const place of places) {
    if (at < place.minutes) return { ...momentOf(place, at), pick: second / 2 ** 32 }
    at -= place.minutes
  }
  throw new Error('A minute of the windows is in none of them')
}

type Place = { day: Temporal.PlainDate; from: Temporal.PlainTime; minutes: number }

/** Every window of every day of these weeks. */
const placesOf = (plan: DrillPlan, firstDay: Temporal.PlainDate): Place[] =>
  Array.from({ length: plan.everyWeeks * 7 }, (_, days) => firstDay.add({ days })).flatMap((day) =>
    plan.windows
      .filter(({ days }) => days.includes(WEEKDAYS[day.dayOfWeek - 1] ?? 'mon'))
      .map((window) => {
        const from = Temporal.PlainTime.from(window.from)
        return { day, from, minutes: from.until(window.to).total('minutes') }
      }),
  )

/** A minute that the clocks leave out comes an hour later; of one that comes twice it is the first. */
function momentOf({ day, from }: Place, minutes: number): { day: string; dueAt: Date } {
  const zoned = day.toPlainDateTime(from.add({ minutes })).toZonedDateTime('Europe/London')
  return { day: day.toString(), dueAt: new Date(zoned.epochMilliseconds) }
}
