import type { Header } from './message.ts'
import { parseParameters } from './part.ts'
import { valuesOf } from './read-addresses.ts'
import { undone } from './transfer-decode.ts'

/** How a message is built, by its own headers. */
export type Built = {
  /** The header lines that say so, each ended. */
  head: string
  body: Uint8Array
  /** It says so twice and differently: which parts there are depends on who reads it. */
  isAmbiguous: boolean
}

const NAMES = ['content-type', 'content-transfer-encoding', 'content-disposition']

/**
 * The headers that say how a message is built, the first of each, and the body that they
 * speak of. A multipart with a transfer encoding over all of it is undone here: RFC 2045
 * section 6.4 forbids it, some programs read it all the same, and parsers find nothing in it.
 */
export function mimeHead(headers: readonly Header[], body: Uint8Array): Built {
  const given = NAMES.map((name) => [name, valuesOf(headers, name)] as const)
  const isAmbiguous = given.some(([, values]) => new Set(values).size > 1)
  const [type = '', encoding = ''] = given.map(([, values]) => values[0] ?? '')
  const isPacked = /^multipart\//i.test(parseParameters(type).value) && /^(?:base64|quoted)/i.test(encoding)
  const lines = given.flatMap(([name, values]) =>
    values[0] === undefined || (isPacked && name === 'content-transfer-encoding')
      ? []
      : [`${name}: ${values[0]}\r\n`],
  )
  return { head: lines.join(''), body: isPacked ? undone(body, encoding) : body, isAmbiguous }
}
