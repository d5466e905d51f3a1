/** What people type into the forms of the duty rota, checked: a value, or a sentence for each field. */
import { z } from 'zod'
import { parseDay } from '../clocks/days.ts'
import type { NewCover, SeenShift } from '../rota/change-cover.ts'
import type { PersonEntry } from '../rota/change-people.ts'
import type { NewRotation } from '../rota/change-rotations.ts'
import { momentOf } from '../rota/london-moment.ts'
import { type DutyLayer, LAYERS } from '../rota/rota.ts'
import type { Mistakes } from './controls.tsx'

export type Typed = Readonly<Record<string, string>>
export type ReadForm<T> = { ok: true; read: T } | { ok: false; mistakes: Mistakes }

/** As many turns as the form has places for. */
export const MOST_TURNS = 8
export const WEEKDAYS = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const

const LONGEST_NAME = 100
const LONGEST_REASON = 300
const IS_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

const DAY = 'Give a day, for example 2026-11-28.'
const TIME = 'Give a time of London’s clocks, for example 09:00, and no time zone.'

class Mistaken {
  readonly mistakes: Record<string, string> = {}
  /** Notes the sentence where there is no value. */
  need<T>(field: string, value: T | undefined, sentence: string): T | undefined {
    if (value === undefined) this.mistakes[field] ??= sentence
    return value
  }
  get none(): boolean {
    return Object.keys(this.mistakes).length === 0
  }
}

const text = (typed: Typed, name: string): string => typed[name] ?? ''
const dayIn = (typed: Typed, name: string) =>
  text(typed, name).length === 10 ? parseDay(text(typed, name)) : undefined
const timeIn = (typed: Typed, name: string): string | undefined => {
  const found = /^([01]?\d|2[0-3]):[0-5]\d$/.exec(text(typed, name))
  return found ? text(typed, name).padStart(5, '0') : undefined
}
const idIn = (typed: Typed, name: string) => (IS_ID.test(text(typed, name)) ? text(typed, name) : undefined)
const layerIn = (typed: Typed): DutyLayer | undefined => LAYERS.find((layer) => layer === typed['layer'])
const upTo = (words: string, most: number): string | undefined =>
  words.length > 0 && words.length <= most ? words : undefined

/** A day and a time of London's clocks as a moment; a mistake is tied to the part that is wrong. */
function momentIn(wrong: Mistaken, typed: Typed, name: string): Date | undefined {
  const day = wrong.need(`${name}Day`, dayIn(typed, `${name}Day`), DAY)
  const time = wrong.need(`${name}Time`, timeIn(typed, `${name}Time`), TIME)
  return day && time ? momentOf(day, time) : undefined
}

const PHONE =
  'Give a mobile number with its country code, for example +44 7700 900123, or a UK number such as 07700 900123.'

/** E.164 of a number as people write it; undefined where it is none. Without a country code it is one of the UK. */
export function readPhone(typed: string): string | undefined {
  const bare = typed.replace(/[\s().-]/g, '').replace(/^00/, '+')
  const whole = bare.replace(/^\+440/, '+44').replace(/^0/, '+44')
  return /^\+[1-9]\d{6,14}$/.test(whole) ? whole : undefined
}

export function readPerson(typed: Typed): ReadForm<PersonEntry> {
  const wrong = new Mistaken()
  const name = wrong.need(
    'name',
    upTo(text(typed, 'name'), LONGEST_NAME),
    `Give a name of up to ${LONGEST_NAME} characters.`,
  )
  const email = text(typed, 'email').toLowerCase()
  if (email && !z.email().max(254).safeParse(email).success)
    wrong.mistakes['email'] =
      'Give one work email address, for example name@office.example, or leave it empty.'
  const phone = text(typed, 'phone') ? wrong.need('phone', readPhone(text(typed, 'phone')), PHONE) : undefined
  if (!email && !text(typed, 'phone'))
    wrong.mistakes['email'] ??= 'Give an email address or a phone number: with neither nobody can be reached.'
  if (!name || !wrong.none) return { ok: false, mistakes: wrong.mistakes }
  const userKey = text(typed, 'userKey') || null
  return { ok: true, read: { name, email: email || null, phone: phone ?? null, userKey } }
}

/** When somebody leaves; empty is now. */
export function readLeaving(typed: Typed, now: Date): ReadForm<{ leavesAt: Date }> {
  if (!text(typed, 'leavesDay') && !text(typed, 'leavesTime')) return { ok: true, read: { leavesAt: now } }
  const wrong = new Mistaken()
  const leavesAt = momentIn(wrong, { leavesTime: '00:00', ...dropEmpty(typed) }, 'leaves')
  if (leavesAt && leavesAt < now)
    wrong.mistakes['leavesDay'] = 'This is past. Leave both empty for now, or give a later day.'
  return leavesAt && wrong.none ? { ok: true, read: { leavesAt } } : { ok: false, mistakes: wrong.mistakes }
}

const dropEmpty = (typed: Typed): Typed =>
  Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== ''))

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

/** Longer than this is no cover any more but another rotation. */
const LONGEST_COVER_DAYS = 56

export function readCover(typed: Typed, now: Date): ReadForm<NewCover> {
  const wrong = new Mistaken()
  const layer = wrong.need('layer', layerIn(typed), 'Choose primary or secondary.')
  const personId = wrong.need('person', idIn(typed, 'person'), 'Choose who takes the duty.')
  const from = momentIn(wrong, typed, 'from')
  const to = momentIn(wrong, typed, 'to')
  if (from && to && to <= from) wrong.mistakes['toDay'] = 'The end has to come after the beginning.'
  else if (to && to <= now) wrong.mistakes['toDay'] = 'This is over already: a rota does not change the past.'
  else if (from && to && to.getTime() - from.getTime() > LONGEST_COVER_DAYS * 24 * 3_600_000)
    wrong.mistakes['toDay'] =
      `A cover is up to ${LONGEST_COVER_DAYS / 7} weeks. For longer, add another rotation.`
  const reason = wrong.need(
    'reason',
    upTo(text(typed, 'reason'), LONGEST_REASON),
    `Say why, in up to ${LONGEST_REASON} characters. Everybody who sees the rota reads it.`,
  )
  if (!layer || !personId || !from || !to || !reason || !wrong.none)
    return { ok: false, mistakes: wrong.mistakes }
  return { ok: true, read: { layer, personId, from, to, reason } }
}

/** A shift as the value of a choice. */
export const shiftValue = ({ layer, from, personId }: SeenShift): string =>
  `${layer} ${from.toISOString()} ${personId}`

function shiftIn(word: string): SeenShift | undefined {
  const [layer, from = '', personId = ''] = word.split(' ')
  const known = LAYERS.find((one) => one === layer)
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(from) ? new Date(from) : undefined
  if (!known || !at || Number.isNaN(at.getTime()) || !IS_ID.test(personId)) return undefined
  return { layer: known, from: at, personId }
}

export function readSwap(typed: Typed): ReadForm<{ mine: SeenShift; theirs: SeenShift; reason: string }> {
  const wrong = new Mistaken()
  const mine = wrong.need('mine', shiftIn(text(typed, 'mine')), 'Choose the shift to give away.')
  const theirs = wrong.need('theirs', shiftIn(text(typed, 'theirs')), 'Choose the shift to take for it.')
  if (mine && theirs && mine.personId === theirs.personId)
    wrong.mistakes['theirs'] = 'Both shifts are of the same person. Choose somebody else’s.'
  const reason = wrong.need(
    'reason',
    upTo(text(typed, 'reason'), LONGEST_REASON),
    `Say why, in up to ${LONGEST_REASON} characters. Everybody who sees the rota reads it.`,
  )
  if (typed['agreed'] !== 'yes') wrong.mistakes['agreed'] = 'Agree it with them first, and say so here.'
  if (!mine || !theirs || !reason || !wrong.none) return { ok: false, mistakes: wrong.mistakes }
  return { ok: true, read: { mine, theirs, reason } }
}
