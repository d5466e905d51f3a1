/**
 * Whether mail can be sent to an address at all. Stricter than RFC 5321 allows on
 * purpose: an odd address costs one letter that a person sends by hand, and a crafted
 * one would make our server write to a place of somebody else's choosing.
 */
import { decodePunycode } from './decode-punycode.ts'

const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i

/**
 * Names that no mail server on the internet can have (RFC 2606, 6761, 6762, 7686, 8375 and
 * 9476; ICANN reserved `internal` in 2024). `.example` is reserved too and is let through: the invented letters of the
 * demonstration come from there, and a letter to it goes nowhere.
 */
const RESERVED = new Set(['test', 'invalid', 'localhost', 'local', 'onion', 'internal', 'arpa', 'alt'])

/** Why nothing can be sent to this address, in a sentence; undefined where it can. */
export function cannotReceive(address: string): string | undefined {
  const at = address.lastIndexOf('@')
  const local = address.slice(0, Math.max(0, at))
  const domain = address.slice(at + 1).toLowerCase()
  // RFC 5321 section 4.5.3.1: 64 octets, 255, and 254 for the whole path without its brackets.
  if (address.length > 254 || local.length > 64) return 'The return address is longer than mail allows.'
  if (domain.startsWith('[')) return 'The return address names a machine by number and not a domain.'
  if (!LOCAL.test(local)) return 'The part of the return address before the @ is not well formed.'
  const labels = domain.split('.')
  if (labels.length < 2 || !labels.every((label) => LABEL.test(label)) || !/[a-z]/.test(labels.at(-1) ?? ''))
    return 'The domain of the return address is not well formed.'
  if (RESERVED.has(labels.at(-1) ?? ''))
    return 'The domain of the return address is reserved and cannot receive mail.'
  if (!isHonestPunycode(domain)) return 'The domain of the return address is not what its coded form says.'
  return undefined
}

/** Each coded label stands for letters, and those are coded back to just this label (RFC 5891 section 5.4). */
function isHonestPunycode(domain: string): boolean {
  const letters = domain
    .split('.')
    .map((label) => (label.startsWith('xn--') ? decodePunycode(label.slice(4)) : label))
  if (letters.includes(undefined)) return false
  const url = `http://${letters.join('.')}/`
  return URL.canParse(url) && new URL(url).hostname === domain
}
