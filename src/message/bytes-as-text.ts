import { cutMiddle } from './cut-middle.ts'
import { decodeText } from './decode-text.ts'
import type { Room } from './limits.ts'
import type { Message } from './message.ts'
import { messageFacts } from './message-facts.ts'
import { headAndTail } from './source-bytes.ts'
import type { Trouble } from './trouble.ts'

/**
 * Bytes without any header, or that our reader failed on: all of it is text, and nobody
 * sent it. Nothing here takes the message apart, so nothing here can fail on how it is built.
 */
export function bytesAsText(source: Uint8Array, room: Room, because: Trouble): Message {
  const seen = headAndTail(source, room)
  const decoded = decodeText(seen).text.trimEnd()
  const { text } = cutMiddle({ text: decoded, hidden: [] }, room.textChars)
  const isEmpty = text === ''
  const isCut = seen.length < source.length || text !== decoded
  return {
    ...(isEmpty ? { status: 'parsed' } : { status: 'raw-only', because }),
    subject: '',
    ...messageFacts([]),
    text,
    stretches: [{ voice: 'own', start: 0, end: text.length + 1 }],
    attachments: [],
    headers: [],
    unread: isEmpty ? ['empty'] : isCut ? ['left-out'] : [],
  }
}
