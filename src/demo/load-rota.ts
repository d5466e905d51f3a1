import { addDays, londonDay } from '../clocks/days.ts'
import { type Db, inOffice } from '../db/db.ts'
import { dutyPeople } from '../db/schema.ts'
import type { Service } from '../deps.ts'
import type { OfficeProfile } from '../offices/profile.ts'
import { noteCover, swapShifts } from '../rota/change-cover.ts'
import { addPerson } from '../rota/change-people.ts'
import type { ActingOnRota, Changed } from '../rota/change-rota.ts'
import { addRotation } from '../rota/change-rotations.ts'
import { momentOf, weekdayNumber } from '../rota/london-moment.ts'
import { readRota } from '../rota/read-rota.ts'
import { shiftsAhead } from '../rota/shifts.ts'

/** Invented people; the numbers are of Ofcom's range for drama, and the last two sign in by the demo links. */
const PEOPLE = [
  ['Amara Okafor', '+447700900101', null],
  ['Ben Whitlock', '+447700900102', null],
  ['Carys Pugh', '+447700900103', null],
  ['Devinder Sandhu', '+447700900104', 'demo:duty-officer'],
  ['Ewa Nowak', null, 'demo:manager'],
] as const

/**
 * A rota for the demonstration: a week each for primary, a second list behind it that rests on bank
 * holidays, a cover and a swap. Only where an office has nobody on its list. It keeps to the ways
 * that people have, so that the history holds it like any other.
 */
export async function loadDemoRota({ database, offices, queue, now }: Service): Promise<void> {
  for (const office of offices.all) {
    const acting = { office, actor: 'demo:manager', actorName: 'Demo manager', now: now(), queue }
    await inOffice(database.db, office.id, async (tx) => {
      if ((await tx.$count(dutyPeople)) === 0) await fill(tx, acting)
    })
  }
}

async function fill(tx: Db, acting: ActingOnRota): Promise<void> {
  const { office, now } = acting
  for (const [name, phone, userKey] of PEOPLE) {
    done(await addPerson(tx, acting, { name, phone, userKey, email: addressOf(name, office) }))
  }
  const { people } = await readRota(tx, office.id)
  const id = (name: string): string => [...people.values()].find((one) => one.name === name)?.id ?? ''
  const [amara, ben, carys, devinder, ewa] = PEOPLE.map(([name]) => id(name)) as [
    string,
    string,
    string,
    string,
    string,
  ]
  const today = londonDay(now)
  const monday = addDays(today, 1 - weekdayNumber(today))
  const weekly = { handover: { weekday: 1, time: '09:00' }, hours: undefined, startsOn: addDays(monday, -7) }
  const asUsual = { what: 'as-usual' } as const
  done(
    await addRotation(tx, acting, {
      ...{ ...weekly, layer: 'primary', people: [amara, devinder, ben, carys], onBankHolidays: asUsual },
    }),
  )
  done(
    await addRotation(tx, acting, {
      ...{ ...weekly, layer: 'secondary', people: [carys, ewa, amara], onBankHolidays: { what: 'rests' } },
    }),
  )
  const wednesday = addDays(monday, 9)
  done(
    await noteCover(tx, acting, {
      ...{ layer: 'primary', personId: ewa, reason: 'Leave' },
      ...{ from: momentOf(wednesday, '09:00'), to: momentOf(addDays(wednesday, 1), '09:00') },
    }),
  )
  const ahead = shiftsAhead(await readRota(tx, office.id), now).filter(({ layer }) => layer === 'primary')
  const mine = ahead.find(
    ({ person, from }) => person.id === carys && from > momentOf(addDays(monday, 7), '09:00'),
  )
  const theirs = ahead.find(({ person, from }) => person.id === devinder && mine && from > mine.from)
  if (!mine || !theirs) return
  done(
    await swapShifts(tx, acting, {
      mine: { ...mine, personId: carys },
      theirs: { ...theirs, personId: devinder },
      reason: 'A course that week',
    }),
  )
}

const addressOf = (name: string, { demoMailbox }: OfficeProfile): string =>
  `${name.toLowerCase().replace(' ', '.')}@${demoMailbox.split('@')[1]}`

/** A demonstration that does not come about stops the start: it would show something else than it says. */
function done(changed: Changed): void {
  if (!changed.ok) throw new Error(`The demonstration's rota was refused: ${changed.because}`)
}
