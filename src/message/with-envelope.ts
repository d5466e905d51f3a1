import type { Message } from './message.ts'
import type { Trouble } from './trouble.ts'

/** A raw message as it was delivered: its bytes, and what only its delivery knows. */
export type Delivered = {
  source: Uint8Array
  /** MAIL FROM; '' is the null path, null where the source does not tell. */
  envelopeFrom: string | null
  /** Only its head was fetched. */
  cutShort: boolean
  /** All of it is kept, and this is its beginning and its end. */
  isBothEnds?: boolean
}

/**
 * The message with what only its delivery knows: the envelope sender, which stands
 * above a Return-Path that anybody can write into a message, and that it was cut short.
 */
export function withEnvelope(message: Message, { envelopeFrom, cutShort, isBothEnds }: Delivered): Message {
  return {
    ...message,
    ...(envelopeFrom === null ? {} : { returnPath: envelopeFrom.toLowerCase() }),
    ...(cutShort ? leftOutOf(message, 'oversize') : isBothEnds ? leftOutOf(message, 'too-big') : {}),
  }
}

const leftOutOf = (message: Message, because: Trouble): Pick<Message, 'status' | 'because' | 'unread'> => ({
  status: message.status === 'raw-only' ? 'raw-only' : 'partial',
  because,
  unread: [...new Set([...message.unread, 'left-out'])],
})
