import { decodeText } from './decode-text.ts'
import type { Built } from './mime-head.ts'
import { parseParameters } from './part.ts'
import { binaryBytes, binaryString } from './transfer-decode.ts'

/** What mail programs write there for programs that know no parts. */
const FOR_OLD_PROGRAMS =
  /^.{0,200}(?:multi-?part (?:message|section)|mime(?:[- ](?:format|encoded|compliant|aware|encapsulated|version|message)|1|2)|cryptographically signed message|openpgp\/mime|delivery status notification).{0,200}$/gim

/** How far from either end of a body its first and its last boundary are looked for. */
const LOOKED_AT_BYTES = 256 * 1024

/**
 * Words before the first part of a message and after its last, where RFC 2046 section
 * 5.1.1 has readers look for nothing: whoever writes there writes past every mail program,
 * and a mailing list or a broken gateway may put a whole letter there.
 */
export function wordsAround({ head, body }: Built): string {
  const type = /^content-type: (.*)$/im.exec(head)?.[1] ?? ''
  const { value, parameters } = parseParameters(type)
  const boundary = parameters.get('boundary')?.trimEnd()
  if (!value.startsWith('multipart/') || !boundary) return ''
  const first = `\n${binaryString(body.subarray(0, LOOKED_AT_BYTES))}`
  const last = `\n${binaryString(body.subarray(-LOOKED_AT_BYTES))}`
  const start = first.indexOf(`\n--${boundary}`)
  const end = last.lastIndexOf(`\n--${boundary}--`)
  const before = start < 0 ? '' : wordsOf(first.slice(0, start))
  const after = end < 0 ? '' : wordsOf(last.slice(end + boundary.length + 5))
  return [before, after].filter(Boolean).join('\n')
}

function wordsOf(binary: string): string {
  if (binary.trim() === '') return ''
  const text = decodeText(binaryBytes(binary)).text.replace(FOR_OLD_PROGRAMS, '').trim()
  return /\p{L}{2}|\p{Lo}/u.test(text) ? text : ''
}
