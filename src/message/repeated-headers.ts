import type { Header } from './message.ts'

/**
 * Headers that a message has once at most (RFC 5322 section 3.6, RFC 5321 section 4.4,
 * RFC 2045), with the names people know. Programs differ in which of two they show, so a
 * forger writes one for the check and one for the reader.
 */
const SINGLE: ReadonlyMap<string, string> = new Map(
  [
    'Return-Path',
    'From',
    'Sender',
    'Reply-To',
    'To',
    'Cc',
    'Subject',
    'Date',
    'Message-ID',
    'In-Reply-To',
    'References',
    'MIME-Version',
    'Content-Type',
    'Content-Transfer-Encoding',
  ].map((name) => [name.toLowerCase(), name]),
)

/** Which headers a message has more than once although it may not, as their names are written. */
export function repeatedHeaders(headers: readonly Header[]): string[] {
  const seen = new Set<string>()
  const repeated = new Set<string>()
  for (const { name } of headers) {
    if (seen.has(name)) repeated.add(name)
    seen.add(name)
  }
  return [...SINGLE].flatMap(([name, shown]) => (repeated.has(name) ? [shown] : []))
}

/** Whether a header of this name says who wrote what to whom, and so may not be left out however many there are. */
export const isSingle = (name: string): boolean => SINGLE.has(name)
