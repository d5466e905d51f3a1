import type { Channel } from '../db/schema.ts'

/** Contact that did not come as mail: a web form, or a letter, call or visit entered by hand. */
export type EnteredContact = {
  channel: Exclude<Channel, 'email'>
  name: string
  /** The writer's own e-mail address, where they gave one. */
  address?: string | undefined
  subject: string
  text: string
  receivedAt: Date
}

/**
 * The contact as RFC 5322 bytes, so that it goes the same way as mail and is kept
 * word for word (C-12). The name and the subject cannot add header lines.
 */
export function enteredAsMessage(contact: EnteredContact, mailbox: string): Uint8Array {
  const lines = [
    ...(contact.address ? [`From: ${header(contact.name)} <${contact.address}>`] : []),
    ...(!contact.address && contact.name ? [`X-Waypost-Correspondent: ${header(contact.name)}`] : []),
    `To: ${mailbox}`,
    `Subject: ${header(contact.subject)}`,
    `Date: ${contact.receivedAt.toUTCString().replace('GMT', '+0000')}`,
    `X-Waypost-Channel: ${contact.channel}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    contact.text.replace(/\r\n?|\n/g, '\r\n'),
  ]
  return new TextEncoder().encode(lines.join('\r\n'))
}

/** The address that such bytes were written down with, or undefined where there was none. */
export const enteredAddress = (source: Uint8Array): string | undefined =>
  /^From: [^\r\n]*<([^<>\r\n]+)>\r\n/.exec(
    new TextDecoder().decode(source.subarray(0, 2_000)).replace(/\r\n[ \t]/g, ' '),
  )?.[1]

/** An encoded word (RFC 2047) unless plain: line breaks and specials cannot get through either way. */
function header(value: string): string {
  if (/^[A-Za-z0-9 '!?-]*$/.test(value)) return value
  const words: string[] = []
  let word = ''
  for (const character of value) {
    if (Buffer.byteLength(word + character) > 42) {
      words.push(word)
      word = ''
    }
    word += character
  }
  words.push(word)
  return words.map((text) => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`).join('\r\n ')
}
