/** Words that a model does not know, tried as what their writer may have meant. */
import { respelt } from './respelt.ts'
import { termName } from './term-name.ts'

/** Letters that people write as figures. */
const LETTERS: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
}

const SHORTEST_PART = 2
const LONGEST = 30

/** The names of the known words that this unknown one stands for; none where it is not to be guessed. */
export function mendWord(word: string, isKnown: (name: string) => boolean): string[] {
  if (word.length > LONGEST) return []
  const plain = word.replace(/[013457]/g, (figure) => LETTERS[figure] ?? figure)
  const whole = [...(plain === word ? [] : [plain]), ...respelt(plain), ...withoutDoubles(plain)]
    .map(termName)
    .find(isKnown)
  if (whole !== undefined) return [whole]
  return plain === word ? apart(word, isKnown) : []
}

/** The word with each doubled letter written once. */
function withoutDoubles(word: string): string[] {
  const found: string[] = []
  for (let at = 1; at < word.length; at++)
    if (word[at] === word[at - 1]) found.push(word.slice(0, at) + word.slice(at + 1))
  return found
}

/** Two words run together; the cut that leaves the shorter part longest is the likeliest. */
function apart(word: string, isKnown: (name: string) => boolean): string[] {
  const middle = Math.floor(word.length / 2)
  for (let off = 0; off <= middle - SHORTEST_PART; off++)
    for (const at of [middle - off, middle + off]) {
      const [one, other] = [termName(word.slice(0, at)), termName(word.slice(at))]
      if (word.length - at >= SHORTEST_PART && isKnown(one) && isKnown(other)) return [one, other]
    }
  return []
}
