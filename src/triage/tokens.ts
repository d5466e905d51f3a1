/**
 * The words of a text, as rules match them, each with its place in the original.
 *
 * Our writers are mostly distressed and on a phone, some hide a word on purpose:
 * spaced-out letters are closed up, figures inside a word are read as letters, and
 * look-alike letters of other alphabets become the letters that they stand for.
 */
import { fold } from './fold.ts'

/** `word` is folded; `start` and `end` are offsets into the original text; `sentence` counts from 0. */
export type Token = { word: string; start: number; end: number; sentence: number }

const WORD = /\d+(?:[.,:]\d+)*(?![\p{L}\p{N}])|[\p{L}\p{N}]+(?:['*@$][\p{L}\p{N}]+)*/gu
const SHORT_LINE = 55

/** Every word of the text in order. */
export function tokenise(text: string): Token[] {
  const folded = fold(text)
  const tokens: Token[] = []
  let sentence = 0
  let last = 0
  for (const found of folded.text.matchAll(WORD)) {
    const at = found.index
    const previous = tokens.at(-1)
    if (previous && endsSentence(folded.text, { after: last, before: at }, previous.word)) sentence++
    for (const [word, from, to] of partsOf(found[0])) {
      const start = folded.from[at + from] ?? 0
      tokens.push({ word, start, end: folded.to[at + to - 1] ?? start, sentence })
    }
    last = at + found[0].length
  }
  return closeUpLetters(tokens, text)
}

type Reading = { subject: string; text: string }

/** Risk and route read the same words; a message is never changed, so they are read once. */
const alreadyRead = new WeakMap<Reading, readonly Token[]>()

/** The words of a message's reading; the subject is a sentence of its own, because offsets count through it. */
export function tokensOf(message: Reading): readonly Token[] {
  const known = alreadyRead.get(message)
  if (known) return known
  const tokens = readTokens(message)
  alreadyRead.set(message, tokens)
  return tokens
}

function readTokens(message: Reading): Token[] {
  const subject = tokenise(message.subject)
  const sentences = (subject.at(-1)?.sentence ?? -1) + 1
  const shift = message.subject.length + 1
  const text = tokenise(message.text).map((token) => ({
    ...token,
    start: token.start + shift,
    end: token.end + shift,
    sentence: token.sentence + sentences,
  }))
  return subject.concat(text)
}

const KEPT = new Set(['2nite', '2night', '2day', '2moro', '2morrow', '2mrw', '4ever', '4eva'])

/** "9pm" is two words, "k1ll" is one; the numbers are offsets in the word. */
function partsOf(raw: string): [word: string, from: number, to: number][] {
  const figures = /^\d+(?=\p{L}+$)/u.exec(raw)?.[0]
  if (figures && !KEPT.has(raw)) {
    const cut = figures.length
    return [
      [figures, 0, cut],
      [raw.slice(cut), cut, raw.length],
    ]
  }
  if (/^[\d.,:]+$/.test(raw)) return [[raw.replace(/,/g, ''), 0, raw.length]]
  return [[plainWord(raw), 0, raw.length]]
}

const LOOK_ALIKE = 'аaвbеeкkмmнhоoрpсcтtуyхxіiјjѕsԁdαaοoρpνvιiκkτt'
const LETTER_FOR = new Map(
  Array.from({ length: LOOK_ALIKE.length / 2 }, (_, pair) => [
    LOOK_ALIKE[pair * 2],
    LOOK_ALIKE[pair * 2 + 1],
  ]),
)
const FIGURE_FOR: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
}
/** Short words that are masked with a star ("k*ll"); longer ones are caught by `~` in a pattern. */
const MASKED = new Set(
  'kill killed killing kills rape raped rapist die dead death bomb knife gun stab stabbed shoot murder'.split(
    ' ',
  ),
)

function plainWord(raw: string): string {
  let word = raw
  if (/[a-z]/.test(word) && /[\u0370-\u04ff\u0500-\u052f]/.test(word))
    word = word.replace(/./gu, (letter) => LETTER_FOR.get(letter) ?? letter)
  if (/[a-z][013457@$]+[a-z]/.test(word))
    word = word.replace(/[013457@$]/g, (figure) => FIGURE_FOR[figure] ?? figure)
  if (word.includes('*')) word = unmask(word)
  return word.replace(/([a-z])\1{2,}/g, (_, letter: string) =>
    /[ls]/.test(letter) ? letter + letter : letter,
  )
}

const unmask = (word: string): string =>
  ['a', 'e', 'i', 'o', 'u'].map((vowel) => word.replaceAll('*', vowel)).find((guess) => MASKED.has(guess)) ??
  word.replaceAll('*', '')

const SHORTENED = new Set(
  'mr mrs ms dr prof rev sgt insp ins det supt cllr hon st no nos vs eg ie approx ref tel ext dept dc pc ds di'.split(
    ' ',
  ),
)

/** Whether a sentence ends between two words: a full stop and space, an empty line, or the end of a short line. */
function endsSentence(text: string, gap: { after: number; before: number }, previous: string): boolean {
  const between = text.slice(gap.after, gap.before)
  if (between === ' ') return false
  if (/[!?]["')\]*_]*(?:\s|$)/.test(between)) return true
  if (/\.["')\]*_]*\s/.test(between)) {
    const abbreviated = SHORTENED.has(previous) || (previous.length === 1 && /[a-hj-z]/.test(previous))
    const trailing = /^\s*\.{2,}\s+$/.test(between)
    if (!trailing && !(abbreviated && between.startsWith('.'))) return true
  }
  if (/\n[>\s]*\n/.test(between)) return true
  return endsShortLine(text, gap.after, between)
}

/** Form fields and list items have no full stop; a line broken by a mail program is long. */
function endsShortLine(text: string, after: number, between: string): boolean {
  const at = between.indexOf('\n')
  if (at < 0) return false
  if (/\n[>\s]*(?:[-*•·]|\[|")\s*$/.test(between)) return true
  const length = after - (text.lastIndexOf('\n', after - 1) + 1)
  return length < SHORT_LINE
}

/** "k i l l" is "kill": three or more single letters, one character apart; after such a word two will do. */
function closeUpLetters(tokens: Token[], text: string): Token[] {
  const closed: Token[] = []
  let spaced = false
  for (let at = 0; at < tokens.length; at++) {
    let to = at
    while (followsClosely(tokens[to], tokens[to + 1], text)) to++
    const run = tokens.slice(at, to + 1)
    const first = run[0]
    if (!first) break
    spaced = run.length >= 3 || (spaced && run.length === 2)
    if (spaced) {
      closed.push({
        ...first,
        word: run.map((token) => token.word).join(''),
        end: run.at(-1)?.end ?? first.end,
      })
      at = to
    } else closed.push(first)
  }
  return closed
}

function followsClosely(one: Token | undefined, next: Token | undefined, text: string): boolean {
  if (one?.word.length !== 1 || next?.word.length !== 1) return false
  if (!/\p{L}/u.test(one.word) || !/\p{L}/u.test(next.word)) return false
  return next.start - one.end === 1 && /[ .\-*_]/.test(text[one.end] ?? '') && next.sentence === one.sentence
}
