/**
 * Whether a message is acknowledged at once, by a person later, or not at all
 * (docs/acknowledgements.md). Every message has been stored, read for danger and put
 * before people before this is asked: keeping an answer back never keeps a case back.
 */
import { type MachineSign, type MachineSignCode, machineSigns } from '../message/machine-made.ts'
import type { Message } from '../message/message.ts'
import { valuesOf } from '../message/read-addresses.ts'
import { isAmong, type Mailboxes, staffAddresses } from '../offices/mailboxes.ts'
import type { OfficeProfile } from '../offices/profile.ts'
import type { Risk, RiskCategory } from '../triage/risk.ts'
import type { ContactBar } from './contact-bar.ts'
import { fromOurselves, looksLikeOurs, tooManyHops } from './mail-loop.ts'
import { providerVerdict } from './provider-verdict.ts'
import { cannotReceive } from './reply-address.ts'
import { safeContactWish } from './safe-contact.ts'
import { unprovenSender } from './unproven-sender.ts'

export type SuppressionCode =
  | MachineSignCode
  | 'DUP'
  | 'MALFORMED'
  | 'NO_PATH'
  | 'SELF'
  | 'HOPS'
  | 'NOT_NAMED'
  | 'UNAUTH'
  | 'SPAM'
  | 'THREAD'
  | 'REPEAT'
  | 'RATE'
  | 'BAD_ADDR'

/** What the records say about the message, its case and its sender. */
export type KnownOfMessage = {
  /** This message already has an acknowledgement. */
  alreadyAcknowledged: boolean
  /** Some earlier message of its case has one. */
  caseAlreadyAcknowledged: boolean
  /** It answers an acknowledgement of ours, by a sealed id. */
  joinsOurAck: boolean
  /** It carries our own loop header or message id with a seal that only we can make. */
  isOurOwn: boolean
  /** The scan of its attachments found malware. */
  malwareFound: boolean
  /** The sender, its domain or the office has had as many as may go out for now. */
  limit: { code: 'REPEAT' | 'RATE'; because: string } | undefined
  /** What was noted of this case or this writer before: how they may be reached, or that they may not. */
  bar: ContactBar | undefined
}

/** For a message that is judged from its bytes alone, without any record. */
export const NOTHING_KNOWN: KnownOfMessage = {
  alreadyAcknowledged: false,
  caseAlreadyAcknowledged: false,
  joinsOurAck: false,
  isOurOwn: false,
  malwareFound: false,
  limit: undefined,
  bar: undefined,
}

export type AcknowledgementAsked = {
  message: Message
  office: Pick<OfficeProfile, 'holdAcknowledgement' | 'duty' | 'contact' | 'dataProtection'>
  risk: Risk
  /** Which addresses are ours; `mailboxesOf(office)` unless an operator names others. */
  ownMailboxes: Mailboxes
  /** Whose Authentication-Results we trust; the office's own unless an operator names others. */
  authservIds: readonly string[]
  known: KnownOfMessage
}

/** The reason of a hold is the risk that the office holds for, the writer's own wish, or a backup that was put back. */
export type AcknowledgementPlan =
  | { decision: 'send'; reason: 'OK'; to: string }
  | { decision: 'hold'; reason: RiskCategory | ContactBar['reason'] | 'restored'; because: string }
  | { decision: 'suppress'; reason: SuppressionCode; because: string }

type Weighed = AcknowledgementAsked & { signs: readonly MachineSign[] }

/** One row of the table: why it applies, or undefined. */
type Row = readonly [SuppressionCode, (weighed: Weighed) => string | undefined]

const machine = (code: MachineSignCode): Row => [
  code,
  ({ signs }) => signs.find((sign) => sign.code === code)?.because,
]

// The order is the table's. The surest signs of a machine stand before those that take
// a look at who sent it, so that the reason a caseworker reads is the plainest one.
const ROWS: readonly Row[] = [
  ['DUP', ({ known }) => (known.alreadyAcknowledged ? 'This message was acknowledged before.' : undefined)],
  ['MALFORMED', ({ message }) => malformed(message)],
  ['NO_PATH', ({ message }) => (message.returnPath === undefined ? 'It has no return address.' : undefined)],
  machine('NULL_PATH'),
  machine('REPORT'),
  ['SELF', ownMail],
  machine('AUTO_SUBMITTED'),
  machine('MS_SUPPRESS'),
  machine('VENDOR_AUTO'),
  machine('PRECEDENCE'),
  machine('LIST'),
  machine('ROLE'),
  ['HOPS', ({ message, authservIds }) => tooManyHops(message, authservIds)],
  ['NOT_NAMED', notNamed],
  ['UNAUTH', ({ message, authservIds }) => unprovenSender(message, authservIds)],
  ['SPAM', ({ message, known }) => malware(known) ?? providerVerdict(message)],
  machine('SUBJECT_AUTO'),
  ['THREAD', inAcknowledgedThread],
  ['REPEAT', ({ known }) => limited(known, 'REPEAT')],
  ['RATE', ({ known }) => limited(known, 'RATE')],
]

/**
 * The first row that applies decides. The answer goes to the return path and never to
 * From or Reply-To (RFC 3834 section 4). A machine's mail that tells of danger is
 * suppressed and not held: there is nobody there to be answered, and its alert goes out.
 */
export function planAcknowledgement(asked: AcknowledgementAsked): AcknowledgementPlan {
  const weighed = { ...asked, signs: machineSigns(asked.message) }
  for (const [reason, applies] of ROWS) {
    const because = applies(weighed)
    if (because !== undefined) return { decision: 'suppress', reason, because }
  }
  const to = asked.message.returnPath ?? ''
  const unusable = cannotReceive(to)
  return (
    hold(asked) ??
    (unusable === undefined
      ? { decision: 'send', reason: 'OK', to }
      : { decision: 'suppress', reason: 'BAD_ADDR', because: unusable })
  )
}

/** The office's own list goes by its order; a note (level `none`) is not a reason to stay silent. */
function hold({ message, office, risk, known }: AcknowledgementAsked): AcknowledgementPlan | undefined {
  const flagged = new Set(risk.flags.filter(({ level }) => level !== 'none').map(({ category }) => category))
  const reason = office.holdAcknowledgement.find((category) => flagged.has(category))
  if (reason !== undefined)
    return {
      decision: 'hold',
      reason,
      because: 'An answer to this address may add to the danger, so a person decides.',
    }
  const wish = safeContactWish(message)
  if (wish) return { decision: 'hold', reason: 'safe-contact', because: wish.because }
  return known.bar && { decision: 'hold', reason: known.bar.reason, because: known.bar.because }
}

function malformed(message: Message): string | undefined {
  if (message.status === 'raw-only') return 'Its bytes could not be read as a message.'
  const repeated = ['from', 'return-path'].find((name) => valuesOf(message.headers, name).length > 1)
  if (repeated) return `It has more than one ${repeated === 'from' ? 'From' : 'Return-Path'} line.`
  return message.from === undefined ? 'It names no sender, or several.' : undefined
}

function notNamed({ message, ownMailboxes }: AcknowledgementAsked): string | undefined {
  const named = message.addressedTo.some((address) => isAmong(ownMailboxes, address))
  return named ? undefined : 'None of our mailboxes is among those it is addressed to.'
}

function inAcknowledgedThread({ message, known }: AcknowledgementAsked): string | undefined {
  if (known.joinsOurAck || message.answers.some(looksLikeOurs))
    return 'It answers an acknowledgement of ours.'
  return known.caseAlreadyAcknowledged ? 'Its case was acknowledged before.' : undefined
}

/** A forged return path could name the duty officer: their mailbox must not fill with acknowledgements. */
function ownMail({ message, ownMailboxes, office, known }: AcknowledgementAsked): string | undefined {
  return itsOwn(known) ?? fromOurselves(message, [...ownMailboxes, ...staffAddresses(office)])
}

const itsOwn = (known: KnownOfMessage): string | undefined =>
  known.isOurOwn ? 'It carries the seal of our own mails.' : undefined

const malware = (known: KnownOfMessage): string | undefined =>
  known.malwareFound ? 'Malware was found in it.' : undefined

const limited = ({ limit }: KnownOfMessage, code: 'REPEAT' | 'RATE'): string | undefined =>
  limit?.code === code ? limit.because : undefined
