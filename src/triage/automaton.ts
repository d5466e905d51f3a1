/** A pattern made ready to run: its tests as numbers, so that a step of a match asks for a bit and compares no text. */
import type { Pattern } from './pattern.ts'
import { States } from './states.ts'
import type { Token } from './tokens.ts'
import { type Passed, passes, type Vocabulary } from './vocabulary.ts'

/** A letter as it is run over: its words, and what each passes. */
export type Words = { tokens: readonly Token[]; passed: readonly Passed[] }

const ANY_WORD = -1
const NO_WORD = -2

/** Whether a match may end at a position. */
const NEVER = 0
const AT_SENTENCE_END = 1
const ALWAYS = 2

export class Automaton {
  readonly #tests: Int32Array
  readonly #first: Int32Array
  /** For each position those that may follow: `position * 2`, plus 1 where a sentence may end on the way. */
  readonly #follow: readonly Int32Array[]
  readonly #mayEnd: Uint8Array
  readonly #atStart: boolean
  /** Made at the first run: most patterns never run. */
  #states: States | undefined
  /** The most ends of sentences that a match can go over. */
  readonly sentences: number

  /** Numbers the pattern's tests in the vocabulary. */
  constructor(pattern: Pattern, vocabulary: Vocabulary) {
    this.#tests = Int32Array.from(pattern.tests, (test, at) => {
      if (pattern.ends.has(at)) return NO_WORD
      return test === undefined ? ANY_WORD : vocabulary.numberOf(test)
    })
    this.#first = Int32Array.from(pattern.first, ({ to }) => to)
    this.#follow = pattern.follow.map((steps) =>
      Int32Array.from(steps, ({ to, crossing }) => to * 2 + (crossing ? 1 : 0)),
    )
    this.#mayEnd = Uint8Array.from(pattern.tests, (_, at) => mayEndAt(pattern, at))
    this.#atStart = pattern.atStart
    this.sentences = pattern.sentences
  }

  /** The last token of the longest match that begins there. */
  run({ tokens, passed }: Words, first: number): number | undefined {
    const sentence = tokens[first]?.sentence ?? 0
    if (this.#atStart && tokens[first - 1]?.sentence === sentence) return undefined
    this.#states ??= new States(this.#tests.length)
    const states = this.#states
    states.clear()
    for (const to of this.#first) if (this.#passes(to, passed[first])) states.reach(to)
    let last: number | undefined
    for (let at = first; states.turn(); at++) {
      const next = tokens[at + 1]
      const crosses = next?.sentence !== tokens[at]?.sentence
      if (this.#accepts(states, crosses)) last = at
      if (!next || next.sentence - sentence > this.sentences) break
      this.#advance(states, passed[at + 1], crosses)
    }
    return last
  }

  #accepts(states: States, crosses: boolean): boolean {
    const enough = crosses ? AT_SENTENCE_END : ALWAYS
    for (let at = 0; at < states.size; at++) {
      if ((this.#mayEnd[states.at(at)] ?? NEVER) >= enough) return true
    }
    return false
  }

  #advance(states: States, passed: Passed | undefined, crosses: boolean): void {
    for (let at = 0; at < states.size; at++) {
      for (const step of this.#follow[states.at(at)] ?? []) {
        if (crosses && (step & 1) === 0) continue
        const to = step >> 1
        if (this.#passes(to, passed)) states.reach(to)
      }
    }
  }

  #passes(position: number, passed: Passed | undefined): boolean {
    const test = this.#tests[position] ?? NO_WORD
    if (test < 0) return test === ANY_WORD
    return passes(passed, test)
  }
}

function mayEndAt({ accepting, follow, ends }: Pattern, position: number): number {
  if (accepting.has(position)) return ALWAYS
  const next = follow[position] ?? []
  return next.some(({ to }) => ends.has(to) && accepting.has(to)) ? AT_SENTENCE_END : NEVER
}
