import { createHash } from 'node:crypto'
import { MAX_HEADER_CHARS } from '../message/limits.ts'
import type { Header } from '../message/message.ts'
import { readHeaders } from '../message/read-headers.ts'
import { withLineFeeds } from '../message/source-bytes.ts'

/**
 * Headers that servers add on the way to one mailbox (RFC 5321 section 4.4, RFC 5322
 * section 3.6.6, RFC 8601, RFC 8617) or that a filter writes its verdict into. Nothing
 * that the writer wrote and nothing that a reader is shown may stand here.
 */
const TRACE =
  /^(?:received|return-path|delivered-to|x-delivered-to|x-original-to|envelope-to|x-envelope-(?:from|to)|x-rcpt-to|x-resolved-to|authentication-results(?:-original)?|received-spf|arc-.+|dkim-.+|domainkey-signature|x-received|x-forwarded-.+|resent-.+|x-(?:spam|virus|antispam|antivirus|microsoft-antispam|forefront|ms-exchange|google|gm|proofpoint|mimecast|barracuda|rspamd|spamd|amavis|mailscanner|sophos|ironport|greylist|dspam|bogosity|dmarc|dkim|sieve|uidl|mozilla|me|pm|clx|tm|ovh|yandex|zoho)(?:-.+)?|x-scanned-by|x-status|x-keywords|status|content-length|lines|delivery-date|x-delivery-time)$/

/**
 * What is the same in every delivery of one letter: SHA-256 of its headers, unfolded and
 * without those of the way it took, and of its body with plain line ends.
 *
 * A letter without Date or Message-ID has nothing that tells a second sending from a
 * second delivery. Somebody may have pressed the button of a web form twice in fear, so
 * there every byte counts; and so it does where the headers were too many to be read.
 */
export function contentKey(source: Uint8Array): string {
  const plain = withLineFeeds(source)
  const { headers, bodyStart, strays, cut } = readHeaders(plain)
  const isTold = ['date', 'message-id'].every((name) => headers.some((header) => header.name === name))
  const isWhole = !cut && strays.length === 0 && headers.every(({ value }) => value.length < MAX_HEADER_CHARS)
  if (!isTold || !isWhole || bodyStart === 0) return createHash('sha256').update(source).digest('hex')
  const hash = createHash('sha256')
  for (const header of headers) if (!TRACE.test(header.name)) hash.update(line(header))
  hash.update('\n')
  return hash.update(withoutReturns(plain.subarray(bodyStart))).digest('hex')
}

const line = ({ name, value }: Header): string => `${name}:${value.replace(/\s+/g, ' ').trim()}\n`

/** IMAP gives CRLF and an archive gives LF; a last empty line is added and lost on the way. */
const withoutReturns = (body: Uint8Array): Buffer =>
  Buffer.from(
    Buffer.from(body)
      .toString('latin1')
      .replaceAll('\r\n', '\n')
      .replace(/\n{1,100}$/, ''),
    'latin1',
  )
