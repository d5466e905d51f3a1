import { MAX_ANSWERS } from './limits.ts'
import type { Header, Message } from './message.ts'
import { parseParameters } from './part.ts'
import { addressedTo, readAddresses, valuesOf } from './read-addresses.ts'

/** Who sent the message, to whom, when and in answer to what, by its headers alone. */
export type MessageFacts = Pick<
  Message,
  'from' | 'replyTo' | 'addressedTo' | 'returnPath' | 'messageId' | 'answers' | 'sentAt'
>

/** Reads the facts; of a repeated header only the first counts, except that two From lines name nobody. */
export function messageFacts(headers: readonly Header[]): MessageFacts {
  const froms = valuesOf(headers, 'from')
  const authors = froms.flatMap(readAddresses)
  return {
    from: authors.length === 1 && froms.length === 1 ? authors[0] : undefined,
    replyTo: readAddresses(valuesOf(headers, 'reply-to')[0] ?? '')[0],
    addressedTo: addressedTo(headers),
    returnPath: returnPathOf(headers),
    messageId: messageIdOf(headers),
    answers: messageIds(headers),
    sentAt: sentAtOf(headers),
  }
}

/** Stricter than RFC 5322 section 3.6.4, since we may write it into headers of our own. */
const MESSAGE_ID = /<[^<>\s\p{Cc}"]{1,250}>/gu

/** The Message-ID with angle brackets; one that came without them gets them. */
function messageIdOf(headers: readonly Header[]): string | undefined {
  const value = valuesOf(headers, 'message-id')[0]?.trim() ?? ''
  return value.match(MESSAGE_ID)?.[0] ?? `<${value}>`.match(/^<[^<>\s\p{Cc}"]{1,250}>$/u)?.[0]
}

/** The messages answered, oldest first. Of 100,000 References the first and the newest matter. */
function messageIds(headers: readonly Header[]): string[] {
  const values = [...valuesOf(headers, 'references'), ...valuesOf(headers, 'in-reply-to')]
  const ids = [...new Set(values.flatMap((value) => value.match(MESSAGE_ID) ?? []))]
  return ids.length <= MAX_ANSWERS ? ids : [...ids.slice(0, 1), ...ids.slice(1 - MAX_ANSWERS)]
}

/** The topmost Return-Path, which the last server wrote (RFC 5321 section 4.4): '' is the null path. */
function returnPathOf(headers: readonly Header[]): string | undefined {
  const value = valuesOf(headers, 'return-path')[0]
  if (value === undefined) return undefined
  const bare = value.replace(/\([^()]*\)/g, '').trim()
  return (/<([^<>]*)>/.exec(bare)?.[1] ?? bare).trim().toLowerCase()
}

/** The Date header as a moment, where it is one between 1970 and 2200. */
function sentAtOf(headers: readonly Header[]): Date | undefined {
  const value =
    valuesOf(headers, 'date')[0]
      ?.replace(/\([^()]*\)/g, '')
      .slice(0, 100) ?? ''
  const at = new Date(value)
  const year = at.getUTCFullYear()
  return year >= 1970 && year <= 2200 ? at : undefined
}

/**
 * The domain that the message was sent to, taken to be the office's. Where there are
 * several, none: one may be the domain of the person whose threats are passed on to us.
 */
export function ourDomains(headers: readonly Header[]): string[] {
  const to = headers.filter(({ name }) => name !== 'cc' && name !== 'resent-cc')
  const domains = new Set(addressedTo(to).map((address) => address.slice(address.lastIndexOf('@') + 1)))
  return domains.size === 1 ? [...domains] : []
}

const contentTypeOf = (headers: readonly Header[]) =>
  parseParameters(valuesOf(headers, 'content-type')[0] ?? '')

/** A bounce or a receipt (RFC 3464, RFC 8098): the message inside is one of ours, come back. */
export function isReport(headers: readonly Header[]): boolean {
  const { value, parameters } = contentTypeOf(headers)
  const kind = parameters.get('report-type')?.toLowerCase()
  return value === 'multipart/report' && (kind === 'delivery-status' || kind === 'disposition-notification')
}

/** The whole message is locked (RFC 1847 section 2.2, RFC 3156). */
export const isEncrypted = (headers: readonly Header[]): boolean =>
  contentTypeOf(headers).value === 'multipart/encrypted'
