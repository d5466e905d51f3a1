/** Writes mails line by line, broken in the way that a test is about. Everybody in them is invented. */
import type { Chance } from './chance.ts'

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

/** One byte a character, for mails that are not UTF-8. */
export const binaryOf = (text: string): Uint8Array =>
  Uint8Array.from(text, (letter) => letter.charCodeAt(0) & 255)

export const joinedBytes = (...parts: (string | Uint8Array | readonly number[])[]): Uint8Array =>
  new Uint8Array(
    Buffer.concat(parts.map((part) => Buffer.from(typeof part === 'string' ? bytesOf(part) : part))),
  )

export const base64Of = (content: string | Uint8Array): string =>
  Buffer.from(content).toString('base64').replace(/.{76}/g, '$&\r\n')

const NAMES = ['Alma Penhaligon', 'Bran Trevelyan', 'Cora Ashdown', 'Dilwyn Marsh', 'Esme Lanyon']
const DOMAINS = ['example.net', 'example.org', 'example.com']

export const aSender = (chance: Chance): string =>
  `${chance.pick(NAMES)} <${chance.letters(8)}@${chance.pick(DOMAINS)}>`

/** The headers of an ordinary mail, without the empty line after them. */
export const headOf = (chance: Chance, ...more: string[]): string =>
  [
    `Return-Path: <${chance.letters(6)}@${chance.pick(DOMAINS)}>`,
    `From: ${aSender(chance)}`,
    'To: Enquiries <enquiries@mopac.example.org>',
    `Subject: About ${chance.letters(6)}`,
    `Date: ${chance.pick(['Mon, 23 Nov 2026 09:00:00 +0000', 'Tue, 24 Nov 2026 18:30:00 +0000'])}`,
    `Message-ID: <${chance.letters(12)}@${chance.pick(DOMAINS)}>`,
    ...more,
  ].join('\r\n')

export const mailOf = (chance: Chance, more: readonly string[], body: string): Uint8Array =>
  bytesOf(`${headOf(chance, ...more)}\r\n\r\n${body}`)

/** A multipart body and the header line that declares it. */
export function multipartOf(boundary: string, parts: readonly string[], kind = 'mixed'): [string, string] {
  const body = parts.map((part) => `--${boundary}\r\n${part}\r\n`).join('')
  return [`Content-Type: multipart/${kind}; boundary="${boundary}"`, `${body}--${boundary}--\r\n`]
}

export const textPart = (text: string): string => `Content-Type: text/plain; charset=utf-8\r\n\r\n${text}`

export const filePart = (contentType: string, name: string, content: string | Uint8Array): string =>
  `Content-Type: ${contentType}\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64Of(content)}`

/** A letter with files beside it. */
export function withFiles(chance: Chance, text: string, ...files: string[]): Uint8Array {
  const [type, body] = multipartOf(`b${chance.letters(10)}`, [textPart(text), ...files])
  return mailOf(chance, [type], body)
}
