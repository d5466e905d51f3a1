/**
 * What a judgement hangs on: the letter judged again without one rule, and without one word
 * of the strongest evidence. For people who look after the rules; no letter is kept. Pure.
 */
import type { Message } from '../message/message.ts'
import { MODEL_ID } from './flag-risk.ts'
import type { RuleFound } from './match-rules.ts'
import type { Rules } from './read-rules.ts'
import type { RiskFlag, RiskLevel } from './risk.ts'
import type { Route } from './route.ts'
import type { RouteRule } from './rule.ts'
import { type Token, tokensOf } from './tokens.ts'
import type { Triage } from './triage.ts'
import { triageMessage } from './triage-message.ts'

/** Leaving that out gives these in place of what was judged. */
export type Without = { what: string; because: string; route: Route; level: RiskLevel }

/** `rules` and `words` that change something; `tried` is how many were left out in turn. */
export type WhatWouldChange = { rules: Without[]; words: Without[]; tried: number }

/** So many judgements take a fraction of a second for a letter of two pages. */
const MOST_RULES = 20
const MOST_WORDS = 16

/** Judges the letter again and again, each time without one thing that spoke for the outcome. */
export function whatWouldChange(message: Message, rules: Rules, triage: Triage): WhatWouldChange {
  const changes = (without: Triage): boolean =>
    without.route.primary !== triage.route.primary || without.risk.level !== triage.risk.level
  const outcome = (what: string, because: string, { route, risk }: Triage): Without => ({
    what,
    because,
    route: route.primary,
    level: risk.level,
  })
  const ids = ruleIds(message, rules, triage).slice(0, MOST_RULES)
  const words = strongestWords(message, rules, triage).slice(0, MOST_WORDS)
  const withoutRules = ids.map((id) => ({ id, after: triageMessage(message, withoutRule(rules, id)) }))
  const withoutWords = words.map((word) => ({
    word,
    after: triageMessage(withoutWord(message, word), rules),
  }))
  return {
    rules: withoutRules
      .filter(({ after }) => changes(after))
      .map(({ id, after }) => outcome(id, becauseOf(rules, id), after)),
    words: withoutWords
      .filter(({ after }) => changes(after))
      .map(({ word, after }) => outcome(word, '', after)),
    tried: ids.length + words.length,
  }
}

const becauseOf = (rules: Rules, id: string): string =>
  id === MODEL_ID
    ? 'What the model of danger hears, where no rule names it.'
    : ([...rules.risk, ...rules.routes].find((rule) => rule.id === id)?.because ?? '')

/** Rules that raised a flag, and then those that spoke for the route, the weightiest first. */
function ruleIds(message: Message, rules: Rules, { risk, route }: Triage): string[] {
  const raised = risk.flags.filter(({ level }) => level !== 'none').map(({ ruleId }) => ruleId)
  const spoke = spokeFor(message, rules, route.primary).map(({ payload }) => payload.id)
  return [...new Set([...raised, ...spoke])]
}

const spokeFor = (message: Message, rules: Rules, route: Route): RuleFound<RouteRule>[] =>
  rules
    .findRoutes(tokensOf(message))
    .filter(({ payload, excused }) => !excused && payload.route === route)
    .sort((one, other) => other.payload.weight - one.payload.weight)

/** The words that the weightiest route rule and the gravest flag stand on. */
function strongestWords(message: Message, rules: Rules, { route, risk }: Triage): string[] {
  const [forRoute] = spokeFor(message, rules, route.primary)
  const gravest = risk.flags.find(({ level }) => level === risk.level && level !== 'none')
  const tokens = tokensOf(message)
  const byRule = gravest && rules.findRisk(tokens).find(({ payload }) => payload.id === gravest.ruleId)
  const spans = [byRule ?? wordsOf(gravest, tokens), forRoute].filter((found) => found !== undefined)
  return [
    ...new Set(spans.flatMap(({ first, last }) => tokens.slice(first, last + 1).map(({ word }) => word))),
  ]
}

/** The words of a flag that no rule raised, as token numbers. */
function wordsOf(
  flag: RiskFlag | undefined,
  tokens: readonly Token[],
): { first: number; last: number } | undefined {
  if (!flag) return undefined
  const first = tokens.findIndex(({ start }) => start >= flag.start)
  const last = tokens.findLastIndex(({ end }) => end <= flag.end)
  return first >= 0 && last >= first ? { first, last } : undefined
}

/** The rules, but one. */
export const withoutRule = (rules: Rules, id: string): Rules => ({
  ...rules,
  dangerModel: id === MODEL_ID ? undefined : rules.dangerModel,
  findRisk: (tokens) => rules.findRisk(tokens).filter(({ payload }) => payload.id !== id),
  findRoutes: (tokens) => rules.findRoutes(tokens).filter(({ payload }) => payload.id !== id),
})

/** Blanks in its place, wherever it stands, so that every other word keeps its place and its voice. */
function withoutWord(message: Message, word: string): Message {
  const from = message.subject.length + 1
  const spans = tokensOf(message).filter((token) => token.word === word)
  const blank = (text: string, start: number, end: number): string =>
    text.slice(0, start) + ' '.repeat(end - start) + text.slice(end)
  return spans.reduce(
    (now, { start, end }) =>
      end < from
        ? { ...now, subject: blank(now.subject, start, end) }
        : { ...now, text: blank(now.text, start - from, end - from) },
    { ...message },
  )
}
