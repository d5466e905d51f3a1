/** Rules against words: the one place where `any-of` and `unless` meet. */
import { type Found, programMatcher } from './matcher.ts'
import type { Pattern } from './pattern.ts'
import { compileProgram, type Program } from './program.ts'
import type { Token } from './tokens.ts'

/** What a rule needs to be matched. */
export type Matchable = { id: string; 'any-of': readonly Pattern[]; unless: readonly Pattern[] }

/** A rule found in a text, by that pattern. `excused`: one of its `unless` patterns stands in the same sentence. */
export type RuleFound<R> = Found<R> & { pattern: Pattern; excused: boolean }

/** The patterns of these rules in the order in which they are compiled together. */
export const patternsOf = (rules: readonly Matchable[]): Pattern[] =>
  rules.flatMap((rule) => [...rule['any-of'], ...rule.unless])

/**
 * Makes the function that finds all of these rules in one pass over the words. `program` is
 * their patterns compiled, where that was done before.
 */
export function ruleMatcher<R extends Matchable>(
  rules: readonly R[],
  program: Program = compileProgram(patternsOf(rules)),
): (tokens: readonly Token[]) => RuleFound<R>[] {
  const find = programMatcher(
    program,
    rules.flatMap((rule) => [
      ...rule['any-of'].map((pattern) => ({ rule, pattern, excuse: false })),
      ...rule.unless.map((pattern) => ({ rule, pattern, excuse: true })),
    ]),
  )
  return (tokens) => {
    const found = find(tokens)
    const excuses = new Set(
      found
        .filter((one) => one.payload.excuse)
        .flatMap((one) => sentencesOf(one, tokens).map((at) => `${one.payload.rule.id} ${at}`)),
    )
    return withoutRepeats(
      found
        .filter((one) => !one.payload.excuse)
        .map((one) => ({
          ...one,
          payload: one.payload.rule,
          pattern: one.payload.pattern,
          excused: sentencesOf(one, tokens).some((at) => excuses.has(`${one.payload.rule.id} ${at}`)),
        })),
    )
  }
}

function sentencesOf(found: { first: number; last: number }, tokens: readonly Token[]): number[] {
  const from = tokens[found.first]?.sentence ?? 0
  const to = tokens[found.last]?.sentence ?? from
  return Array.from({ length: to - from + 1 }, (_, more) => from + more)
}

/** Two patterns of one rule that overlap say one thing: the longer is kept. */
function withoutRepeats<R extends Matchable>(found: RuleFound<R>[]): RuleFound<R>[] {
  const lastOf = new Map<string, RuleFound<R>>()
  return found.filter((one) => {
    const before = lastOf.get(one.payload.id)
    if (before && one.first <= before.last) return false
    lastOf.set(one.payload.id, one)
    return true
  })
}
