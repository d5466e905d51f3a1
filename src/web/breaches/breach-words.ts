/** Breaches of personal data in words. */
import type { BreachClockKind } from '../../breaches/breach.ts'
import type { BreachEventName, BreachSeverity } from '../../db/schema.ts'

export const SEVERITIES: readonly (readonly [BreachSeverity, string])[] = [
  ['unlikely', 'Harm to people is unlikely'],
  ['risk', 'There is a risk to people: report it to the Information Commissioner'],
  ['high-risk', 'There is a high risk to people: they are told too, without delay'],
]

const SHORT: Record<BreachSeverity, string> = {
  unlikely: 'Harm unlikely',
  risk: 'Risk',
  'high-risk': 'High risk',
}

export const severityName = (severity: BreachSeverity): string => SHORT[severity]

const EVENTS: Record<BreachEventName, string> = {
  noted: 'Noted',
  contained: 'Contained',
  assessed: 'Judged anew',
  'to-be-notified': 'Decided: it is reported to the Information Commissioner',
  'not-to-be-notified': 'Decided: it is not reported to the Information Commissioner',
  'ico-told': 'Reported to the Information Commissioner',
  'provider-told': 'The lead provider was told',
  'people-told': 'The people were told',
  'people-not-told': 'Decided: the people are not told',
  closed: 'Closed',
  reopened: 'Opened again',
}

export const breachEventName = (event: BreachEventName): string => EVENTS[event]

export const breachClockName: Record<BreachClockKind, string> = {
  'breach-72h': 'Report to the Information Commissioner (72 hours)',
  'breach-24h': 'Tell the lead provider (24 hours)',
}
