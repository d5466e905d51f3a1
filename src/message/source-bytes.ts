import { joined } from './decode-words.ts'
import type { Room } from './limits.ts'

const LF = 10
const CR = 13

/**
 * Line feeds where a message has bare carriage returns for line ends, as old Macs and some
 * scanners write: the parser finds neither headers nor text in those. A stray carriage
 * return in a message with proper lines is left alone.
 */
export function withLineFeeds(source: Uint8Array): Uint8Array {
  const firstFeed = source.indexOf(LF)
  const firstReturn = source.indexOf(CR)
  const bareFirst = firstReturn >= 0 && (firstFeed < 0 || firstReturn < firstFeed - 1)
  if (!bareFirst) return source
  const fixed = source.slice()
  for (let at = firstReturn; at >= 0; at = fixed.indexOf(CR, at + 1)) if (fixed[at + 1] !== LF) fixed[at] = LF
  return fixed
}

const BLANK_LINE = new Uint8Array([CR, LF])

/** The whole of a message that there is room for; the beginning and the end of a bigger one. */
export function headAndTail(source: Uint8Array, room: Pick<Room, 'headBytes' | 'tailBytes'>): Uint8Array {
  const { headBytes, tailBytes } = room
  if (source.length <= headBytes + tailBytes) return source
  return joined([source.subarray(0, headBytes), BLANK_LINE, source.subarray(-tailBytes)])
}
