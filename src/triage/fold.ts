/**
 * Text as the rules see it: plain lower-case letters, with the way back to the writer's own.
 *
 * NFKC, lower case, accents off, curly quotes straight, invisible and direction
 * characters out. Every folded unit remembers where it came from, so that a span
 * can always be shown in the characters that the writer typed.
 */

/** `from[i]` and `to[i]` bound the original characters that folded unit `i` stands for. */
export type Folded = { text: string; from: number[]; to: number[] }

const MARKS = /\p{M}/gu
/** Format characters, variation selectors and fillers. */
const INVISIBLE = /\p{Cf}|\p{Variation_Selector}|\u034f|\u115f|\u1160|\u3164/u

const STRAIGHT: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  '‚': "'",
  '‛': "'",
  '`': "'",
  '´': "'",
  ʼ: "'",
  '′': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '–': '-',
  '—': '-',
  ı: 'i',
  ß: 'ss',
  ø: 'o',
  đ: 'd',
  ł: 'l',
}

/** The folded text and its map of offsets. */
export function fold(text: string): Folded {
  const folded: Folded = { text: '', from: [], to: [] }
  let out = ''
  for (let at = 0; at < text.length; ) {
    const code = text.codePointAt(at) ?? 0
    const size = code > 0xffff ? 2 : 1
    const plain = code < 0x80 && code !== 0x60 ? asciiLower(code) : foldOne(String.fromCodePoint(code))
    for (let unit = 0; unit < plain.length; unit++) {
      folded.from.push(at)
      folded.to.push(at + size)
    }
    out += plain
    at += size
  }
  folded.text = out
  return folded
}

const asciiLower = (code: number): string => String.fromCharCode(code >= 65 && code <= 90 ? code + 32 : code)

function foldOne(character: string): string {
  if (INVISIBLE.test(character)) return ''
  const straight = STRAIGHT[character]
  if (straight !== undefined) return straight
  const plain = character.normalize('NFKD').replace(MARKS, '').toLowerCase()
  return STRAIGHT[plain] ?? plain
}
