/**
 * Patterns as automata over words.
 *
 * Each position of a pattern is a state and each state knows which may follow it
 * (Glushkov's construction), so a match is found in one pass without backtracking
 * and a long or hostile letter costs time in proportion to its length. Most
 * patterns are never run: a pattern is looked at only where all the words that it
 * cannot do without are somewhere in the text.
 */
import { type Node, parsePattern, type WordLists } from './pattern-syntax.ts'
import type { Token } from './tokens.ts'
import { WordIndex } from './word-index.ts'
import type { WordTest } from './word-test.ts'

type Step = { to: number; crossing: boolean }

/** One compiled pattern. `needs` are tests of which each must pass somewhere for a match to be possible. */
export type Pattern = {
  source: string
  atStart: boolean
  /** `undefined` passes any word (a gap). */
  tests: readonly (WordTest | undefined)[]
  first: readonly Step[]
  follow: readonly (readonly Step[])[]
  accepting: ReadonlySet<number>
  /** Positions of `>`, which no word passes: they accept where a sentence ends. */
  ends: ReadonlySet<number>
  sentences: number
  needs: readonly (readonly WordTest[])[]
}

/** A place in the text. `start` and `end` are offsets, `first` and `last` numbers of tokens. */
export type Found<T> = {
  payload: T
  start: number
  end: number
  sentence: number
  first: number
  last: number
}

/** Throws BadPattern with what to mend. */
export function compilePattern(source: string, lists: WordLists): Pattern {
  const { node, atStart } = parsePattern(source, lists)
  return compileNode(source, node, atStart)
}

/** A pattern from a tree that has been read already, such as a named list. */
export function compileNode(source: string, node: Node, atStart = false): Pattern {
  const building: Building = { tests: [], follow: [], ends: new Set(), crossings: 0 }
  const whole = build(node, building)
  return {
    source,
    atStart,
    tests: building.tests,
    first: whole.first,
    follow: building.follow,
    accepting: new Set(whole.last.map((step) => step.to)),
    ends: building.ends,
    sentences: building.crossings,
    needs: needsOf(node),
  }
}

type Building = { tests: (WordTest | undefined)[]; follow: Step[][]; ends: Set<number>; crossings: number }
/** How a part of a pattern may be entered and left; `skip` says it may be left out. */
type Part = { first: Step[]; last: Step[]; skip: boolean; crossing: boolean }

function build(node: Node, building: Building): Part {
  if (node.kind === 'word') return position(node.test, building)
  if (node.kind === 'seq')
    return inOrder(
      node.items.map((item) => build(item, building)),
      building,
    )
  if (node.kind === 'maybe') {
    const part = build(node.item, building)
    return { ...part, skip: true, crossing: part.skip && part.crossing }
  }
  if (node.kind === 'gap') return gap(node.words, node.crossing, building)
  if (node.kind === 'end') return sentenceEnd(building)
  const parts = node.items.map((item) => build(item, building))
  return {
    first: parts.flatMap((part) => part.first),
    last: parts.flatMap((part) => part.last),
    skip: parts.some((part) => part.skip),
    crossing: parts.some((part) => part.crossing),
  }
}

function position(test: WordTest | undefined, building: Building, crossing = false): Part {
  const step = { to: building.tests.length, crossing }
  building.tests.push(test)
  building.follow.push([])
  return { first: [step], last: [step], skip: false, crossing }
}

function sentenceEnd(building: Building): Part {
  building.ends.add(building.tests.length)
  return position(undefined, building)
}

function gap(words: number, crossing: boolean, building: Building): Part {
  if (crossing) building.crossings++
  const parts = Array.from({ length: words }, () => ({
    ...position(undefined, building, crossing),
    skip: true,
  }))
  return { ...inOrder(parts, building), crossing }
}

function inOrder(parts: readonly Part[], building: Building): Part {
  let first: Step[] = []
  let last: Step[] = []
  let skip = true
  let crossing = false
  for (const part of parts) {
    for (const from of last) connect(from, part.first, building)
    if (skip) first = first.concat(crossing ? part.first.map(crossed) : part.first)
    const kept = part.crossing ? last.map(crossed) : last
    last = part.skip ? kept.concat(part.last) : part.last
    skip &&= part.skip
    crossing ||= part.crossing && part.skip
  }
  return { first, last, skip, crossing }
}

const crossed = (step: Step): Step => ({ ...step, crossing: true })

function connect(from: Step, to: readonly Step[], building: Building): void {
  const follow = building.follow[from.to]
  for (const step of to) {
    const known = follow?.find((one) => one.to === step.to)
    const crossing = from.crossing || step.crossing
    if (known) known.crossing ||= crossing
    else follow?.push({ to: step.to, crossing })
  }
}

/** For each part that must be there, the tests of which one has to pass. */
function needsOf(node: Node): (readonly WordTest[])[] {
  if (node.kind === 'word') return [[node.test]]
  if (node.kind === 'seq') return node.items.flatMap(needsOf)
  if (node.kind === 'any-of') {
    const each = node.items.map((item) => needsOf(item)[0])
    return each.every((need) => need !== undefined) ? [each.flat()] : []
  }
  return []
}

/** Finds every leftmost longest match of every pattern; matches of one pattern do not overlap. */
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
