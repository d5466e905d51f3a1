/** What would be the due day if something happened that has not. Nothing is kept. */
import { addHoliday, type Division } from './calendars.ts'
import { type Deadline, type DeadlineAsked, deadline } from './clock.ts'
import { type IsoDate, sayDay } from './days.ts'

/** `answeredOn`: we answer on that day. `holiday`: a bank holiday is proclaimed. */
export type WhatIf = { answeredOn?: IsoDate; holiday?: { on: IsoDate; division: Division } }

/** The deadline as it would be, and what changes in a sentence. */
export function whatIf(
  asked: DeadlineAsked,
  { answeredOn, holiday }: WhatIf,
): { due: Deadline; says: string } {
  const before = deadline(asked)
  const due = deadline({
    ...asked,
    calendars: holiday ? addHoliday(asked.calendars, holiday) : asked.calendars,
    events: [
      ...(asked.events ?? []),
      ...(answeredOn ? [{ event: 'answered' as const, on: answeredOn }] : []),
    ],
  })
  return { due, says: [...sayHoliday(before, due, holiday), ...sayAnswer(due, answeredOn)].join(' ') }
}

function sayHoliday(before: Deadline, due: Deadline, holiday: WhatIf['holiday']): string[] {
  if (!holiday) return []
  const on = sayDay(holiday.on)
  if ('refused' in before || 'refused' in due) return [`With a holiday on ${on}: ${due.because}`]
  return before.dueOn === due.dueOn
    ? [`A bank holiday on ${on} would change nothing: due ${sayDay(due.dueOn)}.`]
    : [`A bank holiday on ${on} would move the due day from ${sayDay(before.dueOn)} to ${sayDay(due.dueOn)}.`]
}

function sayAnswer(due: Deadline, answeredOn: IsoDate | undefined): string[] {
  if (!answeredOn) return []
  const on = sayDay(answeredOn)
  if ('refused' in due) return [`Answered on ${on}: ${due.because}`]
  if (due.stoppedOn !== answeredOn)
    return [`An answer on ${on} would change nothing: the clock cannot be stopped on that day.`]
  return answeredOn <= due.dueOn
    ? [`An answer on ${on} would be in time: due ${sayDay(due.dueOn)}.`]
    : [`An answer on ${on} would be late: due ${sayDay(due.dueOn)}.`]
}
