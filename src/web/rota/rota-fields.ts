/** The fields that the forms of the duty rota share: days, times of London's clocks, people, layers. */
import { parseDay } from '../../clocks/days.ts'
import { momentOf } from '../../rota/london-moment.ts'
import { type DutyLayer, LAYERS } from '../../rota/rota.ts'
import type { Mistakes } from '../parts/controls.tsx'
import { IS_ID } from '../parts/ids.ts'

export type Typed = Readonly<Record<string, string>>
export type ReadForm<T> = { ok: true; read: T } | { ok: false; mistakes: Mistakes }

export const WEEKDAYS = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const

export const DAY = 'Give a day, for example 2026-11-28.'
export const TIME = 'Give a time of London’s clocks, for example 09:00, and no time zone.'

/** The sentences for what is wrong, as they are found. */
export class Mistaken {
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

export const text = (typed: Typed, name: string): string => typed[name] ?? ''
export const dayIn = (typed: Typed, name: string) =>
  text(typed, name).length === 10 ? parseDay(text(typed, name)) : undefined
export const timeIn = (typed: Typed, name: string): string | undefined => {
  const found = /^([01]?\d|2[0-3]):[0-5]\d$/.exec(text(typed, name))
  return found ? text(typed, name).padStart(5, '0') : undefined
}
export const idIn = (typed: Typed, name: string) =>
  IS_ID.test(text(typed, name)) ? text(typed, name) : undefined
export const layerIn = (typed: Typed): DutyLayer | undefined =>
  LAYERS.find((layer) => layer === typed['layer'])
export const upTo = (words: string, most: number): string | undefined =>
  words.length > 0 && words.length <= most ? words : undefined

/** A day and a time of London's clocks as a moment; a mistake is tied to the part that is wrong. */
export function momentIn(wrong: Mistaken, typed: Typed, name: string): Date | undefined {
  const day = wrong.need(`${name}Day`, dayIn(typed, `${name}Day`), DAY)
  const time = wrong.need(`${name}Time`, timeIn(typed, `${name}Time`), TIME)
  return day && time ? momentOf(day, time) : undefined
}
