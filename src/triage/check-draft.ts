import { BadRules } from '../errors.ts'
import { type Complaint, checkRules } from './check-rules.ts'
import type { Rules } from './read-rules.ts'
import { type OneRule, readOneRule, withRules } from './with-published.ts'

/** Longer than any rule of the files but a few, and short enough to be checked while somebody waits. */
export const LONGEST_RULE = 12_000

/** What a draft is: not a rule yet, with what to mend, or one with the examples that it fails. */
export type CheckedDraft =
  | { ok: false; says: string }
  | { ok: true; one: OneRule; complaints: Complaint[]; replaces: boolean }

/**
 * Checks the text of one rule as the files are checked: the same schema, and its own examples
 * through the real matcher. `rules` are those in force, which it would stand beside or replace.
 */
export function checkDraft(text: string, rules: Rules): CheckedDraft {
  if (text.length > LONGEST_RULE)
    return { ok: false, says: `Use at most ${LONGEST_RULE.toLocaleString('en-GB')} characters.` }
  try {
    const one = readOneRule(text, rules.words)
    const { id } = one.rule
    const replaces = [...rules.risk, ...rules.routes].some((rule) => rule.id === id)
    return { ok: true, one, replaces, complaints: checkRules(alone(one, rules)) }
  } catch (error) {
    if (!(error instanceof BadRules)) throw error
    return { ok: false, says: error.message }
  }
}

/** The rules with nothing to check but this one: that it finds a known miss is what it may have been written for. */
const alone = (one: OneRule, rules: Rules): Rules => {
  const both = withRules(rules, [one])
  const { id } = one.rule
  return {
    ...both,
    risk: both.risk.filter((rule) => rule.id === id),
    routes: both.routes.filter((rule) => rule.id === id),
    knownMisses: [],
  }
}
