/**
 * The whole of a message of which only a part was kept, because it is over the ceiling or
 * came short: fetched in pieces, each committed by itself, so that a crash or a broken
 * line costs one of them and memory stays small. Between two polls so much and no more:
 * new letters do not wait for it.
 */
import { and, asc, desc, eq, isNotNull } from 'drizzle-orm'
import { MACHINE, record } from '../audit/record.ts'
import { keyOfRaw } from '../db/data-keys.ts'
import { type Db, inOffice } from '../db/db.ts'
import { ledger, messages, rawMessages, wholeFetches, wholePieces } from '../db/schema.ts'
import { encryptBytes } from '../keys/encryption.ts'
import { isWhole } from './fetch-plan.ts'
import { type Kept, keepWhole } from './keep-whole.ts'
import { type Lease, withinLease } from './lease.ts'
import { FolderMissing, type MailAccount, type Mailbox } from './mailbox.ts'
import type { PollDeps } from './poll-session.ts'

export type WholeLimits = { pieceBytes: number; betweenPollsBytes: number; mostBytes: number }

const MB = 1024 * 1024
/** `mostBytes`: the largest message that Exchange Online can be set to take. */
export const WHOLE_LIMITS: WholeLimits = {
  pieceBytes: 4 * MB,
  betweenPollsBytes: 16 * MB,
  mostBytes: 150 * MB,
}

/** Begun so often without anything coming, it is given up until a person asks again. */
const MOST_TRIES = 5

type Fetch = typeof wholeFetches.$inferSelect
/** Why a whole is not to be had, in a word; src/web/parts/words.ts has the sentences. */
export type WholeFailure = 'gone' | 'too-large' | 'short' | 'not-handed-over'
type At = { deps: PollDeps; lease: Lease; limits: WholeLimits }

/** Goes on with what people asked for; true where there is more to do, for the next poll. */
export async function fetchWholes(
  deps: PollDeps,
  lease: Lease,
  account: MailAccount,
  limits = WHOLE_LIMITS,
): Promise<boolean> {
  const at: At = { deps, lease, limits }
  let room = limits.betweenPollsBytes
  for (;;) {
    const next = await begin(at)
    if (!next) return false
    if (room <= 0) return true
    room -= await goOn(at, account, next, room)
  }
}

/** The oldest, with the try noted before anything is asked: the line may break on it. */
const begin = ({ deps, lease }: At): Promise<Fetch | undefined> =>
  withinLease(deps, lease, async (tx) => {
    const [next] = await tx
      .select()
      .from(wholeFetches)
      .where(and(eq(wholeFetches.mailbox, lease.mailbox), eq(wholeFetches.state, 'asked')))
      .orderBy(asc(wholeFetches.askedAt))
      .limit(1)
    if (!next) return undefined
    const attempts = next.attempts + 1
    await tx.update(wholeFetches).set({ attempts }).where(eq(wholeFetches.partId, next.partId))
    return { ...next, attempts }
  })

/** How many bytes came of it. */
async function goOn(at: At, account: MailAccount, fetch: Fetch, room: number): Promise<number> {
  if (fetch.attempts > MOST_TRIES) return fail(at, fetch, 'not-handed-over')
  const part = await inOffice(at.deps.db, at.lease.officeId, (tx) => findPart(tx, fetch.partId))
  const found = part && (await openFolder(account, part.places))
  if (!part || !found) return fail(at, fetch, 'gone')
  const { mailbox, place, validity } = found
  const { pieceBytes, mostBytes } = at.limits
  let start = fetch.hadBytes
  let size = fetch.size
  while (start - fetch.hadBytes < room) {
    const came = await mailbox.piece(place.uid, { start, length: pieceBytes })
    if (!came || (start === 0 && !beginsLike(came.bytes, part.source))) return fail(at, fetch, 'gone')
    if (Math.max(came.size, start + came.bytes.byteLength) > mostBytes) return fail(at, fetch, 'too-large')
    // Another size is another message under the same number: from the beginning, at the next try.
    if (size !== null && size !== came.size) return startOver(at, fetch)
    size = came.size
    await keepPiece(at, fetch, { start, ...came })
    start += came.bytes.byteLength
    at.deps.onProgress?.()
    if (came.bytes.byteLength < pieceBytes) {
      if ((await mailbox.status()).validity !== validity) return startOver(at, fetch)
      if (!isWhole(start, size)) return fail(at, fetch, 'short')
      await finish(at, fetch, { place, size })
      break
    }
  }
  return start - fetch.hadBytes
}

type Place = {
  folder: string
  uidValidity: bigint
  uid: bigint
  receivedAt: Date
}

/** The bytes that we have, and where the ledger saw it, the latest first. */
async function findPart(
  tx: Db,
  partId: string,
): Promise<{ source: Uint8Array; places: Place[] } | undefined> {
  const [part] = await tx
    .select({ source: rawMessages.source })
    .from(rawMessages)
    .where(eq(rawMessages.id, partId))
  if (!part) return undefined
  const rows = await tx
    .select()
    .from(ledger)
    .where(and(eq(ledger.rawMessageId, partId), isNotNull(ledger.uid)))
    .orderBy(desc(ledger.notedAt))
  const places = rows.flatMap(({ folder, uidValidity, uid, receivedAt }) =>
    uid === null ? [] : [{ folder, uidValidity: uidValidity ?? 0n, uid, receivedAt }],
  )
  return { ...part, places }
}

type Opened = { mailbox: Mailbox; place: Place; validity: bigint | undefined }

/** The folder that still has those numbers; where none can be relied on, the bytes have to tell. */
async function openFolder(account: MailAccount, places: readonly Place[]): Promise<Opened | undefined> {
  for (const place of places) {
    try {
      const mailbox = await account.open(place.folder)
      const { validity } = await mailbox.status()
      if (place.uidValidity === 0n || place.uidValidity === validity) return { mailbox, place, validity }
    } catch (error) {
      if (!(error instanceof FolderMissing)) throw error
    }
  }
  return undefined
}

function beginsLike(bytes: Uint8Array, part: Uint8Array): boolean {
  const length = Math.min(bytes.byteLength, part.byteLength)
  return Buffer.compare(bytes.subarray(0, length), part.subarray(0, length)) === 0
}

const keepPiece = (
  { deps, lease }: At,
  { officeId, partId }: Fetch,
  { start, bytes, size }: { start: number; bytes: Uint8Array; size: number },
): Promise<void> =>
  withinLease(deps, lease, async (tx) => {
    if (bytes.byteLength > 0) {
      const encrypted = encryptBytes(await keyOfRaw(tx, officeId, partId), bytes, start)
      await tx
        .insert(wholePieces)
        .values({ officeId, partId, startsAt: start, bytes: encrypted })
        .onConflictDoNothing()
    }
    const hadBytes = start + bytes.byteLength
    // The first piece is no progress by itself: a message that changes all the time would never end.
    const set = start > 0 ? { hadBytes, size, attempts: 0 } : { hadBytes, size }
    await tx.update(wholeFetches).set(set).where(eq(wholeFetches.partId, partId))
  })

async function startOver({ deps, lease }: At, { partId }: Fetch): Promise<number> {
  await withinLease(deps, lease, async (tx) => {
    await dropPieces(tx, partId)
    await tx.update(wholeFetches).set({ hadBytes: 0, size: null }).where(eq(wholeFetches.partId, partId))
  })
  return 0
}

const dropPieces = (tx: Db, partId: string) => tx.delete(wholePieces).where(eq(wholePieces.partId, partId))

/** One raw message of all pieces, and the job to take it in, in one transaction. */
async function finish(at: At, fetch: Fetch, found: { place: Place; size: number }): Promise<void> {
  const { deps, lease } = at
  const kept = await withinLease(deps, lease, async (tx): Promise<Kept> => {
    const whole = { officeId: fetch.officeId, mailbox: fetch.mailbox, partId: fetch.partId, ...found }
    const result = await keepWhole(tx, deps, whole)
    await dropPieces(tx, fetch.partId)
    if (result !== 'another-message') await end(tx, at, fetch, { state: 'fetched', failure: null })
    return result
  })
  if (kept === 'another-message') await fail(at, fetch, 'gone')
  else if (kept === 'new') deps.queue.nudge('take-in')
}

async function fail(at: At, fetch: Fetch, failure: WholeFailure): Promise<number> {
  await withinLease(at.deps, at.lease, async (tx) => {
    await dropPieces(tx, fetch.partId)
    await end(tx, at, fetch, { state: 'failed', failure })
    const [message] = await tx
      .select({ caseId: messages.caseId })
      .from(messages)
      .where(eq(messages.rawMessageId, fetch.partId))
    await record(tx, [
      {
        officeId: fetch.officeId,
        at: at.deps.now(),
        actor: MACHINE,
        action: 'whole-not-fetched',
        caseId: message?.caseId,
        detail: { rawMessageId: fetch.partId, because: failure },
      },
    ])
  })
  return 0
}

const end = (
  tx: Db,
  { deps }: At,
  { partId }: Fetch,
  how: { state: 'fetched' | 'failed'; failure: WholeFailure | null },
) =>
  tx
    .update(wholeFetches)
    .set({ ...how, endedAt: deps.now() })
    .where(eq(wholeFetches.partId, partId))
