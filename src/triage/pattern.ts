/**
 * Patterns as automata over words.
 *
 * Each position of a pattern is a state and each state knows which may follow it
 * (Glushkov's construction), so a match is found in one pass without backtracking
 * and a long or hostile letter costs time in proportion to its length.
 */
import { BadPattern, type Node, parsePattern, type WordLists } from './pattern-syntax.ts'
import { WordTest } from './word-test.ts'

/** A position that may follow, and whether a sentence may end on the way there. */
export type Step = { to: number; crossing: boolean }

/** A test that one word of every match passes, between `from` and `to` words after the first. */
export type Need = { test: WordTest; from: number; to: number }

/** A way to match a pattern: one of the `starts` passes its first word, and each of the `needs` another of its words. */
export type Way = { starts: readonly WordTest[]; needs: readonly Need[] }

/** One pattern of a rule. */
export type Pattern = {
  source: string
  /** Whether a denial is part of what it finds ("don't want to live"). */
  asksForDenial: boolean
  compiled: () => CompiledPattern
}

/** A pattern as an automaton. No match is possible but in one of its `ways`. */
export type CompiledPattern = {
  atStart: boolean
  /** `undefined` passes any word (a gap). */
  tests: readonly (WordTest | undefined)[]
  first: readonly Step[]
  follow: readonly (readonly Step[])[]
  accepting: ReadonlySet<number>
  /** Positions of `>`, which no word passes: they accept where a sentence ends. */
  ends: ReadonlySet<number>
  sentences: number
  ways: readonly Way[]
}

/**
 * The most words that a pattern may spell out, gaps counted in full. Making its automaton takes
 * time with the cube of it: four thousand characters of gaps would take five minutes.
 */
const MOST_POSITIONS = 400

/** Throws BadPattern with what to mend. */
export function compilePattern(source: string, lists: WordLists): Pattern {
  const { node, atStart } = parsePattern(source, lists)
  const positions = positionsOf(node)
  if (positions > MOST_POSITIONS)
    throw new BadPattern(`a pattern of ${positions} words and gaps; ${MOST_POSITIONS} is the most`)
  return compileNode(source, node, atStart)
}

/** A pattern that `npm run bundle` has compiled: once more only where somebody asks how. */
export function patternLater(source: string, asksForDenial: boolean, lists: () => WordLists): Pattern {
  let known: CompiledPattern | undefined
  const compiled = () => {
    known ??= compilePattern(source, lists()).compiled()
    return known
  }
  return { source, asksForDenial, compiled }
}

/** A pattern from a tree that has been read already, such as a named list. */
export function compileNode(source: string, node: Node, atStart = false): Pattern {
  const building: Building = { tests: [], follow: [], ends: new Set(), crossings: 0 }
  const whole = build(node, building)
  const compiled = {
    atStart,
    tests: building.tests,
    first: whole.first,
    follow: building.follow,
    accepting: new Set(whole.last.map((step) => step.to)),
    ends: building.ends,
    sentences: building.crossings,
    ways: waysOf(node),
  }
  const asksForDenial = building.tests.some((test) => DENIALS.some((word) => test?.words.has(word)))
  return { source, asksForDenial, compiled: () => compiled }
}

const DENIALS =
  "not never don't can't won't isn't wasn't wasnt didn't doesn't hasn't nobody no cannot without".split(' ')

function positionsOf(node: Node): number {
  if (node.kind === 'gap') return node.words
  if (node.kind === 'maybe') return positionsOf(node.item)
  return node.kind === 'seq' || node.kind === 'any-of' ? sum(node.items.map(positionsOf)) : 1
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

/** One way for each alternative of the whole pattern; an alternative that needs no word is none. */
const waysOf = (node: Node): Way[] =>
  (node.kind === 'any-of' ? node.items : [node])
    .map((item) => ({ starts: startsOf(item), needs: needsOf(item) }))
    .filter(({ needs }) => needs.length > 0)

/** For each part that must be there, what one of its words has to pass, and where. */
function needsOf(node: Node): Need[] {
  if (node.kind === 'word') return [{ test: node.test, from: 0, to: 0 }]
  if (node.kind === 'seq') return needsInOrder(node.items)
  if (node.kind === 'any-of') {
    const each = node.items.map((item) => needsOf(item)[0])
    return each.every((need) => need !== undefined) ? [eitherOf(each)] : []
  }
  return []
}

function needsInOrder(items: readonly Node[]): Need[] {
  let before = { from: 0, to: 0 }
  return items.flatMap((item) => {
    const here = before
    const { least, most } = lengthOf(item)
    before = { from: here.from + least, to: here.to + most }
    return needsOf(item).map(({ test, from, to }) => ({ test, from: here.from + from, to: here.to + to }))
  })
}

const eitherOf = (needs: readonly Need[]): Need => ({
  test: WordTest.anyOf(needs.map(({ test }) => test)),
  from: Math.min(...needs.map(({ from }) => from)),
  to: Math.max(...needs.map(({ to }) => to)),
})

/** The fewest and the most words that a part takes. */
function lengthOf(node: Node): { least: number; most: number } {
  if (node.kind === 'word') return { least: 1, most: 1 }
  if (node.kind === 'gap') return { least: 0, most: node.words }
  if (node.kind === 'end') return { least: 0, most: 0 }
  if (node.kind === 'maybe') return { least: 0, most: lengthOf(node.item).most }
  const lengths = node.items.map(lengthOf)
  const [least, most] = [lengths.map((one) => one.least), lengths.map((one) => one.most)]
  return node.kind === 'seq'
    ? { least: sum(least), most: sum(most) }
    : { least: Math.min(...least), most: Math.max(...most) }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)

function startsOf(node: Node): WordTest[] {
  if (node.kind === 'word') return [node.test]
  if (node.kind === 'any-of') return node.items.flatMap(startsOf)
  if (node.kind === 'maybe') return startsOf(node.item)
  if (node.kind !== 'seq') return []
  const first = node.items.findIndex((item) => !mayBeLeftOut(item))
  return node.items.slice(0, first < 0 ? node.items.length : first + 1).flatMap(startsOf)
}

const mayBeLeftOut = (node: Node): boolean =>
  node.kind === 'maybe' ||
  node.kind === 'gap' ||
  (node.kind === 'seq' && node.items.every(mayBeLeftOut)) ||
  (node.kind === 'any-of' && node.items.some(mayBeLeftOut))
