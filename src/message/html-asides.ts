import type { Range } from './text-writer.ts'

type Words = { text: string; hidden: readonly Range[] }

/** Words that a style sheet puts before or after an element (CSS Generated Content 3). */
const CONTENT = /content\s*:\s*(?:"((?:[^"\\\n]|\\.){1,4000})"|'((?:[^'\\\n]|\\.){1,4000})')/gi

/** Up to here each is looked for in the text, so that a tooltip that says it again is left out. */
const MAX_COMPARED = 200

/**
 * Words of an HTML mail that stand outside its text: its title, tooltips, and what a style
 * sheet writes. Some mails have all their words there, and nobody reads those by chance.
 */
export class Asides {
  readonly #found = new Set<string>()

  add(words: string): void {
    const bare = words.replace(/\s+/g, ' ').trim()
    if (/\p{L}{2}|\p{Lo}/u.test(bare)) this.#found.add(bare)
  }

  addStyle(sheet: string): void {
    for (const [, double, single] of sheet.matchAll(CONTENT)) this.add(unescaped(double ?? single ?? ''))
  }

  /** The words with those that they lack set behind them, as hidden. */
  after({ text, hidden }: Words): Words {
    const flat = text.replace(/\s+/g, ' ')
    const lacking = [...this.#found].filter((aside, at) => at >= MAX_COMPARED || !flat.includes(aside))
    if (lacking.length === 0) return { text, hidden }
    const gap = text === '' ? '' : '\n\n'
    const whole = `${text}${gap}${lacking.join('\n')}`
    return { text: whole, hidden: [...hidden, { start: text.length + gap.length, end: whole.length }] }
  }
}

/** CSS escapes (CSS Syntax 3 section 4.3.7): `\61 ` is a letter by its number. */
const unescaped = (text: string): string =>
  text.replace(/\\(?:([0-9a-f]{1,6})\s?|(.))/gi, (_, hex: string | undefined, letter: string) =>
    hex === undefined ? letter : pointOf(Number.parseInt(hex, 16)),
  )

const pointOf = (point: number): string =>
  point === 0 || point > 0x10ffff ? '\ufffd' : String.fromCodePoint(point).toWellFormed()
