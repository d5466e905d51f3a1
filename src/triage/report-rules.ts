/**
 * What each rule adds, on labelled letters: how often it is found, how often rightly, and what
 * becomes of the letters without it. For people who look after the rules; no word of a letter is in it.
 */
import type { Message } from '../message/message.ts'
import { chooseRoute } from './choose-route.ts'
import { dangerEvidence } from './danger-evidence.ts'
import { flagRisk } from './flag-risk.ts'
import type { Rules } from './read-rules.ts'
import { isDanger, type RiskLevel } from './risk.ts'
import type { Route } from './route.ts'
import { ruleEvidence } from './rule-evidence.ts'
import { tokensOf } from './tokens.ts'
import { withoutRule } from './what-would-change.ts'

/** A letter with what people said of it. */
export type ReportLetter = {
  message: Message
  primary: Route
  others: readonly Route[]
  level: RiskLevel
}

/**
 * `right`: letters that are of the rule's route, or in danger. `better` and `worse`: letters whose
 * first route, or danger, is right only with the rule, or only without it.
 */
export type RuleReport = { id: string; found: number; right: number; better: number; worse: number }

/** One line for each rule, also for those that were never found. */
export function reportRules(rules: Rules, letters: readonly ReportLetter[]): RuleReport[] {
  const lines = new Map(
    [...rules.routes, ...rules.risk].map(({ id }) => [id, { id, found: 0, right: 0, better: 0, worse: 0 }]),
  )
  for (const letter of letters) {
    for (const one of routeUses(rules, letter)) add(lines, one)
    for (const one of riskUses(rules, letter)) add(lines, one)
  }
  return [...lines.values()]
}

type Use = { id: string; right: boolean; with: boolean; without: boolean }

function add(lines: ReadonlyMap<string, RuleReport>, use: Use): void {
  const line = lines.get(use.id)
  if (!line) return
  line.found++
  if (use.right) line.right++
  if (use.with && !use.without) line.better++
  if (use.without && !use.with) line.worse++
}

function routeUses(rules: Rules, { message, primary, others }: ReportLetter): Use[] {
  const danger = dangerEvidence(flagRisk(message, rules))
  const isRight = (by: Rules) => chooseRoute(message, by, danger).primary === primary
  const now = isRight(rules)
  return ruleEvidence(message, tokensOf(message), rules).map(({ id, route }) => ({
    id,
    right: route === primary || others.includes(route),
    with: now,
    without: isRight(withoutRule(rules, id)),
  }))
}

function riskUses(rules: Rules, { message, level }: ReportLetter): Use[] {
  const { flags, level: now } = flagRisk(message, rules)
  const isRight = (said: RiskLevel) => isDanger(said) === isDanger(level)
  return [...new Set(flags.map(({ ruleId }) => ruleId))].map((id) => ({
    id,
    right: isDanger(level),
    with: isRight(now),
    without: isRight(flagRisk(message, withoutRule(rules, id)).level),
  }))
}
