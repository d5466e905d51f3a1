/**
 * The rules of `rules/`, checked and compiled once at the start. A mistake in one
 * stops the start with the file and the line (BadRules): a rule that silently does
 * not work is a letter that nobody is told about.
 */
import { z } from 'zod'
import { hashOf, type RuleFiles, readRuleFile } from '../rule-files.ts'
import { builtIn, hashesOf, keyOf, taken } from './built-rules.ts'
import { type Cues, cueFinder, cuePatterns } from './context.ts'
import { DANGER_MODEL, readDangerModel } from './danger-file.ts'
import type { DangerModel } from './danger-model.ts'
import { type RuleFound, ruleMatcher } from './match-rules.ts'
import { ROUTE_MODEL, type RouteModel, readRouteModel } from './model-file.ts'
import { unpackProgram } from './packed-program.ts'
import type { WordLists } from './pattern-syntax.ts'
import { compileProgram } from './program.ts'
import type { RiskRule, RouteRule } from './rule.ts'
import {
  compiledRisk,
  compiledRoutes,
  KNOWN_MISSES,
  RISK_RULES,
  ROUTE_RULES,
  readWords,
  WORDS,
} from './rule-folders.ts'
import type { Token } from './tokens.ts'

/** The rules with their matchers; `version` is a fingerprint of the texts, kept with every case. */
export type Rules = {
  routes: readonly RouteRule[]
  risk: readonly RiskRule[]
  words: WordLists
  knownMisses: readonly KnownMiss[]
  findRoutes: (tokens: readonly Token[]) => RuleFound<RouteRule>[]
  findRisk: (tokens: readonly Token[]) => RuleFound<RiskRule>[]
  findCues: (tokens: readonly Token[]) => Cues
  /** What was learned from labelled letters; without it routes go by the rules alone. */
  routeModel: RouteModel | undefined
  /** What was learned from labelled sentences and letters; without it risk goes by the rules alone. */
  dangerModel: DangerModel | undefined
  version: string
}

/** Reads every rule file; throws BadRules. What `npm run bundle` has compiled of the same texts is taken as it is. */
export function readRules(files: RuleFiles): Rules {
  const hashes = hashesOf(files)
  const built = builtIn(files)
  let known: WordLists | undefined
  const words = () => {
    known ??= readWords(files)
    return known
  }
  const routes = taken(built?.routes, keyOf(hashes, ROUTE_RULES), words) ?? compiledRoutes(files, words())
  const risk = taken(built?.risk, keyOf(hashes, RISK_RULES), words) ?? compiledRisk(files, words())
  const cues = built?.cues.key === keyOf(hashes, WORDS) ? built.cues : undefined
  let findCues: ReturnType<typeof cueFinder> | undefined
  return {
    routes: routes.rules,
    risk: risk.rules,
    get words() {
      return words()
    },
    knownMisses: readRuleFile(KNOWN_MISSES, files[KNOWN_MISSES] ?? '[]', KnownMisses),
    findRoutes: ruleMatcher(routes.rules, routes.program),
    findRisk: ruleMatcher(risk.rules, risk.program),
    findCues: (tokens) => {
      findCues ??= cueFinder(cues ? unpackProgram(cues.program) : compileProgram(cuePatterns(words())))
      return findCues(tokens)
    },
    routeModel: modelIn(files),
    dangerModel: dangerModelIn(files),
    version: hashOf([...hashes].join('\n')),
  }
}

function modelIn(files: RuleFiles): RouteModel | undefined {
  const text = files[ROUTE_MODEL]
  return text === undefined ? undefined : readRouteModel(ROUTE_MODEL, text)
}

function dangerModelIn(files: RuleFiles): DangerModel | undefined {
  const text = files[DANGER_MODEL]
  return text === undefined ? undefined : readDangerModel(DANGER_MODEL, text)
}

const KnownMisses = z.array(
  z.strictObject({ what: z.string().min(10), example: z.string().min(5), why: z.string().min(10) }),
)

/** Something that we know we do not catch, told to users. */
export type KnownMiss = z.output<typeof KnownMisses>[number]
