/** The working of a due day as lines that a person reads: each day, counted or not, why, and by which law. */
import { type Calendars, calendarName, DIVISIONS, type Division } from './calendars.ts'
import { CLOCK_RULES, type ClockKind } from './clock-rules.ts'
import type { DayCounted, DayReason } from './count-days.ts'

export type LadderLine = DayCounted & { law: string | undefined }

/** Each day with the section that says so; the days that count stand under the law of the clock itself. */
export const ladderOf = (kind: ClockKind, days: readonly DayCounted[]): LadderLine[] =>
  days.map((day) => ({ ...day, law: lawOf(kind, day.reason) }))

function lawOf(kind: ClockKind, reason: DayReason): string | undefined {
  const rule = CLOCK_RULES[kind]
  const isInformation = rule.calendar === 'uk-any'
  if (reason === 'closed') {
    if (kind === 'eir') return 'FOIA 2000 s.10(6), as EIR 2004 reg 2(1) takes it over'
    return isInformation ? 'FOIA 2000 s.10(6)' : 'Banking and Financial Dealings Act 1971'
  }
  if (reason === 'paused') return PAUSES[kind]
  if (reason === 'moves-on' || reason === 'moved-to') return 'ICO guidance on the last day'
  return undefined
}

const PAUSES: Partial<Record<ClockKind, string>> = {
  foi: 'FOIA 2000 s.10(2)',
  eir: 'EIR 2004 reg 8(6)',
  sar: 'UK GDPR Art 12A',
  'review-window': 'SI 2020/2 reg 29',
}

/** Which lists of holidays were read, with their versions; none where every day is alike. */
export function calendarsRead(
  kind: ClockKind,
  calendars: Calendars,
  division: Division = 'england-and-wales',
): string[] {
  const { calendar } = CLOCK_RULES[kind]
  if (calendar === 'none') return []
  const read = calendar === 'uk-any' ? DIVISIONS : [division]
  return read.map((one) => `${calendarName(one)}, version ${calendars[one].version}`)
}
