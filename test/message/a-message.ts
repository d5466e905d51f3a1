/**
 * Builders of mails and messages for tests. Everyone in them is invented and every
 * address is on an example domain. Each takes what a test is about and defaults the rest.
 */
import type { Message } from '../../src/message/message.ts'
import { reading } from '../../src/message/message.ts'

export type MailPart = {
  contentType: string
  content: string | Uint8Array
  /** Given, the part is an attachment of that name; otherwise it is shown in the mail. */
  name?: string
}

export type MailParts = {
  from?: string
  to?: string
  subject?: string
  body?: string
  /** With it the mail is multipart/alternative, or HTML alone when there is no `body`. */
  html?: string
  /** Further parts; the mail is then multipart/mixed. */
  parts?: readonly MailPart[]
  /** What the last server noted as MAIL FROM; null leaves the line out. Defaults to the address of `from`. */
  returnPath?: string | null
  date?: string
  messageId?: string
  /** More header lines, a list for a repeated one; null takes one of ours away. Written as given, so fold with `\r\n `. */
  headers?: Readonly<Record<string, string | readonly string[] | null>>
}

/** The bytes of a well-formed mail with CRLF line ends. `body: undefined` takes the default, `''` is an empty mail. */
export function aMail(given: MailParts = {}): Uint8Array {
  const from = given.from ?? 'Alma Penhaligon <alma.penhaligon@example.net>'
  const path = given.returnPath === undefined ? (/<([^>]*)>/.exec(from)?.[1] ?? from) : given.returnPath
  const lines: Record<string, string | readonly string[] | null> = {
    'Return-Path': path === null ? null : `<${path}>`,
    From: from,
    To: given.to ?? 'Enquiries <enquiries@office.example>',
    Subject: encodedSubject(given.subject ?? 'A question for your office'),
    Date: given.date ?? 'Tue, 06 Oct 2026 09:15:00 +0100',
    'Message-ID': given.messageId ?? '<letter-1@example.net>',
    'MIME-Version': '1.0',
  }
  const { type, encoding, content } = contentOf(given)
  const all = { ...lines, 'Content-Type': type, 'Content-Transfer-Encoding': encoding, ...given.headers }
  const head = Object.entries(all).flatMap(([name, value]) =>
    value === null ? [] : [value].flat().map((one) => `${name}: ${one}`),
  )
  return bytes(`${head.join('\r\n')}\r\n\r\n${content}`)
}

/** A text as UTF-8 bytes, for mails that are broken on purpose. */
export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

/** What reading `aMail()` gives, with your changes. Unless you give `stretches`, all words are the correspondent's own. */
export function aMessage(given: Partial<Message> = {}): Message {
  const message: Message = {
    status: 'parsed',
    subject: 'A question for your office',
    from: { name: 'Alma Penhaligon', address: 'alma.penhaligon@example.net' },
    replyTo: undefined,
    addressedTo: ['enquiries@office.example'],
    returnPath: 'alma.penhaligon@example.net',
    messageId: '<letter-1@example.net>',
    answers: [],
    sentAt: new Date('2026-10-06T08:15:00Z'),
    text: 'Could you tell me when the next public meeting is?\n\nAlma Penhaligon',
    stretches: [],
    attachments: [],
    headers: [],
    unread: [],
    ...given,
  }
  const end = reading(message).length
  return {
    ...message,
    stretches: given.stretches ?? [{ voice: 'own', start: 0, end }],
    headers: given.headers ?? headersOf(message),
  }
}

function headersOf(message: Message): Message['headers'] {
  const lines = {
    'return-path': message.returnPath === undefined ? undefined : `<${message.returnPath}>`,
    from: message.from && `${message.from.name} <${message.from.address}>`,
    'reply-to': message.replyTo?.address,
    to: message.addressedTo.join(', '),
    subject: message.subject,
    'message-id': message.messageId,
    references: message.answers.join(' ') || undefined,
  }
  return Object.entries(lines).flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]))
}

type Content = { type: string; encoding: string; content: string }

function contentOf(given: MailParts): Content {
  const plain = given.body ?? 'Could you tell me when the next public meeting is?\n\nAlma Penhaligon\n'
  const text: Content = {
    type: 'text/plain; charset=utf-8',
    encoding: '8bit',
    content: plain.replace(/\r?\n/g, '\r\n'),
  }
  const html = given.html === undefined ? undefined : htmlContent(given.html)
  const shown = html && given.body !== undefined ? multipart('alternative', [text, html]) : (html ?? text)
  const parts = given.parts ?? []
  return parts.length === 0 ? shown : multipart('mixed', [shown, ...parts.map(partContent)])
}

const htmlContent = (html: string): Content => ({
  type: 'text/html; charset=utf-8',
  encoding: 'base64',
  content: base64(bytes(html)),
})

function partContent(part: MailPart): Content {
  const name = part.name === undefined ? '' : `\r\nContent-Disposition: attachment; filename="${part.name}"`
  const content = typeof part.content === 'string' ? bytes(part.content) : part.content
  // RFC 2046 section 5.2.1 forbids an encoding on message/rfc822.
  const isMessage = part.contentType.startsWith('message/')
  return {
    type: part.contentType + name,
    encoding: isMessage ? '8bit' : 'base64',
    content: isMessage ? new TextDecoder().decode(content) : base64(content),
  }
}

let boundaries = 0

function multipart(kind: string, parts: readonly Content[]): Content {
  boundaries += 1
  const boundary = `part-${boundaries}`
  const blocks = parts.map(
    (part) =>
      `--${boundary}\r\nContent-Type: ${part.type}\r\nContent-Transfer-Encoding: ${part.encoding}\r\n\r\n${part.content}\r\n`,
  )
  return {
    type: `multipart/${kind}; boundary="${boundary}"`,
    encoding: '8bit',
    content: `${blocks.join('')}--${boundary}--\r\n`,
  }
}

/** Lines of 76 characters, as RFC 2045 section 6.8 asks. */
const base64 = (content: Uint8Array): string =>
  Buffer.from(content).toString('base64').replace(/.{76}/g, '$&\r\n')

/** An RFC 2047 word where the subject is not plain ASCII. */
const encodedSubject = (subject: string): string =>
  /^[\x20-\x7e\r\n]*$/.test(subject)
    ? subject
    : `=?utf-8?B?${Buffer.from(subject, 'utf8').toString('base64')}?=`
