/**
 * Text as the rules see it: plain lower-case letters, with the way back to the writer's own.
 *
 * NFKD (so that full-width and mathematical letters are letters), lower case, accents off,
 * curly quotes straight, invisible, control and direction characters out, entities read,
 * text that is shown backwards turned round. Every folded unit remembers where it came
 * from, so that a span can always be shown in the characters that the writer typed.
 * Letters of other scripts keep their case: "Н" passes for H, and "н" does not.
 */
import { entityAt } from './entities.ts'
import { plainShape } from './look-alikes.ts'

/** Folded unit `at` stands for the writer's characters from `startOf(at)` to `endOf(at)`, whole characters with their accents. */
export type Folded = { text: string; startOf: (at: number) => number; endOf: (at: number) => number }

/** Format characters (soft hyphen, zero width, direction, tags), variation selectors, fillers, controls but white space. */
const INVISIBLE =
  /\p{Cf}|\p{Variation_Selector}|\u034f|\u115f|\u1160|\u17b4|\u17b5|\u3164|(?![\t-\r\u0085])\p{Cc}/u
const MARK = /\p{M}/u
const MARKS = /\p{M}/gu

const STRAIGHT: Readonly<Record<string, string>> = {
  ...Object.fromEntries([...'‘’‚‛`´ʹʻʼʽ′‵՚ꞌ'].map((quote) => [quote, "'"])),
  ...Object.fromEntries([...'“”„‟«»″'].map((quote) => [quote, '"'])),
  ...Object.fromEntries([...'‐‑‒–—―−⁃'].map((dash) => [dash, '-'])),
  '⠀': ' ',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
}

/** Text in which each character is what it seems. */
const PLAIN = /^[\t\n\r\x20-%'-_a-~]*$/

/** The folded text and its map of offsets. */
export function fold(text: string): Folded {
  if (PLAIN.test(text)) return { text: text.toLowerCase(), startOf: (at) => at, endOf: (at) => at + 1 }
  const folding = new Folding(text)
  folding.run()
  return folding.result()
}

/** "\u202e" shows what follows backwards, to "\u202c" or the end of the line; longer than this it is no trick with a word. */
const OVERRIDE = 0x202e
const END_OF_OVERRIDE = /[\u202a-\u202e\u2066-\u2069\n\r]/
const LONGEST_OVERRIDE = 500

/** Not seen, but where it ends a line it is the hyphen of a word that goes on. */
const SOFT_HYPHEN = 0xad

class Folding {
  readonly #text: string
  readonly #from: number[] = []
  readonly #to: number[] = []
  #out = ''

  constructor(text: string) {
    this.#text = text
  }

  run(): void {
    const text = this.#text
    for (let at = 0; at < text.length; ) {
      const code = text.charCodeAt(at)
      if (code === OVERRIDE) at = this.#turnRound(at + 1)
      else at = this.#one(at, code)
    }
  }

  result(): Folded {
    const [from, to] = [this.#from, this.#to]
    return { text: this.#out, startOf: (at) => from[at] ?? 0, endOf: (at) => to[at] ?? 0 }
  }

  /** Folds the character there; gives the place of the next. */
  #one(at: number, code: number): number {
    if (code < 0x80 && code !== 0x26) {
      this.#put(foldAscii(code), at, at + 1)
      return at + 1
    }
    if (code === SOFT_HYPHEN && this.#endsLine(at + 1)) {
      this.#put('-', at, at + 1)
      return at + 1
    }
    const entity = code === 0x26 ? entityAt(this.#text, at) : undefined
    const character = entity?.character ?? characterAt(this.#text, at)
    const end = entity?.end ?? at + character.length
    this.#put(foldOne(character), at, end)
    if (MARK.test(character)) this.#lengthen(end)
    return end
  }

  #endsLine(at: number): boolean {
    const next = this.#text[at]
    return next === '\n' || (next === '\r' && this.#text[at + 1] === '\n')
  }

  #put(plain: string, start: number, end: number): void {
    for (let unit = 0; unit < plain.length; unit++) {
      this.#from.push(start)
      this.#to.push(end)
    }
    this.#out += plain
  }

  /** An accent belongs to the letter before it. */
  #lengthen(end: number): void {
    const last = this.#to.length - 1
    if (last >= 0) this.#to[last] = end
  }

  /** A word shown backwards is no stretch of what was typed, so each of its letters stands for the whole. */
  #turnRound(start: number): number {
    const ahead = this.#text.slice(start, start + LONGEST_OVERRIDE)
    const size = END_OF_OVERRIDE.exec(ahead)?.index ?? ahead.length
    if (size === LONGEST_OVERRIDE) return start
    const shown = fold(ahead.slice(0, size)).text
    this.#put([...shown].reverse().join(''), start, start + size)
    return start + size
  }
}

const characterAt = (text: string, at: number): string => String.fromCodePoint(text.codePointAt(at) ?? 0)

const MOST_REMEMBERED = 4_000
const remembered = new Map<string, string>()

/** Letters of a text repeat, so what each becomes is worked out once. */
function foldOne(character: string): string {
  const known = remembered.get(character)
  if (known !== undefined) return known
  const plain = folded(character)
  if (remembered.size < MOST_REMEMBERED) remembered.set(character, plain)
  return plain
}

function folded(character: string): string {
  if (INVISIBLE.test(character)) return ''
  const straight = STRAIGHT[character]
  if (straight !== undefined) return straight
  return [...character.normalize('NFKD').replace(MARKS, '')].map(foldPlain).join('')
}

function foldPlain(character: string): string {
  if (INVISIBLE.test(character)) return ''
  const lower = /\p{Script=Latin}/u.test(character) ? character.toLowerCase() : character
  return STRAIGHT[lower] ?? plainShape(lower) ?? lower
}

const ASCII = Array.from({ length: 0x80 }, (_, code) => folded(String.fromCharCode(code)))
const foldAscii = (code: number): string => ASCII[code] ?? ''
