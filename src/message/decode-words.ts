import { decodeText } from './decode-text.ts'
import { base64Bytes, quotedPrintableBytes } from './transfer-decode.ts'

const WORD = /=\?([^?\s]{1,60})\?([bq])\?([^?]*)\?=/gi

/**
 * A header value with its encoded words (RFC 2047) read. Neighbours in one charset are
 * joined as bytes first, because many senders cut a letter in two between them. What is
 * not well formed stays as written.
 */
export function decodeWords(value: string): string {
  if (!value.includes('=?')) return value
  const out: string[] = []
  let run: { charset: string; bytes: Uint8Array[] } | undefined
  let end = 0
  const endRun = () => {
    if (run) out.push(decodeText(joined(run.bytes), run.charset).text)
    run = undefined
  }
  for (const word of value.matchAll(WORD)) {
    const [whole, charset = '', encoding = '', payload = ''] = word
    const between = value.slice(end, word.index)
    const name = charset.split('*')[0]?.toLowerCase() ?? ''
    if (!run || run.charset !== name || between.trim() !== '') {
      endRun()
      // White space between two encoded words is not part of the text (RFC 2047 section 6.2).
      if (end === 0 || between.trim() !== '') out.push(between)
      run = { charset: name, bytes: [] }
    }
    run.bytes.push(wordBytes(encoding, payload))
    end = word.index + whole.length
  }
  endRun()
  return out.join('') + value.slice(end)
}

const wordBytes = (encoding: string, payload: string): Uint8Array =>
  encoding.toLowerCase() === 'b' ? base64Bytes(payload) : quotedPrintableBytes(payload.replaceAll('_', ' '))

/** One array of all the bytes. */
export function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0))
  let at = 0
  for (const chunk of chunks) {
    all.set(chunk, at)
    at += chunk.length
  }
  return all
}
