/**
 * Bytes to text, whatever charset a mail claims. Senders lie about charsets, so valid
 * UTF-8 wins over any claim: by chance a text in another charset is hardly ever valid
 * UTF-8, and a wrong guess would hide the words of everyone who does not write English.
 */

import { decodeUtf7 } from './decode-utf7.ts'

/** How many letters could not be read before we say so: one in fifty. */
const UNKNOWN_SHARE = 0.02

export type DecodedText = {
  /** Line ends are LF; NULs are gone, since Postgres cannot keep them and they split words. */
  text: string
  /** Enough letters came out as U+FFFD that the words may be wrong. */
  unknown: boolean
}

/** Decodes as declared unless the bytes say otherwise; an unknown charset is read as windows-1252. */
export function decodeText(bytes: Uint8Array, charset = ''): DecodedText {
  const raw = utf16Of(bytes, charset) ?? utf7Of(bytes, charset) ?? utf8Of(bytes) ?? declared(bytes, charset)
  const text = cleanText(raw)
  const lost = text.split('\ufffd').length - 1
  return { text, unknown: lost > text.length * UNKNOWN_SHARE }
}

/** LF line ends, no NULs, no half surrogate pairs, no byte order mark. */
export const cleanText = (text: string): string =>
  text
    .replace(/^\ufeff/, '')
    .replaceAll('\0', '')
    .replace(/\r\n?/g, '\n')
    .toWellFormed()

/** UTF-16 by its mark, or by the NULs that Latin letters leave in every second byte. */
function utf16Of(bytes: Uint8Array, charset: string): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeAs('utf-16le', bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeAs('utf-16be', bytes)
  const sample = bytes.subarray(0, 512)
  const even = nulsIn(sample, 0)
  const odd = nulsIn(sample, 1)
  if (odd > sample.length * 0.3 && even === 0) return decodeAs('utf-16le', bytes)
  if (even > sample.length * 0.3 && odd === 0) return decodeAs('utf-16be', bytes)
  if (!/^utf-?16/i.test(charset) || isAscii(sample)) return undefined
  return decodeAs(/le$/i.test(charset) ? 'utf-16le' : 'utf-16be', bytes)
}

/** How many of every second byte from there are NUL. */
function nulsIn(bytes: Uint8Array, from: 0 | 1): number {
  let nuls = 0
  for (let at = from; at < bytes.length; at += 2) if (bytes[at] === 0) nuls += 1
  return nuls
}

const isAscii = (bytes: Uint8Array): boolean => bytes.every((byte) => byte < 0x80 && byte !== 0)

/** UTF-7 is plain ASCII, and so valid UTF-8: it goes by its name. */
function utf7Of(bytes: Uint8Array, charset: string): string | undefined {
  if (!/^(?:unicode-1-1-)?utf-?7\b/i.test(charset.trim())) return undefined
  return decodeUtf7(new TextDecoder('latin1').decode(bytes))
}

/** Escape sequences of ISO-2022 and HZ are plain ASCII bytes, and so valid UTF-8: they go by their name. */
const STATEFUL = /^(?:iso-2022-|csiso2022|hz)/i

function utf8Of(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return text.includes('\u001b') || text.includes('~{') ? undefined : text
  } catch {
    return undefined
  }
}

function declared(bytes: Uint8Array, charset: string): string {
  const label = charset.trim().toLowerCase()
  if (STATEFUL.test(label)) return decodeAs(label, bytes)
  const isEightBit =
    label !== '' && !/^(?:utf|us-?ascii|ascii|unknown|x-unknown|x-user-defined|default|binary)/.test(label)
  if (isEightBit) return decodeAs(label, bytes)
  return mostlyUtf8(bytes) ?? decodeAs('windows-1252', bytes)
}

/** A UTF-8 text with a few broken bytes (cut at a limit, joined by a gateway) is still UTF-8. */
function mostlyUtf8(bytes: Uint8Array): string | undefined {
  const text = new TextDecoder('utf-8').decode(withoutOverlong(bytes))
  const lost = text.split('\ufffd').length - 1
  const read = (text.match(/[\u0080-\ufffc]/g) ?? []).length
  return lost === 0 || read > lost ? text : undefined
}

/** Plain letters written in two bytes, which UTF-8 forbids (RFC 3629 section 3), in the one that they need. */
function withoutOverlong(bytes: Uint8Array): Uint8Array {
  if (!bytes.includes(0xc0) && !bytes.includes(0xc1)) return bytes
  const out = new Uint8Array(bytes.length)
  let length = 0
  for (let at = 0; at < bytes.length; at += 1) {
    const [lead = 0, next = 0] = [bytes[at], bytes[at + 1]]
    const isOverlong = (lead === 0xc0 || lead === 0xc1) && next >= 0x80 && next < 0xc0
    out[length] = isOverlong ? ((lead & 1) << 6) | (next & 0x3f) : lead
    length += 1
    if (isOverlong) at += 1
  }
  return out.subarray(0, length)
}

function decodeAs(label: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder(label).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
