/**
 * The rota over a time, cut into stretches in which the same people are on duty for the same
 * reason. Each is asked of `onCall` at its beginning, so that the table, the calendar and the page
 * in the night can never say three different things.
 */
import { addDays, type IsoDate, startOfLondonDay } from '../clocks/days.ts'
import { daysAround, momentOf, weekdayNumber } from './london-moment.ts'
import { type Answer, type OnDuty, onCall } from './on-call.ts'
import type { DutyLayer, Rota, Rotation } from './rota.ts'
import { hoursFrom } from './turns.ts'

/** `to` is not in it. */
export type Period = { from: Date; to: Date }
export type Stretch = Period & { answer: Answer }

/** The stretches of that layer from one moment to another; they follow each other without a hole. */
export function stretchesOf(rota: Rota, layer: DutyLayer, { from, to }: Period): Stretch[] {
  if (from >= to) return []
  const edges = [...new Set([from, ...changesWithin(rota, layer, { from, to })].map((at) => at.getTime()))]
  edges.sort((a, b) => a - b)
  const stretches: Stretch[] = []
  edges.forEach((edge, at) => {
    const answer = onCall(rota, layer, new Date(edge))
    const last = stretches.at(-1)
    const end = new Date(edges[at + 1] ?? to.getTime())
    if (last && isSame(last.answer, answer)) last.to = end
    else stretches.push({ from: new Date(edge), to: end, answer })
  })
  return stretches
}

/** Every moment within the time at which the answer might change. */
function changesWithin(rota: Rota, layer: DutyLayer, { from, to }: Period): Date[] {
  const days = daysAround(from, to)
  const covers = rota.covers.filter((cover) => cover.layer === layer)
  return [
    ...rota.rotations.filter((one) => one.layer === layer).flatMap((one) => changesOf(one, days)),
    ...covers.flatMap((cover) => [cover.from, cover.notedAt, cover.to]),
    ...[...rota.people.values()].flatMap(({ leavesAt }) => leavesAt ?? []),
  ].filter((at) => at > from && at < to)
}

function changesOf(rotation: Rotation, days: readonly IsoDate[]): Date[] {
  const { handover, hours, holidays, onBankHolidays, beginsAt, endsAt } = rotation
  const handovers = days
    .filter((day) => weekdayNumber(day) === handover.weekday)
    .map((day) => momentOf(day, handover.time))
  const ofHours = hours ? days.flatMap((day) => hoursFrom(hours, day) ?? []) : []
  const closed = onBankHolidays.what === 'as-usual' ? [] : days.filter((day) => holidays.has(day))
  return [
    beginsAt,
    ...(endsAt ? [endsAt] : []),
    ...handovers,
    ...ofHours.flatMap(({ from, to }) => [from, to]),
    ...closed.flatMap((day) => [startOfLondonDay(day), startOfLondonDay(addDays(day, 1))]),
  ]
}

const isSame = (a: Answer, b: Answer): boolean => keyOf(a) === keyOf(b)

const keyOf = ({ on, passedOver }: Answer): string =>
  JSON.stringify([on.map(keyOfDuty), passedOver.map(({ personId, why }) => [personId, why])])

const keyOfDuty = ({ person, because }: OnDuty): string => `${person.id} ${JSON.stringify(because)}`
