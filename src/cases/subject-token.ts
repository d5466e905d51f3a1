/**
 * The mark in the subject of our letters, `[MOPAC-26-000123-4 k7q2m9x4ta]`. Many mail
 * programs drop References and keep the subject, so the subject has to carry something
 * that only we can write. The reference alone proves nothing: people read it out over the
 * telephone, and anybody can type it.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { isReference } from './reference.ts'

/** Without i, l, o and u, which people misread or dislike (Crockford's base 32). */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

/** Fifty bits: far too many to guess by mail, and short enough to be left standing by a telephone. */
const LETTERS = 10

const MARK = /\[\s*([a-z]{2,8}-\d{2}-\d{6,12}-\d)\s+([0-9a-hjkmnp-tv-z]{10})\s*\]/gi

/** More than this in one subject is no answer of a mail program's. */
const MOST_MARKS = 10

const tokenOf = (secretKey: string, reference: string): string =>
  [...createHmac('sha256', secretKey).update(`subject.${reference}`).digest().subarray(0, LETTERS)]
    .map((byte) => ALPHABET[byte & 31])
    .join('')

/** The subject of a letter about that case, with its mark. Only mail of our own may be given one. */
export const withSubjectToken = (secretKey: string, subject: string, reference: string): string =>
  `${subject} [${reference} ${tokenOf(secretKey, reference)}]`

/** The references that a subject names with the right mark, in its order; a wrong mark counts as none. */
export function markedReferences(secretKey: string, subject: string): string[] {
  const marks = [...subject.slice(0, 2_000).matchAll(MARK)].slice(0, MOST_MARKS)
  const found = marks.flatMap(([, named = '', given = '']) => {
    const reference = named.toUpperCase()
    const expected = Buffer.from(tokenOf(secretKey, reference))
    const isOurs = isReference(reference) && timingSafeEqual(expected, Buffer.from(given.toLowerCase()))
    return isOurs ? [reference] : []
  })
  return [...new Set(found)]
}
