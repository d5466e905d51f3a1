import { attachmentName } from './attachment-name.ts'
import { calendarWords } from './calendar-words.ts'
import { type Body, chooseBody, htmlBody, plainBody } from './choose-body.ts'
import { cutMiddle } from './cut-middle.ts'
import { MAX_ATTACHED_TEXT_BYTES } from './limits.ts'
import type { Message, Voice } from './message.ts'
import { newLines } from './new-lines.ts'
import type { Part } from './part.ts'
import { partKind } from './part-kind.ts'
import type { DocumentRead } from './read-document.ts'
import { type Spoken, spokenLines } from './stretches.ts'
import type { Range } from './text-writer.ts'
import { type AnswerSigns, voicesOf } from './voices.ts'

/** What the text is put together from. */
export type Source = {
  parts: readonly Part[]
  /** Attached messages, read. */
  inner: ReadonlyMap<Part, Message>
  /** Attached documents, read. */
  documents: ReadonlyMap<Part, DocumentRead>
  signs: AnswerSigns
  /** A bounce or a receipt: the message in it is our own, come back (RFC 3464, RFC 8098). */
  isReport: boolean
  /** Words found where none belong: among the headers, in a second Subject. */
  strays: readonly string[]
  /** How long the whole may be. */
  maxChars: number
}

export type VisibleText = {
  pieces: readonly Spoken[]
  hidden: readonly Range[]
  cut: boolean
  unknown: boolean
}

/**
 * The visible text in pieces, each in one voice: the letter first, unchanged, so that
 * offsets into it hold; then, each under a label, whatever else in the message has words.
 */
export function visibleText(source: Source): VisibleText {
  const { body, other } = chooseBody(source.parts)
  const letter = cutMiddle(body, source.maxChars)
  const lines = letter.text.split('\n')
  const pieces = spokenLines(lines, voicesOf(lines, source.signs))
  const rest = [
    ...(other ? otherVersion(other, body, source) : []),
    ...source.parts.flatMap((part) => besides(part, source)),
    ...section('own', '[Text outside the letter]', source.strays.join('\n')),
  ]
  const kept = withinRoom(rest, source.maxChars - letter.text.length)
  return {
    pieces: letter.text.trim() === '' ? withoutGap(kept) : [...pieces, ...kept],
    hidden: letter.text.trim() === '' ? [] : letter.hidden,
    cut: letter !== body || body.cut || other?.cut === true || lengthOf(kept) < lengthOf(rest),
    unknown: body.unknown,
  }
}

/** A labelled section after the letter; none where there are no words. */
const section = (voice: Voice, label: string, words: string): Spoken[] =>
  words.trim() === '' ? [] : [{ voice, text: `\n\n${label}\n${words.trimEnd()}` }]

/** The lines that stand only in the version that was not chosen, in their own voices. */
function otherVersion(other: Body & { label: string }, body: Body, { signs, maxChars }: Source): Spoken[] {
  const cut = cutMiddle(other, maxChars)
  const lines = cut.text.split('\n')
  const voices = withHidden(lines, voicesOf(lines, signs), cut.hidden)
  const isNew = newLines(lines, body.text)
  const kept = lines.map((_, at) => at).filter((at) => isNew[at])
  const [first] = kept
  if (first === undefined) return []
  const spoken = spokenLines(
    kept.map((at) => lines[at] ?? ''),
    kept.map((at) => voices[at] ?? 'own'),
  )
  return [{ voice: spoken[0]?.voice ?? 'own', text: `\n\n${other.label}\n` }, ...spoken]
}

/** A line is hidden where its first letter is. */
function withHidden(lines: readonly string[], voices: readonly Voice[], hidden: readonly Range[]): Voice[] {
  let start = 0
  let next = 0
  return lines.map((line, at) => {
    while (next < hidden.length && (hidden[next]?.end ?? 0) <= start) next += 1
    const isHidden = (hidden[next]?.start ?? Number.POSITIVE_INFINITY) <= start
    start += line.length + 1
    return isHidden ? 'hidden' : (voices[at] ?? 'own')
  })
}

/** What a part beside the letter says. */
function besides(part: Part, source: Source): Spoken[] {
  const kind = partKind(part)
  const voice: Voice = part.insideMessage === undefined ? 'own' : source.isReport ? 'quoted' : 'forwarded'
  if (kind === 'plain-body' || kind === 'html-body' || kind === 'report') return []
  const inner = source.inner.get(part)
  if (inner) return section(source.isReport ? 'quoted' : 'forwarded', '[Attached message]', innerWords(inner))
  if (kind === 'calendar')
    return section('own', '[Invitation]', calendarWords(cutMiddle(plainBody(clipped(part)), 20_000).text))
  const label =
    attachmentName(part.name) === '' ? '[Attached file]' : `[Attached file: ${attachmentName(part.name)}]`
  const words = wordsOfFile(part, source.documents)
  if (part.insideMessage !== undefined)
    return section(voice, '[Attached message]', `${part.insideMessage}\n\n${words}`)
  if (words.trim() !== '') return section('own', label, words)
  return attachmentName(part.name) === '' ? [] : [{ voice: 'own', text: `\n\n${label}` }]
}

function wordsOfFile(part: Part, documents: Source['documents']): string {
  const kind = partKind(part)
  if (kind === 'text') return plainBody(clipped(part)).text
  if (kind === 'html') return htmlBody(clipped(part)).text
  return documents.get(part)?.words ?? ''
}

const clipped = (part: Part): Part => ({
  ...part,
  content: part.content.subarray(0, MAX_ATTACHED_TEXT_BYTES),
})

function innerWords(message: Message): string {
  const from = message.from
    ? `From: ${message.from.name} <${message.from.address}>`.replace(':  <', ': <')
    : ''
  const subject = message.subject ? `Subject: ${message.subject}` : ''
  return [from, subject, '', message.text].filter((line, at) => line !== '' || at === 2).join('\n')
}

/** As many sections as there is room for: from the first on, and a quarter of the room from the last back. */
function withinRoom(sections: readonly Spoken[], room: number): Spoken[] {
  if (lengthOf(sections) <= room) return [...sections]
  const first = untilFull(sections, room * 0.75)
  const last = untilFull(sections.slice(first.length).reverse(), room * 0.25).reverse()
  return [...first, ...last]
}

const lengthOf = (sections: readonly Spoken[]): number =>
  sections.reduce((sum, { text }) => sum + text.length, 0)

/** The last one taken is cut in its middle where it is too long for the room left. */
function untilFull(sections: readonly Spoken[], room: number): Spoken[] {
  const kept: Spoken[] = []
  let left = room
  for (const piece of sections) {
    if (left < LEAST_SECTION) break
    const { text } = cutMiddle({ text: piece.text, hidden: [] }, Math.floor(left))
    kept.push({ ...piece, text })
    left -= text.length
  }
  return kept
}

/** Room for fewer characters than this would leave a label and no words. */
const LEAST_SECTION = 200

/** Without a letter above it, the first section needs no empty lines before it. */
const withoutGap = (pieces: readonly Spoken[]): Spoken[] =>
  pieces.map((piece, at) => (at === 0 ? { ...piece, text: piece.text.trimStart() } : piece))
