import { decodeText } from './decode-text.ts'
import { MAX_HEAD_BYTES, MAX_HEAD_LINES, MAX_HEADER_CHARS, MAX_HEADERS, MAX_MORE_HEADERS } from './limits.ts'
import type { Header } from './message.ts'
import { isSingle } from './repeated-headers.ts'
import { binaryBytes, binaryString } from './transfer-decode.ts'

export type HeaderBlock = {
  headers: readonly Header[]
  /** Where the body begins in the source; 0 where there are no headers. */
  bodyStart: number
  /** False where the body follows at once, without the empty line of RFC 5322 section 2.1. */
  ended: boolean
  /** Lines among the headers that are none: somebody's words, perhaps. */
  strays: readonly string[]
  /** There are more headers than we keep. */
  cut: boolean
  /** A subject is longer than we keep. */
  subjectCut: boolean
}

/** A field name of RFC 5322 section 2.2, with the white space before the colon that section 4.5 still allows. */
const FIELD = /^([!-9;-~]{1,200})[ \t]*:(.*)$/s

/** Without one of these, lines with colons are a letter ("Note: he has a knife"), not headers. */
const KNOWN = new Set(
  'return-path received from to cc bcc subject date message-id reply-to sender mime-version content-type content-transfer-encoding delivered-to in-reply-to references list-id auto-submitted'.split(
    ' ',
  ),
)

/**
 * The headers of a message as they stand, repeats and all, and where its body begins.
 *
 * One pass that refuses nothing: the parser's own view keeps only the first of a repeated
 * header and loses what it cannot place, and both hide forgeries and words.
 */
export function readHeaders(source: Uint8Array): HeaderBlock {
  const head = binaryString(source.subarray(0, headEnd(source)))
  const { lines, bodyStart, ended } = headLines(head)
  const lastKnown = lines.findLastIndex((line) => KNOWN.has(nameOf(line.text)))
  if (lastKnown < 0)
    return { headers: [], bodyStart: 0, ended: false, strays: [], cut: false, subjectCut: false }
  const headers: { name: string; value: string[] }[] = []
  const strays: string[] = []
  for (const [at, line] of lines.entries()) {
    const field = FIELD.exec(line.text)
    const last = headers.at(-1)
    if (/^[ \t]/.test(line.text) && last) last.value.push(line.text)
    else if (field) headers.push({ name: nameOf(line.text), value: [field[2] ?? ''] })
    else if (at > lastKnown) return finished(headers, line.start, false, strays)
    else if (!/^>?From /.test(line.text)) strays.push(legible(line.text))
  }
  return finished(headers, bodyStart, ended, strays)
}

function finished(
  headers: readonly { name: string; value: string[] }[],
  bodyStart: number,
  ended: boolean,
  strays: readonly string[],
): HeaderBlock {
  return {
    headers: kept(headers).map(({ name, value }) => ({ name, value: unfolded(value) })),
    bodyStart,
    ended,
    strays,
    cut: headers.length > MAX_HEADERS,
    subjectCut: headers.some(({ name, value }) => name === 'subject' && lengthOf(value) > MAX_HEADER_CHARS),
  }
}

/** The first ones, and of the others those that say who wrote what: a second From may stand behind any number. */
function kept<T extends { name: string }>(headers: readonly T[]): T[] {
  const more = headers.slice(MAX_HEADERS).filter(({ name }) => isSingle(name))
  return [...headers.slice(0, MAX_HEADERS), ...more.slice(0, MAX_MORE_HEADERS)]
}

const nameOf = (line: string): string => FIELD.exec(line.slice(0, 300))?.[1]?.toLowerCase() ?? ''

const lengthOf = (lines: readonly string[]): number => lines.reduce((sum, line) => sum + line.length, 0)

/** RFC 5322 section 2.2.3: the line break goes, the white space stays. */
const unfolded = (lines: readonly string[]): string =>
  legible(lines.join('')).trim().slice(0, MAX_HEADER_CHARS)

/** Raw 8-bit letters (RFC 6532) are read as what they most likely are; breaks and NULs cannot stay in a value. */
const legible = (binary: string): string => decodeText(binaryBytes(binary)).text.replace(/\n/g, ' ')

/** Just past the empty line after the headers, so that no more than them is turned into text. */
function headEnd(source: Uint8Array): number {
  const max = Math.min(source.length, MAX_HEAD_BYTES)
  let start = 0
  while (start < max) {
    const feed = source.indexOf(LF, start)
    if (feed < 0) return max
    if (feed === start || (feed === start + 1 && source[start] === CR)) return Math.min(feed + 1, max)
    start = feed + 1
  }
  return max
}

const LF = 10
const CR = 13

type HeadLine = { text: string; start: number }

function headLines(head: string): { lines: HeadLine[]; bodyStart: number; ended: boolean } {
  const lines: HeadLine[] = []
  let start = 0
  while (start < head.length && lines.length < MAX_HEAD_LINES) {
    const feed = head.indexOf('\n', start)
    const end = feed < 0 ? head.length : feed
    const text = head.slice(start, end).replace(/\r$/, '')
    const next = end + 1
    if (text === '') return { lines, bodyStart: Math.min(next, head.length), ended: true }
    lines.push({ text, start })
    start = next
  }
  // The end of the source, or of what we look at: nothing tells the headers from a body.
  return { lines, bodyStart: Math.min(start, head.length), ended: true }
}
