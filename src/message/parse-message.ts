import { attachmentsOf, longNames } from './attachments-of.ts'
import { bytesAsText } from './bytes-as-text.ts'
import { cleanText } from './decode-text.ts'
import { decodeWords } from './decode-words.ts'
import { type Leaves, leaves, wholeOf } from './leaves.ts'
import { MAX_NESTED_PARSES, MAX_SUBJECT_CHARS, ROOM_OF_ITS_OWN, type Room } from './limits.ts'
import type { Message } from './message.ts'
import { isEncrypted, isReport, messageFacts, ourDomains } from './message-facts.ts'
import { mimeHead } from './mime-head.ts'
import type { Part } from './part.ts'
import { partKind } from './part-kind.ts'
import { valuesOf } from './read-addresses.ts'
import { DocumentBudget, type DocumentRead } from './read-document.ts'
import { type HeaderBlock, readHeaders } from './read-headers.ts'
import { salvageParts } from './salvage-parts.ts'
import { headAndTail, withLineFeeds } from './source-bytes.ts'
import { stretchesOf } from './stretches.ts'
import { subjectPrefix } from './subject-prefix.ts'
import type { Trouble } from './trouble.ts'
import { unreadOf } from './unread.ts'
import { visibleText } from './visible-text.ts'
import { wordsAround } from './words-around.ts'

/**
 * What a message says, whatever its bytes are. Never throws: a message that cannot be
 * read whole is `partial` or `raw-only` with the reason, and its words, as far as they can
 * be had, are there to be searched for danger like anyone's. How long it takes and how much
 * memory is bounded by `room`; only a fault of ours can take longer, which is why Node
 * reads mail in a thread that can be stopped (decision 8).
 */
export async function parseMessage(source: Uint8Array, room: Room = ROOM_OF_ITS_OWN): Promise<Message> {
  try {
    return await readMessage(source, { room, depth: 0, documents: new DocumentBudget(room.documents) })
  } catch {
    // A fault of ours, on bytes we did not foresee. Thrown further, it would hold up the
    // letter; caught here, the letter goes before a person with its bytes as text.
    return bytesAsText(source, room, 'reader-failed')
  }
}

type Reading = { room: Room; depth: number; documents: DocumentBudget }

async function readMessage(given: Uint8Array, reading: Reading): Promise<Message> {
  const { room, depth } = reading
  const isTooBig = given.length > room.wholeBytes
  const source = withLineFeeds(isTooBig ? headAndTail(given, room) : given)
  const block = readHeaders(source)
  if (block.headers.length === 0) return bytesAsText(source, room, 'no-headers')
  const built = mimeHead(block.headers, source.subarray(block.bodyStart))
  const isFlat = isTooBig || depth > MAX_NESTED_PARSES
  const read: Leaves = isFlat ? { parts: salvageParts(wholeOf(built)) } : await leaves(built, room)
  const inner = new Map<Part, Message>()
  for (const part of read.parts) {
    if (partKind(part) !== 'message') continue
    inner.set(part, await readMessage(part.content, { ...reading, depth: depth + 1 }))
  }
  const documents = await reading.documents.read(read.parts)
  const troubles = [isTooBig ? ('too-big' as const) : undefined, read.because]
  const around = wordsAround(built)
  const leftOut = read.leftOut || isTooBig || block.subjectCut || built.isAmbiguous
  return messageOf({ block, parts: read.parts, inner, documents, troubles, around, leftOut, room })
}

/** What was lost inside an attached message was lost to this one; who sent it is its own affair. */
const lossOf = (inner: Message): Trouble | undefined =>
  inner.because === 'several-from' || inner.because === 'no-headers'
    ? undefined
    : (inner.because as Trouble | undefined)

type ReadOut = {
  block: HeaderBlock
  parts: readonly Part[]
  inner: ReadonlyMap<Part, Message>
  documents: ReadonlyMap<Part, DocumentRead>
  troubles: readonly (Trouble | undefined)[]
  /** Words before the first part and after the last. */
  around: string
  leftOut: boolean
  room: Room
}

function messageOf({ block, parts, inner, documents, troubles, around, leftOut, room }: ReadOut): Message {
  const { headers } = block
  const [given = '', ...moreSubjects] = valuesOf(headers, 'subject').map(cleanSubject)
  const subject = given.slice(0, MAX_SUBJECT_CHARS).toWellFormed()
  const strays = [
    given.slice(MAX_SUBJECT_CHARS),
    ...moreSubjects,
    ...block.strays,
    ...longNames(parts),
    around,
  ].filter(Boolean)
  const facts = messageFacts(headers)
  const visible = visibleText({
    parts,
    inner,
    documents,
    signs: {
      prefix: subjectPrefix(subject),
      isAnswer: facts.answers.length > 0,
      ourDomains: ourDomains(headers),
    },
    isReport: isReport(headers),
    strays,
    maxChars: room.textChars,
  })
  const because = [
    ...troubles,
    ...[...inner.values()].map(lossOf),
    valuesOf(headers, 'from').length > 1 ? 'several-from' : undefined,
    block.strays.length > 0 ? 'words-among-headers' : undefined,
    block.cut ? 'too-many-headers' : undefined,
    visible.cut || block.subjectCut ? 'text-cut' : undefined,
    visible.unknown ? 'unknown-letters' : undefined,
  ].find((trouble) => trouble !== undefined)
  const message: Message = {
    ...(because === undefined ? { status: 'parsed' } : { status: 'partial', because }),
    subject,
    ...facts,
    text: visible.pieces.map((piece) => piece.text).join(''),
    stretches: stretchesOf(subject, visible.pieces, visible.hidden),
    attachments: attachmentsOf(parts, documents),
    headers,
    unread: [],
  }
  const isCut = leftOut || visible.cut
  const isLocked = isEncrypted(headers)
  const unread = unreadOf(message, { parts, inner: [...inner.values()], documents, isLocked })
  return { ...message, unread: isCut ? [...new Set([...unread, 'left-out'])] : unread }
}

const cleanSubject = (value: string): string =>
  cleanText(decodeWords(value))
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
