/** The names of events in the words of a caseworker. */
import type { EventName } from './clock-event.ts'

/** What happened, as a line of a record begins: `Clarification was asked for`. */
const SAID: Record<EventName | 'received' | 'removed', string> = {
  received: 'It was received',
  removed: 'An entry was taken back',
  pause: 'Clarification was asked for',
  resume: 'Clarification was received',
  extend: 'Notice of an extension was given',
  'identity-asked': 'Proof of identity was asked for',
  'identity-proved': 'Identity was proved',
  'fee-asked': 'A fee was asked for',
  'fee-paid': 'The fee was paid',
  clarified: 'A clearer request was received',
  updated: 'The complainant was told how it is going',
  answered: 'It was answered',
  withdrawn: 'It was withdrawn',
  transferred: 'It was transferred',
  closed: 'The case was closed',
  're-dated': 'The day of receipt was corrected',
}

/** The thing itself, inside a sentence: `asking for clarification`. */
const PHRASES: Record<EventName, string> = {
  pause: 'asking for clarification',
  resume: 'receiving clarification',
  extend: 'an extension',
  'identity-asked': 'asking for proof of identity',
  'identity-proved': 'proof of identity',
  'fee-asked': 'asking for a fee',
  'fee-paid': 'the payment of a fee',
  clarified: 'a clearer request',
  updated: 'an update to the complainant',
  answered: 'an answer',
  withdrawn: 'a withdrawal',
  transferred: 'a transfer',
  closed: 'closing the case',
  're-dated': 'a correction of the receipt',
}

export const eventSaid = (event: EventName | 'received' | 'removed'): string => SAID[event]

export const eventPhrase = (event: EventName): string => PHRASES[event]
