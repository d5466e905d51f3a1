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
    const excuses = excusesOf(found, tokens)
    const kept: RuleFound<R>[] = []
    for (const one of found) {
      const { rule, pattern, excuse } = one.payload
      if (excuse) continue
      const excused = excuses.size > 0 && isExcused(excuses.get(rule), one, tokens)
      kept.push({ ...one, payload: rule, pattern, excused })
    }
    return withoutRepeats(kept)
  }
}

type Place = { first: number; last: number }

/** For each rule the sentences in which one of its `unless` patterns stands. */
function excusesOf<R>(
  found: readonly Found<{ rule: R; excuse: boolean }>[],
  tokens: readonly Token[],
): ReadonlyMap<R, ReadonlySet<number>> {
  const excuses = new Map<R, Set<number>>()
  for (const one of found) {
    const { rule, excuse } = one.payload
    if (!excuse) continue
    const sentences = excuses.get(rule) ?? new Set()
    excuses.set(rule, sentences)
    const { from, to } = sentencesOf(one, tokens)
    for (let at = from; at <= to; at++) sentences.add(at)
  }
  return excuses
}

function isExcused(excuses: ReadonlySet<number> | undefined, one: Place, tokens: readonly Token[]): boolean {
  if (excuses === undefined) return false
  const { from, to } = sentencesOf(one, tokens)
  for (let at = from; at <= to; at++) if (excuses.has(at)) return true
  return false
}

function sentencesOf({ first, last }: Place, tokens: readonly Token[]): { from: number; to: number } {
  const from = tokens[first]?.sentence ?? 0
  return { from, to: tokens[last]?.sentence ?? from }
}

/** Two patterns of one rule that overlap say one thing: the longer is kept. */
function withoutRepeats<R extends Matchable>(found: RuleFound<R>[]): RuleFound<R>[] {
  const lastOf = new Map<string, number>()
  return found.filter(({ payload, first, last }) => {
    if (first <= (lastOf.get(payload.id) ?? -1)) return false
    lastOf.set(payload.id, last)
    return true
  })
}
