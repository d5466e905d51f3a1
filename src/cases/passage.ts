/** Where in a letter the words that were asked for stand. Here and not in the database, where letters are encrypted. */
import { plainWords } from './search-text.ts'

/** A stretch of a letter, marked where it is what was asked for. */
export type Stretch = { text: string; isHit: boolean }

/** How much of a letter is looked at, and how much is shown on either side of a hit, in characters. */
const READ = 20_000
const AROUND = 90
const MOST_HITS = 12

const WORD = /[\p{L}\p{M}\p{N}]+/gu
const wordsOf = (text: string): string[] => plainWords(text).match(WORD) ?? []

/** What the forms of a word share, nearly as the database has it: `theft` and `thefts`, `stop` and `stopping`. */
const stemOf = (word: string): string =>
  word.length < 5 ? word : word.replace(/(?:ies|ing|ed|es|s|y)$/, '').padEnd(3, word)

/** The beginning of each kind of word that was asked for; those after a minus are not. */
const stemsOf = (asked: string): string[] =>
  wordsOf(asked.replace(/(^|\s)-\S+/g, ' '))
    .filter((word) => word.length > 1)
    .map(stemOf)

/** The first hit with what stands round it; the beginning of the letter where none of the words is in it. */
export function passageOf(text: string, asked: string): Stretch[] {
  const read = text.slice(0, READ).replace(/\s+/g, ' ')
  const stems = stemsOf(asked)
  const isHit = (word: string) => {
    const plain = plainWords(word)
    return stems.some((stem) => plain.startsWith(stem) && plain.length < stem.length + 5)
  }
  const hits = [...read.matchAll(WORD)].filter(([word]) => isHit(word))
  const first = hits[0]?.index ?? 0
  const from = Math.max(0, first - AROUND)
  const to = Math.min(read.length, first + 2 * AROUND)
  const shown = hits
    .filter(({ index, 0: word }) => index >= from && index + word.length <= to)
    .slice(0, MOST_HITS)
  const stretches: Stretch[] = []
  let at = from
  for (const { index, 0: word } of shown) {
    stretches.push({ text: read.slice(at, index), isHit: false }, { text: word, isHit: true })
    at = index + word.length
  }
  stretches.push({ text: read.slice(at, to), isHit: false })
  return [
    ...(from > 0 ? [{ text: '… ', isHit: false }] : []),
    ...stretches,
    ...(to < read.length ? [{ text: ' …', isHit: false }] : []),
  ].filter((stretch) => stretch.text !== '')
}
