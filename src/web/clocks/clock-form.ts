/** What was typed about a deadline, read into events; and which events a deadline can have. Pure. */
import type { ClockEvent, EventName } from '../../clocks/clock-event.ts'
import { heededBy, pairsOf } from '../../clocks/clock-rule.ts'
import { CLOCK_RULES, type ClockKind } from '../../clocks/clock-rules.ts'
import { londonDay, parseDay, parseTime, type Received, sayDay } from '../../clocks/days.ts'
import { eventSaid } from '../../clocks/event-words.ts'
import type { Mistakes } from '../parts/controls.tsx'

/** What a person may write down about that kind; closing the case is written down by closing it. */
export function choicesOf(kind: ClockKind): EventName[] {
  const heeded = heededBy(CLOCK_RULES[kind])
  const order: EventName[] = [
    ...['pause', 'resume', 'identity-asked', 'identity-proved', 'fee-asked', 'fee-paid'],
    ...['clarified', 'updated', 'extend', 'answered', 'transferred', 'withdrawn'],
  ] as EventName[]
  return [...order.filter((event) => heeded.has(event)), 're-dated']
}

/** What comes in answer to an asking of that kind of deadline, where the event is one. */
export const givenFor = (kind: ClockKind, event: EventName): EventName | undefined =>
  pairsOf(CLOCK_RULES[kind]).find(({ asked }) => asked === event)?.given

export type Typed = Readonly<Record<string, string>>

export type ReadEvents = { ok: true; events: ClockEvent[]; note: string } | { ok: false; mistakes: Mistakes }

/** The event of the form, with the day on which an answer to it came where that was given too. */
export function readEvents(kind: ClockKind, typed: Typed): ReadEvents {
  const event = choicesOf(kind).find((one) => one === typed['event'])
  const on = parseDay(typed['on'] ?? '')
  const until = typed['until'] ? parseDay(typed['until']) : undefined
  const note = typed['note'] ?? ''
  const mistakes: Record<string, string> = {}
  if (!event) mistakes['event'] = 'Choose what happened.'
  if (!on) mistakes['on'] = 'Give the day, for example 2026-11-23.'
  if (typed['until'] && !until) mistakes['until'] = 'Give the day, for example 2026-11-23, or leave it empty.'
  const given = event && givenFor(kind, event)
  if (event && until && !given) mistakes['until'] = `${eventSaid(event)} is one day: leave this empty.`
  if (on && until && until < on)
    mistakes['until'] = `The answer cannot have come before ${sayDay(on)}, when it was asked for.`
  if (event === 'extend' && note === '')
    mistakes['note'] =
      `Say what the notice said: it has to be one that ${CLOCK_RULES[kind].extension?.notice}.`
  if (event === 're-dated' && note === '') mistakes['note'] = 'Say why the day of receipt was wrong.'
  const received = event === 're-dated' && on ? receivedFrom(on, typed['time'] ?? '') : undefined
  if (received === 'bad-time') mistakes['time'] = 'Give the time as 09:30, or leave it empty.'
  if (!event || !on || received === 'bad-time' || Object.keys(mistakes).length > 0)
    return { ok: false, mistakes }
  const at = received && 'receivedAt' in received ? { at: received.receivedAt } : {}
  return {
    ok: true,
    note,
    events: [{ event, on, ...at }, ...(given && until ? [{ event: given, on: until }] : [])],
  }
}

/** The day, or the moment where a time was given. */
export function receivedFrom(day: string, time: string): Received | 'bad-time' | undefined {
  const on = parseDay(day)
  if (!on || time === '') return on ? { receivedOn: on } : undefined
  const at = parseTime(`${on}T${time}`)
  return at && 'receivedAt' in at && londonDay(at.receivedAt) === on ? at : 'bad-time'
}
