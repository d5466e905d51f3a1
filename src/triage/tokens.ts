/**
 * The words of a text, as rules match them, each with its place in the original.
 *
 * Our writers are mostly distressed and on a phone, some hide a word on purpose:
 * spaced-out letters are closed up, figures inside a word are read as letters, and
 * look-alike letters of other alphabets become the letters that they stand for.
 */
import { fold } from './fold.ts'
import { type KnownWord, knownWord } from './known-words.ts'
import { piecesOf } from './pieces.ts'
import { closeUp } from './spaced-letters.ts'
import { mendBreaks } from './word-breaks.ts'

/** `word` is folded; `start` and `end` are offsets into the original text; `sentence` counts from 0. */
export type Token = { word: string; known: KnownWord; start: number; end: number; sentence: number }

/** Every word of the text in order. */
export const tokenise = (text: string): Token[] => tokensFrom(text, { start: 0, sentence: 0 })

function tokensFrom(text: string, first: { start: number; sentence: number }): Token[] {
  const folded = fold(text)
  const pieces = closeUp(piecesOf(folded.text), folded.text)
  return mendBreaks(pieces, folded.text).map(({ word, from, to, sentence }) => {
    const known = knownWord(word)
    return {
      word: known.word,
      known,
      start: folded.startOf(from) + first.start,
      end: folded.endOf(to - 1) + first.start,
      sentence: sentence + first.sentence,
    }
  })
}

type Reading = { subject: string; text: string }

/** Risk and route read the same words; a message is never changed, so they are read once. */
const alreadyRead = new WeakMap<Reading, readonly Token[]>()

/** The words of a message's reading; the subject is a sentence of its own, because offsets count through it. */
export function tokensOf(message: Reading): readonly Token[] {
  const known = alreadyRead.get(message)
  if (known) return known
  const subject = tokenise(message.subject)
  const text = tokensFrom(message.text, {
    start: message.subject.length + 1,
    sentence: (subject.at(-1)?.sentence ?? -1) + 1,
  })
  const tokens = subject.concat(text)
  alreadyRead.set(message, tokens)
  return tokens
}
