/** Builders of rotas; each takes what matters and makes up the rest. */

import { momentOf } from '../../src/rota/london-moment.ts'
import type { Cover, DutyPerson, Rota, Rotation } from '../../src/rota/rota.ts'
import { rulebook } from '../service.ts'

export const HOLIDAYS = rulebook.calendars['england-and-wales'].holidays

export const aPerson = (id: string, more: Partial<DutyPerson> = {}): DutyPerson => ({
  id,
  name: `Person ${id}`,
  email: `${id}@mopac.example.org`,
  phone: '+447700900123',
  userKey: null,
  leavesAt: null,
  ...more,
})

/** Three people, a week each, from Monday 9 November 2026 at 09:00. */
export const aRotation = (more: Partial<Rotation> = {}): Rotation => {
  const made = { ...A_ROTATION, ...more }
  return { ...made, beginsAt: more.beginsAt ?? momentOf(made.startsOn, made.handover.time) }
}

const A_ROTATION: Omit<Rotation, 'beginsAt'> = {
  id: 'r1',
  layer: 'primary',
  people: ['a', 'b', 'c'],
  startsOn: '2026-11-09',
  handover: { weekday: 1, time: '09:00' },
  hours: undefined,
  onBankHolidays: { what: 'as-usual' },
  holidays: HOLIDAYS,
  endsAt: null,
}

export const aCover = (from: string, to: string, more: Partial<Cover> = {}): Cover => ({
  id: 'o1',
  layer: 'primary',
  from: new Date(from),
  to: new Date(to),
  personId: 'd',
  reason: 'Dentist',
  swapId: null,
  notedAt: new Date('2026-11-01T09:00:00Z'),
  ...more,
})

export const aRota = (more: Partial<Omit<Rota, 'people'>> & { people?: DutyPerson[] } = {}): Rota => ({
  rotations: more.rotations ?? [aRotation()],
  covers: more.covers ?? [],
  people: new Map((more.people ?? ['a', 'b', 'c', 'd'].map((id) => aPerson(id))).map((one) => [one.id, one])),
})
