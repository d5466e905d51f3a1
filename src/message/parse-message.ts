import { attachmentName } from './attachment-name.ts'
import { cutMiddle } from './cut-middle.ts'
import { cleanText, decodeText } from './decode-text.ts'
import { decodeWords } from './decode-words.ts'
import {
  MAX_ATTACHMENTS,
  MAX_NESTED_PARSES,
  MAX_SOURCE_BYTES,
  MAX_SUBJECT_CHARS,
  MAX_TEXT_CHARS,
} from './limits.ts'
import type { Attachment, Message } from './message.ts'
import { isEncrypted, isReport, messageFacts, ourDomains } from './message-facts.ts'
import type { Part } from './part.ts'
import { partKind } from './part-kind.ts'
import { valuesOf } from './read-addresses.ts'
import { type HeaderBlock, readHeaders } from './read-headers.ts'
import { readParts } from './read-parts.ts'
import { salvageParts } from './salvage-parts.ts'
import { headAndTail, separated, withLineFeeds } from './source-bytes.ts'
import { stretchesOf } from './stretches.ts'
import { subjectPrefix } from './subject-prefix.ts'
import type { Trouble } from './trouble.ts'
import { unreadOf } from './unread.ts'
import { visibleText } from './visible-text.ts'

/**
 * What a message says, whatever its bytes are. Never throws and always ends: a message
 * that cannot be read whole is `partial` or `raw-only` with the reason, and its words, as
 * far as they can be had, are there to be searched for danger like anyone's.
 */
export async function parseMessage(source: Uint8Array): Promise<Message> {
  try {
    return await readMessage(source, 0)
  } catch {
    // A fault of ours, on bytes we did not foresee. Thrown further, it would hold up the
    // letter; caught here, the letter goes before a person with its bytes as text.
    return rawMessage(source, 'reader-failed')
  }
}

async function readMessage(given: Uint8Array, depth: number): Promise<Message> {
  const isTooBig = given.length > MAX_SOURCE_BYTES
  const source = withLineFeeds(isTooBig ? headAndTail(given) : given)
  const block = readHeaders(source)
  if (block.headers.length === 0) return rawMessage(source, 'no-headers')
  const wellEnded = block.ended ? source : separated(source, block.bodyStart)
  const isFlat = isTooBig || depth > MAX_NESTED_PARSES
  const read: Leaves = isFlat ? { parts: salvageParts(wellEnded) } : await leaves(wellEnded)
  const inner = new Map<Part, Message>()
  for (const part of read.parts) {
    if (partKind(part) === 'message') inner.set(part, await readMessage(part.content, depth + 1))
  }
  const troubles = [
    isTooBig ? ('too-big' as const) : undefined,
    read.because,
    ...[...inner.values()].map(lossOf),
  ]
  return messageOf(block, read.parts, inner, troubles)
}

type Leaves = { parts: readonly Part[]; because?: Trouble }

/** The leaves by the parser, or by the flat reader where it fails or finds nothing. */
async function leaves(source: Uint8Array): Promise<Leaves> {
  const read = await readParts(source)
  if ('because' in read) return { parts: salvageParts(headAndTail(source)), because: read.because }
  if (read.parts.some((part) => part.content.length > 0)) return read
  // A boundary that never comes leaves the whole letter in front of the first part, where
  // the parser looks for nothing.
  const found = salvageParts(source).filter((part) => decodeText(part.content).text.trim() !== '')
  return found.length > 0 ? { parts: found, because: 'parser-gave-up' } : read
}

/** What was lost inside an attached message was lost to this one; who sent it is its own affair. */
const lossOf = (inner: Message): Trouble | undefined =>
  inner.because === 'several-from' || inner.because === 'no-headers'
    ? undefined
    : (inner.because as Trouble | undefined)

function messageOf(
  block: HeaderBlock,
  parts: readonly Part[],
  inner: ReadonlyMap<Part, Message>,
  troubles: readonly (Trouble | undefined)[],
): Message {
  const { headers, strays } = block
  const [subject = '', ...moreSubjects] = valuesOf(headers, 'subject').map(cleanSubject)
  const facts = messageFacts(headers)
  const isAnswer = facts.answers.length > 0
  const visible = visibleText({
    parts,
    inner,
    signs: { prefix: subjectPrefix(subject), isAnswer, ourDomains: ourDomains(headers) },
    isReport: isReport(headers),
    strays: [...moreSubjects, ...strays],
  })
  const because = [
    ...troubles,
    valuesOf(headers, 'from').length > 1 ? 'several-from' : undefined,
    strays.length > 0 ? 'words-among-headers' : undefined,
    block.cut ? 'too-many-headers' : undefined,
    visible.cut ? 'text-cut' : undefined,
    visible.unknown ? 'unknown-letters' : undefined,
  ].find((trouble) => trouble !== undefined)
  const message: Message = {
    ...(because === undefined ? { status: 'parsed' } : { status: 'partial', because }),
    subject,
    ...facts,
    text: visible.pieces.map((piece) => piece.text).join(''),
    stretches: stretchesOf(subject, visible.pieces, visible.hidden),
    attachments: attachmentsOf(parts),
    headers,
    unread: [],
  }
  return { ...message, unread: unreadOf(message, parts, isEncrypted(headers)) }
}

const cleanSubject = (value: string): string =>
  cleanText(decodeWords(value))
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .slice(0, MAX_SUBJECT_CHARS)
    .toWellFormed()

const attachmentsOf = (parts: readonly Part[]): Attachment[] =>
  parts
    .filter((part) => !partKind(part).endsWith('-body'))
    .slice(0, MAX_ATTACHMENTS)
    .map(({ name, contentType, content }) => ({
      name: attachmentName(name),
      contentType: contentType.slice(0, 200),
      size: content.length,
    }))

/** Bytes without any header, or that our reader failed on: all of it is text, and nobody sent it. */
function rawMessage(source: Uint8Array, because: Trouble): Message {
  const decoded = decodeText(headAndTail(source))
  const { text } = cutMiddle({ text: decoded.text.trimEnd(), hidden: [] }, MAX_TEXT_CHARS)
  const isEmpty = text === ''
  return {
    ...(isEmpty ? { status: 'parsed' } : { status: 'raw-only', because }),
    subject: '',
    ...messageFacts([]),
    text,
    stretches: [{ voice: 'own', start: 0, end: text.length + 1 }],
    attachments: [],
    headers: [],
    unread: isEmpty ? ['empty'] : [],
  }
}
