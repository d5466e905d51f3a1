/** A pattern made ready to run: its tests as numbers, so that a step of a match asks for a bit and compares no text. */
import type { CompiledPattern } from './pattern.ts'
import { States } from './states.ts'
import type { TestNumbers } from './test-numbers.ts'
import type { Token } from './tokens.ts'
import { type Passed, passes } from './vocabulary.ts'

/** A letter as it is run over: its words, and what each passes. */
export type Words = { tokens: readonly Token[]; passed: readonly Passed[] }

const ANY_WORD = 0xffff
const NO_WORD = 0xfffe

/** Whether a match may end at a position. */
const NEVER = 0
const AT_SENTENCE_END = 1
const ALWAYS = 2

/** A pattern in numbers. */
export type AutomatonParts = {
  atStart: boolean
  /** The most ends of sentences that a match can go over. */
  sentences: number
  /** For each position the number of its test, or one of the two above. */
  tests: Uint16Array
  mayEnd: Uint16Array
  first: Uint16Array
  /** How many positions may follow each, and all of them: `position * 2`, plus 1 where a sentence may end on the way. */
  followers: Uint16Array
  follow: Uint16Array
}

/** Numbers the pattern's tests. */
export const automatonParts = (pattern: CompiledPattern, numbers: TestNumbers): AutomatonParts => ({
  atStart: pattern.atStart,
  sentences: pattern.sentences,
  tests: Uint16Array.from(pattern.tests, (test, at) => {
    if (pattern.ends.has(at)) return NO_WORD
    return test === undefined ? ANY_WORD : numbers.numberOf(test)
  }),
  mayEnd: Uint16Array.from(pattern.tests, (_, at) => mayEndAt(pattern, at)),
  first: Uint16Array.from(pattern.first, ({ to }) => to),
  followers: Uint16Array.from(pattern.follow, ({ length }) => length),
  follow: Uint16Array.from(pattern.follow.flat(), ({ to, crossing }) => to * 2 + (crossing ? 1 : 0)),
})

export class Automaton {
  readonly #parts: AutomatonParts
  /** Where the followers of each position begin, and where the last end. */
  readonly #from: Uint32Array
  readonly #states: States

  constructor(parts: AutomatonParts) {
    this.#parts = parts
    this.#from = new Uint32Array(parts.followers.length + 1)
    for (const [at, many] of parts.followers.entries()) this.#from[at + 1] = (this.#from[at] ?? 0) + many
    this.#states = new States(parts.tests.length)
  }

  /** The last token of the longest match that begins there. */
  run({ tokens, passed }: Words, first: number): number | undefined {
    const sentence = tokens[first]?.sentence ?? 0
    const { atStart, sentences, first: begins } = this.#parts
    if (atStart && tokens[first - 1]?.sentence === sentence) return undefined
    const states = this.#states
    states.clear()
    for (let n = 0; n < begins.length; n++) {
      const to = begins[n] ?? 0
      if (this.#passes(to, passed[first])) states.reach(to)
    }
    let last: number | undefined
    for (let at = first; states.turn(); at++) {
      const next = tokens[at + 1]
      const crosses = next?.sentence !== tokens[at]?.sentence
      if (this.#accepts(states, crosses)) last = at
      if (!next || next.sentence - sentence > sentences) break
      this.#advance(states, passed[at + 1], crosses)
    }
    return last
  }

  #accepts(states: States, crosses: boolean): boolean {
    const enough = crosses ? AT_SENTENCE_END : ALWAYS
    const { mayEnd } = this.#parts
    for (let at = 0; at < states.size; at++) {
      if ((mayEnd[states.at(at)] ?? NEVER) >= enough) return true
    }
    return false
  }

  #advance(states: States, passed: Passed | undefined, crosses: boolean): void {
    const { follow } = this.#parts
    for (let at = 0; at < states.size; at++) {
      const position = states.at(at)
      const end = this.#from[position + 1] ?? 0
      for (let place = this.#from[position] ?? 0; place < end; place++) {
        const step = follow[place] ?? 0
        if (crosses && (step & 1) === 0) continue
        const to = step >> 1
        if (this.#passes(to, passed)) states.reach(to)
      }
    }
  }

  #passes(position: number, passed: Passed | undefined): boolean {
    const test = this.#parts.tests[position] ?? NO_WORD
    if (test >= NO_WORD) return test === ANY_WORD
    return passes(passed, test)
  }
}

function mayEndAt({ accepting, follow, ends }: CompiledPattern, position: number): number {
  if (accepting.has(position)) return ALWAYS
  const next = follow[position] ?? []
  return next.some(({ to }) => ends.has(to) && accepting.has(to)) ? AT_SENTENCE_END : NEVER
}
