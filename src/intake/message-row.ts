import { randomUUID } from 'node:crypto'
import type { Arrival } from '../cases/arrival.ts'
import type { rawMessages } from '../db/schema.ts'
import { decodeWords } from '../message/decode-words.ts'
import type { Message } from '../message/message.ts'
import type { Triage } from '../triage/triage.ts'

type Raw = typeof rawMessages.$inferSelect

/** The row of `messages`, but for the case it will be in. Postgres takes no NUL in text, so none is kept there. */
export function messageRow(
  raw: Raw,
  read: { message: Message; triage: Triage; rulesVersion: string; now: Date },
): Arrival['row'] {
  const { message, triage } = read
  return withoutNul({
    id: randomUUID(),
    officeId: raw.officeId,
    rawMessageId: raw.id,
    channel: raw.channel,
    status: message.status,
    because: message.because ?? null,
    messageId: message.messageId ?? null,
    fromName: message.from?.name ?? correspondentOf(message),
    fromAddress: message.from?.address ?? null,
    subject: message.subject,
    text: message.text,
    stretches: [...message.stretches],
    attachments: [...message.attachments],
    headers: [...message.headers],
    unread: [...message.unread],
    triage,
    rulesVersion: read.rulesVersion,
    receivedAt: raw.receivedAt,
    takenInAt: read.now,
  })
}

/** Who wrote, where the contact was entered by hand and has no From. */
export const correspondentOf = (message: Message): string =>
  decodeWords(message.headers.find((header) => header.name === 'x-waypost-correspondent')?.value ?? '')

/** The replacement keeps every length, so that the offsets of flags stay true. */
function withoutNul<T>(value: T): T {
  if (typeof value === 'string') return value.replaceAll('\0', '\uFFFD') as T
  if (value instanceof Date || value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(withoutNul) as T
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutNul(inner)])) as T
}
