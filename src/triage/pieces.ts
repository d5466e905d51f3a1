/** What stands between two gaps of a folded text, as a word; `from` and `to` count in the folded text. */
import { isDisguise, undisguised } from './hidden-words.ts'
import { knownWord } from './known-words.ts'
import { wordParts } from './plain-word.ts'
import { endsSentence } from './sentence-end.ts'

export type Piece = { word: string; from: number; to: number; sentence: number }

const WORD = /\d+(?:[.,:]\d+)*(?![\p{L}\p{N}])|[\p{L}\p{N}]+(?:['*@$][\p{L}\p{N}]+)*/gu
const PLAIN = /^[a-z']+$/
const STRETCHED = /([a-z])\1/
const LONGEST_DISGUISE = 24

/** Every word of a folded text in order, sentences counted from 0. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = []
  const isLatinText = onlyOnce(() => isMostlyLatin(text))
  let sentence = 0
  let end = 0
  let previous: string | undefined
  for (let at = nextWord(text, 0); at < text.length; at = nextWord(text, end)) {
    const plainEnd = plainWordEnd(text, at, end)
    if (plainEnd > 0) {
      if (previous !== undefined && endsSentence(text, { after: end, before: at }, previous)) sentence++
      end = plainEnd
      previous = knownWord(text.slice(at, end)).word
      pieces.push({ word: previous, from: at, to: end, sentence })
      continue
    }
    WORD.lastIndex = at
    const found = WORD.exec(text)
    if (!found) break
    const raw = found[0]
    const spelling = disguisedAt(text, { from: found.index, to: found.index + raw.length, after: end })
    const from = spelling?.from ?? found.index
    if (previous !== undefined && endsSentence(text, { after: end, before: from }, previous)) sentence++
    end = spelling?.to ?? found.index + raw.length
    if (spelling) pieces.push({ ...spelling, sentence })
    else if (PLAIN.test(raw) && !STRETCHED.test(raw)) pieces.push({ word: raw, from, to: end, sentence })
    else
      for (const part of wordParts(raw, isLatinText))
        pieces.push({ word: part.word, from: from + part.from, to: from + part.to, sentence })
    previous = pieces.at(-1)?.word
  }
  return pieces
}

const A = 97
const Z = 122
/** What ASCII characters may be: part of a word, and a sign in or beside a word that is more than its letters. */
const IN_WORD = Uint8Array.from({ length: 0x80 }, (_, code) => +/[a-zA-Z0-9]/.test(String.fromCharCode(code)))
const MORE_THAN_LETTERS = Uint8Array.from({ length: 0x80 }, (_, code) => {
  const character = String.fromCharCode(code)
  return +(/[A-Z0-9'*@$]/.test(character) || isDisguise(character))
})

/** The next place at which a word may begin. */
function nextWord(text: string, from: number): number {
  let at = from
  while (at < text.length && IN_WORD[text.charCodeAt(at)] === 0) at++
  return at
}

/** Most words are plain letters between plain signs: where the one that begins there ends, or 0 where it has to be looked at more closely. */
function plainWordEnd(text: string, from: number, after: number): number {
  if (from > after && MORE_THAN_LETTERS[text.charCodeAt(from - 1)] !== 0) return 0
  let end = from
  let before = 0
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end)
    if (code < A || code > Z) break
    if (code === before) return 0
    before = code
  }
  return end > from && (end === text.length || MORE_THAN_LETTERS[text.charCodeAt(end)] === 0) ? end : 0
}

/** A hidden word in figures and signs, which may stand before, in and after its letters: "$tab", "k!ll", "ki||". */
function disguisedAt(
  text: string,
  { from, to, after }: { from: number; to: number; after: number },
): { word: string; from: number; to: number } | undefined {
  let [start, end] = [from, to]
  while (start > after && from - start < 2 && isDisguise(text[start - 1] ?? '')) start--
  while (end - start <= LONGEST_DISGUISE && isInDisguise(text[end] ?? '')) end++
  const spelling = text.slice(start, end)
  if (end - start > LONGEST_DISGUISE || PLAIN.test(spelling)) return undefined
  const word = undisguised(spelling)
  return word === undefined ? undefined : { word, from: start, to: end }
}

const isInDisguise = (character: string): boolean => /[a-z]/.test(character) || isDisguise(character)

/** Whether letters of the Latin alphabet are in the majority, so that others among them pass for these. */
function isMostlyLatin(text: string): boolean {
  const latin = text.match(/[a-z]/g)?.length ?? 0
  const others = text.match(/[^\p{ASCII}]/gu)?.filter((character) => /\p{L}/u.test(character)).length ?? 0
  return latin > others
}

function onlyOnce(work: () => boolean): () => boolean {
  let known: boolean | undefined
  return () => {
    known ??= work()
    return known
  }
}
