/**
 * Words that were cut on purpose, put together: "k i l l", "k.i.l.l", one letter a line,
 * "sui-" at the end of a line and "cide" on the next.
 */
import { beginsHidden, isDisguise, joinedHidden, wordsInARow } from './hidden-words.ts'
import type { Piece } from './pieces.ts'

const WIDEST_GAP = 3

/** The words with those that were cut as one; `text` is the folded text that they stand in. */
export function closeUp(pieces: readonly Piece[], text: string): Piece[] {
  const row: Row = { text, closed: [], spaced: false, sentencesLess: 0 }
  for (let at = 0; at < pieces.length; ) {
    let to = at + 1
    while (to < pieces.length && isNextLetter(pieces[to - 1], pieces[to], text)) to++
    if (to - at > 1) closeLetters(pieces.slice(at, to), row)
    else to = closePieces(pieces, at, row)
    at = to
  }
  return row.closed
}

/** `spaced`: the letters before were put together, so two that follow are a word too. */
type Row = { text: string; closed: Piece[]; spaced: boolean; sentencesLess: number }

function isNextLetter(one: Piece | undefined, next: Piece | undefined, text: string): boolean {
  if (!one || !next || one.word.length !== 1 || next.word.length !== 1) return false
  if (next.from - one.to > WIDEST_GAP || next.from === one.to) return false
  return isLetterLike(one.word) && isLetterLike(next.word) && !/\n\s*\n/.test(text.slice(one.to, next.from))
}

const isLetterLike = (word: string): boolean => /\p{L}/u.test(word) || isDisguise(word)

/** Letters one by one: words where the wider gaps are, or where the words of the row are known. */
function closeLetters(letters: readonly Piece[], row: Row): void {
  const groups = atWiderGaps(letters)
  const read = groups.map((group) => readInARow(group))
  const words = read.some((one) => one !== undefined) ? read : [readInARow(letters)]
  if (words.every((one) => one === undefined)) {
    closeNeighbours(letters, row)
    return
  }
  const parts = words.length === groups.length ? groups : [letters]
  const first = letters[0]?.sentence ?? 0
  for (const [at, part] of parts.entries()) {
    const inOneSentence = (words[at] ?? part).map((piece) => ({ ...piece, sentence: first }))
    if (words[at]) for (const piece of inOneSentence) put(piece, row)
    else closeNeighbours(inOneSentence, row)
    row.spaced = true
  }
  // What looked like ends of sentences between these letters was none.
  row.sentencesLess += (letters.at(-1)?.sentence ?? first) - first
}

function readInARow(letters: readonly Piece[]): Piece[] | undefined {
  const words = wordsInARow(letters.map(({ word }) => word).join(''))
  let at = 0
  return words?.map(({ word, size }) => {
    const [first, last] = [letters[at], letters[at + size - 1]]
    at += size
    return { word, from: first?.from ?? 0, to: last?.to ?? 0, sentence: first?.sentence ?? 0 }
  })
}

/** "k i l l   m e": the gaps between words are wider than those between letters. */
function atWiderGaps(letters: readonly Piece[]): Piece[][] {
  const gaps = letters.slice(1).map((piece, at) => piece.from - (letters[at]?.to ?? 0))
  const narrowest = gaps.reduce((least, gap) => Math.min(least, gap), WIDEST_GAP)
  const groups: Piece[][] = []
  for (const [at, letter] of letters.entries()) {
    const group = groups.at(-1)
    if (group && (gaps[at - 1] ?? 0) <= narrowest) group.push(letter)
    else groups.push([letter])
  }
  return groups
}

/** Three or more single letters, one character apart, whatever they spell; after such a word two will do. */
function closeNeighbours(letters: readonly Piece[], row: Row): void {
  for (let at = 0; at < letters.length; ) {
    let to = at + 1
    while (to < letters.length && isNeighbour(letters[to - 1], letters[to], row.text)) to++
    const run = letters.slice(at, to)
    row.spaced = run.length >= 3 || (row.spaced && run.length === 2)
    if (row.spaced) put(joined(run, run.map(({ word }) => word).join('')), row)
    else for (const piece of run) put(piece, row)
    at = to
  }
}

function isNeighbour(one: Piece | undefined, next: Piece | undefined, text: string): boolean {
  if (!one || !next || next.sentence !== one.sentence || next.from - one.to !== 1) return false
  return /[ .\-*_]/.test(text[one.to] ?? '') && /\p{L}/u.test(one.word) && /\p{L}/u.test(next.word)
}

const joined = (run: readonly Piece[], word: string): Piece => ({
  word,
  from: run[0]?.from ?? 0,
  to: run.at(-1)?.to ?? 0,
  sentence: run[0]?.sentence ?? 0,
})

/** A hyphen at the end of a line, a single sign that no word has, or a space. */
const CUT = /^(?:[-./\\_*~|+·]|-[ \t]*\n[>\s]*| )$/

/** A piece and the next as one hidden word, or the piece as it is; gives the place of what follows. */
function closePieces(pieces: readonly Piece[], at: number, row: Row): number {
  const [one, next] = [pieces[at], pieces[at + 1]]
  if (!one) return at + 1
  row.spaced = false
  if (next && beginsHidden(one.word) && next.from - one.to < 20) {
    const gap = row.text.slice(one.to, next.from)
    const word = CUT.test(gap) ? joinedHidden(one.word, next.word, gap === ' ') : undefined
    if (word !== undefined) {
      put(joined([one, next], word), row)
      row.sentencesLess += next.sentence - one.sentence
      return at + 2
    }
  }
  put(one, row)
  return at + 1
}

const put = (piece: Piece, row: Row): void => {
  row.closed.push(
    row.sentencesLess === 0 ? piece : { ...piece, sentence: piece.sentence - row.sentencesLess },
  )
}
