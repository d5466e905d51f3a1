import { filesAmong, namesOf } from './attachments-of.ts'
import { leaves } from './leaves.ts'
import type { Room } from './limits.ts'
import { mimeHead } from './mime-head.ts'
import { readHeaders } from './read-headers.ts'
import { withLineFeeds } from './source-bytes.ts'

/** A file that came with a letter, as its sender's program packed it. */
export type AttachedFile = { name: string; content: Uint8Array }

/**
 * The files of a letter in the order of its list of attachments, by the same reading. Undefined where
 * it is too big to be taken apart here, or could not be; an empty list is a letter without files.
 */
export async function filesOf(source: Uint8Array, room: Room): Promise<AttachedFile[] | undefined> {
  if (source.length > room.wholeBytes) return undefined
  const bytes = withLineFeeds(source)
  const { headers, bodyStart } = readHeaders(bytes)
  if (headers.length === 0) return []
  const { parts } = await leaves(mimeHead(headers, bytes.subarray(bodyStart)), room)
  const files = filesAmong(parts)
  const names = namesOf(files)
  return files.map(({ content }, at) => ({ name: names[at] ?? '', content }))
}
