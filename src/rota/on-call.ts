/**
 * Who is on duty at a moment, and why. Pure.
 *
 * Asked in this order, and the first who can be reached has it: the cover that was noted last,
 * earlier cover, a rotation with hours, a rotation that holds all the time. A cover by somebody who
 * has left falls back to the rotation: that somebody is told who did not expect it is a smaller
 * mistake than that nobody is.
 */
import { londonDay } from '../clocks/days.ts'
import type { Cover, DutyLayer, DutyPerson, Rota, Rotation } from './rota.ts'
import { isWithin, turnAt } from './turns.ts'

export type Because =
  | { kind: 'rotation'; rotationId: string; turn: number }
  | { kind: 'bank-holiday'; rotationId: string; turn: number; title: string }
  | { kind: 'cover'; coverId: string; reason: string }
  | { kind: 'swap'; coverId: string; reason: string }

export type OnDuty = { person: DutyPerson; because: Because }

/** `not-known`: named by an id that no person has. `left`: not here any more. `no-way`: neither address nor number. */
export type Unreachable = 'not-known' | 'left' | 'no-way'

export type PassedOver = { personId: string; name: string | undefined; why: Unreachable }

/** `on` has several only where rotations of the same kind overlap; empty where nobody is reachable. */
export type Answer = { on: readonly OnDuty[]; passedOver: readonly PassedOver[] }

/** Why that person cannot be reached at that moment, or undefined where they can. */
export function unreachable(person: DutyPerson | undefined, at: Date): Unreachable | undefined {
  if (!person) return 'not-known'
  if (person.leavesAt && person.leavesAt <= at) return 'left'
  return person.email || person.phone ? undefined : 'no-way'
}

type Named = { personId: string; because: Because }

/** Who has the duty of that layer at that moment. */
export function onCall(rota: Rota, layer: DutyLayer, at: Date): Answer {
  const passedOver: PassedOver[] = []
  for (const named of inOrder(rota, layer, at)) {
    const on: OnDuty[] = []
    for (const { personId, because } of named) {
      const person = rota.people.get(personId)
      const why = unreachable(person, at)
      if (person && !why) on.push({ person, because })
      else passedOver.push({ personId, name: person?.name, why: why ?? 'not-known' })
    }
    if (on.length > 0) return { on: onceEach(on), passedOver }
  }
  return { on: [], passedOver }
}

/** Those who are named together, the first to be asked first. */
function inOrder(rota: Rota, layer: DutyLayer, at: Date): Named[][] {
  const covers = rota.covers
    .filter((cover) => cover.layer === layer && at >= cover.from && at >= cover.notedAt && at < cover.to)
    .sort(latestFirst)
    .map((cover): Named[] => [{ personId: cover.personId, because: becauseOf(cover) }])
  const rotations = rota.rotations.filter((rotation) => rotation.layer === layer)
  const named = (some: Rotation[]) => some.flatMap((rotation) => namedBy(rotation, at))
  return [
    ...covers,
    named(rotations.filter(({ hours }) => hours !== undefined)),
    named(rotations.filter(({ hours }) => hours === undefined)),
  ]
}

const latestFirst = (a: Cover, b: Cover): number =>
  b.notedAt.getTime() - a.notedAt.getTime() || (a.id < b.id ? 1 : -1)

const becauseOf = ({ id, reason, swapId }: Cover): Because => ({
  kind: swapId ? 'swap' : 'cover',
  coverId: id,
  reason,
})

function namedBy(rotation: Rotation, at: Date): Named[] {
  const turn = turnAt(rotation, at)
  if (!turn || (rotation.hours && !isWithin(rotation.hours, at))) return []
  const from = { rotationId: rotation.id, turn: turn.number }
  const title = rotation.holidays.get(londonDay(at))
  const { onBankHolidays } = rotation
  if (title === undefined || onBankHolidays.what === 'as-usual')
    return [{ personId: turn.personId, because: { kind: 'rotation', ...from } }]
  if (onBankHolidays.what === 'rests') return []
  return [{ personId: onBankHolidays.personId, because: { kind: 'bank-holiday', ...from, title } }]
}

const onceEach = (on: OnDuty[]): OnDuty[] =>
  on.filter(({ person }, at) => on.findIndex((other) => other.person.id === person.id) === at)
