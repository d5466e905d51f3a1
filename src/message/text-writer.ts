/** A part of a text, `end` not included. */
export type Range = { start: number; end: number }

/** How words are set: as in the HTML around them. */
export type Setting = { hidden: boolean; preformatted: boolean; quoteDepth: number }

/**
 * Writes words down as a browser would set them: white space closed up, blocks on their
 * own lines, quoted blocks behind `>`. Remembers which words a reader would not see.
 */
export class TextWriter {
  readonly #pieces: string[] = []
  readonly #hidden: Range[] = []
  #length = 0
  #breaks = 0
  #space = false
  #lastIsHidden = false

  /** Words, with at most one space where there was white space. */
  write(words: string, setting: Setting): void {
    const text = setting.preformatted ? words : words.replace(/[\s\u00a0]+/g, ' ')
    if (text.trim() === '' && !(setting.preformatted && text !== '')) {
      if (text !== '') this.#space = true
      return
    }
    const start = this.#begin(text, setting)
    const set = setting.preformatted ? text : text.trim()
    this.#put(setting.quoteDepth > 0 ? set.replaceAll('\n', `\n${prefix(setting)}`) : set)
    this.#space = !setting.preformatted && text.endsWith(' ')
    if (setting.hidden) this.#hide(start)
    this.#lastIsHidden = setting.hidden
  }

  /** What follows stands at least so many lines below. */
  breakLines(lines: number): void {
    this.#breaks = Math.max(this.#breaks, lines)
    this.#space = false
  }

  /** A `<br>`: one line further down, to at most one blank line. */
  breakLine(): void {
    this.breakLines(Math.min(this.#breaks + 1, 2))
  }

  result(): { text: string; hidden: readonly Range[] } {
    return { text: this.#pieces.join(''), hidden: this.#hidden }
  }

  /** Sets the breaks and spaces owed before words; says where the words begin. */
  #begin(text: string, setting: Setting): number {
    if (this.#length === 0) this.#put(prefix(setting))
    else if (this.#breaks > 0) this.#put('\n'.repeat(this.#breaks) + prefix(setting))
    else if (this.#space || (!setting.preformatted && text.startsWith(' '))) this.#put(' ')
    this.#breaks = 0
    this.#space = false
    return this.#length
  }

  #put(text: string): void {
    if (text === '') return
    this.#pieces.push(text)
    this.#length += text.length
  }

  #hide(start: number): void {
    const last = this.#hidden.at(-1)
    if (last && this.#lastIsHidden) last.end = this.#length
    else this.#hidden.push({ start, end: this.#length })
  }
}

const prefix = (setting: Setting): string => '> '.repeat(setting.quoteDepth)
