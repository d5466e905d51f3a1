/**
 * A letter as the sentences and short passages that the model of danger reads: a danger is
 * often told in one sentence of twenty, and sometimes in two that say nothing when apart.
 *
 * Only the words count that say something new (whose they are: docs/decisions/0010). Signs are
 * what the rules noticed there: cues of time, denial or fear, and rules that are notes.
 */
import type { Message } from '../message/message.ts'
import { CUES, type Cue, type Cues } from './context.ts'
import type { Token } from './tokens.ts'
import { countedInOrder } from './voice-at.ts'

/** `first` and `last` are token numbers, `start` and `end` offsets into the reading; `words` are folded. */
export type Sentence = {
  first: number
  last: number
  start: number
  end: number
  words: readonly string[]
  signs: ReadonlySet<string>
}

/** So many sentences are read together: a danger may be told in two that say nothing when apart. */
const WINDOW = 3

/** A "sentence" without full stops may be a whole letter: it is cut so that one danger does not drown in it. */
const LONGEST = 45

/** Where rules left a note, in token numbers. */
export type Noted = { first: number; last: number; sign: string }

/** What stands around the words of a message, for their signs. */
export type Surroundings = { message: Message; tokens: readonly Token[]; cues: Cues; noted: readonly Noted[] }

/** The sentences of a message in order, in the voices that count. */
export function sentencesOf({ message, tokens, cues, noted }: Surroundings): Sentence[] {
  const signs = signsAt(cues, noted)
  return spansOf(message, tokens).map(({ first, last }) => ({
    first,
    last,
    start: tokens[first]?.start ?? 0,
    end: tokens[last]?.end ?? 0,
    words: tokens.slice(first, last + 1).map(({ word }) => word),
    signs: signs(first, last),
  }))
}

/** Every sentence alone, and every few that follow each other. */
export function passagesOf<T>(sentences: readonly T[]): (readonly T[])[] {
  const alone = sentences.map((sentence) => [sentence])
  if (sentences.length < 2) return alone
  const width = Math.min(WINDOW, sentences.length)
  const windows = sentences.slice(width - 1).map((_, at) => sentences.slice(at, at + width))
  return [...alone, ...windows]
}

type Span = { first: number; last: number }

function spansOf(message: Message, tokens: readonly Token[]): Span[] {
  const counts = countedInOrder(message)
  const spans: Span[] = []
  let open: (Span & { sentence: number }) | undefined
  for (const [at, token] of tokens.entries()) {
    if (!counts(token.start)) {
      open = undefined
    } else if (open && open.sentence === token.sentence) {
      open.last = at
    } else {
      open = { first: at, last: at, sentence: token.sentence }
      spans.push(open)
    }
  }
  return spans.flatMap(cutLong)
}

/** Parts of equal length, none longer than is read at once. */
function cutLong({ first, last }: Span): Span[] {
  const words = last - first + 1
  if (words <= LONGEST) return [{ first, last }]
  const width = Math.ceil(words / Math.ceil(words / LONGEST))
  return Array.from({ length: Math.ceil(words / width) }, (_, part) => ({
    first: first + part * width,
    last: Math.min(last, first + (part + 1) * width - 1),
  }))
}

/** Names of signs begin so that no word of a letter can be one. */
const signOf = (cue: Cue): string => `<${cue}>`

/** Looks up the signs that touch a span. Spans are asked for in order, so each list is walked once. */
function signsAt(cues: Cues, noted: readonly Noted[]): (first: number, last: number) => ReadonlySet<string> {
  const lists: [sign: (one: Span) => string, found: readonly Span[]][] = [
    ...CUES.map((cue): [() => string, readonly Span[]] => [() => signOf(cue), cues(cue)]),
    [(one) => `<${(one as Noted).sign}>`, noted.toSorted((one, other) => one.first - other.first)],
  ]
  const from = lists.map(() => 0)
  return (first, last) => {
    const signs = new Set<string>()
    for (const [n, [sign, found]] of lists.entries()) {
      while ((found[from[n] ?? 0]?.last ?? first) < first) from[n] = (from[n] ?? 0) + 1
      for (let at = from[n] ?? 0; at < found.length; at++) {
        const one = found[at]
        if (!one || one.first > last) break
        if (one.last >= first) signs.add(sign(one))
      }
    }
    return signs
  }
}
