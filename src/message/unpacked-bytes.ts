import { zipHeaders } from './zip-headers.ts'

/** Where a line of the directory says how long its entry is unpacked, in four bytes. */
const SIZE_AT = 24

/**
 * What the entries of a zip say that they unpack to, added up (APPNOTE.TXT section 4.3.12).
 * An entry can lie; what it then takes is stopped by the thread's own limit.
 */
export function unpackedBytes(zip: Uint8Array): number {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength)
  let sum = 0
  for (const { kind, at } of zipHeaders(zip)) {
    if (kind === 'directory' && at + SIZE_AT + 4 <= zip.length) sum += view.getUint32(at + SIZE_AT, true)
  }
  return sum
}
