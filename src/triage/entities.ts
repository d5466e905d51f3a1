/**
 * HTML entities left standing in a text ("&#107;ill"): a program that sent HTML as plain
 * text, or a person who hides a word. The parser decodes those of real HTML.
 */

const ENTITY = /&(?:amp;){0,8}(?:#(\d{1,7});?|#x([0-9a-f]{1,6});?|([a-z]{2,8});)/iy

/** The names that stand inside and between words; others stay as written. */
const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  apos: "'",
  emsp: ' ',
  ensp: ' ',
  hellip: '…',
  ldquo: '"',
  lrm: '\u200e',
  lsquo: "'",
  mdash: '-',
  nbsp: ' ',
  ndash: '-',
  quot: '"',
  rdquo: '"',
  rlm: '\u200f',
  rsquo: "'",
  shy: '\u00ad',
  thinsp: ' ',
  zwj: '\u200d',
  zwnj: '\u200c',
}

/** The character that an entity at this place stands for, and where it ends. One that was encoded again and again is read through. */
export function entityAt(text: string, at: number): { character: string; end: number } | undefined {
  ENTITY.lastIndex = at
  const found = ENTITY.exec(text)
  if (!found) return undefined
  const [whole, decimal, hexadecimal, name] = found
  const code = decimal ? Number(decimal) : hexadecimal ? Number.parseInt(hexadecimal, 16) : undefined
  const character = code === undefined ? NAMED[name?.toLowerCase() ?? ''] : characterOf(code)
  return character === undefined ? undefined : { character, end: at + whole.length }
}

const OLD_WINDOWS = new TextDecoder('windows-1252')

/** Undefined for what is no character. 128 to 159 mean letters of Windows (HTML section 13.2.5.80): "&#146;" is an apostrophe. */
function characterOf(code: number): string | undefined {
  if (code >= 0x80 && code <= 0x9f) return OLD_WINDOWS.decode(Uint8Array.of(code))
  return code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? undefined : String.fromCodePoint(code)
}
