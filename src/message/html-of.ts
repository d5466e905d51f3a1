import { decodeText } from './decode-text.ts'
import { mimeHead } from './mime-head.ts'
import { partKind } from './part-kind.ts'
import { readHeaders } from './read-headers.ts'
import { readParts } from './read-parts.ts'
import { withLineFeeds } from './source-bytes.ts'

/** The HTML version of a letter as its writer sent it, not yet safe to show; undefined without one. */
export async function htmlOf(source: Uint8Array): Promise<string | undefined> {
  const bytes = withLineFeeds(source)
  const { headers, bodyStart } = readHeaders(bytes)
  const built = mimeHead(headers, bytes.subarray(bodyStart))
  const read = await readParts(built.head, built.body)
  if ('because' in read) return undefined
  const html = read.parts
    .filter((part) => partKind(part) === 'html-body')
    .map((part) => decodeText(part.content, part.charset).text)
    .join('\n')
  return html === '' ? undefined : html
}
