/** Keeping, holding and ending records, in words. */
import type { HoldKind, OutcomeKind } from '../../clocks/keeping-words.ts'
import { EVENT_WORDS } from '../../retention/clock.ts'

export const OUTCOMES: Readonly<Record<OutcomeKind, string>> = {
  answered: 'Answered',
  'sent-on': 'Sent on to whoever it belongs to',
  'no-answer-needed': 'No answer was needed',
  withdrawn: 'Withdrawn by the writer',
  upheld: 'Complaint upheld',
  'not-upheld': 'Complaint not upheld',
  refused: 'Refused',
  appointed: 'Applicant appointed',
  'not-appointed': 'Applicant not appointed',
}

export const HOLDS: Readonly<Record<HoldKind, string>> = {
  'bomb-threat': 'Held as a bomb threat',
  evidence: 'Held as evidence',
  legal: 'Held for a legal claim',
  foi: 'Held for a request for information',
  sar: 'Held for a request for somebody’s own data',
  complaint: 'Held for a complaint',
  safeguarding: 'Held for safeguarding',
  inquiry: 'Held for a public inquiry',
  restriction: 'Held because it is kept and not used',
}

/** What a person may hold a case as, with what it means. */
export const HOLD_CHOICES: readonly (readonly [HoldKind, string])[] = [
  ['bomb-threat', 'A bomb threat: nothing is answered or removed'],
  ['evidence', 'Evidence'],
  ['legal', 'A legal claim, made or expected'],
  ['foi', 'A request for information that asks for it'],
  ['sar', 'A request for somebody’s own data that covers it'],
  ['complaint', 'A complaint that is still open elsewhere'],
  ['safeguarding', 'Safeguarding'],
  ['inquiry', 'A public inquiry'],
]

/** What a period runs from, for a trigger of the schedule. */
export function sayTrigger(trigger: string): string {
  if (trigger === 'last-action') return 'the last action'
  if (trigger === 'not-set') return 'not said yet'
  return Object.entries(EVENT_WORDS).find(([event]) => event === trigger)?.[1] ?? trigger
}
