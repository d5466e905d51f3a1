import type { Message } from './message.ts'

/** A message of which only these parts matter: readable, in the writer's own words, and without anything else. */
export function plainMessage(parts: Partial<Message> = {}): Message {
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
