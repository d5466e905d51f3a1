/** Signs that a message is one of our own, or has gone round in a circle. */
import { type Message, reading } from '../message/message.ts'
import { valuesOf } from '../message/read-addresses.ts'
import { isAmong, type Mailboxes } from '../offices/mailboxes.ts'

/** `<ack.MOPAC-26-000123-4.seal@domain>`, as our own mails are numbered. The seal is not looked at here. */
const OUR_MESSAGE_ID = /^<(?:ack|page|alarm)\.[^\s@<>]+\.[^\s.@<>]+@[^\s@<>]+>$/i

/** More servers than any honest way has: RFC 5321 section 6.3 has them give up at 100, most do at 25. */
const MOST_RECEIVED = 25

/** How often one server of ours may have handled it: in, through a scanner, and into the mailbox. */
const MOST_OF_OURS = 3

/** Whether the id has the form of our own mails, whoever wrote it. */
export const looksLikeOurs = (messageId: string): boolean => OUR_MESSAGE_ID.test(messageId)

/** Why the message is from ourselves, in a sentence. A forger of that keeps only their own answer away. */
export function fromOurselves(message: Message, mailboxes: Mailboxes): string | undefined {
  if (message.messageId !== undefined && looksLikeOurs(message.messageId))
    return 'Its number has the form of our own mails.'
  const ours = [message.from?.address, message.returnPath].find((one) => one && isAmong(mailboxes, one))
  return ours === undefined ? undefined : 'It comes from a mailbox of ours.'
}

/**
 * Whether it came out of one of these mailboxes, or has the form of what we send: then a
 * mail of ours is going round. A colleague's own address is in neither.
 */
export const comesFromMailbox = (message: Message, mailboxes: Mailboxes): boolean =>
  (message.messageId !== undefined && looksLikeOurs(message.messageId)) ||
  message.headers.some(({ name }) => name === 'x-waypost-loop') ||
  [message.from?.address, message.returnPath].some((one) => one !== undefined && isAmong(mailboxes, one))

/**
 * Whether the writer's own words are those of an acknowledgement of ours or of another
 * Waypost's: the last sign left where a gateway strips every header, so that two of us
 * would take each other's letters for people's. Quoted, our words are no sign of anything.
 */
export function hasWordsOfOurs(message: Message, opening: string): boolean {
  const text = reading(message)
  const own = message.stretches
    .filter(({ voice }) => voice === 'own')
    .map(({ start, end }) => text.slice(start, Math.min(end, start + 20_000)))
    .join(' ')
    .replace(/\s+/g, ' ')
  const pieces = opening.replace(/\s+/g, ' ').split(/\{[^}]*\}/)
  return pieces.every((piece) => own.includes(piece.trim()))
}

/** Why it has been round too often, in a sentence. `hosts` are the names of our own mail servers. */
export function tooManyHops(message: Message, hosts: readonly string[]): string | undefined {
  const received = valuesOf(message.headers, 'received')
  if (received.length > MOST_RECEIVED) return `It passed ${received.length} mail servers.`
  const ours = new Set(hosts.map((host) => host.toLowerCase()))
  const visits = new Map<string, number>()
  for (const value of received) {
    const by = /\bby\s+([a-z0-9.-]+)/i.exec(value.slice(0, 2_000))?.[1]?.toLowerCase() ?? ''
    if (ours.has(by)) visits.set(by, (visits.get(by) ?? 0) + 1)
  }
  const most = Math.max(0, ...visits.values())
  return most > MOST_OF_OURS ? `It passed the same mail server of ours ${most} times.` : undefined
}
