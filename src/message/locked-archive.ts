import { begins, isZip, zipHeaders } from './zip-headers.ts'

/**
 * An archive that needs a password, or that we cannot tell it of. Nothing is unpacked, so a
 * zip bomb is a file like any other.
 *
 * Every entry of a zip counts, not the first alone: people add a locked file to an open
 * archive. Of RAR and 7z nothing can be told without unpacking, so they count as locked.
 */
export function isLockedArchive(content: Uint8Array): boolean {
  if (begins(content, SEVEN_ZIP) || begins(content, RAR)) return true
  if (!isZip(content)) return false
  for (const { kind, at } of zipHeaders(content)) {
    if (isLocked(content[at + FLAGS_AT[kind]])) return true
  }
  return false
}

/** Bit 0 of the general purpose flags (APPNOTE.TXT section 4.4.4). */
const isLocked = (flags: number | undefined): boolean => ((flags ?? 0) & 1) === 1

const FLAGS_AT = { entry: 6, directory: 8 }
const SEVEN_ZIP = [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]
const RAR = [0x52, 0x61, 0x72, 0x21, 0x1a, 7]
