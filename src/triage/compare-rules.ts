import type { Message } from '../message/message.ts'
import { ruleMatcher } from './match-rules.ts'
import type { Rules } from './read-rules.ts'
import type { RiskLevel } from './risk.ts'
import type { Route } from './route.ts'
import { tokensOf } from './tokens.ts'
import { triageMessage } from './triage-message.ts'
import { type OneRule, withRules } from './with-published.ts'

/** What a rule changes about one letter. */
export type Move = { fromRoute: Route; toRoute: Route; fromLevel: RiskLevel; toLevel: RiskLevel }

/**
 * Makes the function that says what a rule would change about a letter, if anything. Only a
 * letter in which it, or the one whose place it takes, finds something is judged twice.
 */
export function moveBy(one: OneRule, rules: Rules): (message: Message) => Move | undefined {
  const changed = withRules(rules, [one])
  const before = [...rules.risk, ...rules.routes].filter(({ id }) => id === one.rule.id)
  const find = ruleMatcher([one.rule, ...before])
  return (message) => {
    if (find(tokensOf(message)).length === 0) return undefined
    const from = triageMessage(message, rules)
    const to = triageMessage(message, changed)
    const move = {
      fromRoute: from.route.primary,
      toRoute: to.route.primary,
      fromLevel: from.risk.level,
      toLevel: to.risk.level,
    }
    return move.fromRoute === move.toRoute && move.fromLevel === move.toLevel ? undefined : move
  }
}
