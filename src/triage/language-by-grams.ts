/**
 * The language of a short text in Latin letters, by pieces of its words of four bytes: the way and the
 * data of eld (Nito T.M., Apache-2.0), cut down to the languages that we meet (decision 17).
 */
import { GRAM_LANGUAGES, GRAMS, SPELT } from './language-grams.ts'

/** The first so many bytes are enough, and a huge text costs no more. */
const MOST_BYTES = 350
const LONGEST_WORD = 70
const GRAM = 4
const STRIDE = 3
/** Every known piece is worth at least this; what the data holds is on top. */
const LEAST_WORTH = 53
const FIRST_STEP = 35

let read: Map<string, string> | undefined

/** The data, read when the first text asks for it: most letters are plainly English and never do. */
const grams = (): Map<string, string> => {
  read ??= new Map(
    GRAMS.split('\n').map((line): [string, string] => {
      const tab = line.indexOf('\t')
      return [line.slice(0, tab), line.slice(tab + 1)]
    }),
  )
  return read
}

/** How well each language fits, the best first; only those that fit at all. */
export function byGrams(text: string): { code: string; score: number }[] {
  const scores = GRAM_LANGUAGES.map((code) => ({ code, score: 0 }))
  for (const gram of gramsOf(text)) {
    const known = grams().get(gram) ?? ''
    for (let at = 0; at < known.length; at += 2) {
      const one = scores[known.charCodeAt(at) - 97]
      if (one) one.score += LEAST_WORTH + 2 * (known.charCodeAt(at + 1) - FIRST_STEP)
    }
  }
  return scores.filter(({ score }) => score > 0).sort((one, other) => other.score - one.score)
}

function gramsOf(text: string): Set<string> {
  const found = new Set<string>()
  for (const word of spelt(text)) {
    const size = Math.min(word.length, LONGEST_WORD)
    let at = 0
    for (; at + GRAM < size; at += STRIDE) found.add((at === 0 ? ' ' : '') + word.slice(at, at + GRAM))
    found.add(`${at === 0 ? ' ' : ''}${word.slice(size === 3 ? 0 : Math.max(0, size - GRAM))} `)
  }
  return found
}

/** The words with each byte of UTF-8 as one character. */
function spelt(text: string): string[] {
  const words: string[] = []
  let bytes = 0
  for (const word of text
    .slice(0, 1_000)
    .toLowerCase()
    .split(/[^\p{L}'`’]+/u)) {
    if (word === '') continue
    const coded = Array.from(new TextEncoder().encode(word), (byte) => SPELT[byte] ?? ' ').join('')
    words.push(coded)
    bytes += coded.length + 1
    if (bytes > MOST_BYTES) break
  }
  return words
}
