/** All patterns of a matcher, compiled together: what it runs on, and what `npm run bundle` keeps. */
import { type AutomatonParts, automatonParts } from './automaton.ts'
import { type NumberedWay, numberedWays } from './candidates.ts'
import type { Pattern } from './pattern.ts'
import { TestNumbers } from './test-numbers.ts'
import type { WordTables } from './word-tables.ts'

export type Program = {
  /** How many patterns there are. */
  patterns: number
  tables: WordTables
  ways: readonly NumberedWay[]
  /** What the pattern of that number is run by. */
  partsOf: (pattern: number) => AutomatonParts
}

export function compileProgram(patterns: readonly Pattern[]): Program {
  const numbers = new TestNumbers()
  const all = patterns.map((pattern) => pattern.compiled())
  const parts = all.map((pattern) => automatonParts(pattern, numbers))
  const ways = all.flatMap((pattern, entry) => numberedWays(pattern, entry, numbers))
  return {
    patterns: patterns.length,
    tables: numbers.tables(),
    ways,
    partsOf: (pattern) => parts[pattern] as AutomatonParts,
  }
}
