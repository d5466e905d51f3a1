import type { DocumentReader } from './read-document.ts'
import { unpackedBytes } from './unpacked-bytes.ts'

/** The most that a document may unpack to: text of this size is no letter any more. */
const MAX_UNPACKED_BYTES = 40 * 1024 * 1024

/** The text of a Word document (ECMA-376), a paragraph a line, text boxes and notes with it. */
export const readDocx: DocumentReader = async (content) => {
  if (unpackedBytes(content) > MAX_UNPACKED_BYTES) throw new RangeError('unpacks to too much')
  const mammoth = (await import('mammoth')).default
  // On Node the package reads `buffer`, in its form for browsers and Workers `arrayBuffer`.
  const bytes = content.slice()
  const input = { buffer: Buffer.from(bytes.buffer), arrayBuffer: bytes.buffer }
  const { value } = await mammoth.extractRawText(input)
  return { text: value.replace(/\n{2,}/g, '\n'), isCut: false }
}
