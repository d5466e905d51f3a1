/**
 * Signs that a machine sent a message, so that no machine of ours answers it. They only
 * ever withhold an acknowledgement: the message is stored, read for danger and shown to
 * people like any other, because an automatic reply can carry a cry for help.
 */
import type { Header, Message } from './message.ts'
import { parseParameters } from './part.ts'
import { valuesOf } from './read-addresses.ts'
import { isAutomaticSubject } from './subject-auto.ts'

export type MachineSignCode =
  | 'NULL_PATH'
  | 'REPORT'
  | 'AUTO_SUBMITTED'
  | 'MS_SUPPRESS'
  | 'VENDOR_AUTO'
  | 'PRECEDENCE'
  | 'LIST'
  | 'ROLE'
  | 'SUBJECT_AUTO'

export type MachineSign = { code: MachineSignCode; because: string }

/** A sign as its test gives it: the reason in a sentence, or undefined. */
type Test = (message: Message) => string | undefined

/** The tests in the order in which the acknowledgement weighs them: the surest first. */
const TESTS: readonly [MachineSignCode, Test][] = [
  ['NULL_PATH', nullPath],
  ['REPORT', report],
  ['AUTO_SUBMITTED', autoSubmitted],
  ['MS_SUPPRESS', suppressesReplies],
  ['VENDOR_AUTO', vendorAuto],
  ['PRECEDENCE', precedence],
  ['LIST', list],
  ['ROLE', role],
  ['SUBJECT_AUTO', automaticSubject],
]

/** Every sign that a machine sent it, the surest first; none for a person's letter. */
export const machineSigns = (message: Message): MachineSign[] =>
  TESTS.flatMap(([code, test]) => {
    const because = test(message)
    return because === undefined ? [] : [{ code, because }]
  })

/** The surest sign that a machine sent it, if there is one. */
export const machineSign = (message: Message): MachineSign | undefined => machineSigns(message)[0]

/** A null return path is how bounces say that nothing may come back (RFC 5321 section 4.5.5). */
export function nullPath(message: Message): string | undefined {
  return message.returnPath === '' ? 'Its return path is empty, as a bounce has it.' : undefined
}

const REPORT_PART =
  /^message\/(?:(?:global-)?delivery-status|(?:global-)?disposition-notification|feedback-report)$/

/** A report of delivery, reading or abuse (RFC 3464, RFC 8098, RFC 5965). */
export function report(message: Message): string | undefined {
  const types = valuesOf(message.headers, 'content-type').map((value) => parseParameters(value).value)
  const hasPart = message.attachments.some(({ contentType }) => REPORT_PART.test(contentType))
  const isReport = types.some((type) => type === 'multipart/report' || REPORT_PART.test(type))
  const names = has(message, 'x-failed-recipients')
  return isReport || hasPart || names
    ? 'It is a report about the delivery or reading of another message.'
    : undefined
}

/** Auto-Submitted in any form but `no` (RFC 3834 section 5.1); each line counts, and comments do not. */
export function autoSubmitted(message: Message): string | undefined {
  const values = valuesOf(message.headers, 'auto-submitted').map(token)
  const said = values.find((value) => value !== 'no')
  return said === undefined
    ? undefined
    : `Its sender marks it as sent automatically (Auto-Submitted: ${shown(said)}).`
}

/** Exchange's wish that no automatic answer be sent. Its values for receipts only do not concern us. */
export function suppressesReplies(message: Message): string | undefined {
  const wishes = valuesOf(message.headers, 'x-auto-response-suppress').flatMap((value) =>
    bare(value).split(/[\s,;]+/),
  )
  const asks = wishes.some((wish) => ['all', 'autoreply', 'oof'].includes(wish))
  return asks ? 'Its sender asks for no automatic answer (X-Auto-Response-Suppress).' : undefined
}

const VENDOR_HEADERS = ['x-autoreply', 'x-autorespond', 'x-autoresponder', 'x-auto-reply-from', 'feedback-id']

/** Headers by which older programs and bulk senders mark automatic mail. */
export function vendorAuto(message: Message): string | undefined {
  const marked = VENDOR_HEADERS.find((name) =>
    valuesOf(message.headers, name).some((value) => !['no', 'false', '0'].includes(token(value))),
  )
  const isGroupwise = valuesOf(message.headers, 'x-fc-machinegenerated').some(
    (value) => token(value) === 'true',
  )
  const isPost = valuesOf(message.headers, 'x-post-messageclass').some((value) =>
    /^9\s*;\s*autoresponder/.test(bare(value)),
  )
  const header =
    marked ?? (isGroupwise ? 'x-fc-machinegenerated' : isPost ? 'x-post-messageclass' : undefined)
  return header === undefined ? undefined : `It carries the header ${header}, which automatic mail has.`
}

/** Precedence, in any of its lines: a second one has hidden behind the first. */
export function precedence(message: Message): string | undefined {
  const values = valuesOf(message.headers, 'precedence').map(token)
  const said = values.find((value) => ['bulk', 'junk', 'list', 'auto_reply', 'auto-reply'].includes(value))
  return said === undefined ? undefined : `It is marked as mass mail (Precedence: ${said}).`
}

const LIST_HEADERS = [
  'list-id',
  'list-post',
  'list-help',
  'list-owner',
  'list-unsubscribe',
  'mailing-list',
  'x-mailing-list',
]

/** A mailing list's headers (RFC 2369, RFC 2919): an answer would go to all its readers. */
export function list(message: Message): string | undefined {
  const header = LIST_HEADERS.find((name) => has(message, name))
  return header === undefined ? undefined : `It came through a mailing list (${header}).`
}

const ROLE =
  /^(?:mailer-daemon|postmaster|abuse|root|daemon|bounces?(?:[-+.=_].*)?|.+-bounces?|owner-.+|.+-owner|.+-request|(?:.+[-_.])?(?:do-?_?\.?not-?_?\.?reply|no-?_?\.?reply)(?:[-_.+].*)?|auto-?reply|auto-?responder|notifications?)$/

/** Its From or return path is a machine's address by custom (RFC 2142, RFC 3834 section 2). */
export function role(message: Pick<Message, 'from' | 'returnPath'>): string | undefined {
  const addresses = [message.from?.address, message.returnPath].filter((one) => one !== undefined)
  const machine = addresses.find((address) => ROLE.test(withoutExtension(localPart(address))))
  return machine === undefined ? undefined : `It comes from ${machine}, an address that machines use.`
}

const localPart = (address: string): string =>
  address.slice(0, Math.max(0, address.lastIndexOf('@'))).toLowerCase()

/** `bounces+their=office.example` is `bounces`; the plain part before `+` names the role. */
const withoutExtension = (local: string): string => local.replace(/^"|"$/g, '').split('+', 1)[0] ?? ''

/** The subject reads like a machine's. The weakest sign, since people write subjects too. */
export function automaticSubject(message: Message): string | undefined {
  return isAutomaticSubject(message.subject) ? 'Its subject is one that automatic replies have.' : undefined
}

const has = (message: Message, name: string): boolean =>
  message.headers.some((header: Header) => header.name === name)

/** A value without comments (RFC 5322 section 3.2.2), nested ones too, in lower case. */
function bare(value: string): string {
  let depth = 0
  let out = ''
  for (const letter of value.slice(0, 2_000)) {
    if (letter === '(') depth += 1
    else if (letter === ')' && depth > 0) depth -= 1
    else if (depth === 0) out += letter
  }
  return out.trim().toLowerCase()
}

/** The first word, without comments and parameters. */
const token = (value: string): string => bare(value).split(/[\s;]/, 1)[0] ?? ''

const shown = (value: string): string => value.replace(/[^a-z0-9-]/g, '').slice(0, 30)
