import { createHash, randomUUID } from 'node:crypto'
import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { MACHINE, record } from '../audit/record.ts'
import { keyOfRaw } from '../db/data-keys.ts'
import type { Db } from '../db/db.ts'
import { ledger, messages, rawMessages, tasks, wholePieces } from '../db/schema.ts'
import { encryptBytes, isEncryptedBytes, RECORD_HEAD } from '../keys/encryption.ts'
import { storableDate, storableSize } from './fetch-plan.ts'
import type { StoreDeps } from './store-message.ts'

export type Whole = {
  officeId: string
  mailbox: string
  partId: string
  place: { folder: string; uidValidity: bigint; uid: bigint; receivedAt: Date }
  size: number
}

/** `known`: these bytes are a raw message already. `another-message`: they do not begin with the part. */
export type Kept = 'new' | 'known' | 'another-message'

/**
 * Makes one raw message of the pieces, in the database and with one piece at a time here, with
 * its ledger row, the end of the task and the job to take it in. They are encrypted with the key of
 * the part, and put together they are what encrypting the whole would have made.
 */
export async function keepWhole(
  tx: Db,
  { queue, now }: Pick<StoreDeps, 'queue' | 'now'>,
  whole: Whole,
): Promise<Kept> {
  const { officeId, mailbox, partId, place } = whole
  const found = await readThrough(tx, whole)
  if (!found) return 'another-message'
  const id = randomUUID()
  const inserted = (await tx.execute(sql`
    insert into ${rawMessages} (id, office_id, mailbox, channel, source, sha256, size, envelope_from, from_junk,
      received_at, whole_of)
    select ${id}, p.office_id, p.mailbox, p.channel,
      (select string_agg(${wholePieces.bytes}, ''::bytea order by ${wholePieces.startsAt})
        from ${wholePieces} where ${wholePieces.partId} = ${partId}),
      ${found.hash}, ${found.size}, p.envelope_from, p.from_junk, p.received_at, p.id
    from ${rawMessages} p where p.id = ${partId}
    on conflict do nothing returning id`)) as unknown as { id: string }[]
  const isNew = inserted.length > 0
  const sameBytes = and(eq(rawMessages.mailbox, mailbox), eq(rawMessages.sha256, found.hash))
  const [row] = await tx.select({ id: rawMessages.id }).from(rawMessages).where(sameBytes)
  if (!row) throw new Error('The whole of a message was refused as a repeat but is not there')
  await tx
    .insert(ledger)
    .values({
      id: randomUUID(),
      officeId,
      mailbox,
      ...place,
      receivedAt: storableDate(place.receivedAt),
      rawMessageId: row.id,
      sha256: found.hash,
      size: storableSize(whole.size),
      notedAt: now(),
    })
    .onConflictDoNothing()
  if (isNew) await queue.enqueue(tx, 'take-in', { officeId, id })
  await noteFetched(tx, now(), whole, row.id)
  return isNew ? 'new' : 'known'
}

/** The fingerprint of the whole, piece by piece; undefined where it does not begin with the part. */
async function readThrough(
  tx: Db,
  { officeId, partId }: Whole,
): Promise<{ hash: string; size: number } | undefined> {
  const [part] = await tx
    .select({ source: rawMessages.source })
    .from(rawMessages)
    .where(eq(rawMessages.id, partId))
  if (!part) return undefined
  const key = await keyOfRaw(tx, officeId, partId)
  const pieces = await tx
    .select({
      startsAt: wholePieces.startsAt,
      mark: sql<Uint8Array>`substring(${wholePieces.bytes} from 1 for ${RECORD_HEAD})`,
    })
    .from(wholePieces)
    .where(eq(wholePieces.partId, partId))
    .orderBy(asc(wholePieces.startsAt))
  const hash = createHash('sha256')
  let size = 0
  for (const { startsAt, mark } of pieces) {
    const here = and(eq(wholePieces.partId, partId), eq(wholePieces.startsAt, startsAt))
    const [piece] = await tx.select({ bytes: wholePieces.bytes }).from(wholePieces).where(here)
    const bytes = piece?.bytes ?? new Uint8Array()
    const common = Math.max(0, Math.min(bytes.byteLength, part.source.byteLength - size))
    if (Buffer.compare(bytes.subarray(0, common), part.source.subarray(size, size + common)) !== 0)
      return undefined
    // One that came before there were keys would not go together with the others.
    if (!isEncryptedBytes(mark))
      await tx
        .update(wholePieces)
        .set({ bytes: encryptBytes(key, bytes, startsAt) })
        .where(here)
    hash.update(bytes)
    size += bytes.byteLength
  }
  return size < part.source.byteLength ? undefined : { hash: hash.digest('hex'), size }
}

/** The task was to get the rest, which is done; reading it is what its message and its alert ask for. */
async function noteFetched(tx: Db, now: Date, { officeId, partId, size }: Whole, id: string): Promise<void> {
  const ended = await tx
    .update(tasks)
    .set({ doneAt: now, doneBy: 'Waypost', outcome: 'The whole message was fetched and is in this case.' })
    .where(and(eq(tasks.kind, 'part-only'), eq(tasks.aboutId, partId), isNull(tasks.doneAt)))
    .returning({ id: tasks.id })
  const [message] = await tx
    .select({ caseId: messages.caseId })
    .from(messages)
    .where(eq(messages.rawMessageId, partId))
  const entry = { officeId, at: now, actor: MACHINE, caseId: message?.caseId }
  await record(tx, [
    { ...entry, action: 'whole-fetched', detail: { rawMessageId: id, partOf: partId, size } },
    ...ended.map((task) => ({
      ...entry,
      action: 'task-done' as const,
      detail: { taskId: task.id, kind: 'part-only' },
    })),
  ])
}
