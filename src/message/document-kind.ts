import type { Part } from './part.ts'
import { partKind } from './part-kind.ts'
import { isZip } from './zip-headers.ts'

/** Files that we can turn into words. Old `.doc`, `.odt`, `.rtf` and spreadsheets stay files that a person opens. */
export type DocumentKind = 'pdf' | 'docx'

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** What kind of document a part is, by its first bytes and then its type or name; undefined for any other part. */
export function documentKind(part: Part): DocumentKind | undefined {
  if (partKind(part) !== 'other') return undefined
  // Readers of PDF allow other bytes in front of it (ISO 32000-1 annex H.3.4.1).
  const start = String.fromCharCode(...part.content.subarray(0, 1024))
  if (start.includes('%PDF-')) return 'pdf'
  const isWord = part.contentType === WORD || /\.docx$/i.test(part.name)
  return isWord && isZip(part.content) ? 'docx' : undefined
}

/** Whether a document may be in these bytes of a mail; looked at only when reading them has failed. */
export const mayHoldDocument = (source: Uint8Array): boolean =>
  /application\/pdf|wordprocessingml|\.pdf\b|\.docx\b/i.test(Buffer.from(source).toString('latin1'))
