import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2'
import { Asides } from './html-asides.ts'
import { MAX_OPEN_ELEMENTS } from './limits.ts'
import { type Range, type Setting, TextWriter } from './text-writer.ts'

/** Lines between an element of this name and its neighbours. */
const BREAKS: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    'p h1 h2 h3 h4 h5 h6 blockquote pre ul ol dl table'.split(' ').map((name) => [name, 2]),
  ),
  ...Object.fromEntries(
    'div li tr dt dd hr section article header footer address center form fieldset caption figure main nav aside body'
      .split(' ')
      .map((name) => [name, 1]),
  ),
}

const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '))

/** These close when the next of their kind opens (HTML section 13.1.2.4), so a run of them does not nest. */
const CLOSED_BY_NEXT = new Set('p li dt dd option tr td th'.split(' '))

/** Not in the flow of the words: `style` and `title` are looked at apart, the others never hold a writer's words. */
const SKIPPED = new Set(['style', 'script', 'template', 'title'])

/** Words here are in the bytes but not on the reader's screen. */
const NOT_SHOWN = new Set(['noembed', 'noframes', 'iframe', 'noscript'])

/** Ways to hide an element that mail programs honour; a preheader is honest, a threat in one is not. */
const HIDING_STYLE =
  /(?:display:none|visibility:hidden|mso-hide:all|font-size:0(?:px|pt|em|%)?(?:;|!|$)|opacity:0(?:;|!|$)|max-height:0(?:px)?(?:;|!|$))/

/** Gmail sets the writer's own words in a block without a border where they press “indent more”. */
const INDENT_STYLE = /border:none(?:;|!|$)/

/** An attribute longer than this is not read on: styles and alternative texts are short. */
const MAX_ATTRIBUTE_CHARS = 4_000

const WANTED = new Set(['style', 'hidden', 'alt', 'value', 'type', 'title', 'aria-label', 'placeholder'])

/** Attributes with words that show only when pointed at, are read out, or wait in an empty field. */
const ASIDE = ['title', 'aria-label', 'placeholder']

type Frame = Setting & { name: string; skipped: boolean }

/**
 * The words of an HTML mail in reading order, and which of them its reader would not see.
 *
 * Works on the tokens alone, in one pass, without building a tree: converters that build
 * one have taken 1.4 GB for 20 MB of HTML, or overflowed on nested elements and lost the
 * letter. Styles in a `<style>` sheet are not followed, so text hidden by class counts as
 * shown; that errs to reading too much. Words that stand nowhere but in a title, a tooltip
 * or a style sheet come last, as hidden.
 */
export function htmlToText(html: string): { text: string; hidden: readonly Range[] } {
  const page = new Page()
  const part = (start: number, end: number) => html.slice(start, end)
  const callbacks: TokenizerCallbacks = {
    ontext: (start, end) => page.words(part(start, end)),
    ontextentity: (point) => page.words(String.fromCodePoint(point)),
    oncdata: (start, end, offset) => page.words(part(start, end - offset)),
    onopentagname: (start, end) => page.beginTag(part(start, Math.min(end, start + 40)).toLowerCase()),
    onattribname: (start, end) => page.beginAttribute(part(start, Math.min(end, start + 20)).toLowerCase()),
    onattribdata: (start, end) => page.attributeData(part(start, Math.min(end, start + MAX_ATTRIBUTE_CHARS))),
    onattribentity: (point) => page.attributeData(String.fromCodePoint(point)),
    onattribend: () => {},
    onopentagend: () => page.open(),
    onselfclosingtag: () => page.open(),
    onclosetag: (start, end) =>
      page.close(
        part(start, Math.min(end, start + 40))
          .trim()
          .toLowerCase(),
      ),
    oncomment: () => {},
    ondeclaration: () => {},
    onprocessinginstruction: () => {},
    onend: () => {},
  }
  const tokens = new Tokenizer({ decodeEntities: true }, callbacks)
  tokens.write(html)
  tokens.end()
  return page.result()
}

/** Which elements are open, and so how the next words are set. */
class Page {
  readonly #writer = new TextWriter()
  readonly #asides = new Asides()
  readonly #frames: Frame[] = []
  readonly #openByName = new Map<string, number>()
  /** Elements beyond MAX_OPEN_ELEMENTS: only counted, so that their end tags close nothing else. */
  #tooDeep = 0
  #tag = ''
  readonly #attributes = new Map<string, string>()
  #attribute = ''

  words(text: string): void {
    const top = this.#top()
    if (!top.skipped) this.#writer.write(text, top)
    else if (top.name === 'style') this.#asides.addStyle(text)
    else if (top.name === 'title') this.#asides.add(text)
  }

  beginTag(name: string): void {
    this.#tag = name
    if (this.#attributes.size > 0) this.#attributes.clear()
  }

  beginAttribute(name: string): void {
    this.#attribute = WANTED.has(name) ? name : ''
    if (this.#attribute) this.#attributes.set(name, '')
  }

  attributeData(data: string): void {
    const known = this.#attributes.get(this.#attribute)
    if (known !== undefined && known.length < MAX_ATTRIBUTE_CHARS) {
      this.#attributes.set(this.#attribute, known + data)
    }
  }

  open(): void {
    const name = this.#tag
    if (name === 'br') this.#writer.breakLine()
    else this.#openElement(name)
  }

  #openElement(name: string): void {
    if (this.#attributes.size > 0) this.#lookAside()
    const breaks = BREAKS[name]
    if (CLOSED_BY_NEXT.has(name) && this.#top().name === name) this.close(name)
    else if (breaks !== undefined && this.#top().name === 'p') this.close('p')
    if (breaks !== undefined) this.#writer.breakLines(this.#isInList(name) ? 1 : breaks)
    const frame = this.#frameOf(name)
    if (VOID.has(name)) this.#writeInstead(frame)
    else this.#push(frame)
    if (name === 'li' && !frame.skipped) this.#writer.write('- ', frame)
  }

  #lookAside(): void {
    for (const attribute of ASIDE) {
      const words = this.#attributes.get(attribute)
      if (words) this.#asides.add(words)
    }
  }

  close(name: string): void {
    if (name === 'br') this.#writer.breakLine()
    else if (this.#tooDeep > 0) this.#tooDeep -= 1
    else if (this.#openByName.get(name)) this.#closeElement(name)
  }

  #closeElement(name: string): void {
    let closed: string
    do {
      closed = this.#pop()
    } while (closed !== name)
    const breaks = BREAKS[name]
    if (breaks !== undefined) this.#writer.breakLines(this.#isInList(name) ? 1 : breaks)
    else if (name === 'td' || name === 'th') this.#writer.write(' ', this.#top())
  }

  result(): { text: string; hidden: readonly Range[] } {
    return this.#asides.after(this.#writer.result())
  }

  #top(): Frame {
    return this.#frames.at(-1) ?? ROOT
  }

  #frameOf(name: string): Frame {
    const above = this.#top()
    const style = this.#attributes.get('style')?.toLowerCase().replace(/\s+/g, '') ?? ''
    const hides =
      (style !== '' && HIDING_STYLE.test(style)) || this.#attributes.has('hidden') || NOT_SHOWN.has(name)
    return {
      name,
      skipped: above.skipped || SKIPPED.has(name),
      hidden: above.hidden || hides,
      preformatted: above.preformatted || name === 'pre' || name === 'textarea' || name === 'xmp',
      quoteDepth: Math.min(
        5,
        above.quoteDepth + (name === 'blockquote' && !INDENT_STYLE.test(style) ? 1 : 0),
      ),
    }
  }

  /** What an element without content says: a picture its alternative text, a filled-in field its value. */
  #writeInstead(frame: Frame): void {
    const attribute =
      frame.name === 'img' || frame.name === 'area' ? 'alt' : frame.name === 'input' ? 'value' : ''
    const words = this.#attributes.get(attribute)?.trim() ?? ''
    const isUnseen = this.#attributes.get('type')?.toLowerCase() === 'hidden'
    if (words !== '' && !frame.skipped)
      this.#writer.write(` ${words} `, { ...frame, hidden: frame.hidden || isUnseen })
  }

  #isInList(name: string): boolean {
    return (name === 'ul' || name === 'ol' || name === 'p') && (this.#openByName.get('li') ?? 0) > 0
  }

  #push(frame: Frame): void {
    if (this.#frames.length >= MAX_OPEN_ELEMENTS) {
      this.#tooDeep += 1
      return
    }
    this.#frames.push(frame)
    this.#openByName.set(frame.name, (this.#openByName.get(frame.name) ?? 0) + 1)
  }

  #pop(): string {
    const { name } = this.#frames.pop() ?? ROOT
    this.#openByName.set(name, Math.max(0, (this.#openByName.get(name) ?? 0) - 1))
    return name
  }
}

const ROOT: Frame = { name: '', skipped: false, hidden: false, preformatted: false, quoteDepth: 0 }
