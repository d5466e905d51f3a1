/** What a rule for a clock says; `clock-rules.ts` has them all. */
import type { Route } from '../triage/route.ts'
import { type EventName, type Pair, STOPS } from './clock-event.ts'

/** How long, and in what: hours run always, days are calendar days, months end on the same date. */
export type Period = { unit: 'working-days' | 'days' | 'months' | 'hours'; count: number }

/** The longer period, counted from the same start, and what the notice of it has to say by the first due day. */
export type Extension = { to: Period; notice: string; law: string }

export type ClockRule = {
  /** A few words for lists and choices. */
  name: string
  /** The route whose contacts own it; absent where it is whoever owns the case. */
  ownedBy?: Route
  /** What a person must have done by then. */
  owed: string
  law: string
  period: Period
  extension?: Extension
  /** `office`: the bank holidays of the office's own part of the UK. `none`: every day is alike. */
  calendar: 'uk-any' | 'office' | 'none'
  /** Whether a last day that is not a working day moves to the next one. */
  rolls: boolean
  /** Routes that start it at receipt. None: a person starts it, because no message can show that it is owed. */
  startedBy: readonly Route[]
  /** What begins the period anew on the day it arrives. */
  restarts: readonly Pair[]
  /** What the period stands still for, both end days included. */
  pauses: readonly Pair[]
  /** When it must be looked at again, in hours from its start; its end is then a moment too. */
  alarmHours?: readonly number[]
}

/** Everything that is asked for and arrives, whether the period stands still for it or begins anew. */
export const pairsOf = (rule: ClockRule): Pair[] => [...rule.pauses, ...rule.restarts]

/** What this clock takes notice of; anything else on the case leaves it as it is. */
export const heededBy = (rule: ClockRule): ReadonlySet<EventName> =>
  new Set([
    ...pairsOf(rule).flatMap(({ asked, given }) => (asked ? [asked, given] : [given])),
    ...(rule.extension ? (['extend'] as const) : []),
    ...STOPS,
  ])
