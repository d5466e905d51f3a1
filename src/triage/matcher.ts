/**
 * Runs compiled patterns over the words of a text. Most patterns are never run: one is
 * looked at only where all the words that it cannot do without are somewhere in the text.
 */
import type { Pattern, Step } from './pattern.ts'
import type { Token } from './tokens.ts'
import { WordIndex } from './word-index.ts'
import type { WordTest } from './word-test.ts'

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
export function matcher<T>(
  entries: readonly { pattern: Pattern; payload: T }[],
): (tokens: readonly Token[]) => Found<T>[] {
  const index = new WordIndex(
    entries.map(({ pattern }) => ({ needs: pattern.needs, starts: startsOf(pattern) })),
  )
  return (tokens) =>
    index
      .candidates(tokens)
      .flatMap(({ entry, at }) => matchesOf(entries[entry] as { pattern: Pattern; payload: T }, at, tokens))
      .sort((one, other) => one.start - other.start || other.end - one.end)
}

const startsOf = (pattern: Pattern): (WordTest | undefined)[] =>
  pattern.first.map((step) => pattern.tests[step.to])

function matchesOf<T>(
  entry: { pattern: Pattern; payload: T },
  starts: readonly number[],
  tokens: readonly Token[],
): Found<T>[] {
  const found: Found<T>[] = []
  let free = 0
  for (const first of starts) {
    if (first < free) continue
    const last = run(entry.pattern, tokens, first)
    const [from, to] = [tokens[first], last === undefined ? undefined : tokens[last]]
    if (!from || !to || last === undefined) continue
    found.push({
      payload: entry.payload,
      start: from.start,
      end: to.end,
      sentence: from.sentence,
      first,
      last,
    })
    free = last + 1
  }
  return found
}

/** The last token of the longest match that begins there. */
function run(pattern: Pattern, tokens: readonly Token[], first: number): number | undefined {
  const from = tokens[first]
  if (!from || (pattern.atStart && tokens[first - 1]?.sentence === from.sentence)) return undefined
  let states = enter(pattern, pattern.first, from)
  let longest: number | undefined
  for (let at = first; states.length > 0; at++) {
    const here = tokens[at]
    const next = tokens[at + 1]
    if (!here) break
    if (states.some((state) => accepts(pattern, state, next?.sentence !== here.sentence))) longest = at
    if (!next || next.sentence - from.sentence > pattern.sentences) break
    states = advance(pattern, states, { here, next })
  }
  return longest
}

const accepts = (pattern: Pattern, state: number, isLast: boolean): boolean =>
  pattern.accepting.has(state) ||
  (isLast &&
    (pattern.follow[state] ?? []).some(({ to }) => pattern.ends.has(to) && pattern.accepting.has(to)))

const passes = (pattern: Pattern, position: number, token: Token): boolean =>
  !pattern.ends.has(position) && (pattern.tests[position]?.passes(token) ?? true)

const enter = (pattern: Pattern, steps: readonly Step[], token: Token): number[] => [
  ...new Set(steps.filter((step) => passes(pattern, step.to, token)).map((step) => step.to)),
]

function advance(
  pattern: Pattern,
  states: readonly number[],
  { here, next }: { here: Token; next: Token },
): number[] {
  const crosses = next.sentence !== here.sentence
  const reached = new Set<number>()
  for (const state of states) {
    for (const step of pattern.follow[state] ?? []) {
      if (crosses && !step.crossing) continue
      if (!reached.has(step.to) && passes(pattern, step.to, next)) reached.add(step.to)
    }
  }
  return [...reached]
}
