/** The forms of the breach register, read: days and hours as they are typed, on the clocks of London. Pure. */
import type { NewBreach } from '../../breaches/act-on-breach.ts'
import type { BreachMove } from '../../breaches/breach.ts'
import { parseDay, parseTime } from '../../clocks/days.ts'
import { BREACH_EVENTS } from '../../db/schema.ts'
import type { Mistakes } from '../parts/controls.tsx'
import { SEVERITIES } from './breach-words.ts'

type Typed = Readonly<Record<string, string>>
type Read<T> = { ok: true; read: T } | { ok: false; mistakes: Mistakes }

/** The moment that a day and a time name; undefined where they name none. */
export function momentTyped(day: string | undefined, time: string | undefined): Date | undefined {
  const found = parseTime(`${day ?? ''}T${time ?? ''}`)
  return found && 'receivedAt' in found ? found.receivedAt : undefined
}

const MOMENT = 'Give the day and the time, such as 09:30, on the clocks of London.'

/** What was typed of a new breach, and the reference of the case where one was given. */
export function readNewBreach(typed: Typed): Read<Omit<NewBreach, 'caseId'> & { reference: string }> {
  const mistakes: Record<string, string> = {}
  const knownAt = momentTyped(typed['known-on'], typed['known-time'])
  if (!knownAt) mistakes['known-on'] = MOMENT
  const happenedOn = typed['happened-on'] ? parseDay(typed['happened-on']) : null
  if (happenedOn === undefined)
    mistakes['happened-on'] = 'Give the day, for example 2026-11-23, or leave it empty.'
  const howMany = typed['how-many'] ? Number(typed['how-many']) : null
  if (howMany !== null && !Number.isInteger(howMany))
    mistakes['how-many'] = 'Give a number, or leave it empty while nobody knows.'
  const severity = SEVERITIES.find(([one]) => one === typed['severity'])?.[0]
  if (!severity) mistakes['severity'] = 'Choose how likely harm to people is. It can be judged anew later.'
  const leadProvider = { yes: true, no: false }[typed['lead-provider'] ?? '']
  if (leadProvider === undefined)
    mistakes['lead-provider'] = 'Say whether it is data of a contract that wants to be told.'
  if (!knownAt || happenedOn === undefined || !severity || leadProvider === undefined || hasAny(mistakes))
    return { ok: false, mistakes }
  return {
    ok: true,
    read: {
      whatHappened: typed['what-happened'] ?? '',
      knownAt,
      happenedOn,
      whoseData: typed['whose-data'] ?? '',
      howMany,
      severity,
      containment: typed['containment'] ?? '',
      leadProvider,
      reference: (typed['reference'] ?? '').toUpperCase(),
    },
  }
}

/** What was typed about one. */
export function readMove(typed: Typed): Read<BreachMove> {
  const mistakes: Record<string, string> = {}
  const event = BREACH_EVENTS.find((one) => one === typed['event'])
  if (!event) mistakes['event'] = 'Choose what was done.'
  const at = momentTyped(typed['on'], typed['time'])
  if (!at) mistakes['on'] = MOMENT
  const severity = SEVERITIES.find(([one]) => one === typed['severity'])?.[0]
  if (!event || !at) return { ok: false, mistakes }
  return { ok: true, read: { event, at, note: typed['note'] ?? '', severity } }
}

const hasAny = (mistakes: Mistakes): boolean => Object.keys(mistakes).length > 0

/** Which field of the form a refusal is about. */
export const FIELD_OF: Record<keyof NewBreach, string> = {
  caseId: 'reference',
  whatHappened: 'what-happened',
  knownAt: 'known-on',
  happenedOn: 'happened-on',
  whoseData: 'whose-data',
  howMany: 'how-many',
  severity: 'severity',
  containment: 'containment',
  leadProvider: 'lead-provider',
}
