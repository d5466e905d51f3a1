import addressparser from 'nodemailer/lib/addressparser'
import { decodeWords } from './decode-words.ts'
import { MAX_ADDRESSES } from './limits.ts'
import type { Address, Header } from './message.ts'

/** The mailboxes of one address header (RFC 5322 section 3.4), groups opened, names decoded; nothing that is no address. */
export function readAddresses(value: string): Address[] {
  return addressparser(value, { flatten: true })
    .slice(0, MAX_ADDRESSES)
    .map(({ name, address }) => ({ name: cleanName(name), address: address.trim().toLowerCase() }))
    .filter(({ address }) => isAddress(address))
}

/** Looks like an address; whether mail can go there is for the acknowledgement to decide. */
const isAddress = (address: string): boolean =>
  address.length <= 998 && /^[^\s<>]+@[^\s<>@]+$/.test(address) && !hasControls(address)

const hasControls = (text: string): boolean => /\p{Cc}/u.test(text)

// Decoded after the commas were split on, so that an encoded comma cannot add a recipient.
const cleanName = (name: string): string =>
  decodeWords(name)
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .trim()
    .slice(0, 500)

/** The values of every header of that name, in order. */
export const valuesOf = (headers: readonly Header[], name: string): string[] =>
  headers.filter((header) => header.name === name).map((header) => header.value)

const DELIVERY = ['to', 'cc', 'resent-to', 'resent-cc', 'delivered-to', 'x-original-to', 'envelope-to']

/** Everyone the message was addressed or delivered to, each once, in lower case. */
export function addressedTo(headers: readonly Header[]): string[] {
  const all = headers
    .filter((header) => DELIVERY.includes(header.name))
    .flatMap((header) => readAddresses(header.value).map(({ address }) => address))
  return [...new Set(all)].slice(0, MAX_ADDRESSES)
}
