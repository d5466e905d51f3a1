/**
 * The visible list of messages that the server lists and has not handed over. A row is
 * written before the message is asked for, so that one on which the connection breaks
 * is the last to be asked for next time and not the first.
 */
import { randomUUID } from 'node:crypto'
import { and, eq, gte, inArray, isNull, ne, sql } from 'drizzle-orm'
import { clearAlarm, raiseAlarm } from '../alarms/raise-alarm.ts'
import { type Db, inOffice } from '../db/db.ts'
import { fetchProblems, ledger } from '../db/schema.ts'
import { nextTryAt, TRIES_BEFORE_ALARM } from './fetch-plan.ts'
import { placeOf } from './folder-memory.ts'
import { withinLease } from './lease.ts'
import { aboutFolder, type FolderPoll, type Session } from './poll-session.ts'

export type Problem = typeof fetchProblems.$inferSelect

const ofFolder = (poll: FolderPoll) =>
  and(
    eq(fetchProblems.mailbox, poll.mailbox.address),
    eq(fetchProblems.folder, poll.mailbox.folder),
    isNull(fetchProblems.endedAt),
  )

/** The open problems of the folder under these numbers. */
export const findProblems = (poll: FolderPoll, validity: bigint): Promise<Problem[]> =>
  inOffice(poll.deps.db, poll.mailbox.officeId, (tx) =>
    tx
      .select()
      .from(fetchProblems)
      .where(and(ofFolder(poll), eq(fetchProblems.uidValidity, validity))),
  )

/** Notes that these may be in trouble, to be asked for one by one at once. */
export const noteDoubt = (session: Session, uids: readonly bigint[], failure: string): Promise<void> =>
  withinLease(session.deps, session.lease, async (tx) => {
    const now = session.deps.now()
    await tx
      .insert(fetchProblems)
      .values(
        uids.map((uid) => ({
          ...placeOf(session),
          uidValidity: session.listing.validity,
          uid,
          attempts: 0,
          noticedAt: now,
          nextTryAt: now,
          failure,
        })),
      )
      .onConflictDoUpdate({
        target: KEY,
        set: {
          attempts: sql`case when ${isOver} then 0 else ${fetchProblems.attempts} end`,
          failure,
          endedAt: null,
          outcome: null,
        },
      })
  })

/** A problem under the same number that is over was about something else: a number may come again. */
const isOver = sql`${fetchProblems.endedAt} is not null`

const KEY = [
  fetchProblems.officeId,
  fetchProblems.mailbox,
  fetchProblems.folder,
  fetchProblems.uidValidity,
  fetchProblems.uid,
]

/**
 * Counts one more try before it is made, tells a person after the third, and gives the
 * number of tries and what came of the one before.
 */
export const noteTry = (
  session: Session,
  uid: bigint,
  failure: string,
): Promise<{ attempts: number; before: string }> =>
  withinLease(session.deps, session.lease, async (tx) => {
    const now = session.deps.now()
    const place = placeOf(session)
    const [row] = await tx
      .insert(fetchProblems)
      .values({
        ...place,
        uidValidity: session.listing.validity,
        uid,
        attempts: 1,
        noticedAt: now,
        nextTryAt: nextTryAt(1, now),
        failure,
      })
      .onConflictDoUpdate({
        target: KEY,
        set: {
          attempts: sql`case when ${isOver} then 1 else ${fetchProblems.attempts} + 1 end`,
          failure: sql`case when ${isOver} then excluded.failure else ${fetchProblems.failure} end`,
          noticedAt: sql`case when ${isOver} then excluded.noticed_at else ${fetchProblems.noticedAt} end`,
          endedAt: null,
          outcome: null,
        },
      })
      .returning({ attempts: fetchProblems.attempts, before: fetchProblems.failure })
    const { attempts, before } = row ?? { attempts: 1, before: failure }
    await setProblem(tx, session, uid, { nextTryAt: nextTryAt(attempts, now) })
    // Where the line breaks on it, nothing after the try is ever reached.
    if (attempts > TRIES_BEFORE_ALARM) await tellOfTrouble(tx, session)
    return { attempts, before }
  })

/** What came of the try. */
export const noteStillThere = (
  session: Session,
  tried: { uid: bigint; attempts: number; failure: string },
): Promise<void> =>
  withinLease(session.deps, session.lease, async (tx) => {
    await setProblem(tx, session, tried.uid, { failure: tried.failure })
    if (tried.attempts >= TRIES_BEFORE_ALARM) await tellOfTrouble(tx, session)
  })

const tellOfTrouble = (tx: Db, session: Session): Promise<void> =>
  raiseAlarm(
    tx,
    { queue: session.deps.queue, now: session.deps.now() },
    { officeId: session.mailbox.officeId, kind: 'message-not-fetched', about: aboutFolder(session) },
  )

const setProblem = (tx: Db, session: Session, uid: bigint, set: Partial<Problem>) =>
  tx
    .update(fetchProblems)
    .set(set)
    .where(
      and(
        ofFolder(session),
        eq(fetchProblems.uidValidity, session.listing.validity),
        eq(fetchProblems.uid, uid),
      ),
    )

/** Gone from the server before anybody read it: the ledger says so, and a person is told. */
export const noteVanished = (session: Session, uid: bigint): Promise<void> =>
  withinLease(session.deps, session.lease, async (tx) => {
    const now = session.deps.now()
    const place = placeOf(session)
    await tx
      .insert(ledger)
      .values({
        ...place,
        id: randomUUID(),
        uidValidity: session.listing.validity,
        uid,
        outcome: 'vanished',
        sha256: '',
        size: 0,
        receivedAt: new Date(0),
        notedAt: now,
      })
      .onConflictDoNothing()
    await settle(tx, session, [uid], 'vanished')
    await raiseAlarm(
      tx,
      { queue: session.deps.queue, now },
      { officeId: place.officeId, kind: 'message-vanished', about: aboutFolder(session) },
    )
  })

/** Ends the problems of these messages, and the alarm with the last of them. */
export async function settle(
  tx: Db,
  session: Session,
  uids: readonly bigint[],
  outcome: 'stored' | 'vanished' | 'renumbered',
): Promise<void> {
  const ended = await tx
    .update(fetchProblems)
    .set({ endedAt: session.deps.now(), outcome })
    .where(
      and(
        ofFolder(session),
        eq(fetchProblems.uidValidity, session.listing.validity),
        inArray(fetchProblems.uid, [...uids]),
      ),
    )
    .returning({ uid: fetchProblems.uid })
  if (ended.length > 0) await clearIfNone(tx, session)
}

/** Problems under other numbers are over: whatever they were about is listed again under the new ones. */
export const dropRenumbered = (poll: FolderPoll, validity: bigint): Promise<void> =>
  withinLease(poll.deps, poll.lease, async (tx) => {
    await tx
      .update(fetchProblems)
      .set({ endedAt: poll.deps.now(), outcome: 'renumbered' })
      .where(and(ofFolder(poll), ne(fetchProblems.uidValidity, validity)))
    await clearIfNone(tx, poll)
  })

async function clearIfNone(tx: Db, poll: FolderPoll): Promise<void> {
  const open = and(ofFolder(poll), gte(fetchProblems.attempts, TRIES_BEFORE_ALARM))
  if ((await tx.$count(fetchProblems, open)) > 0) return
  const alarm = {
    officeId: poll.mailbox.officeId,
    kind: 'message-not-fetched' as const,
    about: aboutFolder(poll),
  }
  await clearAlarm(tx, { now: poll.deps.now() }, alarm)
}
