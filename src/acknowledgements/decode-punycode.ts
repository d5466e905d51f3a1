const BASE = 36
const T_MIN = 1
const T_MAX = 26

/**
 * The letters that a label after `xn--` stands for (RFC 3492 section 6.2); undefined
 * where it stands for none. Neither runtime has this: their URL parsers let a coded
 * label through unread.
 */
export function decodePunycode(coded: string): string | undefined {
  const dash = coded.lastIndexOf('-')
  const points = Array.from(coded.slice(0, Math.max(0, dash)), (letter) => letter.codePointAt(0) ?? 0)
  let rest = coded.slice(dash + 1)
  let point = 128
  let at = 0
  let bias = 72
  for (let isFirst = true; rest !== ''; isFirst = false) {
    const number = readNumber(rest, bias)
    if (number === undefined) return undefined
    rest = number.rest
    at += number.value
    const length = points.length + 1
    bias = adapted(number.value, length, isFirst)
    point += Math.floor(at / length)
    at %= length
    if (point > 0x10ffff) return undefined
    points.splice(at, 0, point)
    at += 1
  }
  return String.fromCodePoint(...points)
}

/** One number of variable length: each digit says by its size whether another follows. */
function readNumber(text: string, bias: number): { value: number; rest: string } | undefined {
  let value = 0
  let weight = 1
  for (let i = 0; i < text.length; i += 1) {
    const digit = digitOf(text[i] ?? '')
    if (digit === undefined) return undefined
    value += digit * weight
    if (value > 0x7fff_ffff) return undefined
    const threshold = Math.min(T_MAX, Math.max(T_MIN, BASE * (i + 1) - bias))
    if (digit < threshold) return { value, rest: text.slice(i + 1) }
    weight *= BASE - threshold
  }
  return undefined
}

/** `a` to `z` are 0 to 25, `0` to `9` are 26 to 35. */
function digitOf(letter: string): number | undefined {
  if (letter >= 'a' && letter <= 'z') return letter.charCodeAt(0) - 97
  return letter >= '0' && letter <= '9' ? letter.charCodeAt(0) - 22 : undefined
}

/** RFC 3492 section 6.1: the next number is probably about as large as the last. */
function adapted(value: number, length: number, isFirst: boolean): number {
  let delta = Math.floor(value / (isFirst ? 700 : 2))
  delta += Math.floor(delta / length)
  let steps = 0
  while (delta > ((BASE - T_MIN) * T_MAX) / 2) {
    delta = Math.floor(delta / (BASE - T_MIN))
    steps += BASE
  }
  return steps + Math.floor(((BASE - T_MIN + 1) * delta) / (delta + 38))
}
