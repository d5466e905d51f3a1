import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { parseDay } from '../../clocks/days.ts'
import type { EnteredContact } from '../../intake/entered-contact.ts'
import { channelName } from '../parts/words.ts'

/** The ways of contact that a person types in. */
export const CHANNELS = ['letter', 'call', 'face-to-face'] as const

type EnteredChannel = (typeof CHANNELS)[number]

export const sayChannel = (channel: EnteredChannel): string => channelName(channel)

const LONGEST_LINE = 500
const LONGEST_TEXT = 200_000

export type ReadContact =
  | { ok: true; contact: EnteredContact }
  | { ok: false; mistakes: Readonly<Record<string, string>> }

/** The contact, or what is wrong with the form, by field. Only the channel, the day and the words are needed. */
export function readContact(typed: Readonly<Record<string, string>>, now: Date): ReadContact {
  const { name = '', address = '', subject = '', words = '' } = typed
  const channel = CHANNELS.find((known) => known === typed['channel'])
  const receivedAt = londonMoment(typed['day'] ?? '', typed['time'] ?? '', now)
  const mistakes = {
    ...(channel ? {} : { channel: 'Choose how it came.' }),
    ...(receivedAt instanceof Date ? {} : { [receivedAt.field]: receivedAt.mistake }),
    ...tooLong({ name, subject }, LONGEST_LINE),
    ...(address && !z.email().safeParse(address).success
      ? { address: 'Give one email address, for example name@example.org, or leave it empty.' }
      : {}),
    ...(words ? tooLong({ words }, LONGEST_TEXT) : { words: 'Write down what was said or written.' }),
  }
  if (!channel || !(receivedAt instanceof Date) || Object.keys(mistakes).length > 0)
    return { ok: false, mistakes }
  return {
    ok: true,
    contact: {
      channel,
      receivedAt,
      name,
      ...(address ? { address } : {}),
      subject: subject || `${sayChannel(channel)} entered by hand`,
      text: words,
    },
  }
}

const tooLong = (texts: Readonly<Record<string, string>>, most: number): Record<string, string> =>
  Object.fromEntries(
    Object.entries(texts)
      .filter(([, text]) => text.length > most)
      .map(([field]) => [field, `Use at most ${most.toLocaleString('en-GB')} characters.`]),
  )

/**
 * A day and a time on the clocks of London as a moment; noon where no time is known, or
 * now where noon is still to come. A moment in the future would put every deadline off.
 */
function londonMoment(day: string, time: string, now: Date): Date | { field: string; mistake: string } {
  const on = parseDay(day)
  if (on === undefined || day.length !== 10) {
    return { field: 'day', mistake: 'Give the day it was received, for example 2026-11-23.' }
  }
  if (!/^([01]?\d|2[0-3]):[0-5]\d$|^$/.test(time)) {
    return { field: 'time', mistake: 'Give the time as on a clock, for example 14:30, or leave it empty.' }
  }
  const plainTime = Temporal.PlainTime.from(time === '' ? '12:00' : time.padStart(5, '0'))
  const zoned = Temporal.PlainDate.from(on).toZonedDateTime({ timeZone: 'Europe/London', plainTime })
  const at = new Date(zoned.epochMilliseconds)
  if (at <= now) return at
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO('Europe/London')
  if (time === '' && zoned.toPlainDate().equals(today.toPlainDate())) return now
  return { field: 'day', mistake: 'The day and time it was received cannot be in the future.' }
}
