/** What a word is called in a model's vocabulary. */
import { stem } from './words.ts'

/** So many names are remembered before all are forgotten: letters of invented words must not fill the memory. */
const MOST_REMEMBERED = 20_000
const LONGEST = 40
const remembered = new Map<string, string>()

/** The stem of a folded word. Numbers are one word and years another: which number it is says nothing about the matter. */
export function termName(word: string): string {
  // No word is so long: what has no spaces is not stemmed for seconds.
  if (word.length > LONGEST) return word.slice(0, LONGEST)
  const known = remembered.get(word)
  if (known !== undefined) return known
  const name = /^(?:19|20)\d\d$/.test(word) ? '#year' : /\d/.test(word) ? '#' : stem(word.replace(/'s$/, ''))
  if (remembered.size >= MOST_REMEMBERED) remembered.clear()
  remembered.set(word, name)
  return name
}
