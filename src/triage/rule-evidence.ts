import type { Message, Voice } from '../message/message.ts'
import type { Evidence } from './evidence.ts'
import type { RuleFound } from './match-rules.ts'
import type { Rules } from './read-rules.ts'
import type { RouteRule } from './rule.ts'
import type { Token } from './tokens.ts'
import { voiceAt } from './voice-at.ts'

/**
 * How much words count by whose they are. What is passed on is mostly what the letter is
 * about; what is quoted was said before and says little of what is wanted now.
 */
const COUNTS: Readonly<Record<Voice, number>> = {
  own: 1,
  forwarded: 0.8,
  hidden: 0.3,
  quoted: 0.15,
  signature: 0.15,
}

/** A rule that was found, where it counts most; `counts` is 1 in the writer's own words. */
export type RuleEvidence = Evidence & { id: string; counts: number; sentence: number }

/** What the route rules find in a message; a rule counts once, where it counts most. */
export function ruleEvidence(message: Message, tokens: readonly Token[], rules: Rules): RuleEvidence[] {
  const best = new Map<RouteRule, { counts: number; sentence: number }>()
  for (const found of rules.findRoutes(tokens)) {
    if (found.excused || !isWhere(found, message)) continue
    const counts = COUNTS[voiceAt(message, found.start)]
    if (counts > (best.get(found.payload)?.counts ?? 0))
      best.set(found.payload, { counts, sentence: tokens[found.first]?.sentence ?? 0 })
  }
  return [...best].map(([rule, { counts, sentence }]) => ({
    id: rule.id,
    counts,
    sentence,
    route: isOwnCommissioner(rule, message) ? 'office-holder-complaint' : rule.route,
    points: rule.weight * counts,
    because: rule.because,
  }))
}

/**
 * "The Commissioner" is the head of the police in London and the office holder elsewhere, so
 * the same words are a complaint about the one or the other by the office written to.
 */
const OF_COMMISSIONER = 'route/chief-officer-complaint/own-act-of-commissioner'

const isOwnCommissioner = (rule: RouteRule, { addressedTo }: Message): boolean =>
  rule.id === OF_COMMISSIONER && addressedTo.some((address) => /@.*pcc\b/.test(address))

function isWhere({ payload, start }: RuleFound<RouteRule>, message: Message): boolean {
  if (payload.where === 'both') return true
  return (payload.where === 'subject') === start < message.subject.length
}
