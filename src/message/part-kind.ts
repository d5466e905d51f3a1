import type { Part } from './part.ts'

/** How a part is read: `body` texts are the letter, the rest is beside it. */
export type PartKind =
  | 'plain-body'
  | 'html-body'
  | 'message'
  | 'calendar'
  | 'text'
  | 'html'
  | 'report'
  | 'other'

/** Texts without a word for a person: styles, cards, rich text in codes, the copies that only one mail program shows. */
const NOT_WORDS = /^text\/(?:rtf|vcard|x-vcard|directory|css|javascript|xml|x-amp-html|watch-html)$/

/** Parts of reports (RFC 3464, 8098, 5965): facts for machines about some other message. */
const REPORT =
  /^(?:message\/(?:(?:global-)?delivery-status|(?:global-)?disposition-notification|feedback-report)|text\/rfc822-headers)$/

/** What a part is, by its type, or by its name where the type says nothing. */
export function partKind(
  part: Pick<Part, 'contentType' | 'name' | 'isAttachment' | 'insideMessage'>,
): PartKind {
  const { contentType, name } = part
  if (REPORT.test(contentType)) return 'report'
  if (/^message\/(?:rfc822|global)$/.test(contentType) || endsIn(part, /\.eml$/i)) return 'message'
  if (contentType === 'text/calendar' || endsIn(part, /\.ics$/i)) return 'calendar'
  const isBody = !part.isAttachment && part.insideMessage === undefined
  if (contentType === 'text/html' || contentType === 'text/enriched' || endsIn(part, /\.x?html?$/i)) {
    return isBody ? 'html-body' : 'html'
  }
  if (contentType === 'text/plain') return isBody ? 'plain-body' : 'text'
  if (NOT_WORDS.test(contentType) || /\.rtf$/i.test(name)) return 'other'
  return contentType.startsWith('text/') || endsIn(part, /\.(?:txt|csv|md|log)$/i) ? 'text' : 'other'
}

/** The name decides only where the sender's program did not know the type. */
const endsIn = (part: Pick<Part, 'contentType' | 'name'>, ending: RegExp): boolean =>
  part.contentType === 'application/octet-stream' && ending.test(part.name)
