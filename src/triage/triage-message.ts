/**
 * Message to Triage: what it needs and why. No path ends without a route, and neither
 * part can stop the other: a fault in the route rules must not hide a person at risk, nor
 * a fault in the risk rules leave a letter unsorted. What failed is put before a person:
 * risk as `unreadable`, which is handled as serious, and the route as abstained. `faults`
 * says so, because a fault that makes every letter unreadable has to reach an alarm.
 */
import type { Message } from '../message/message.ts'
import { chooseRoute } from './choose-route.ts'
import { dangerEvidence } from './danger-evidence.ts'
import { flagRisk } from './flag-risk.ts'
import { languageOf } from './language.ts'
import { ownWords } from './own-words.ts'
import type { Rules } from './read-rules.ts'
import type { Risk } from './risk.ts'
import type { RouteProposal } from './route.ts'
import type { Triage, TriagePart } from './triage.ts'

/** The language, the proposed route and the risk flags of a message. */
export function triageMessage(message: Message, rules: Rules): Triage {
  const faults: TriagePart[] = []
  /** One part of the triage; its failure is a foreseen outcome and costs only that part. */
  const attempt = <T>(part: TriagePart, work: () => T, otherwise: T): T => {
    try {
      return work()
    } catch {
      faults.push(part)
      return otherwise
    }
  }
  const risk = attempt<Risk>('risk', () => flagRisk(message, rules), { level: 'unreadable', flags: [] })
  const route = attempt('route', () => chooseRoute(message, rules, dangerEvidence(risk)), NO_ROUTE)
  const language = attempt('language', () => languageOf(ownWords(message)), 'und')
  return { language, route, risk, ...(faults.length > 0 ? { faults } : {}) }
}

const COULD_NOT = ['The reasons could not be worked out; a person has to choose.']

const NO_ROUTE: RouteProposal = {
  primary: 'general-enquiry',
  others: [],
  candidates: [
    { route: 'general-enquiry', score: 0, because: COULD_NOT },
    { route: 'force-enquiry', score: 0, because: COULD_NOT },
    { route: 'police-complaint', score: 0, because: COULD_NOT },
  ],
  abstained: true,
}

/** The triage of a message on which no rule could be run: a person has to read it as if it were serious. */
export const UNJUDGED: Triage = {
  language: 'und',
  route: NO_ROUTE,
  risk: { level: 'unreadable', flags: [] },
  faults: ['risk', 'route'],
}
