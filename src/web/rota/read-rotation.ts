/** What people type in about a rotation, checked: a value, or a sentence for each field. */
import type { NewRotation } from '../../rota/change-rotations.ts'
import { IS_ID } from '../parts/ids.ts'
import {
  DAY,
  dayIn,
  idIn,
  layerIn,
  Mistaken,
  momentIn,
  type ReadForm,
  TIME,
  type Typed,
  text,
  timeIn,
} from './rota-fields.ts'

/** As many turns as the form has places for. */
export const MOST_TURNS = 8

export function readRotation(typed: Typed): ReadForm<NewRotation> {
  const wrong = new Mistaken()
  const layer = wrong.need('layer', layerIn(typed), 'Choose primary or secondary.')
  const turns = Array.from({ length: MOST_TURNS }, (_, at) => text(typed, `turn-${at + 1}`)).filter(Boolean)
  const people = wrong.need(
    'turn-1',
    turns.length > 0 && turns.every((id) => IS_ID.test(id)) ? turns : undefined,
    'Choose at least one person.',
  )
  const startsOn = wrong.need('startsOn', dayIn(typed, 'startsOn'), DAY)
  const weekday = wrong.need('weekday', weekdayIn(text(typed, 'weekday')), 'Choose the day of the hand-over.')
  const time = wrong.need('time', timeIn(typed, 'time'), TIME)
  const hours = typed['when'] === 'hours' ? readHours(wrong, typed) : undefined
  if (typed['when'] !== 'hours' && typed['when'] !== 'always')
    wrong.mistakes['when'] = 'Choose when it holds.'
  const onBankHolidays = readBankHolidays(wrong, typed)
  if (!layer || !people || !startsOn || !weekday || !time || !onBankHolidays || !wrong.none)
    return { ok: false, mistakes: wrong.mistakes }
  return { ok: true, read: { layer, people, startsOn, handover: { weekday, time }, hours, onBankHolidays } }
}

const weekdayIn = (word: string): number | undefined => (/^[1-7]$/.test(word) ? Number(word) : undefined)

function readHours(wrong: Mistaken, typed: Typed): NewRotation['hours'] {
  const days = [1, 2, 3, 4, 5, 6, 7].filter((day) => typed[`on-${day}`] === 'yes')
  const on = wrong.need('on-1', days.length > 0 ? days : undefined, 'Choose at least one day of the week.')
  const from = wrong.need('hoursFrom', timeIn(typed, 'hoursFrom'), TIME)
  const to = wrong.need('hoursTo', timeIn(typed, 'hoursTo'), TIME)
  return on && from && to ? { on, from, to } : undefined
}

function readBankHolidays(wrong: Mistaken, typed: Typed): NewRotation['onBankHolidays'] | undefined {
  const what = typed['bankHolidays']
  if (what === 'as-usual' || what === 'rests') return { what }
  if (what !== 'person') return wrong.need('bankHolidays', undefined, 'Choose what holds on bank holidays.')
  const personId = wrong.need(
    'bankHolidayPerson',
    idIn(typed, 'bankHolidayPerson'),
    'Choose who is on duty on bank holidays.',
  )
  return personId ? { what, personId } : undefined
}

/** When a rotation ends; empty is now. */
export function readEnd(typed: Typed, now: Date): ReadForm<{ endsAt: Date }> {
  if (!text(typed, 'endsDay') && !text(typed, 'endsTime')) return { ok: true, read: { endsAt: now } }
  const wrong = new Mistaken()
  const endsAt = momentIn(wrong, typed, 'ends')
  if (endsAt && endsAt < now)
    wrong.mistakes['endsDay'] = 'This is past. Leave both empty for now, or give a later time.'
  return endsAt && wrong.none ? { ok: true, read: { endsAt } } : { ok: false, mistakes: wrong.mistakes }
}
