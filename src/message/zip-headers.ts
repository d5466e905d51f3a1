/** A header of a zip (APPNOTE.TXT sections 4.3.7 and 4.3.12): of an entry, or of its line in the directory. */
export type ZipHeader = { kind: 'entry' | 'directory'; at: number }

/** Whether these bytes begin as a zip does. */
export const isZip = (content: Uint8Array): boolean => begins(content, ENTRY)

/**
 * Every header that stands anywhere in the bytes, in their order. Nothing is unpacked and no
 * length is believed, so a zip that lies about itself is read to its end like any other.
 */
export function* zipHeaders(content: Uint8Array): Generator<ZipHeader> {
  for (let at = content.indexOf(P); at >= 0; at = content.indexOf(P, at + 1)) {
    if (begins(content, ENTRY, at)) yield { kind: 'entry', at }
    if (begins(content, DIRECTORY, at)) yield { kind: 'directory', at }
  }
}

const P = 0x50
const ENTRY = [P, 0x4b, 3, 4]
const DIRECTORY = [P, 0x4b, 1, 2]

/** Whether the mark stands there. */
export const begins = (content: Uint8Array, mark: readonly number[], at = 0): boolean =>
  mark.every((byte, offset) => content[at + offset] === byte)
