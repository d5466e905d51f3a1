/**
 * The rules as `npm run bundle` compiled them, so that a process does not do it again at every
 * start. Each part names the texts that it was made of by their hash and is taken only where
 * they are the same: whoever changes a rule has it read, checked and compiled as ever.
 */
import { BUILT, hashOf, type RuleFiles } from '../rule-files.ts'
import { cuePatterns } from './context.ts'
import { type Matchable, patternsOf } from './match-rules.ts'
import { type PackedProgram, packProgram, unpackProgram } from './packed-program.ts'
import { type Pattern, patternLater } from './pattern.ts'
import type { WordLists } from './pattern-syntax.ts'
import { compileProgram } from './program.ts'
import type { RiskRule, RouteRule } from './rule.ts'
import {
  type Compiled,
  compiledRisk,
  compiledRoutes,
  RISK_RULES,
  ROUTE_RULES,
  readWords,
  WORDS,
} from './rule-folders.ts'

const BUILT_RULES = `${BUILT}rules.json`

type Written<R> = Omit<R, 'any-of' | 'unless'> & { 'any-of': string[]; unless: string[] }

/** `asksForDenial` has the numbers of the patterns that do. */
type BuiltPart<R> = { key: string; rules: Written<R>[]; asksForDenial: number[]; program: PackedProgram }

type BuiltRules = {
  routes: BuiltPart<RouteRule>
  risk: BuiltPart<RiskRule>
  cues: { key: string; program: PackedProgram }
}

/** What is to be kept of these files; throws BadRules where they are wrong. */
export function builtRules(files: RuleFiles): RuleFiles {
  const words = readWords(files)
  const hashes = hashesOf(files)
  const built: BuiltRules = {
    routes: written(compiledRoutes(files, words), keyOf(hashes, ROUTE_RULES)),
    risk: written(compiledRisk(files, words), keyOf(hashes, RISK_RULES)),
    cues: { key: keyOf(hashes, WORDS), program: packProgram(compileProgram(cuePatterns(words))) },
  }
  return { [BUILT_RULES]: JSON.stringify(built) }
}

function written<R extends Matchable>({ rules, program }: Compiled<R>, key: string): BuiltPart<R> {
  const sources = (patterns: readonly Pattern[]) => patterns.map(({ source }) => source)
  return {
    key,
    rules: rules.map((rule) => ({
      ...rule,
      'any-of': sources(rule['any-of']),
      unless: sources(rule.unless),
    })),
    asksForDenial: [...patternsOf(rules).entries()].flatMap(([at, one]) => (one.asksForDenial ? [at] : [])),
    program: packProgram(program),
  }
}

/** What was kept beside these files, of whatever texts it was made. */
export const builtIn = (files: RuleFiles): BuiltRules | undefined => {
  const text = files[BUILT_RULES]
  return text === undefined ? undefined : JSON.parse(text)
}

/** The hash of each rule file, in the order of their names. */
export const hashesOf = (files: RuleFiles): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(files)
      .filter(([path]) => !path.startsWith(BUILT))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([path, text]) => [path, hashOf(text)]),
  )

/** Names the texts that the rules of a folder are made of: its files and the lists of words. */
export const keyOf = (hashes: ReadonlyMap<string, string>, folder: string): string =>
  [...hashes]
    .filter(([path]) => path.startsWith(folder) || path === WORDS)
    .map((both) => both.join(' '))
    .join('\n')

/** The rules of that part, where it was made of those texts. */
export function taken<R extends Matchable>(
  part: BuiltPart<R> | undefined,
  key: string,
  words: () => WordLists,
): Compiled<R> | undefined {
  if (part?.key !== key) return undefined
  const asking = new Set(part.asksForDenial)
  let at = 0
  const patterns = (sources: readonly string[]) =>
    sources.map((source) => patternLater(source, asking.has(at++), words))
  const rules = part.rules.map(
    (rule) =>
      ({ ...rule, 'any-of': patterns(rule['any-of']), unless: patterns(rule.unless) }) as unknown as R,
  )
  return { rules, program: unpackProgram(part.program) }
}
