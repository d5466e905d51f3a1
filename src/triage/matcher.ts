/**
 * Runs compiled patterns over the words of a text. Most patterns are never run: one is
 * looked at only where all the words that it cannot do without are near enough together.
 */
import { Automaton, type Words } from './automaton.ts'
import { Candidates } from './candidates.ts'
import type { Pattern } from './pattern.ts'
import { compileProgram, type Program } from './program.ts'
import type { Token } from './tokens.ts'
import { Vocabulary } from './vocabulary.ts'

/** A place in the text. `start` and `end` are offsets, `first` and `last` numbers of tokens. */
export type Found<T> = {
  payload: T
  start: number
  end: number
  sentence: number
  first: number
  last: number
}

/**
 * Finds every leftmost longest match of every pattern; matches of one pattern do not overlap.
 * Those of the same words stand in the order of the entries.
 */
export const matcher = <T>(
  entries: readonly { pattern: Pattern; payload: T }[],
): ((tokens: readonly Token[]) => Found<T>[]) =>
  programMatcher(
    compileProgram(entries.map(({ pattern }) => pattern)),
    entries.map(({ payload }) => payload),
  )

/** As `matcher`, of patterns that are compiled already; a payload for each in their order. */
export function programMatcher<T>(
  program: Program,
  payloads: readonly T[],
): (tokens: readonly Token[]) => Found<T>[] {
  const vocabulary = new Vocabulary(program.tables)
  const candidates = new Candidates(program.ways)
  /** Made at the first run: most patterns never run. */
  const automata: Automaton[] = []
  const automatonOf = (entry: number): Automaton => {
    automata[entry] ??= new Automaton(program.partsOf(entry))
    return automata[entry]
  }
  return (tokens) => {
    const words = { tokens, passed: vocabulary.passedBy(tokens) }
    const found: Found<T>[] = []
    for (const { entry, at } of candidates.of(words))
      addMatches({ automaton: automatonOf(entry), payload: payloads[entry] as T, starts: at }, words, found)
    return found.sort((one, other) => one.start - other.start || other.end - one.end)
  }
}

type Ready<T> = { automaton: Automaton; payload: T; starts: readonly number[] }

function addMatches<T>({ automaton, payload, starts }: Ready<T>, words: Words, found: Found<T>[]): void {
  let free = 0
  for (const first of starts) {
    if (first < free) continue
    const last = automaton.run(words, first)
    const [from, to] = [words.tokens[first], last === undefined ? undefined : words.tokens[last]]
    if (!from || !to || last === undefined) continue
    found.push({ payload, start: from.start, end: to.end, sentence: from.sentence, first, last })
    free = last + 1
  }
}
