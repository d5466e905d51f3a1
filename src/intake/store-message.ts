import { createHash, randomUUID } from 'node:crypto'
import { and, eq, inArray } from 'drizzle-orm'
import { type AuditEntry, MACHINE, record } from '../audit/record.ts'
import { keepKeys, type NewKey, newKey } from '../db/data-keys.ts'
import { type Db, inOffice } from '../db/db.ts'
import { type Channel, ledger, rawMessages } from '../db/schema.ts'
import type { Enqueue } from '../jobs/queue.ts'
import { encryptBytes } from '../keys/encryption.ts'
import { keepWatchdogCanary, type WatchdogCanary } from './watchdog-canary.ts'

/**
 * How the server names a message (RFC 9051 section 2.3.1.1), and what it says of it: by
 * these we know it again without asking for its bytes.
 */
export type Numbered = { validity: bigint; uid: bigint; size?: number; receivedAt?: Date }

/** A message as a source offered it. */
export type Offered = {
  officeId: string
  mailbox: string
  folder: string
  channel: Channel
  source: Uint8Array
  receivedAt: Date
  envelopeFrom?: string | undefined
  /** Where the source numbers its messages. */
  uid?: Numbered | undefined
  cutShort?: boolean | undefined
  fromJunk?: boolean | undefined
  /** The key of the person who typed it in; the history says so in the same transaction. */
  enteredBy?: string | undefined
  /** The drill that it is the letter of; only src/drills/start-drill.ts sets it. */
  drillId?: string | undefined
}

export type Stored = { rawMessageId: string; isNew: boolean }

export type StoreDeps = {
  db: Db
  queue: Enqueue
  now: () => Date
  /** Whose test messages are no letters; nobody's where it is undefined. */
  watchdog?: WatchdogCanary | undefined
}

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
export async function storeMessage(deps: StoreDeps, offered: Offered): Promise<Stored> {
  const [stored] = await storeMessages(deps, offered.officeId, [offered])
  if (!stored) throw new Error('A message was neither kept nor refused')
  return stored
}

/** The same for several messages of one office at once, all or none, in the order given. */
export async function storeMessages(
  deps: StoreDeps,
  officeId: string,
  offered: readonly Offered[],
): Promise<Stored[]> {
  const stored = await inOffice(deps.db, officeId, (tx) => keepAll(tx, deps, officeId, offered))
  if (stored.some(({ isNew }) => isNew)) deps.queue.nudge('take-in')
  return stored
}

/** Test messages of the watchdog apart from the letters; each answers in its place. */
async function keepAll(
  tx: Db,
  deps: StoreDeps,
  officeId: string,
  offered: readonly Offered[],
): Promise<Stored[]> {
  if (!deps.watchdog) return keepMessages(tx, deps, officeId, offered)
  const canaryIds = new Map<Offered, string>()
  for (const one of offered) {
    const id = await keepWatchdogCanary(tx, deps, { ...one, sha256: sha256(one.source) })
    if (id) canaryIds.set(one, id)
  }
  const letters = offered.filter((one) => !canaryIds.has(one))
  const kept = letters.length > 0 ? await keepMessages(tx, deps, officeId, letters) : []
  return offered.map((one) => {
    const stored = kept[letters.indexOf(one)]
    return stored ?? { rawMessageId: canaryIds.get(one) ?? '', isNew: false }
  })
}

type Hashed = Offered & { id: string; hash: string; made: NewKey }

/** Same mailbox and same bytes are the same raw message. */
const keyOf = ({ mailbox, hash }: { mailbox: string; hash: string }): string => `${hash} ${mailbox}`

/** The same in the caller's transaction, who nudges `take-in` after the commit. */
export async function keepMessages(
  tx: Db,
  { queue, now }: Pick<StoreDeps, 'queue' | 'now'>,
  officeId: string,
  offered: readonly Offered[],
): Promise<Stored[]> {
  const hashed = await Promise.all(
    offered.map(async (one) => {
      const id = randomUUID()
      const made = await newKey(tx, officeId, { rawMessageId: id })
      return { ...one, id, hash: sha256(one.source), made }
    }),
  )
  const inserted = new Set(await insertRaws(tx, officeId, hashed))
  const isNew = ({ id }: Hashed): boolean => inserted.has(id)
  const ids = await idsOf(tx, hashed, isNew)
  const idOf = (one: Hashed): string => {
    const id = ids.get(keyOf(one))
    if (!id) throw new Error('A raw message with these bytes was refused as a repeat but is not there')
    return id
  }
  const at = now()
  await noteInLedger(
    tx,
    hashed.map((one) => ({ ...one, rawMessageId: idOf(one) })),
    at,
  )
  const fresh = hashed.filter(isNew)
  await keepKeys(
    tx,
    fresh.map(({ made }) => made),
  )
  await queue.enqueueAll(
    tx,
    'take-in',
    fresh.map(({ id }) => ({ officeId, id })),
  )
  await record(
    tx,
    hashed.flatMap((one) => historyOf(one, { rawMessageId: idOf(one), isNew: isNew(one), at })),
  )
  return hashed.map((one) => ({ rawMessageId: idOf(one), isNew: isNew(one) }))
}

function historyOf(one: Hashed, kept: Stored & { at: Date }): AuditEntry[] {
  const { officeId, channel, source } = one
  const { rawMessageId, isNew, at } = kept
  const size = source.byteLength
  return [
    ...(isNew
      ? [{ officeId, at, actor: MACHINE, action: 'message-kept' as const, detail: { rawMessageId, size } }]
      : []),
    ...(one.enteredBy
      ? [
          {
            officeId,
            at,
            actor: one.enteredBy,
            action: 'contact-entered' as const,
            detail: { rawMessageId, channel, isNew },
          },
        ]
      : []),
  ]
}

async function insertRaws(tx: Db, officeId: string, hashed: readonly Hashed[]): Promise<string[]> {
  const inserted = await tx
    .insert(rawMessages)
    .values(
      hashed.map((one) => ({
        id: one.id,
        officeId,
        mailbox: one.mailbox,
        channel: one.channel,
        source: encryptBytes(one.made.key, one.source),
        sha256: one.hash,
        size: one.source.byteLength,
        envelopeFrom: one.envelopeFrom ?? null,
        cutShort: one.cutShort ?? false,
        fromJunk: one.fromJunk ?? false,
        receivedAt: one.receivedAt,
        drillId: one.drillId ?? null,
      })),
    )
    .onConflictDoNothing()
    .returning({ id: rawMessages.id })
  return inserted.map(({ id }) => id)
}

/** The raw message that holds the bytes of each: its own, or the one that had them before. */
async function idsOf(
  tx: Db,
  hashed: readonly Hashed[],
  isNew: (one: Hashed) => boolean,
): Promise<Map<string, string>> {
  const ids = new Map(hashed.filter(isNew).map((one) => [keyOf(one), one.id]))
  const known = hashed.filter((one) => !ids.has(keyOf(one)))
  if (known.length === 0) return ids
  const found = await tx
    .select({ id: rawMessages.id, mailbox: rawMessages.mailbox, hash: rawMessages.sha256 })
    .from(rawMessages)
    .where(
      and(
        eq(rawMessages.officeId, known[0]?.officeId ?? ''),
        inArray(
          rawMessages.sha256,
          known.map(({ hash }) => hash),
        ),
      ),
    )
  for (const row of found) ids.set(keyOf(row), row.id)
  return ids
}

async function noteInLedger(
  tx: Db,
  entries: readonly (Hashed & { rawMessageId: string })[],
  notedAt: Date,
): Promise<void> {
  await tx
    .insert(ledger)
    .values(
      entries.map((one) => ({
        id: randomUUID(),
        officeId: one.officeId,
        mailbox: one.mailbox,
        folder: one.folder,
        uidValidity: one.uid?.validity ?? null,
        uid: one.uid?.uid ?? null,
        rawMessageId: one.rawMessageId,
        sha256: one.hash,
        size: one.uid?.size ?? one.source.byteLength,
        receivedAt: one.uid?.receivedAt ?? one.receivedAt,
        notedAt,
      })),
    )
    .onConflictDoNothing()
}
