/**
 * The pattern language of the rule files, read into a tree.
 * What may be written is told in docs/decisions/0004-rule-patterns.md.
 */
import { tokenise } from './tokens.ts'
import { WordTest } from './word-test.ts'

/** `crossing` gaps may go over the end of one sentence. */
export type Node =
  | { kind: 'word'; test: WordTest }
  | { kind: 'seq'; items: readonly Node[] }
  | { kind: 'any-of'; items: readonly Node[] }
  | { kind: 'maybe'; item: Node }
  | { kind: 'gap'; words: number; crossing: boolean }
  | { kind: 'end' }

/** The named lists of `rules/words.yaml`, each read as one group of alternatives. */
export type WordLists = ReadonlyMap<string, Node>

/** What is wrong with a pattern, for the author of the rule; `read-rules.ts` adds file and line. */
export class BadPattern extends Error {
  override name = 'BadPattern'
}

export type Syntax = { node: Node; atStart: boolean }

const GAP = /^\.\.(?:(\.{1,2})|(\d{1,2}))$/
const PIECE = /\s*([()|]|\{[a-z-]+\}\??|[^\s()|{}]+)/y
const LONGEST_GAP = 12
const PLAIN_GAP = 4

/** Reads one pattern; throws BadPattern. */
export function parsePattern(source: string, lists: WordLists): Syntax {
  const pieces = piecesOf(source)
  const atStart = pieces[0] === '<'
  const reader = { pieces: pieces.slice(atStart ? 1 : 0), at: 0, lists }
  const node = alternatives(reader)
  if (reader.at < reader.pieces.length)
    throw new BadPattern(`there is a “${reader.pieces[reader.at]}” too many`)
  if (isGap(node)) throw new BadPattern('a pattern needs a word, and may not begin or end with a gap')
  return { node, atStart }
}

function piecesOf(source: string): string[] {
  const pieces: string[] = []
  const trimmed = source.trim()
  PIECE.lastIndex = 0
  while (PIECE.lastIndex < trimmed.length) {
    const at = PIECE.lastIndex
    const found = PIECE.exec(trimmed)
    if (!found?.[1]) throw new BadPattern(`cannot read “${trimmed.slice(at)}”`)
    pieces.push(found[1])
  }
  return pieces
}

type Reader = { pieces: readonly string[]; at: number; lists: WordLists }

function sequence(reader: Reader): Node {
  const items: Node[] = []
  for (;;) {
    const piece = reader.pieces[reader.at]
    if (piece === undefined || piece === ')' || piece === '|') break
    reader.at++
    if (piece === '?' && items.length) items.push({ kind: 'maybe', item: items.pop() as Node })
    else items.push(piece === '(' ? group(reader) : single(piece, reader.lists))
  }
  const [only] = items
  if (!only) throw new BadPattern('an empty pattern or alternative')
  return items.length === 1 ? only : { kind: 'seq', items }
}

function alternatives(reader: Reader): Node {
  const items = [sequence(reader)]
  while (reader.pieces[reader.at] === '|') {
    reader.at++
    items.push(sequence(reader))
  }
  return anyOf(items)
}

function group(reader: Reader): Node {
  const node = alternatives(reader)
  if (reader.pieces[reader.at] !== ')') throw new BadPattern('a “(” without its “)”')
  reader.at++
  return node
}

/** One group of alternatives; single words are joined into one test, which keeps the automaton small. */
export function anyOf(items: readonly Node[]): Node {
  const flat = items.flatMap((item) => (item.kind === 'any-of' ? item.items : [item]))
  const words = flat.flatMap((item) => (item.kind === 'word' ? [item.test] : []))
  const others = flat.filter((item) => item.kind !== 'word')
  const all: Node[] = words.length ? [{ kind: 'word', test: WordTest.anyOf(words) }, ...others] : others
  const [only] = all
  return all.length === 1 && only ? only : { kind: 'any-of', items: all }
}

function single(piece: string, lists: WordLists): Node {
  const maybe = piece.length > 1 && piece.endsWith('?')
  const item = maybe ? piece.slice(0, -1) : piece
  const gap = GAP.exec(item)
  if (gap) return gapOf(gap[1], gap[2])
  const node = item.startsWith('{') ? listed(item.slice(1, -1), lists) : word(item)
  return maybe ? { kind: 'maybe', item: node } : node
}

function gapOf(dots: string | undefined, figures: string | undefined): Node {
  if (dots === '..') return { kind: 'gap', words: LONGEST_GAP, crossing: true }
  const words = figures ? Number(figures) : PLAIN_GAP
  if (words > LONGEST_GAP) throw new BadPattern(`a gap of ${words} words; ${LONGEST_GAP} is the most`)
  return { kind: 'gap', words, crossing: false }
}

function listed(name: string, lists: WordLists): Node {
  const node = lists.get(name)
  if (!node) throw new BadPattern(`there is no list {${name}} in rules/words.yaml`)
  return node
}

function word(piece: string): Node {
  if (piece === '>') return { kind: 'end' }
  if (piece === '#') return { kind: 'word', test: WordTest.number() }
  const ending = /[*~]$/.exec(piece)?.[0]
  const words = tokenise(ending ? piece.slice(0, -1) : piece).map((token) => token.word)
  if (words.length === 0) throw new BadPattern(`“${piece}” is not a word`)
  const last = words.length - 1
  if (ending === '~' && (words[last] ?? '').length < 5)
    throw new BadPattern(`“${piece}” is too short for “~”`)
  const items = words.map(
    (folded, at): Node => ({ kind: 'word', test: testOf(folded, at === last ? ending : undefined) }),
  )
  return items.length === 1 && items[0] ? items[0] : { kind: 'seq', items }
}

function testOf(folded: string, ending: string | undefined): WordTest {
  if (ending === '*') return WordTest.beginning(folded)
  if (ending === '~') return WordTest.near(folded)
  return WordTest.exactly(folded)
}

const isGap = (node: Node): boolean =>
  node.kind === 'gap' ||
  (node.kind === 'seq' && (node.items[0]?.kind === 'gap' || node.items.at(-1)?.kind === 'gap')) ||
  (node.kind === 'any-of' && node.items.some(isGap)) ||
  (node.kind === 'maybe' && isGap(node.item))
