/** What is remembered of a folder, read and written under the lease. */
import { and, eq, sql } from 'drizzle-orm'
import { clearAlarm, raiseAlarm } from '../alarms/raise-alarm.ts'
import type { Db } from '../db/db.ts'
import { mailboxStates } from '../db/schema.ts'
import { type Lease, withinLease } from './lease.ts'
import { type FolderMemory, isUnstable, renumberings } from './poll-plan.ts'
import { aboutFolder, type FolderPoll, type PollDeps } from './poll-session.ts'

type State = typeof mailboxStates.$inferInsert
type Place = { officeId: string; mailbox: string; folder: string }

/** What we know of the folder; of one never seen before, that we watch it from now on. */
export const recall = (poll: FolderPoll): Promise<FolderMemory> =>
  withinLease(poll.deps, poll.lease, async (tx) => {
    const place = placeOf(poll)
    await tx
      .insert(mailboxStates)
      .values({ ...place, watchedSince: poll.deps.now(), specialUse: poll.specialUse ?? null })
      .onConflictDoUpdate({
        target: [mailboxStates.officeId, mailboxStates.mailbox, mailboxStates.folder],
        set: { watchedSince: sql`coalesce(${mailboxStates.watchedSince}, excluded.watched_since)` },
      })
    const [row] = await tx.select().from(mailboxStates).where(isFolder(place))
    if (!row) throw new Error('The state of a folder was neither there nor made')
    return { ...row, renumberedAt: row.renumberedAt.map((at) => new Date(at)) }
  })

/**
 * The server gave other numbers than before: written down at once, so that the next
 * look starts from the new ones. The ledger keeps its rows under the old numbers.
 */
export const noteRenumbered = (poll: FolderPoll, validity: bigint | undefined): Promise<void> =>
  withinLease(poll.deps, poll.lease, async (tx) => {
    const now = poll.deps.now()
    const place = placeOf(poll)
    const [row] = await tx.select().from(mailboxStates).where(isFolder(place))
    const before = (row?.renumberedAt ?? []).map((at) => new Date(at))
    const renumberedAt = renumberings(before, now, true)
    await setState(tx, place, {
      ...(validity === undefined ? {} : { uidValidity: validity }),
      contiguousUid: 0n,
      renumberedAt: renumberedAt.map((at) => at.toISOString()),
    })
    if (isUnstable(renumberedAt)) {
      const alarm = {
        officeId: place.officeId,
        kind: 'mailbox-renumbered' as const,
        about: aboutFolder(poll),
      }
      await raiseAlarm(tx, { queue: poll.deps.queue, now }, alarm)
    }
  })

/** Writes what the folder is like now, in the caller's transaction. */
export async function setState(tx: Db, place: Place, set: Partial<State>): Promise<void> {
  await tx.update(mailboxStates).set(set).where(isFolder(place))
}

/** A poll went through to its end: whatever was said of the folder before is over. */
export async function noteSuccess(tx: Db, poll: FolderPoll, set: Partial<State>): Promise<void> {
  const now = poll.deps.now()
  const place = placeOf(poll)
  await setState(tx, place, {
    ...set,
    specialUse: poll.specialUse ?? null,
    lastPolledAt: now,
    lastProgressAt: now,
    lastFailure: null,
    missingSince: null,
  })
  const alarm = { officeId: place.officeId, kind: 'folder-missing' as const, about: aboutFolder(poll) }
  await clearAlarm(tx, { now }, alarm)
}

/**
 * Notes that folders could not be polled and how, in a word; the dashboard and /readyz
 * show it. Without a folder it is the whole account, INBOX at least.
 */
export const noteFailure = (
  deps: PollDeps,
  lease: Lease,
  failed: { folder?: string | undefined; failure: string },
): Promise<void> =>
  withinLease(deps, lease, async (tx) => {
    const now = deps.now()
    const set = { lastFailedAt: now, lastFailure: failed.failure }
    const { officeId, mailbox } = lease
    await tx
      .insert(mailboxStates)
      .values({ officeId, mailbox, folder: failed.folder ?? 'INBOX', watchedSince: now, ...set })
      .onConflictDoUpdate({
        target: [mailboxStates.officeId, mailboxStates.mailbox, mailboxStates.folder],
        set,
      })
    if (failed.folder === undefined)
      await tx.update(mailboxStates).set(set).where(eq(mailboxStates.mailbox, mailbox))
  })

export const placeOf = ({ mailbox }: FolderPoll): Place => ({
  officeId: mailbox.officeId,
  mailbox: mailbox.address,
  folder: mailbox.folder,
})

export const isFolder = ({ mailbox, folder }: Place) =>
  and(eq(mailboxStates.mailbox, mailbox), eq(mailboxStates.folder, folder))
