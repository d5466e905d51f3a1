/**
 * The rules of the files together with those that people published: `publish` proposes, two
 * people agree, and from then on every letter is judged by both. A published rule takes the
 * place of one of the files with the same id. Pure.
 */
import { BadRules } from '../errors.ts'
import { readRuleFile } from '../rule-files.ts'
import { type Matchable, type RuleFound, ruleMatcher } from './match-rules.ts'
import type { Published, RuleText } from './published.ts'
import type { Rules } from './read-rules.ts'
import { type RiskRule, type RouteRule, riskRules, routeRules } from './rule.ts'
import type { Token } from './tokens.ts'

/** One rule, read: which kind it is can be told by its id. */
export type OneRule = { kind: 'risk'; rule: RiskRule } | { kind: 'route'; rule: RouteRule }

const NAME = 'The rule'

/**
 * Reads the text of one rule with the schema of the rule files, as an entry of such a file or
 * without its dash; throws BadRules with the line and what is wrong.
 */
export function readOneRule(text: string, words: Rules['words']): OneRule {
  const id = /^(?:- | {2})?id:\s*["']?(risk|route)\//m.exec(text)?.[1]
  if (!id) throw new BadRules(`${NAME} needs a line “id:” that begins with risk/ or route/.`)
  const entry = /^- /m.test(text) ? text : asEntry(text)
  if (id === 'risk') return { kind: 'risk', rule: only(readRuleFile(NAME, entry, riskRules(words))) }
  return { kind: 'route', rule: only(readRuleFile(NAME, entry, routeRules(words))) }
}

/** As it stands in a rule file; its lines keep their numbers. */
const asEntry = (text: string): string => `- ${text.trim().split('\n').join('\n  ')}`

function only<R>(rules: readonly R[]): R {
  const [rule] = rules
  if (!rule || rules.length > 1)
    throw new BadRules(`${NAME} has to be one; there are ${rules.length} in this text.`)
  return rule
}

/** Those of the published that work with these files, and why the others do not. */
export function sorted(
  rules: Rules,
  published: readonly RuleText[],
): { good: RuleText[]; bad: (RuleText & { because: string })[] } {
  const good: RuleText[] = []
  const bad: (RuleText & { because: string })[] = []
  for (const one of published) {
    try {
      readOneRule(one.text, rules.words)
      good.push(one)
    } catch (error) {
      if (!(error instanceof BadRules)) throw error
      bad.push({ ...one, because: error.message })
    }
  }
  return { good, bad }
}

const known = new WeakMap<Rules, Map<string, Rules>>()
/** More offices than one process serves, each with the ruleset in force and the one before. */
const MOST_KNOWN = 50

/**
 * The rules that a letter is judged by, with the version that is kept with its case. Compiled
 * once for each ruleset: the matchers of the files stay as they are, and only what was
 * published is compiled beside them.
 */
export function withPublished(rules: Rules, published: Published): Rules {
  if (published.number === 0) return rules
  const made = known.get(rules) ?? new Map<string, Rules>()
  known.set(rules, made)
  // The number alone does not do: each office has its own.
  const key = JSON.stringify(published)
  const ready = made.get(key) ?? combined(rules, published)
  made.delete(key)
  made.set(key, ready)
  if (made.size > MOST_KNOWN) made.delete(made.keys().next().value ?? '')
  return ready
}

function combined(rules: Rules, published: Published): Rules {
  const read = published.rules.map(({ text }) => readOneRule(text, rules.words))
  return {
    ...withRules(rules, read),
    version: versionOf(rules, published),
  }
}

/** `<files>+<number>`, and how many published rules are left out: what judged a letter can be told exactly. */
const versionOf = ({ version }: Rules, { number, leftOut }: Published): string =>
  `${version}+${number}${leftOut > 0 ? ` without ${leftOut}` : ''}`

/** These rules beside those of the files, or in the place of those with the same id. */
export function withRules(rules: Rules, more: readonly OneRule[]): Rules {
  const risk = more.flatMap((one) => (one.kind === 'risk' ? [one.rule] : []))
  const routes = more.flatMap((one) => (one.kind === 'route' ? [one.rule] : []))
  return {
    ...rules,
    risk: replaced(rules.risk, risk),
    routes: replaced(rules.routes, routes),
    findRisk: beside(rules.findRisk, risk),
    findRoutes: beside(rules.findRoutes, routes),
  }
}

const replaced = <R extends { id: string }>(rules: readonly R[], more: readonly R[]): R[] => {
  const ids = new Set(more.map(({ id }) => id))
  return [...rules.filter(({ id }) => !ids.has(id)), ...more]
}

type Find<R> = (tokens: readonly Token[]) => RuleFound<R>[]

/** What both find, in the order of the text, as one matcher would give it. */
function beside<R extends Matchable>(find: Find<R>, more: readonly R[]): Find<R> {
  if (more.length === 0) return find
  const ids = new Set(more.map(({ id }) => id))
  const findMore = ruleMatcher(more)
  return (tokens) =>
    [...find(tokens).filter(({ payload }) => !ids.has(payload.id)), ...findMore(tokens)].sort(
      (one, other) => one.start - other.start || other.end - one.end,
    )
}
