import type { Message } from '../../src/message/message.ts'

/** A readable message in the writer's own words; say only what the test is about. */
export function aMessage(parts: Partial<Message> = {}): Message {
  const subject = parts.subject ?? ''
  const text = parts.text ?? ''
  return {
    status: 'parsed',
    from: undefined,
    replyTo: undefined,
    addressedTo: [],
    returnPath: undefined,
    messageId: undefined,
    answers: [],
    sentAt: undefined,
    stretches: [{ voice: 'own', start: 0, end: subject.length + 1 + text.length }],
    attachments: [],
    headers: [],
    unread: [],
    ...parts,
    subject,
    text,
  }
}
