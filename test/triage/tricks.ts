/** Ways in which words get misspelt or disguised, made at random from a seed. */

/** Numbers from 0 to 1, the same for the same seed. */
export function chances(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

type Chance = () => number
type Respell = (word: string, chance: Chance) => string
type Trick = (text: string, chance: Chance) => string

/** Changes one word in so many of those that have that length at least. */
const inWords =
  (share: number, shortest: number, respell: Respell): Trick =>
  (text, chance) =>
    text.replace(/[A-Za-z]+/g, (word) =>
      word.length >= shortest && chance() < share ? respell(word, chance) : word,
    )

/** A place after the first letter, `fromEnd` letters before the end at the latest. */
const placeIn = (word: string, chance: Chance, fromEnd = 0): number =>
  1 + Math.floor(chance() * (word.length - 1 - fromEnd))

const each = (letters: string, others: string) => {
  const known = new Map([...letters].map((letter, at) => [letter, [...others][at] ?? letter]))
  return (word: string) => [...word].map((letter) => known.get(letter) ?? letter).join('')
}
const inFigures = each('aeiost', '431057')
const inCyrillic = each('aeopcxiy', 'аеорсхіу')

/** One figure in a word, where a letter of it has one. */
const oneFigure: Respell = (word, chance) => {
  const places = [...word].flatMap((letter, at) => (at > 0 && inFigures(letter) !== letter ? [at] : []))
  const at = places[Math.floor(chance() * places.length)]
  return at === undefined ? word : word.slice(0, at) + inFigures(word[at] ?? '') + word.slice(at + 1)
}

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz'

export const TRICKS: Readonly<Record<string, Trick>> = {
  'a letter lost': inWords(0.25, 5, (word, chance) => {
    const at = placeIn(word, chance)
    return word.slice(0, at) + word.slice(at + 1)
  }),
  'two letters swapped': inWords(0.25, 5, (word, chance) => {
    const at = placeIn(word, chance, 1)
    return word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2)
  }),
  'a letter changed': inWords(0.25, 5, (word, chance) => {
    const at = placeIn(word, chance)
    return word.slice(0, at) + ALPHABET[Math.floor(chance() * ALPHABET.length)] + word.slice(at + 1)
  }),
  'a letter doubled': inWords(0.25, 4, (word, chance) => {
    const at = placeIn(word, chance)
    return word.slice(0, at) + word[at] + word.slice(at)
  }),
  'a letter held down': inWords(0.2, 4, (word, chance) => {
    const at = placeIn(word, chance)
    return word.slice(0, at) + word[at]?.repeat(3) + word.slice(at)
  }),
  'no apostrophes': (text) => text.replace(/['’]/g, ''),
  'figures for letters': inWords(0.5, 4, inFigures),
  'one figure in a word': inWords(0.5, 4, oneFigure),
  'look-alike letters': inWords(0.5, 3, inCyrillic),
  'unseen characters': inWords(0.5, 3, (word) => [...word].join('\u200b')),
  'spaced letters': inWords(0.15, 4, (word) => [...word].join(' ')),
  'dotted letters': inWords(0.15, 4, (word) => [...word].join('.')),
  'a space in a word': inWords(0.15, 5, (word, chance) => {
    const at = placeIn(word, chance, 2) + 1
    return `${word.slice(0, at)} ${word.slice(at)}`
  }),
  'words run together': (text, chance) =>
    text.replace(/([a-z]) ([a-z])/g, (both, one, other) => (chance() < 0.08 ? `${one}${other}` : both)),
  capitals: (text) => text.toUpperCase(),
}
