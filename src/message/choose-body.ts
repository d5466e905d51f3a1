import { decodeText } from './decode-text.ts'
import { htmlToText } from './html-to-text.ts'
import { BODY_ROOM } from './limits.ts'
import type { Part } from './part.ts'
import { partKind } from './part-kind.ts'
import { headAndTail } from './source-bytes.ts'
import type { Range } from './text-writer.ts'

/** A text and which stretches of it an HTML reader would not see. */
export type Body = {
  text: string
  hidden: readonly Range[]
  unknown: boolean
  /** It is so long that its middle was not looked at. */
  cut: boolean
}

export type ChosenBody = {
  body: Body
  /** The other version of the letter, where there are two; it may say something else. */
  other: (Body & { label: string }) | undefined
}

/** A plain version that says no more than that there is an HTML one. */
const STUB =
  /\b(?:view|see|read|open)\b[^.\n]{0,60}\b(?:browser|online|html)\b|\bhtml (?:version|e-?mail|message|format|capable|viewer)\b|\b(?:support|enable|display) html\b/i

/** Below this share of the HTML's words the plain version is a stub. */
const STUB_SHARE = 1 / 3

/**
 * The words of the letter: the plain version as it was decoded, or the HTML one as text
 * where there is no plain one or only a stub of it.
 */
export function chooseBody(parts: readonly Part[]): ChosenBody {
  const plain = joinedBodies(parts.filter((part) => partKind(part) === 'plain-body').map(plainBody))
  const html = joinedBodies(parts.filter((part) => partKind(part) === 'html-body').map(htmlBody))
  if (html.text === '') return { body: plain, other: undefined }
  if (plain.text.trim() === '') return { body: html, other: undefined }
  const isShort = wordCount(plain.text) < wordCount(html.text) * STUB_SHARE
  const isStub = STUB.test(plain.text.slice(0, 2_000)) && wordCount(plain.text) < wordCount(html.text)
  return isShort || isStub
    ? { body: html, other: { ...plain, label: '[Also in the plain version]' } }
    : { body: plain, other: { ...html, label: '[Also in the HTML version]' } }
}

/** The words of a part that is text. */
export function plainBody(part: Part): Body {
  const { content, cut } = endsOf(part.content)
  const { text, unknown } = decodeText(content, part.charset)
  return { text: text.trimEnd(), hidden: [], unknown, cut }
}

/** The words of a part that is HTML; its charset may stand in a `<meta>` only. */
export function htmlBody(part: Part): Body {
  const head = String.fromCharCode(...part.content.subarray(0, 1_024))
  const charset = part.charset || (/<meta[^>]{0,200}charset=["']?([\w-]{2,30})/i.exec(head)?.[1] ?? '')
  const { content, cut } = endsOf(part.content)
  const { text, unknown } = decodeText(content, charset)
  return { ...htmlToText(text), unknown, cut }
}

/** Of a part that is longer than any letter, its beginning and its end. */
function endsOf(whole: Uint8Array): { content: Uint8Array; cut: boolean } {
  const content = headAndTail(whole, BODY_ROOM)
  return { content, cut: content.length < whole.length }
}

const wordCount = (text: string): number => text.match(/\S+/g)?.length ?? 0

function joinedBodies(bodies: readonly Body[]): Body {
  const written = bodies.filter((body) => body.text.trim() !== '')
  const [only] = written
  if (written.length < 2) return only ?? { text: '', hidden: [], unknown: false, cut: false }
  const hidden: Range[] = []
  let text = ''
  for (const body of written) {
    if (text !== '') text += '\n\n'
    const at = text.length
    hidden.push(...body.hidden.map(({ start, end }) => ({ start: start + at, end: end + at })))
    text += body.text
  }
  return {
    text,
    hidden,
    unknown: written.some((body) => body.unknown),
    cut: written.some((body) => body.cut),
  }
}
