/**
 * Spaces that are missing ("hewill killme") and spaces too many ("stran gle"), mended where
 * the pieces as they stand are no words and the mended ones are.
 */
import { type KnownWord, knownWord } from './known-words.ts'
import { isOrdinary } from './ordinary-words.ts'
import type { Piece } from './pieces.ts'

const LONGEST = 24

/** In so many words that are none are breaks mended: a letter has a few, and a text of nothing else is no letter. */
const MOST_UNKNOWN = 2_000

/** The words with breaks mended; `text` is the folded text that they stand in. */
export function mendBreaks(pieces: readonly Piece[], text: string): Piece[] {
  const mended: Piece[] = []
  let unknown = 0
  const known = pieces.map(({ word }) => knownWord(word))
  for (let at = 0; at < pieces.length; at++) {
    const [piece, next] = [pieces[at], pieces[at + 1]]
    const [word, nextWord] = [known[at], known[at + 1]]
    if (!piece || !word) continue
    if (unknown >= MOST_UNKNOWN) mended.push(piece)
    else if (next && nextWord && mayBeOne(word, nextWord) && isOneWord(piece, next, text)) {
      mended.push({ ...piece, word: piece.word + next.word, to: next.to })
      at++
    } else if (!word.isLetters || word.isWord) mended.push(piece)
    else {
      unknown++
      mended.push(...taken(piece))
    }
  }
  return mended
}

const SHORTEST_JOINED = 5

const mayBeOne = (one: KnownWord, next: KnownWord): boolean =>
  one.isLetters && next.isLetters && !(one.isWord && next.isWord)

/** Two pieces a single space apart, of which one is no word, that are a word together. */
function isOneWord(one: Piece, next: Piece, text: string): boolean {
  if (next.from - one.to !== 1 || text[one.to] !== ' ') return false
  const word = one.word + next.word
  return word.length >= SHORTEST_JOINED && word.length <= LONGEST && isOrdinary(word)
}

/**
 * Short words that people run together with the word after or before; the other short ones
 * are mostly abbreviations, and make two words of names and of misspelt ones.
 */
const SHORT_FIRST = shortWords(
  'he my we it is to in of at if so no do be on the and you she her him his our who not now get has had was are can did for let',
)
const SHORT_LAST = shortWords(
  'me us my he it to in the and you she her him his our not now out off all had was way man men dad mum son boy gun',
)

function shortWords(written: string): ReadonlySet<string> {
  return new Set(written.split(' '))
}

const SHORTEST_RUN = 5

/** A word that is none is taken apart where both parts are words; the more even of two ways is the likelier. */
function taken(piece: Piece): Piece[] {
  const { word, from, to } = piece
  const isAsTyped = to - from === word.length
  if (!isAsTyped || word.length < SHORTEST_RUN || word.length > LONGEST) return [piece]
  const cut = cutsOf(word).find(
    (at) => isPart(word.slice(0, at), SHORT_FIRST) && isPart(word.slice(at), SHORT_LAST),
  )
  if (cut === undefined) return [piece]
  return [
    { ...piece, word: word.slice(0, cut), to: from + cut },
    { ...piece, word: word.slice(cut), from: from + cut },
  ]
}

const cutsOf = (word: string): number[] =>
  Array.from({ length: word.length - 1 }, (_, at) => at + 1).sort(
    (one, other) => Math.abs(word.length / 2 - one) - Math.abs(word.length / 2 - other),
  )

const isPart = (part: string, short: ReadonlySet<string>): boolean =>
  part.length > 3 ? isOrdinary(part) : short.has(part)
