import { drawnIn } from './hidden-words.ts'
import { inLatin } from './look-alikes.ts'
import { isOrdinary } from './ordinary-words.ts'

/** A part of what was written without a space; `from` and `to` count in it. */
export type WordPart = { word: string; from: number; to: number }

const KEPT = new Set(['2nite', '2night', '2day', '2moro', '2morrow', '2mrw', '4ever', '4eva'])

/** The words of what was written without a space: "9pm" is two words, "k1ll" is one. */
export function wordParts(raw: string, isLatinText: () => boolean): WordPart[] {
  const spelled = inFigures(raw)
  if (spelled !== undefined) return [{ word: spelled, from: 0, to: raw.length }]
  const figures = /^\d+(?=\p{L}+$)/u.exec(raw)?.[0]
  if (figures && !KEPT.has(raw)) {
    const cut = figures.length
    return [
      { word: figures, from: 0, to: cut },
      { word: raw.slice(cut), from: cut, to: raw.length },
    ]
  }
  const word = /^[\d.,:]+$/.test(raw) ? raw.replace(/,/g, '') : plainWord(raw, isLatinText)
  return [{ word, from: 0, to: raw.length }]
}

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
const LONGEST_IN_FIGURES = 16
const IN_FIGURES = /^(?=.*[013457])(?=.*[a-z])[a-z013457]{4,}$/

/**
 * The ordinary word that letters and figures spell ("wh1pped", "5trangl3d"), where letters are
 * in the majority or, in a longer word, nearly so; "1" may be an "l". Sizes and times ("50ft", "10am") spell none.
 */
function inFigures(raw: string): string | undefined {
  if (raw.length > LONGEST_IN_FIGURES || !IN_FIGURES.test(raw)) return undefined
  const letters = raw.replace(/\d/g, '').length
  if (letters * 2 <= raw.length && (raw.length < 5 || letters * 5 < raw.length * 2)) return undefined
  const withI = raw.replace(/\d/g, (figure) => FIGURE_FOR[figure] ?? figure)
  const withL = raw.replaceAll('1', 'l').replace(/\d/g, (figure) => FIGURE_FOR[figure] ?? figure)
  return [withI, withL].find(isOrdinary)
}

/** Short words that are masked with a star ("k*ll"); longer ones are caught by `~` in a pattern. */
const MASKED = new Set(
  'kill killed killing kills rape raped rapist die dead death bomb knife gun stab stabbed shoot murder'.split(
    ' ',
  ),
)

const LONGEST_MASKED = 12

function plainWord(raw: string, isLatinText: () => boolean): string {
  let word = raw
  if (/[^\p{ASCII}]/u.test(word) && (/[a-z]/.test(word) || isLatinText())) word = inLatin(word)
  if (/[a-z][013457@$]+[a-z]/.test(word))
    word = word.replace(/[013457@$]/g, (figure) => FIGURE_FOR[figure] ?? figure)
  if (word.includes('*')) word = word.length <= LONGEST_MASKED ? unmask(word) : word.replaceAll('*', '')
  return drawnIn(word)
}

const unmask = (word: string): string =>
  ['a', 'e', 'i', 'o', 'u'].map((vowel) => word.replaceAll('*', vowel)).find((guess) => MASKED.has(guess)) ??
  word.replaceAll('*', '')
