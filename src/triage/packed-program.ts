/**
 * A compiled program as text: words as words, and all numbers, none above 65,535, as 16 bits
 * each in base64. Read again it gives the same program; a pattern is unpacked when it is first run.
 */
import type { AutomatonParts } from './automaton.ts'
import type { NumberedNeed, NumberedWay } from './candidates.ts'
import { bytesOf } from './model-bytes.ts'
import type { Program } from './program.ts'
import type { NumberedWords } from './word-tables.ts'

/** `words`, `sounds`, `beginnings` and `near` hold a word a line. */
export type PackedProgram = {
  words: string
  sounds: string
  beginnings: string
  near: string
  numbers: string
}

export function packProgram(program: Program): PackedProgram {
  const { tables, ways, patterns, partsOf } = program
  const numbers: number[] = [tables.tests]
  const list = (more: Iterable<number>) => {
    const all = [...more]
    numbers.push(all.length, ...all)
  }
  for (const words of [tables.words, tables.beginnings, tables.near]) {
    list(words.words.map((_, at) => (words.from[at + 1] ?? 0) - (words.from[at] ?? 0)))
    // More than 65,535 in all, so their number is left to be added up.
    numbers.push(...words.numbers)
  }
  list(tables.figures)
  list(tables.listed)
  numbers.push(ways.length)
  for (const { entry, sentences, listing, start, rarest, needs } of ways) {
    numbers.push(entry, sentences, listing, start)
    list([rarest, ...needs].flatMap(({ test, from, to }) => [test, from, to]))
  }
  numbers.push(patterns)
  for (let at = 0; at < patterns; at++) {
    const { atStart, sentences, tests, mayEnd, first, followers, follow } = partsOf(at)
    numbers.push(atStart ? 1 : 0, sentences)
    for (const part of [tests, mayEnd, first, followers, follow]) list(part)
  }
  return {
    words: tables.words.words.join('\n'),
    sounds: tables.sounds.join('\n'),
    beginnings: tables.beginnings.words.join('\n'),
    near: tables.near.words.join('\n'),
    numbers: base64Of16(numbers),
  }
}

function base64Of16(numbers: readonly number[]): string {
  const wrong = numbers.find((one) => !Number.isInteger(one) || one < 0 || one > 0xffff)
  if (wrong !== undefined) throw new RangeError(`${wrong} does not fit into 16 bits`)
  let text = ''
  for (const one of numbers) text += String.fromCharCode(one & 255, one >> 8)
  return btoa(text)
}

export function unpackProgram(packed: PackedProgram): Program {
  const reader = new Reader(packed.numbers)
  const tests = reader.one()
  const [words, beginnings, near] = [packed.words, packed.beginnings, packed.near].map((text) =>
    numberedWords(text, reader),
  ) as [NumberedWords, NumberedWords, NumberedWords]
  const tables = {
    ...{ tests, words, beginnings, near },
    sounds: packed.sounds.split('\n'),
    figures: reader.list(),
    listed: reader.list(),
  }
  const ways = Array.from({ length: reader.one() }, () => wayFrom(reader))
  const places = Array.from({ length: reader.one() }, () => reader.pass())
  return {
    patterns: places.length,
    tables,
    ways,
    partsOf: (pattern) => partsFrom(reader.from(places[pattern] ?? 0)),
  }
}

function numberedWords(text: string, reader: Reader): NumberedWords {
  const counts = reader.list()
  const from = new Uint32Array(counts.length + 1)
  for (let at = 0; at < counts.length; at++) from[at + 1] = (from[at] ?? 0) + (counts[at] ?? 0)
  return { words: text === '' ? [] : text.split('\n'), from, numbers: reader.many(from[counts.length] ?? 0) }
}

function wayFrom(reader: Reader): NumberedWay {
  const [entry, sentences, listing, start] = [reader.one(), reader.one(), reader.one(), reader.one()]
  const all = reader.list()
  const need = (at: number): NumberedNeed => ({
    test: all[at] ?? 0,
    from: all[at + 1] ?? 0,
    to: all[at + 2] ?? 0,
  })
  const needs: NumberedNeed[] = []
  for (let at = 3; at < all.length; at += 3) needs.push(need(at))
  return { entry, sentences, listing, start, rarest: need(0), needs }
}

const PARTS = 5

function partsFrom(reader: Reader): AutomatonParts {
  return {
    atStart: reader.one() === 1,
    sentences: reader.one(),
    tests: reader.list(),
    mayEnd: reader.list(),
    first: reader.list(),
    followers: reader.list(),
    follow: reader.list(),
  }
}

class Reader {
  readonly #numbers: Uint16Array
  #at = 0

  constructor(numbers: string | Uint16Array) {
    this.#numbers = typeof numbers === 'string' ? sixteens(numbers) : numbers
  }

  one(): number {
    return this.#numbers[this.#at++] ?? 0
  }

  many(count: number): Uint16Array {
    this.#at += count
    return this.#numbers.subarray(this.#at - count, this.#at)
  }

  list(): Uint16Array {
    return this.many(this.one())
  }

  /** Goes over the parts of one pattern; tells where they begin. */
  pass(): number {
    const began = this.#at
    this.#at += 2
    for (let part = 0; part < PARTS; part++) this.#at += 1 + (this.#numbers[this.#at] ?? 0)
    return began
  }

  /** Another reader, from there. */
  from(at: number): Reader {
    const other = new Reader(this.#numbers)
    other.#at = at
    return other
  }
}

function sixteens(base64: string): Uint16Array {
  const bytes = bytesOf('The compiled rules', base64, 'Run `npm run -s bundle`.')
  const numbers = new Uint16Array(bytes.length / 2)
  for (let at = 0; at < numbers.length; at++)
    numbers[at] = (bytes[2 * at] ?? 0) | ((bytes[2 * at + 1] ?? 0) << 8)
  return numbers
}
