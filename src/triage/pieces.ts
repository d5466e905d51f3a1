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
  WORD.lastIndex = 0
  for (let found = WORD.exec(text); found; found = WORD.exec(text)) {
    const raw = found[0]
    const spelling = disguisedAt(text, { from: found.index, to: found.index + raw.length, after: end })
    const from = spelling?.from ?? found.index
    if (previous !== undefined && endsSentence(text, { after: end, before: from }, previous)) sentence++
    end = spelling?.to ?? found.index + raw.length
    if (spelling) pieces.push({ ...spelling, sentence })
    else if (PLAIN.test(raw) && !STRETCHED.test(raw))
      pieces.push({ word: knownWord(raw).word, from, to: end, sentence })
    else
      for (const part of wordParts(raw, isLatinText))
        pieces.push({ word: part.word, from: from + part.from, to: from + part.to, sentence })
    previous = pieces.at(-1)?.word
    WORD.lastIndex = end
  }
  return pieces
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
