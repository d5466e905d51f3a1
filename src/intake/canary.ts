/**
 * Test messages of ours. Every quarter of an hour one leaves through the outgoing
 * server for the mailbox, by the way that letters take, and has to come back through
 * the poller: whatever breaks on the way, this is how we hear of it.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { and, eq, isNull, or } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { canaries } from '../db/schema.ts'
import type { OutgoingMail } from '../outbox/outbox.ts'

const HEADER = 'X-Waypost-Canary'
/** Ours is a few lines; what providers add on the way is not more than this. */
const MOST_BYTES = 64 * 1024

const seal = (secretKey: string, mailbox: string, id: string): string =>
  createHmac('sha256', secretKey).update(`canary.${mailbox}.${id}`).digest('hex').slice(0, 32)

/** The mail; nothing answers it, and it says what it is to whoever opens it. */
export function canaryMail(
  secretKey: string,
  to: { id: string; mailbox: string; from: OutgoingMail['from'] },
): OutgoingMail {
  const { id, mailbox, from } = to
  const domain = from.address.slice(from.address.lastIndexOf('@') + 1)
  return {
    messageId: `<canary.${id}@${domain}>`,
    from,
    to: mailbox,
    subject: 'Waypost test message',
    text: 'Waypost sends this to itself to see that letters reach this mailbox. You may leave it or remove it.\n',
    headers: {
      [HEADER]: `${id}.${seal(secretKey, mailbox, id)}`,
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
    },
    nullReturnPath: true,
  }
}

/** The id of the canary that these bytes are under our seal; undefined for everything else. */
export function canaryIn(secretKey: string, mailbox: string, source: Uint8Array): string | undefined {
  if (source.byteLength > MOST_BYTES) return undefined
  const head = new TextDecoder('latin1').decode(source).split(/\r?\n\r?\n/, 1)[0] ?? ''
  const found = /^x-waypost-canary:\s*([0-9a-f-]{36})\.([0-9a-f]{32})\s*$/im.exec(head)
  const [, id, given] = found ?? []
  if (!id || !given) return undefined
  return timingSafeEqual(Buffer.from(seal(secretKey, mailbox, id)), Buffer.from(given)) ? id : undefined
}

/**
 * Whether it is one that we wait for, and notes that it came. A seal can be copied by
 * whoever can read the mailbox, so it counts once: other bytes under the same seal are
 * a letter like any other.
 */
export async function isAwaited(tx: Db, id: string, came: { sha256: string; at: Date }): Promise<boolean> {
  const noted = await tx
    .update(canaries)
    .set({ seenAt: came.at, sha256: came.sha256 })
    .where(and(eq(canaries.id, id), isNull(canaries.sha256)))
    .returning({ id: canaries.id })
  if (noted.length > 0) return true
  const again = and(eq(canaries.id, id), or(isNull(canaries.sha256), eq(canaries.sha256, came.sha256)))
  return (await tx.$count(canaries, again)) > 0
}
