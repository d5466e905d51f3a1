/**
 * What stands around risk language: denied, past, imagined, a figure of speech,
 * work on the subject, or happening now. The cues are lists in `rules/words.yaml`
 * (cue-…), so caseworkers own them.
 *
 * Cues of time and of "what if" are weak (published systems find them badly), so
 * they lower a flag by one step at most; only a figure of speech, a clean denial and
 * a policy, news or fiction frame take it down to a note. Nothing is ever removed.
 */
import { BadRules } from '../errors.ts'
import { type Found, programMatcher } from './matcher.ts'
import { compileNode, type Pattern } from './pattern.ts'
import type { WordLists } from './pattern-syntax.ts'
import type { Program } from './program.ts'
import type { Token } from './tokens.ts'

export const CUES = [
  'now',
  'past',
  'still',
  'denied',
  'not-denied',
  'but',
  'hypothetical',
  'frame',
  'told',
  'figurative',
  'jest',
  'fear',
  'secrecy',
  'plea',
  'again',
  'child',
  'intimate',
  'clock',
  'urgent',
] as const

export type Cue = (typeof CUES)[number]

/** Where each cue stands in a text. */
export type Cues = (cue: Cue) => readonly Found<Cue>[]

/** The pattern of every cue, in their order; throws BadRules where a list is missing. */
export const cuePatterns = (words: WordLists): Pattern[] =>
  CUES.map((cue) => {
    const node = words.get(`cue-${cue}`)
    if (!node) throw new BadRules(`rules/words.yaml: the list cue-${cue} is missing`)
    return compileNode(`{cue-${cue}}`, node)
  })

/** Makes the function that finds every cue, of their patterns compiled together. */
export function cueFinder(program: Program): (tokens: readonly Token[]) => Cues {
  const find = programMatcher(program, CUES)
  return (tokens) => {
    const byCue = Map.groupBy(find(tokens), (one) => one.payload)
    return (cue) => byCue.get(cue) ?? []
  }
}

/** How the words around a match bear on it. */
export type Context = 'denied' | 'denied-but' | 'past' | 'hypothetical' | 'frame' | 'figurative'

/** The words of a match: `first` and `last` are token numbers. */
type Span = { first: number; last: number }
type Match = Span & { pattern: Pattern }

/** Every context of a match; none where it stands as it is said. */
export function contextOf(span: Match, cues: Cues, tokens: readonly Token[]): Context[] {
  const sentence = sentenceOf(span, tokens)
  const inSentence = (cue: Cue) => touching(cues(cue), sentence)
  const found: Context[] = []
  if (
    inSentence('figurative').some((one) => overlaps(one, widened(span, 3))) ||
    inSentence('jest').length > 0
  )
    found.push('figurative')
  if (isDenied(span, inSentence)) found.push(hasBut(span, sentence, cues, tokens) ? 'denied-but' : 'denied')
  if (isPast(sentence, inSentence, tokens)) found.push('past')
  if (inSentence('hypothetical').some((one) => one.first <= span.last)) found.push('hypothetical')
  const isWork = inSentence('frame').length > 0
  const isTold = inSentence('told').length > 0
  if (isTold || (isWork && (found.includes('hypothetical') || !isPersonal(sentence, tokens))))
    found.push('frame')
  return found
}

/** Whether the match's sentence, or a neighbour, says that it is now or sets a time. */
export function isNow(span: Span, cues: Cues, tokens: readonly Token[]): boolean {
  return touching(cues('now'), sentenceOf(span, tokens)).length > 0
}

/** More words than any cue has. */
const LONGEST_CUE = 200

/** The cues that touch a span. They are in order, so the search begins near it: a letter may have thousands, and as many matches. */
function touching(cues: readonly Found<Cue>[], { first, last }: Span): readonly Found<Cue>[] {
  const found: Found<Cue>[] = []
  for (let at = firstFrom(cues, first - LONGEST_CUE); at < cues.length; at++) {
    const cue = cues[at]
    if (!cue || cue.first > last) break
    if (cue.last >= first) found.push(cue)
  }
  return found
}

/** The place of the first cue that begins at this word or after it. */
function firstFrom(cues: readonly Found<Cue>[], word: number): number {
  let [low, high] = [0, cues.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((cues[middle]?.first ?? 0) < word) low = middle + 1
    else high = middle
  }
  return low
}

/** A "sentence" without full stops may be a whole letter; so far its words bear on each other. */
const LONGEST_REACH = 120

/** The first and last token of the sentence or sentences that the match touches. */
export function sentenceOf(span: Span, tokens: readonly Token[]): Span {
  const from = tokens[span.first]?.sentence
  const to = tokens[span.last]?.sentence
  const earliest = Math.max(0, span.first - LONGEST_REACH)
  const latest = Math.min(tokens.length - 1, span.last + LONGEST_REACH)
  let { first, last } = span
  while (first > earliest && tokens[first - 1]?.sentence === from) first--
  while (last < latest && tokens[last + 1]?.sentence === to) last++
  return { first, last }
}

const overlaps = (one: Span, other: Span): boolean => one.first <= other.last && one.last >= other.first
const widened = ({ first, last }: Span, words: number): Span => ({ first: first - words, last: last + words })

const DENIAL_REACH = 4

/**
 * A denial shortly before the match, or in a gap of it, that is not one of the false
 * denials. Where the pattern itself asks for a denial ("don't want to live"), one
 * inside the match is what the rule says.
 */
function isDenied(span: Match, inSentence: (cue: Cue) => readonly Found<Cue>[]): boolean {
  const falseDenials = inSentence('not-denied')
  const turns = inSentence('but')
  return inSentence('denied').some(
    (one) =>
      (one.last < span.first
        ? span.first - one.last <= DENIAL_REACH
        : one.first >= span.first && one.last < span.last && !span.pattern.asksForDenial) &&
      !falseDenials.some((other) => overlaps(one, other)) &&
      !turns.some((but) => but.first > one.last && but.last < span.first),
  )
}

/** In the next sentence a “but” stands among the first words, or it turns something else. */
const BUT_COMES_SOON = 4

function hasBut(span: Span, sentence: Span, cues: Cues, tokens: readonly Token[]): boolean {
  const next = tokens[sentence.last + 1]
  const end = next
    ? Math.min(
        sentence.last + BUT_COMES_SOON,
        sentenceOf({ first: sentence.last + 1, last: sentence.last + 1 }, tokens).last,
      )
    : sentence.last
  return touching(cues('but'), { first: span.last + 1, last: end }).some(
    (one) => one.first > span.last && one.last <= end,
  )
}

/** A word of the past in the sentence, and none that says that it goes on, unless it is part of the former ("safe now"). */
function isPast(
  sentence: Span,
  inSentence: (cue: Cue) => readonly Found<Cue>[],
  tokens: readonly Token[],
): boolean {
  const past = inSentence('past')
  if (past.length + yearsIn(sentence, tokens) === 0) return false
  return inSentence('still').every((still) => past.some((one) => overlaps(one, still)))
}

/** A year of another time: the letter's own year is not known here, so only years with "in" or "since" before count. */
function yearsIn({ first, last }: Span, tokens: readonly Token[]): number {
  let years = 0
  for (let at = first; at <= last; at++) {
    const isYear = /^(?:19\d\d|20[01]\d|202[0-4])$/.test(tokens[at]?.word ?? '')
    if (isYear && /^(?:in|of|since|from|until|during|by)$/.test(tokens[at - 1]?.word ?? '')) years++
  }
  return years
}

const PERSONAL = new Set(
  "i i'm im ive i've me my mine myself we us our he's hes she's shes he she him her his they've".split(' '),
)

const isPersonal = ({ first, last }: Span, tokens: readonly Token[]): boolean =>
  tokens.slice(first, last + 1).some((token) => PERSONAL.has(token.word))
