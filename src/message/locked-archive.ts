/**
 * An archive that needs a password, or that we cannot tell it of. Nothing is unpacked, so a
 * zip bomb is a file like any other.
 *
 * Every entry of a zip counts, not the first alone: people add a locked file to an open
 * archive. Of RAR and 7z nothing can be told without unpacking, so they count as locked.
 */
export function isLockedArchive(content: Uint8Array): boolean {
  if (begins(content, SEVEN_ZIP) || begins(content, RAR)) return true
  if (!begins(content, LOCAL)) return false
  for (let at = content.indexOf(P); at >= 0; at = content.indexOf(P, at + 1)) {
    if (begins(content, LOCAL, at) && isLocked(content[at + 6])) return true
    if (begins(content, CENTRAL, at) && isLocked(content[at + 8])) return true
  }
  return false
}

/** Bit 0 of the general purpose flags (APPNOTE.TXT section 4.4.4). */
const isLocked = (flags: number | undefined): boolean => ((flags ?? 0) & 1) === 1

const P = 0x50
const LOCAL = [P, 0x4b, 3, 4]
const CENTRAL = [P, 0x4b, 1, 2]
const SEVEN_ZIP = [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]
const RAR = [0x52, 0x61, 0x72, 0x21, 0x1a, 7]

const begins = (content: Uint8Array, mark: readonly number[], at = 0): boolean =>
  mark.every((byte, offset) => content[at + offset] === byte)
