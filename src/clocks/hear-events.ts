/** Which of a case's events a clock takes notice of, and what they do to its start. */
import { type ClockEvent, type Span, STOPS, sayEvent, spansOf } from './clock-event.ts'
import { type ClockRule, heededBy, type Period } from './clock-rule.ts'
import type { Counted, Refusal } from './count-days.ts'
import { byDay, type IsoDate, momentReceived, type Received, sayDay } from './days.ts'

/** The receipt as corrected; of several corrections the earliest, because a mistake must not give more time. */
export function receiptOf(first: Received, events: readonly ClockEvent[]): Received {
  const corrected = events
    .filter(({ event }) => event === 're-dated')
    .map(({ on, at }): Received => (at ? { receivedAt: at } : { receivedOn: on }))
    .sort((a, b) => momentReceived(a).getTime() - momentReceived(b).getTime())
  return corrected[0] ?? first
}

/** The events that bear on the clock, the day it was stopped, and a sentence for each event that does not. */
export type Heard = {
  events: readonly ClockEvent[]
  stopped: ClockEvent | undefined
  notes: readonly string[]
}

/**
 * Leaves out what the clock does not heed, what is dated before receipt and what came
 * after the answer. Each is named in a note, because an event that changed nothing is
 * usually one that was recorded wrongly.
 */
export function hearEvents(rule: ClockRule, receivedOn: IsoDate, all: readonly ClockEvent[]): Heard {
  const heeded = heededBy(rule)
  const sorted = all.filter(({ event }) => event !== 're-dated').sort(inOrder)
  const stopped = sorted.find(({ event, on }) => STOPS.includes(event) && on >= receivedOn)
  const deaf = (event: ClockEvent): string | undefined => {
    if (!heeded.has(event.event)) return `this clock does not heed it`
    if (event.on < receivedOn) return 'it is dated before receipt'
    if (stopped && event.on > stopped.on) return `the clock had stopped on ${sayDay(stopped.on)}`
    return undefined
  }
  return {
    events: sorted.filter((event) => deaf(event) === undefined),
    stopped,
    notes: sorted.flatMap((event) => {
      const because = deaf(event)
      return because ? [`The event ${sayEvent(event)} changes nothing: ${because}.`] : []
    }),
  }
}

export type Start = { startsOn: IsoDate; notes: readonly string[] } | { refused: Refusal; because: string }

/**
 * The day on which the period begins: the latest of receipt and whatever had to come
 * first (UK GDPR Art 12A(2): proof of identity, a fee; FOIA s.1(3): a clearer request).
 *
 * What the office asked for only after the due day had passed cannot revive the clock.
 * Until what it asked for in time arrives, there is no due day.
 */
export function startDay(
  rule: ClockRule,
  receivedOn: IsoDate,
  { events, stopped }: Heard,
  countFrom: (on: IsoDate) => Counted,
): Start {
  const spans = rule.restarts.flatMap((pair) => spansOf(events, pair))
  const notes: string[] = []
  let startsOn = receivedOn
  // What arrives unasked on the day of an asking is heard first: it moves the day that the asking is judged by.
  for (const { from, to, wasAsked } of spans.sort(
    (a, b) => byDay(a.from, b.from) || Number(a.wasAsked) - Number(b.wasAsked),
  )) {
    const sofar = countFrom(startsOn)
    if (wasAsked && 'dueOn' in sofar && from > sofar.dueOn)
      notes.push(`What was asked for on ${sayDay(from)} came after the due day, so it changes nothing.`)
    else if (to !== undefined && to > startsOn) startsOn = to
    else if (to === undefined && stopped === undefined)
      return {
        refused: 'not-begun',
        because: `The period has not begun: what was asked for on ${sayDay(from)} has not arrived.`,
      }
  }
  return { startsOn, notes }
}

/** The stretches in which the clock stands still, and a sentence for each that begins after the last counted day. */
export type Pauses = { spans: readonly Span[]; notesAfter: (lastOn: IsoDate) => string[] }

/**
 * An answer ends the pause that it finds: it shows that what was asked for was no longer
 * needed. An arrival that nothing asked for is no pause at all.
 */
export function pausesOf(rule: ClockRule, { events, stopped }: Heard): Pauses {
  const all = rule.pauses.flatMap((pair) => spansOf(events, pair))
  const spans = all
    .filter(({ wasAsked }) => wasAsked)
    .map((span) => ({ ...span, to: span.to ?? stopped?.on }))
  const stray = all.filter(({ wasAsked }) => !wasAsked)
  return {
    spans,
    notesAfter: (lastOn) => [
      ...stray.map(({ from }) => `What arrived on ${sayDay(from)} ends no pause, so it changes nothing.`),
      ...spans
        .filter(({ from }) => from > lastOn)
        .map(
          ({ from }) =>
            `What was asked for on ${sayDay(from)} came after the due day, so it changes nothing.`,
        ),
    ],
  }
}

export type Extended = { to: Period | undefined; given?: IsoDate; notes: readonly string[] }

/**
 * The longer period, where notice of it was given within the first one (UK GDPR
 * Art 12(3), EIR reg 7(3), FOIA s.17). Notice given late extends nothing.
 */
export function extensionOf(rule: ClockRule, { events }: Heard, dueOn: IsoDate): Extended {
  const notice = events.find(({ event }) => event === 'extend')
  if (notice === undefined || rule.extension === undefined) return { to: undefined, notes: [] }
  if (notice.on <= dueOn)
    return { to: rule.extension.to, given: notice.on, notes: [`Extended by notice on ${sayDay(notice.on)}.`] }
  const late = `Notice of extension on ${sayDay(notice.on)} came after the due day, so it changes nothing.`
  return { to: undefined, notes: [late] }
}

/** By day, then by name; of two of one name the earlier moment first. */
const inOrder = (a: ClockEvent, b: ClockEvent): number =>
  byDay(`${a.on} ${a.event}`, `${b.on} ${b.event}`) || (a.at?.getTime() ?? 0) - (b.at?.getTime() ?? 0)
