/**
 * What the entries of a zip say that they unpack to, added up (APPNOTE.TXT section 4.3.12).
 * An entry can lie; what it then takes is stopped by the thread's own limit.
 */
export function unpackedBytes(zip: Uint8Array): number {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength)
  let sum = 0
  for (let at = zip.indexOf(P); at >= 0 && at + 28 <= zip.length; at = zip.indexOf(P, at + 1)) {
    if (view.getUint32(at, true) === CENTRAL) sum += view.getUint32(at + 24, true)
  }
  return sum
}

const P = 0x50
const CENTRAL = 0x02014b50
