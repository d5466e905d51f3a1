import { decodeText } from './decode-text.ts'
import { joined } from './decode-words.ts'
import type { Room } from './limits.ts'
import type { Built } from './mime-head.ts'
import type { Part } from './part.ts'
import { readParts } from './read-parts.ts'
import { salvageParts } from './salvage-parts.ts'
import { headAndTail } from './source-bytes.ts'
import type { Trouble } from './trouble.ts'

export type Leaves = { parts: readonly Part[]; because?: Trouble; leftOut?: boolean }

/** The leaves by the parser, or by the flat reader where it fails or finds nothing. */
export async function leaves(built: Built, room: Room): Promise<Leaves> {
  const read = await readParts(built.head, built.body)
  if ('because' in read) {
    const whole = wholeOf(built)
    const seen = headAndTail(whole, room)
    return { parts: salvageParts(seen), because: read.because, leftOut: seen.length < whole.length }
  }
  const { parts, isPacked } = read
  if (parts.some((part) => part.content.length > 0)) return { parts, leftOut: isPacked }
  // A boundary that never comes leaves the whole letter in front of the first part, where
  // the parser looks for nothing.
  const found = salvageParts(wholeOf(built)).filter((part) => decodeText(part.content).text.trim() !== '')
  return found.length > 0
    ? { parts: found, because: 'parser-gave-up', leftOut: isPacked }
    : { parts, leftOut: isPacked }
}

/** The message as if it had no other headers than those that say how it is built. */
export const wholeOf = ({ head, body }: Built): Uint8Array =>
  joined([new TextEncoder().encode(`${head}\r\n`), body])
