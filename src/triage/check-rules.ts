import { plainMessage } from '../message/plain-message.ts'
import { flagRisk } from './flag-risk.ts'
import type { RuleFound } from './match-rules.ts'
import type { Rules } from './read-rules.ts'
import { isDanger } from './risk.ts'
import { type Token, tokenise } from './tokens.ts'

/** An example that does not do what its rule says of it. */
export type Complaint = {
  ruleId: string
  sentence: string
  because: 'must match' | 'must not match' | 'is no miss any more'
}

type Example = { id: string; matches: readonly string[]; 'does-not-match': readonly string[] }

/** Runs every rule's own examples through the real matcher; an empty list means that all hold. */
export const checkRules = (rules: Rules): Complaint[] => [
  ...rules.routes.flatMap((rule) => complaintsOf(rule, rules.findRoutes)),
  ...rules.risk.flatMap((rule) => complaintsOf(rule, rules.findRisk)),
  ...staleMisses(rules),
]

/** Known misses that the rules find by now: users must not be told of what is no longer so. */
const staleMisses = (rules: Rules): Complaint[] =>
  rules.knownMisses
    .filter(({ example }) => isDanger(flagRisk(plainMessage({ text: example }), rules).level))
    .map(({ example }) => ({
      ruleId: 'rules/risk/known-misses.yaml',
      sentence: example,
      because: 'is no miss any more',
    }))

function complaintsOf(
  rule: Example,
  find: (tokens: readonly Token[]) => RuleFound<{ id: string }>[],
): Complaint[] {
  const isFound = (sentence: string): boolean =>
    find(tokenise(sentence)).some((found) => found.payload.id === rule.id && !found.excused)
  const missed = rule.matches.filter((sentence) => !isFound(sentence))
  const wrong = rule['does-not-match'].filter(isFound)
  return [
    ...missed.map((sentence) => ({ ruleId: rule.id, sentence, because: 'must match' as const })),
    ...wrong.map((sentence) => ({ ruleId: rule.id, sentence, because: 'must not match' as const })),
  ]
}
