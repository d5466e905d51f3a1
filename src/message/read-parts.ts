import { type AttachmentStream, MailParser, type MessageText } from 'mailparser'
import { joined } from './decode-words.ts'
import { PARSER_TIMEOUT_MS } from './limits.ts'
import { type Part, parseParameters } from './part.ts'
import type { Trouble } from './trouble.ts'

export type PartsRead = { parts: readonly Part[]; isPacked: boolean } | { because: Trouble }

/**
 * The leaves of a message by mailparser, or why it could not give them.
 *
 * mailparser takes the message apart and undoes the transfer encodings, no more. Every
 * leaf, texts too, is taken as an attachment, since as a text it would be re-wrapped
 * (format=flowed), merged with its neighbours and decoded by a charset that may be a lie,
 * and offsets into it would count nothing that was in the letter.
 *
 * It is given the headers that say how the message is built and no others: it refuses more
 * than 1 MB of headers, and takes apart addresses that nobody asks it for. `isPacked` is
 * a multipart inside with a transfer encoding over all of it, which RFC 2045 section 6.4
 * forbids and the parser does not undo.
 */
export function readParts(head: string, body: Uint8Array): Promise<PartsRead> {
  const parser = new MailParser({
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipTextLinks: true,
    skipImageLinks: true,
    checksumAlgo: false,
    ignoreEmbedded: true,
  } as object)
  Object.assign(parser, { textTypes: [] })
  return new Promise((resolve) => {
    const parts: Part[] = []
    const timer = setTimeout(() => finish({ because: 'parser-too-slow' }), PARSER_TIMEOUT_MS)
    const finish = (read: PartsRead) => {
      clearTimeout(timer)
      resolve(read)
    }
    parser.on('error', () => finish({ because: 'parser-gave-up' }))
    parser.on('end', () => finish({ parts, isPacked: isPacked(treeOf(parser)) }))
    parser.on('data', (data: AttachmentStream | MessageText) => {
      if (data.type === 'attachment') collect(data, (part) => parts.push(part))
    })
    parser.write(`${head}\r\n`)
    parser.end(body)
  })
}

/** What the parser keeps of how a message is built. Not part of its published interface, hence its exact version. */
type Tree = { node?: { multipart?: string | false; encoding?: string | false }; children?: readonly Tree[] }

const treeOf = (parser: MailParser): Tree => (parser as unknown as { tree: Tree | false }).tree || {}

const isPacked = ({ node, children = [] }: Tree): boolean =>
  (Boolean(node?.multipart) && /^(?:base64|quoted-printable)/.test(node?.encoding || '')) ||
  children.some(isPacked)

/** The parser waits for `release` before it goes on to the next part. */
function collect(data: AttachmentStream, done: (part: Part) => void): void {
  const chunks: Uint8Array[] = []
  data.content.on('data', (chunk: Uint8Array) => chunks.push(chunk))
  data.content.on('end', () => {
    done(partOf(data, joined(chunks)))
    data.release?.()
  })
}

function partOf(data: AttachmentStream, content: Uint8Array): Part {
  const type = data.headers.get('content-type') as { params?: Record<string, string> } | undefined
  const declared = (data.contentType || 'text/plain').toLowerCase()
  return {
    contentType: parseParameters(declared).value || 'text/plain',
    charset: type?.params?.['charset'] ?? '',
    isAttachment: data.contentDisposition === 'attachment' || Boolean(data.filename),
    name: data.filename || '',
    content,
  }
}
