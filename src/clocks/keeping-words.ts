/** Fixed words of keeping and holding that the tables, the office profiles and the pages share. */

/** What a period may run from beside the last action; a person writes its day down. */
export const PERIOD_EVENTS = [
  'event-date',
  'campaign-end',
  'unsubscribe',
  'consent-withdrawn',
  'publication',
] as const
export type PeriodEvent = (typeof PERIOD_EVENTS)[number]

/** How a case ended, as far as how long it is kept may hang on it. */
export const OUTCOME_KINDS = [
  'answered',
  'sent-on',
  'no-answer-needed',
  'withdrawn',
  'upheld',
  'not-upheld',
  'refused',
  'appointed',
  'not-appointed',
] as const
export type OutcomeKind = (typeof OUTCOME_KINDS)[number]

/**
 * Why a case may not be disposed of. `bomb-threat`: nothing is answered, sent on or removed either
 * (ProtectUK). A person places each; requests that are open hold by themselves and need no row.
 */
export const HOLD_KINDS = [
  'bomb-threat',
  'evidence',
  'legal',
  'foi',
  'sar',
  'complaint',
  'safeguarding',
  'inquiry',
] as const
/** `restriction`: kept and not used (UK GDPR Art 18); it comes and ends with the restriction, and nobody places it. */
export type HoldKind = (typeof HOLD_KINDS)[number] | 'restriction'

/** Evidence, a bomb threat and safeguarding are let go of by whoever works on the case; the others are not theirs. */
const LIFTED_BY_ALL: readonly HoldKind[] = ['bomb-threat', 'evidence', 'safeguarding']

/** Whether lifting it takes somebody who answers for records. */
export const needsLiftHold = (kind: HoldKind): boolean => !LIFTED_BY_ALL.includes(kind)
