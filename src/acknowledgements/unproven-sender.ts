/**
 * Whether the address an answer would go to may belong to somebody else. Anyone can
 * write any From; an acknowledgement of forged mail lands on a stranger, and may tell
 * them that someone in their house wrote to the police's overseers.
 */
import type { Message } from '../message/message.ts'
import { valuesOf } from '../message/read-addresses.ts'
import { domainOf } from '../offices/mailboxes.ts'

/** One method's result with its properties, names and values in lower case: `dkim=pass header.d=example.org`. */
type Result = { method: string; result: string; properties: ReadonlyMap<string, string> }

/**
 * Why the sender is not proven, in a sentence; undefined where nothing speaks against it.
 *
 * Between two mistakes this takes the silent one. Answering forged mail harms a stranger
 * and nobody notices; not answering costs one letter that staff see is owed and can send
 * by hand. Where there is no result that we trust, aligned addresses are enough, because
 * otherwise a mailbox behind a server that writes none would never answer anybody.
 */
export function unprovenSender(message: Message, authservIds: readonly string[]): string | undefined {
  const from = domainOf(message.from?.address ?? '')
  const path = domainOf(message.returnPath ?? '')
  const results = trustedResults(message, authservIds)
  if (has(results, 'dmarc', 'fail'))
    return 'Our mail server found that it does not come from the address it shows (DMARC).'
  // DMARC passes where an aligned SPF or DKIM did, also when the server does not list them.
  if (areAligned(from, path) || has(results, 'dmarc', 'pass')) return undefined
  const signedBy = results
    .filter(({ method, result }) => method === 'dkim' && result === 'pass')
    .map(signerOf)
  // A signature of some third domain says nothing about either address, and anyone can own a domain.
  const proven = signedBy.some(
    (signer) => signer === '' || areAligned(signer, from) || areAligned(signer, path),
  )
  return proven
    ? undefined
    : 'Its return address and the address it shows belong to different domains, and no signature vouches for it.'
}

/**
 * Whether our own mail server says that From is forged: DMARC failed, or SPF did and
 * nothing else vouches. Where it says nothing this is false, so it proves nobody.
 */
export function isForged(message: Message, authservIds: readonly string[]): boolean {
  const results = trustedResults(message, authservIds)
  const isVouchedFor = has(results, 'dmarc', 'pass') || has(results, 'dkim', 'pass')
  return has(results, 'dmarc', 'fail') || (has(results, 'spf', 'fail') && !isVouchedFor)
}

const has = (results: readonly Result[], method: string, result: string): boolean =>
  results.some((one) => one.method === method && one.result === result)

const signerOf = ({ properties }: Result): string =>
  properties.get('header.d') ?? domainOf(properties.get('header.i') ?? '')

/**
 * The results of the topmost Authentication-Results that our own mail server wrote; none
 * where it wrote none. Lower ones, and those of other servers, came with the mail and
 * may say anything (RFC 8601 section 5).
 */
function trustedResults(message: Message, authservIds: readonly string[]): Result[] {
  const trusted = new Set(authservIds.map((id) => id.toLowerCase()))
  for (const value of valuesOf(message.headers, 'authentication-results')) {
    const [head = '', ...results] = withoutComments(value).split(';')
    const id = head.trim().split(/\s+/)[0] ?? ''
    if (trusted.has(id)) return results.flatMap(readResult)
  }
  return []
}

/** RFC 8601 section 2.2: `method[/version] = result` and then properties, each `type.name = value`. */
function readResult(text: string): Result[] {
  const pairs = [...text.matchAll(/([a-z0-9._/-]+)\s*=\s*("[^"]*"|[^\s"]+)/g)]
  const [first, ...rest] = pairs.map(
    ([, name = '', value = '']) => [name, value.replaceAll('"', '')] as const,
  )
  if (!first) return []
  const method = first[0].split('/')[0] ?? ''
  return [{ method, result: first[1], properties: new Map(rest) }]
}

/** The value in lower case without comments (RFC 5322 section 3.2.2), which may be nested and hold anything. */
function withoutComments(value: string): string {
  let depth = 0
  let out = ''
  for (const letter of value.slice(0, 10_000)) {
    if (letter === '(') depth += 1
    else if (letter === ')' && depth > 0) depth -= 1
    else if (depth === 0) out += letter
  }
  return out.toLowerCase()
}

/** Relaxed alignment (RFC 7489 section 3.1.1): the same organisation's domain. */
export const areAligned = (one: string, other: string): boolean =>
  one !== '' && organisationOf(one) === organisationOf(other)

/** Second-level names under which a country registers organisations: `org.uk`, `com.au`. */
const REGISTRIES = new Set(
  'ac co com edu gen gob gov govt ltd me mil mod net nhs nom or org plc police sch'.split(' '),
)

/**
 * The domain an organisation registered: the last two labels, or three under a country's
 * registry. An approximation of the public suffix list, which is 15,000 lines and changes
 * weekly; where it errs for an unusual registry, two neighbours there count as one.
 */
function organisationOf(domain: string): string {
  const labels = domain.split('.')
  const [second = '', top = ''] = labels.slice(-2)
  return labels.slice(top.length === 2 && REGISTRIES.has(second) ? -3 : -2).join('.')
}
