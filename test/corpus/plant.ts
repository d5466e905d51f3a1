/** Words are planted into real mails so that the mail is built as it was; only its words change. */
import { bytesOf, joinedBytes } from '../hostile/write-mail.ts'

export const PLACES = ['subject', 'first text', 'beside it', 'in what is passed on'] as const
export type Place = (typeof PLACES)[number]

const binary = (source: Uint8Array): string => Buffer.from(source).toString('latin1')
const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'))

/** The mail with the words planted there. */
export function planted(source: Uint8Array, place: Place, words: string): Uint8Array {
  if (place === 'subject') return inSubject(source, words)
  if (place === 'first text') return inFirstText(source, words) ?? inSubject(source, words)
  if (place === 'beside it') return wrapped(words, source)
  return wrapped('Please look at this.', inFirstText(source, words) ?? inSubject(source, words))
}

function inSubject(source: Uint8Array, words: string): Uint8Array {
  const text = binary(source)
  const [head = ''] = text.split('\r\n\r\n', 1)
  const rest = text.slice(head.length)
  return bytes(
    /^subject:/im.test(head)
      ? head.replace(/^subject:.*$/im, `Subject: ${words}`) + rest
      : `Subject: ${words}\r\n${text}`,
  )
}

/** Before the first line of the first text that stands there as it is; undefined where all are encoded. */
function inFirstText(source: Uint8Array, words: string): Uint8Array | undefined {
  const text = binary(source)
  let start = 0
  for (let part = 0; part < 20; part += 1) {
    const end = text.indexOf('\r\n\r\n', start)
    if (end < 0) return undefined
    const head = text.slice(start, end)
    const isText =
      /^content-type:\s*text\/plain/im.test(head) || (part === 0 && !/^content-type:/im.test(head))
    if (isText && !/^content-transfer-encoding:\s*base64/im.test(head)) {
      return bytes(`${text.slice(0, end + 4)}${words}\r\n\r\n${text.slice(end + 4)}`)
    }
    const next = /\r\n--[^\r\n]+\r\n/g
    next.lastIndex = end
    if (!next.exec(text)) return undefined
    start = next.lastIndex
  }
  return undefined
}

/** A mail of somebody who writes these words and attaches the message. */
function wrapped(words: string, source: Uint8Array): Uint8Array {
  const head = [
    'From: Alma Penhaligon <alma@example.net>',
    'To: enquiries@mopac.example.org',
    'Subject: See below',
    'Content-Type: multipart/mixed; boundary="outside-of-it"',
  ].join('\r\n')
  return joinedBytes(
    `${head}\r\n\r\n--outside-of-it\r\nContent-Type: text/plain\r\n\r\n${words}\r\n--outside-of-it\r\nContent-Type: message/rfc822\r\n\r\n`,
    source,
    bytesOf('\r\n--outside-of-it--\r\n'),
  )
}
