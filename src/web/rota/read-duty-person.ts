/** What people type in about somebody of the duty rota, checked. */
import { z } from 'zod'
import type { PersonEntry } from '../../rota/change-people.ts'
import { Mistaken, momentIn, type ReadForm, type Typed, text, upTo } from './rota-fields.ts'

const LONGEST_NAME = 100
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
