import type { messages } from '../db/schema.ts'
import type { Message } from '../message/message.ts'
import { messageFacts } from '../message/message-facts.ts'

type Row = Pick<
  typeof messages.$inferSelect,
  'status' | 'because' | 'subject' | 'text' | 'stretches' | 'attachments' | 'headers' | 'unread'
>

/**
 * The message of a row as it was read when it came, so that it can be judged again without its
 * bytes. `envelopeFrom` is that of its raw message.
 */
export const storedMessage = (row: Row, envelopeFrom: string | null): Message => ({
  ...messageFacts(row.headers),
  ...(envelopeFrom === null ? {} : { returnPath: envelopeFrom.toLowerCase() }),
  status: row.status,
  ...(row.because === null ? {} : { because: row.because }),
  subject: row.subject,
  text: row.text,
  stretches: row.stretches,
  attachments: row.attachments,
  headers: row.headers,
  unread: row.unread,
})
