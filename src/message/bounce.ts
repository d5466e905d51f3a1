/**
 * What a delivery report says (RFC 3464), and what reports say that follow no standard:
 * Exchange's without Auto-Submitted, Exim's with X-Failed-Recipients, qmail's in plain
 * words, in any language. Reads the bytes in one pass and believes nothing: whose mail
 * it was is settled by the seal in the ids that it brings back.
 */
import { nullPath, report } from './machine-made.ts'
import type { Message } from './message.ts'
import { valuesOf } from './read-addresses.ts'
import { binaryString } from './transfer-decode.ts'

export type Bounce = {
  /** Everything in it of the form of a Message-ID, the returned letter's among them. */
  ids: readonly string[]
  /** The letter will not arrive. False for a report of delay, of delivery or of reading. */
  isFinal: boolean
  /** RFC 3463, e.g. `5.1.1`; '' where the report gives none. */
  status: string
}

/** A report repeats the letter it is about once; what lies further in is an attachment of it. */
const LOOKED_AT_BYTES = 512 * 1024

/** Enough for every letter that one report brings back. */
const MOST_IDS = 200

/** What the message reports about another; undefined where it is no report of delivery. */
export function readBounce(message: Message, source: Uint8Array): Bounce | undefined {
  const text = asText(source)
  const fields = statusFields(text)
  const failed = valuesOf(message.headers, 'x-failed-recipients').length > 0
  const isMailSystem = nullPath(message) !== undefined || SYSTEM.test(message.from?.address ?? '')
  const inWords = isMailSystem && (UNDELIVERED.test(message.subject) || QMAIL.test(text))
  if (!fields && !failed && !inWords) return undefined
  if (fields && report(message) === undefined && !isMailSystem) return undefined
  const status = fields ? fields.status : (/\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(message.text)?.[0] ?? '')
  return {
    ids: [...new Set(`${text}\n${message.text}`.match(ID) ?? [])].slice(0, MOST_IDS),
    isFinal: fields ? fields.isFinal : failed || !(DELAYED.test(message.subject) || status.startsWith('4')),
    status,
  }
}

const ID = /<[^<>\s@"]{1,120}@[^<>\s@"]{1,120}>/g

const SYSTEM = /^(?:mailer-daemon|postmaster|microsoftexchange[0-9a-f]*|mail-?daemon)@/i

const UNDELIVERED =
  /^\s*(?:re\s*:\s*)?(?:undeliver|delivery (?:status|has failed|fail|delay|incomplete)|mail delivery|failure notice|returned mail|non-?delivery|message (?:undeliverable|not delivered|delayed)|warning: (?:could not send|message)|unzustellbar|zustellung|non remis|échec de|no se puede entregar|mancata consegna|onbestelbaar|niezdostarczone|nie można dostarczyć|neges heb ei|недоставлено|не доставлено|无法送达|配信不能)/iu

const DELAYED = /\b(?:delay(?:ed)?|warning|verzögert|retardé|opóźnion)/iu

/** D. J. Bernstein's format for bounces: no MIME, these words first. */
const QMAIL = /^Hi\. This is the .{1,80} program at/m

/** Soft line breaks of quoted-printable undone, since an id that is cut in two is found by nobody. */
const asText = (source: Uint8Array): string =>
  binaryString(source.subarray(0, LOOKED_AT_BYTES))
    .replace(/=\r?\n/g, '')
    .replaceAll('=3D', '=')

/** The fields of message/delivery-status, in any of its groups. A part of one recipient that failed is a failure. */
function statusFields(text: string): { isFinal: boolean; status: string } | undefined {
  const at = /^content-type\s*:\s*message\/(?:global-)?delivery-status\b.*$/im.exec(text)
  if (!at) return undefined
  const rest = text.slice(at.index + at[0].length, at.index + at[0].length + 20_000)
  const part = rest.split(/^--/m, 1)[0] ?? ''
  const values = (name: string): string[] =>
    [...part.matchAll(new RegExp(`^${name}[ \\t]*:[ \\t]*([^\\r\\n]{1,200})`, 'gim'))].map(([, value = '']) =>
      value.trim().toLowerCase(),
    )
  const actions = values('action').map((value) => value.split(/[\s(;]/, 1)[0])
  const statuses = values('status').flatMap((value) => /^[245]\.\d{1,3}\.\d{1,3}/.exec(value)?.[0] ?? [])
  const status = statuses.find((one) => one.startsWith('5')) ?? statuses[0] ?? ''
  // Action decides: a letter given up after days of trying has a status of class 4 and is lost all the same.
  return { isFinal: actions.length > 0 ? actions.includes('failed') : status.startsWith('5'), status }
}
