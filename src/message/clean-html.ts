/**
 * The HTML of a letter, made harmless. What comes out is a language of its own: the names of
 * `SHOWN`, without a single attribute, and escaped words. So there is nothing in it that could run,
 * load, move or be taken for something else by whoever reads it next: no link, no picture, no
 * style, no form, no foreign content. Where a link leads and what a picture is said to show stand
 * beside it as words.
 */
import { Parser } from 'htmlparser2'

const SHOWN = new Set(
  'p br hr div blockquote ul ol li dl dt dd b strong i em u s h1 h2 h3 h4 h5 h6 table thead tbody tfoot tr td th pre code sub sup'.split(
    ' ',
  ),
)
const VOID = new Set(['br', 'hr'])

/** Left out with everything in them: never words of a letter, or read by other rules than those of HTML. */
const LEFT_OUT = new Set(
  'script style template title head iframe frame frameset noframes noembed noscript xmp plaintext listing textarea select option svg math object embed applet audio video canvas'.split(
    ' ',
  ),
)

/** Letters are not nested so deep: what is deeper is shown flat, and where it goes on deeper still nothing is read on. */
const MOST_OPEN = 200
const MOST_NESTED = 2_000
const PIECE = 4_096
const MOST_CHARS = 500_000
/** Signs that turn the order of what is read, and controls. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are taken out.
const NOT_SHOWN = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g

/** Gives back markup that is safe as the content of a `<body>`. */
export function cleanHtml(html: string): string {
  const out: string[] = []
  const open: { name: string; isShown: boolean; after: string }[] = []
  let chars = 0
  let shown = 0
  let leftOut = 0
  const add = (piece: string): void => {
    if (chars < MOST_CHARS) out.push(piece)
    chars += piece.length
  }
  const parser = new Parser(
    {
      onopentag: (name, given) => {
        if (LEFT_OUT.has(name)) leftOut++
        const isShown =
          leftOut === 0 && SHOWN.has(name) && !VOID.has(name) && shown < MOST_OPEN && chars < MOST_CHARS
        if (leftOut === 0) {
          if (isShown || VOID.has(name)) add(`<${name}>`)
          if (name === 'img') add(sayPicture(given['alt']))
        }
        if (isShown) shown++
        open.push({ name, isShown, after: name === 'a' ? sayLink(given['href']) : '' })
      },
      ontext: (text) => {
        if (leftOut === 0) add(escaped(text))
      },
      onclosetag: () => {
        const closed = open.pop()
        if (!closed) return
        if (LEFT_OUT.has(closed.name)) leftOut--
        else if (leftOut === 0 && closed.after) add(closed.after)
        if (!closed.isShown) return
        shown--
        // Also where there is no room for more words: what was opened is closed.
        out.push(`</${closed.name}>`)
      },
    },
    { decodeEntities: true, lowerCaseTags: true, recognizeCDATA: false, recognizeSelfClosing: false },
  )
  let at = 0
  for (; at < html.length && open.length < MOST_NESTED && chars < MOST_CHARS; at += PIECE)
    parser.write(html.slice(at, at + PIECE))
  parser.end()
  return (
    out.join('') +
    (at < html.length || chars > MOST_CHARS
      ? '<p>[The rest is left out here, because it is very long.]</p>'
      : '')
  )
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escaped = (text: string): string =>
  text.replace(NOT_SHOWN, '').replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '')

/** The real host, in the letters that machines read (`xn--…`), whatever the words of the link say. */
function sayLink(href: string | undefined): string {
  if (href === undefined) return ''
  try {
    const { protocol, host, pathname } = new URL(href.trim())
    if (protocol === 'http:' || protocol === 'https:') return escaped(` [link to ${host}]`)
    if (protocol === 'mailto:') return escaped(` [mail to ${pathname.slice(0, 200)}]`)
  } catch {
    // No address; said below.
  }
  return ' [a link that leads nowhere safe]'
}

const sayPicture = (alt: string | undefined): string =>
  escaped(alt ? `[picture: ${alt.slice(0, 500)}]` : '[picture]')
