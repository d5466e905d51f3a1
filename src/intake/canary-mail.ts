/**
 * Test messages, as mails. One leaves for the mailbox by the way that letters take, has to
 * come back through the poller, and carries a sentence that the rules must find: whatever
 * breaks on the way from the mailbox to a page, this is how we hear of it.
 *
 * Nothing here knows the database: the watchdog, a process of its own, writes them too.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { OutgoingMail } from '../outbox/outbox.ts'

export const CANARY_HEADER = 'X-Waypost-Canary'
/** Ours is a few lines; what providers add on the way is not more than this. */
const MOST_BYTES = 64 * 1024

/** `own`: of the service itself, under its secret key. `watchdog`: under the key that both know. */
export type CanaryOrigin = 'own' | 'watchdog'

/** The canary that bytes say they are, under a good seal. */
export type FoundCanary = { id: string; origin: CanaryOrigin; sentAt: Date }

type Sealed = { origin: CanaryOrigin; mailbox: string; id: string; sentSeconds: number }

const seal = (key: string, { origin, mailbox, id, sentSeconds }: Sealed): string =>
  createHmac('sha256', key)
    .update(`canary.${origin}.${mailbox.toLowerCase()}.${id}.${sentSeconds}`)
    .digest('hex')
    .slice(0, 32)

/** The sentence stands by itself: a page is owed for it as for anybody's. */
const TEXT = `Waypost sends this to itself. It shows that letters reach this mailbox and that danger in them is found. You may leave it or remove it. Nobody is in danger: the next line is there for our rules to find.

I am going to kill myself tonight.
`

/** The mail; nothing answers it, and it says what it is to whoever opens it. */
export function canaryMail(
  key: string,
  to: { origin: CanaryOrigin; id: string; mailbox: string; from: OutgoingMail['from']; sentAt: Date },
): OutgoingMail {
  const { origin, id, mailbox, from } = to
  const sentSeconds = Math.floor(to.sentAt.getTime() / 1000)
  const domain = from.address.slice(from.address.lastIndexOf('@') + 1)
  return {
    messageId: `<canary.${id}@${domain}>`,
    from,
    to: mailbox,
    subject: 'Waypost test message',
    text: TEXT,
    headers: {
      [CANARY_HEADER]: `${origin}.${id}.${sentSeconds}.${seal(key, { origin, mailbox, id, sentSeconds })}`,
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
    },
    nullReturnPath: true,
  }
}

/** The keys that seals are checked with; a watchdog that is not set has none. */
export type CanaryKeys = { own: string; watchdog?: string | undefined }

/** The canary that these bytes are under a seal of ours; undefined for everything else. */
export function canaryIn(keys: CanaryKeys, mailbox: string, source: Uint8Array): FoundCanary | undefined {
  if (source.byteLength > MOST_BYTES) return undefined
  const head = new TextDecoder('latin1').decode(source).split(/\r?\n\r?\n/, 1)[0] ?? ''
  const found =
    /^x-waypost-canary:\s*(own|watchdog)\.([0-9a-f-]{36})\.(\d{1,11})\.\s*([0-9a-f]{32})\s*$/im.exec(head)
  const [, origin, id, sentSeconds, given] = (found ?? []) as [
    string?,
    CanaryOrigin?,
    string?,
    string?,
    string?,
  ]
  const key = origin && keys[origin]
  if (!key || !id || !sentSeconds || !given) return undefined
  const expected = seal(key, { origin, mailbox, id, sentSeconds: Number(sentSeconds) })
  if (!timingSafeEqual(Buffer.from(expected), Buffer.from(given))) return undefined
  return { id, origin, sentAt: new Date(Number(sentSeconds) * 1000) }
}
