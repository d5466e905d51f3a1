/** A test on one word: the smallest part of a pattern. */
const NUMBER_WORDS = new Set(
  (
    'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen ' +
    'eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand dozen'
  ).split(' '),
)

/** Words that hardly a letter is without. */
const COMMON = new Set(
  (
    'the i and to a in of on it is my for that he was you not have at me with be this your one from has we by about said no if ' +
    "what she been who told his her they do as would please there are had so am him know two want when i'm im can like or our " +
    "since i've ive all it's its out them which say us tell don't dont an because but any how now asked he's hes only up come " +
    'did could should will first last under see name letter time people man back year years day night home after before ' +
    'police officer officers office dear number phone were got get going go went put give just still also more good own'
  ).split(' '),
)

type Parts = {
  words: readonly string[]
  beginnings: readonly string[]
  near: readonly string[]
  number: boolean
}

/** Passes a word that is one of its words, begins so, is one edit away, or is a number. */
export class WordTest {
  readonly words: ReadonlySet<string>
  readonly beginnings: readonly string[]
  readonly near: readonly string[]
  readonly number: boolean
  /** Two tests with the same key pass the same words. */
  readonly key: string

  constructor(parts: Parts) {
    this.words = new Set(parts.words)
    this.beginnings = [...new Set(parts.beginnings)]
    this.near = [...new Set(parts.near)]
    this.number = parts.number
    const sorted = [this.words, this.beginnings, this.near].map((part) => [...part].sort().join(' '))
    this.key = `${sorted.join('|')}|${this.number}`
  }

  /** Roughly how often a word of a letter passes. */
  get breadth(): number {
    const common = [...this.words].filter((word) => COMMON.has(word)).length
    return (
      common * 100 + this.words.size + this.beginnings.length * 2 + this.near.length + (this.number ? 20 : 0)
    )
  }

  /** "don't" also passes "dont". */
  static exactly(word: string): WordTest {
    return new WordTest({ ...NOTHING, words: [word, word.replaceAll("'", '')] })
  }

  static beginning(word: string): WordTest {
    return new WordTest({ ...NOTHING, beginnings: [word] })
  }

  static near(word: string): WordTest {
    return new WordTest({ ...NOTHING, near: [word] })
  }

  static number(): WordTest {
    return new WordTest({ ...NOTHING, number: true })
  }

  static anyOf(tests: readonly WordTest[]): WordTest {
    return new WordTest({
      words: tests.flatMap((test) => [...test.words]),
      beginnings: tests.flatMap((test) => test.beginnings),
      near: tests.flatMap((test) => test.near),
      number: tests.some((test) => test.number),
    })
  }
}

const NOTHING: Parts = { words: [], beginnings: [], near: [], number: false }

/** "mum's" and "he's" pass where "mum" and "he" do: possession and "is" change nothing that a rule asks. */
export const withoutS = (word: string): string => (word.endsWith("'s") ? word.slice(0, -2) : word)

export const isNumber = (word: string): boolean => /^\d/.test(word) || NUMBER_WORDS.has(word)

/** Equal, or one letter added, lost, changed, or two neighbours swapped. */
export function withinOneEdit(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false
  let from = 0
  while (from < one.length && one[from] === other[from]) from++
  const [a, b] = [one.slice(from), other.slice(from)]
  if (a.length === b.length) {
    return a.slice(1) === b.slice(1) || (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2))
  }
  return a.length > b.length ? a.slice(1) === b : a === b.slice(1)
}
