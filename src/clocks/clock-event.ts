/** What happened on a case that a clock may heed, as dated events. */
import { type IsoDate, parseDay, sayDay } from './days.ts'

/**
 * `pause`/`resume`: clarification asked and received. `extend`: the day the notice of
 * extension was given. `re-dated`: the receipt was on this day, and not on the one first noted.
 */
export const EVENT_NAMES = [
  'pause',
  'resume',
  'extend',
  'identity-asked',
  'identity-proved',
  'fee-asked',
  'fee-paid',
  'clarified',
  'updated',
  'answered',
  'withdrawn',
  'transferred',
  'closed',
  're-dated',
] as const

export type EventName = (typeof EVENT_NAMES)[number]

/** `at` where the moment is known: of a receipt that is counted in hours, of what stopped the clock. */
export type ClockEvent = { event: EventName; on: IsoDate; at?: Date }

/** What ends a duty: done, taken back, now somebody else's, or the case was closed. */
export const STOPS: readonly EventName[] = ['answered', 'withdrawn', 'transferred', 'closed']

/** Two events that belong together: something asked for, and its arrival. Some arrivals have no asking. */
export type Pair = { asked?: EventName; given: EventName }

/** From asking to arrival, both days included; `to` is undefined while it has not come. */
export type Span = { from: IsoDate; to: IsoDate | undefined; wasAsked: boolean }

const isEventName = (name: string): name is EventName => EVENT_NAMES.some((known) => known === name)

export type ParsedEvent = { ok: true; event: ClockEvent } | { ok: false; because: string }

/** Reads `pause:2026-06-10`. A moment is taken as the day that it is in London. */
export function parseEvent(text: string): ParsedEvent {
  const colon = text.indexOf(':')
  const name = text.slice(0, colon)
  if (colon < 1 || !isEventName(name))
    return { ok: false, because: `"${text}" is not NAME:DAY with NAME one of ${EVENT_NAMES.join(', ')}.` }
  const on = parseDay(text.slice(colon + 1))
  if (on === undefined)
    return { ok: false, because: `"${text.slice(colon + 1)}" is not a day such as 2026-06-10.` }
  return { ok: true, event: { event: name, on } }
}

/**
 * Pairs each asking with the first arrival on or after it that no earlier asking has used.
 * Asking again while an answer is still awaited changes nothing. An arrival that nothing
 * asked for is a span of its own day, marked as not asked.
 */
export function spansOf(events: readonly ClockEvent[], { asked, given }: Pair): Span[] {
  const daysOf = (name: EventName | undefined) =>
    events.flatMap(({ event, on }) => (event === name ? [on] : [])).sort()
  const arrivals = daysOf(given)
  const spans: Span[] = []
  for (const from of daysOf(asked)) {
    const last = spans.at(-1)
    if (last && (last.to === undefined || from < last.to)) continue
    const at = arrivals.findIndex((on) => on >= from)
    spans.push({ from, to: at < 0 ? undefined : arrivals.splice(at, 1)[0], wasAsked: true })
  }
  return [...spans, ...arrivals.map((on) => ({ from: on, to: on, wasAsked: false }))]
}

/** `pause on Wednesday 10 June 2026`, as the working names it. */
export const sayEvent = ({ event, on }: ClockEvent): string => `${event} on ${sayDay(on)}`

/** True on each day of the span, both ends included; an open span has no end. */
export const spanHolds = ({ from, to }: Span, on: IsoDate): boolean =>
  from <= on && (to === undefined || on <= to)
