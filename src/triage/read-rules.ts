/**
 * The rules of `rules/`, checked and compiled once at the start. A mistake in one
 * stops the start with the file and the line (BadRules): a rule that silently does
 * not work is a letter that nobody is told about.
 */
import { z } from 'zod'
import { BadRules } from '../errors.ts'
import { filesIn, type RuleFiles, readRuleFile } from '../rule-files.ts'
import { DANGER_MODEL, readDangerModel } from './danger-file.ts'
import type { DangerModel } from './danger-model.ts'
import { type RuleFound, ruleMatcher } from './match-rules.ts'
import { ROUTE_MODEL, type RouteModel, readRouteModel } from './model-file.ts'
import { anyOf, BadPattern, type Node, parsePattern, type WordLists } from './pattern-syntax.ts'
import { type RiskRule, type RouteRule, riskRules, routeRules } from './rule.ts'
import type { Token } from './tokens.ts'

/** The rules with their matchers; `version` is a fingerprint of the texts, kept with every case. */
export type Rules = {
  routes: readonly RouteRule[]
  risk: readonly RiskRule[]
  words: WordLists
  knownMisses: readonly KnownMiss[]
  findRoutes: (tokens: readonly Token[]) => RuleFound<RouteRule>[]
  findRisk: (tokens: readonly Token[]) => RuleFound<RiskRule>[]
  /** What was learned from labelled letters; without it routes go by the rules alone. */
  routeModel: RouteModel | undefined
  /** What was learned from labelled sentences and letters; without it risk goes by the rules alone. */
  dangerModel: DangerModel | undefined
  version: string
}

const WORDS = 'rules/words.yaml'
const KNOWN_MISSES = 'rules/risk/known-misses.yaml'

/** Reads every rule file; throws BadRules. */
export function readRules(files: RuleFiles): Rules {
  const words = readWords(files[WORDS] ?? '{}')
  const routes = readFolder(files, 'rules/routes', routeRules(words))
  const risk = readFolder(files, 'rules/risk', riskRules(words))
  return {
    routes,
    risk,
    words,
    knownMisses: readRuleFile(KNOWN_MISSES, files[KNOWN_MISSES] ?? '[]', KnownMisses),
    findRoutes: ruleMatcher(routes),
    findRisk: ruleMatcher(risk),
    routeModel: modelIn(files),
    dangerModel: dangerModelIn(files),
    version: fingerprint(files),
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

type RuleList<R> = z.ZodType<R[]>

function readFolder<R extends { id: string }>(files: RuleFiles, folder: string, schema: RuleList<R>): R[] {
  const seen = new Map<string, string>()
  return filesIn(files, folder)
    .filter(([path]) => path.endsWith('.yaml') && path !== KNOWN_MISSES)
    .flatMap(([path, text]) => {
      const rules = readRuleFile(path, text, schema)
      for (const { id } of rules) {
        const before = seen.get(id)
        if (before)
          throw new BadRules(`${path} line ${lineOf(text, id)}: the id ${id} is already used in ${before}`)
        seen.set(id, path)
      }
      return rules
    })
}

/** The last line that names the id: where an id is used twice in a file, the second is the mistake. */
const lineOf = (text: string, id: string): number =>
  text.split('\n').findLastIndex((line) => line.replace(/^- /, '').trim() === `id: ${id}`) + 1

const WordsFile = z.record(z.string().regex(/^[a-z-]+$/), z.array(z.coerce.string()).min(1))

/** Lists may use each other, not themselves. */
function readWords(text: string): WordLists {
  const written = readRuleFile(WORDS, text, WordsFile)
  const read = new Map<string, Node>()
  const open = new Set<string>()
  const lists: WordLists = Object.assign(new Map<string, Node>(), { get: (name: string) => readList(name) })
  const readList = (name: string): Node | undefined => {
    const known = read.get(name)
    const entries = written[name]
    if (known || !entries) return known
    if (open.has(name)) throw new BadPattern(`the list {${name}} uses itself`)
    open.add(name)
    const node = anyOf(entries.map((entry) => plainEntry(entry, lists)))
    read.set(name, node)
    return node
  }
  for (const name of Object.keys(written)) orBadRules(text, name, () => readList(name))
  return read
}

function plainEntry(entry: string, lists: WordLists): Node {
  const { node, atStart } = parsePattern(entry, lists)
  if (atStart) throw new BadPattern(`“${entry}”: an entry of a list may not use “<”`)
  return node
}

function orBadRules(text: string, name: string, read: () => unknown): void {
  try {
    read()
  } catch (error) {
    if (!(error instanceof BadPattern)) throw error
    const line = text.split('\n').findIndex((one) => one.startsWith(`${name}:`)) + 1
    throw new BadRules(`${WORDS} line ${line}: ${name}: ${error.message}`, { cause: error })
  }
}

/** FNV-1a over paths and texts, 2 x 32 bits: tells versions apart, protects nothing. */
function fingerprint(files: RuleFiles): string {
  let one = 0x811c9dc5
  let other = 0xcbf29ce4
  for (const [path, text] of Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1))) {
    for (const character of `${path}\n${text}\n`) {
      const code = character.codePointAt(0) ?? 0
      one = Math.imul(one ^ code, 0x01000193)
      other = Math.imul(other ^ code, 0x85ebca6b)
    }
  }
  return [one, other].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('')
}
