import { attachmentsOf } from './attachments-of.ts'
import { bytesAsText } from './bytes-as-text.ts'
import { htmlBody, plainBody } from './choose-body.ts'
import { cutMiddle } from './cut-middle.ts'
import { cleanText } from './decode-text.ts'
import { decodeWords } from './decode-words.ts'
import { LEAST_ROOM, MAX_SUBJECT_CHARS } from './limits.ts'
import type { Message } from './message.ts'
import { messageFacts } from './message-facts.ts'
import type { Part } from './part.ts'
import { partKind } from './part-kind.ts'
import { valuesOf } from './read-addresses.ts'
import { readHeaders } from './read-headers.ts'
import { salvageParts } from './salvage-parts.ts'
import { headAndTail, withLineFeeds } from './source-bytes.ts'

/**
 * The words that can be picked out of a message on which the reader was stopped: its
 * headers, and every text part of its beginning and its end, read flat and in one voice.
 *
 * It shares as little as it can with the reader that failed: no parser, no search for
 * quotations. Some words may be missing, so the message counts as not read.
 */
export function pickWords(source: Uint8Array): Message {
  const seen = withLineFeeds(headAndTail(source, LEAST_ROOM))
  const { headers, bodyStart } = readHeaders(seen)
  if (headers.length === 0) return bytesAsText(seen, LEAST_ROOM, 'reader-stopped')
  const parts = salvageParts(seen)
  const subject = cleanText(decodeWords(valuesOf(headers, 'subject')[0] ?? ''))
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .slice(0, MAX_SUBJECT_CHARS)
    .toWellFormed()
  const words = parts.map(wordsOf).filter((some) => some.trim() !== '')
  const found = words.length > 0 ? words.join('\n\n') : plainBody(asText(seen.subarray(bodyStart))).text
  const { text } = cutMiddle({ text: found, hidden: [] }, LEAST_ROOM.textChars)
  return {
    status: 'raw-only',
    because: 'reader-stopped',
    subject,
    ...messageFacts(headers),
    text,
    stretches: [{ voice: 'own', start: 0, end: subject.length + 1 + text.length }],
    attachments: attachmentsOf(parts),
    headers,
    unread: ['left-out'],
  }
}

const asText = (content: Uint8Array): Part => ({
  contentType: 'text/plain',
  charset: '',
  isAttachment: false,
  name: '',
  content,
})

function wordsOf(part: Part): string {
  const kind = partKind(part)
  if (kind === 'html' || kind === 'html-body') return htmlBody(part).text
  return kind === 'other' || kind === 'report' ? part.name : `${part.name}\n${plainBody(part).text}`.trim()
}
