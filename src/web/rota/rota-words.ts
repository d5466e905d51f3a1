import type { RotaRefusal } from '../../rota/change-rota.ts'
import type { Rota, Rotation } from '../../rota/rota.ts'
import { sayRotaMoment } from '../../rota/say-period.ts'
import { sayList } from '../parts/words.ts'
import { WEEKDAYS } from './rota-fields.ts'

/** Why the rota was not changed, in a sentence, with the field that it belongs to. */
export const ROTA_REFUSALS: Readonly<Record<RotaRefusal, string>> = {
  'no-such-person': 'Somebody you chose is not on the list of duty people. Choose again.',
  'person-has-left': 'Somebody you chose has left. Choose somebody else.',
  'user-taken': 'Somebody else on the list signs in with that already. Change their entry first.',
  'hours-overlap':
    'Another rotation holds at some of these hours. End that one first, or choose other hours.',
  'no-such-rotation': 'There is no such rotation.',
  'ended-already': 'This rotation has ended already.',
  'no-such-cover': 'There is no such cover, or it was taken back before it began.',
  'over-already': 'This is over already: a rota does not change the past.',
  'shift-changed': 'One of these shifts has changed since you opened the page. Choose again.',
  'user-unknown': 'Choose from the list of people who have signed in here.',
  'not-yours': 'Choose a shift of your own to give away.',
  'same-person': 'Both shifts are of the same person. Choose somebody else’s.',
}

export const layerName = (layer: string): string => (layer === 'primary' ? 'Primary' : 'Secondary')

/** One rotation in sentences: whose turns, when they change, when it holds, what on bank holidays. */
export function sayRotation(rota: Rota, rotation: Rotation): string[] {
  const { people, handover, hours, onBankHolidays } = rotation
  const name = (id: string) => rota.people.get(id)?.name ?? 'somebody who is not on the list'
  return [
    `${people.map(name).join(', then ')}${people.length > 1 ? ', a week each' : ' all the time'}.`,
    ...(people.length > 1 ? [`Hand-over on ${WEEKDAYS[handover.weekday - 1]}s at ${handover.time}.`] : []),
    ...(hours ? [`Only ${sayHours(hours)}.`] : []),
    ...(onBankHolidays.what === 'rests' ? ['Rests on bank holidays.'] : []),
    ...(onBankHolidays.what === 'person' ? [`On bank holidays: ${name(onBankHolidays.personId)}.`] : []),
  ]
}

function sayHours({ on, from, to }: NonNullable<Rotation['hours']>): string {
  const days = on.map((day) => `${WEEKDAYS[day - 1]}s`)
  const next = to <= from ? ' of the next day' : ''
  return `${sayList(days)} ${from} to ${to}${next}`
}

/** `from Monday 30 November 09:00`, and until when. */
export const sayRunning = ({ beginsAt, endsAt }: Rotation, now: Date): string =>
  [
    beginsAt > now ? `Begins ${sayRotaMoment(beginsAt)}.` : `Since ${sayRotaMoment(beginsAt)}.`,
    ...(endsAt ? [`Ends ${sayRotaMoment(endsAt)}.`] : []),
  ].join(' ')
