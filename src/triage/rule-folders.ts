/** The texts of the rule files, checked and compiled: what is done where nothing was compiled before. */
import { z } from 'zod'
import { BadRules } from '../errors.ts'
import { filesIn, type RuleFiles, readRuleFile } from '../rule-files.ts'
import { type Matchable, patternsOf } from './match-rules.ts'
import { anyOf, BadPattern, type Node, parsePattern, type WordLists } from './pattern-syntax.ts'
import { compileProgram, type Program } from './program.ts'
import { type RiskRule, type RouteRule, riskRules, routeRules } from './rule.ts'

export const WORDS = 'rules/words.yaml'
export const ROUTE_RULES = 'rules/routes/'
export const RISK_RULES = 'rules/risk/'
export const KNOWN_MISSES = `${RISK_RULES}known-misses.yaml`

/** Rules, and all their patterns compiled together. */
export type Compiled<R> = { rules: readonly R[]; program: Program }

const compiled = <R extends Matchable>(rules: readonly R[]): Compiled<R> => ({
  rules,
  program: compileProgram(patternsOf(rules)),
})

/** The rules of routes; throws BadRules. */
export const compiledRoutes = (files: RuleFiles, words: WordLists): Compiled<RouteRule> =>
  compiled(readFolder(files, ROUTE_RULES, routeRules(words)))

/** The rules of risk; throws BadRules. */
export const compiledRisk = (files: RuleFiles, words: WordLists): Compiled<RiskRule> =>
  compiled(readFolder(files, RISK_RULES, riskRules(words)))

type RuleList<R> = z.ZodType<R[]>

function readFolder<R extends { id: string }>(files: RuleFiles, folder: string, schema: RuleList<R>): R[] {
  const seen = new Map<string, string>()
  return filesIn(files, folder.slice(0, -1))
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
export function readWords(files: RuleFiles): WordLists {
  const text = files[WORDS] ?? '{}'
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
