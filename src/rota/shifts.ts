import type { Because } from './on-call.ts'
import { type DutyLayer, type DutyPerson, LAYERS, type Rota } from './rota.ts'
import { type Period, type Stretch, stretchesOf } from './stretches.ts'

/** A time without a break in which one person has the duty of a layer for one reason. */
export type Shift = Period & { layer: DutyLayer; person: DutyPerson; because: Because }

/** How far ahead shifts are listed, swapped and given to calendars. */
export const SHIFTS_AHEAD_DAYS = 84

const DAY_MS = 24 * 60 * 60_000

/** Everybody's shifts of that layer in that time. */
export const shiftsOf = (rota: Rota, layer: DutyLayer, period: Period): Shift[] =>
  stretchesOf(rota, layer, period).flatMap(({ from, to, answer }) =>
    answer.on.map(({ person, because }) => ({ layer, from, to, person, because })),
  )

/** From now on; the one that runs begins now, because what is past of it cannot be given away. */
export const periodAhead = (now: Date): Period => ({
  from: now,
  to: new Date(now.getTime() + SHIFTS_AHEAD_DAYS * DAY_MS),
})

/** The shifts of the weeks ahead that have not begun, of every layer, in order of time. */
export const shiftsAhead = (rota: Rota, now: Date): Shift[] =>
  LAYERS.flatMap((layer) => shiftsOf(rota, layer, periodAhead(now)))
    .filter(({ from }) => from > now)
    .sort((a, b) => a.from.getTime() - b.from.getTime())

/** The shift of that layer that begins at that moment, by the rota as it stands; undefined where none does. */
export const findShift = (rota: Rota, layer: DutyLayer, from: Date, now: Date): Shift | undefined =>
  shiftsAhead(rota, now).find((shift) => shift.layer === layer && shift.from.getTime() === from.getTime())

/** What holds at that moment, until when, and what comes after it within the weeks ahead. */
export function nowAndNext(
  rota: Rota,
  layer: DutyLayer,
  now: Date,
): { now: Stretch; next: Stretch | undefined } {
  const [first, next] = stretchesOf(rota, layer, periodAhead(now))
  if (!first) throw new Error('A time ahead has no stretches')
  return { now: first, next }
}
