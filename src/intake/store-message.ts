import { createHash, randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { MACHINE, record } from '../audit/record.ts'
import { type Db, inOffice } from '../db/db.ts'
import { type Channel, ledger, rawMessages } from '../db/schema.ts'
import type { Enqueue } from '../jobs/queue.ts'

/** A message as a source offered it. */
export type Offered = {
  officeId: string
  mailbox: string
  folder: string
  channel: Channel
  source: Uint8Array
  receivedAt: Date
  envelopeFrom?: string | undefined
  /** Where the source numbers its messages (RFC 9051 section 2.3.1.1). */
  uid?: { validity: bigint; uid: bigint } | undefined
  cutShort?: boolean | undefined
}

export type Stored = { rawMessageId: string; isNew: boolean }

export const sha256 = (source: Uint8Array): string => createHash('sha256').update(source).digest('hex')

/**
 * Keeps the raw bytes once, with a ledger row and the job to take them in, in one
 * committed transaction. Only when it returns may the source be told anything.
 *
 * The key is the hash of the bytes, not Message-ID: senders leave that header out,
 * repeat it or forge it, and a message dropped for that reason may be the one that
 * matters. The same bytes a second time get a ledger row of their own and no second
 * case. A crash before the commit leaves nothing; after it, the job or the sweep
 * goes on from here.
 */
export async function storeMessage(
  deps: { db: Db; queue: Enqueue; now: () => Date },
  offered: Offered,
): Promise<Stored> {
  const hash = sha256(offered.source)
  const stored = await inOffice(deps.db, offered.officeId, (tx) => keep(tx, deps, offered, hash))
  if (stored.isNew) deps.queue.nudge('take-in')
  return stored
}

async function keep(
  tx: Db,
  { queue, now }: { queue: Enqueue; now: () => Date },
  offered: Offered,
  hash: string,
): Promise<Stored> {
  const { officeId, mailbox } = offered
  const [inserted] = await tx
    .insert(rawMessages)
    .values({
      id: randomUUID(),
      officeId,
      mailbox,
      channel: offered.channel,
      source: offered.source,
      sha256: hash,
      size: offered.source.byteLength,
      envelopeFrom: offered.envelopeFrom ?? null,
      cutShort: offered.cutShort ?? false,
      receivedAt: offered.receivedAt,
    })
    .onConflictDoNothing()
    .returning({ id: rawMessages.id })
  const rawMessageId = inserted?.id ?? (await idOfSameBytes(tx, mailbox, hash))
  await tx
    .insert(ledger)
    .values({
      id: randomUUID(),
      officeId,
      mailbox,
      folder: offered.folder,
      uidValidity: offered.uid?.validity ?? null,
      uid: offered.uid?.uid ?? null,
      rawMessageId,
      sha256: hash,
      size: offered.source.byteLength,
      receivedAt: offered.receivedAt,
      notedAt: now(),
    })
    .onConflictDoNothing()
  if (inserted) {
    await queue.enqueue(tx, 'take-in', { officeId, id: rawMessageId })
    await record(tx, [
      {
        officeId,
        at: now(),
        actor: MACHINE,
        action: 'message-kept',
        detail: { rawMessageId, size: offered.source.byteLength },
      },
    ])
  }
  return { rawMessageId, isNew: inserted !== undefined }
}

async function idOfSameBytes(tx: Db, mailbox: string, hash: string): Promise<string> {
  const [same] = await tx
    .select({ id: rawMessages.id })
    .from(rawMessages)
    .where(and(eq(rawMessages.mailbox, mailbox), eq(rawMessages.sha256, hash)))
  if (!same) throw new Error('A raw message with these bytes was refused as a repeat but is not there')
  return same.id
}
