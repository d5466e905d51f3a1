/** The bundle as files in one archive, with the fingerprint of each: the same parts give the same bytes. */
import { createHash } from 'node:crypto'
import { zipSync } from 'fflate'

export type BundleFile = { name: string; bytes: Uint8Array }

/** The least that the format can say; the moment is in the papers themselves. */
const NO_MOMENT = '1980-01-01T12:00:00'

/** `SHA256SUMS` is checked with `sha256sum -c`. */
export function zipBundle(files: readonly BundleFile[]): { zip: Uint8Array<ArrayBuffer>; sha256: string } {
  const sums = files.map(({ name, bytes }) => `${sha256(bytes)}  ${name}\n`).join('')
  const all = [...files, { name: 'SHA256SUMS', bytes: new TextEncoder().encode(sums) }]
  const zip = zipSync(Object.fromEntries(all.map(({ name, bytes }) => [name, bytes])), {
    mtime: NO_MOMENT,
    level: 6,
  })
  return { zip: new Uint8Array(zip), sha256: sha256(zip) }
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
