/**
 * The sum that has to come out for each folder: what is on the server is what we have
 * taken in, what waits to be, what is parked for a person, and test messages of ours.
 * Whatever is left over is a letter that nobody may have seen.
 */
import { and, eq, inArray } from 'drizzle-orm'
import { clearAlarm, raiseAlarm } from '../alarms/raise-alarm.ts'
import { type Db, inOffice } from '../db/db.ts'
import { type FolderCounts, ledger, rawMessages } from '../db/schema.ts'
import { placeOf } from './folder-memory.ts'
import { aboutFolder, type FolderPoll, type Session } from './poll-session.ts'
import { slices } from './recognise.ts'

const UIDS_PER_STATEMENT = 10_000

/** What became of a listed message, as the ledger knows it. */
type Fate = 'takenIn' | 'waiting' | 'parked' | 'canaries'

/** True where nothing is left over: neither a message that we do not know of nor one that was not handed over. */
export const balances = ({ unaccounted, notHandedOver }: FolderCounts): boolean =>
  unaccounted === 0 && notHandedOver === 0

/** The sum, from the server's list, what became of each, and how many more the server says that it has. Pure. */
export function addUp(
  listed: readonly bigint[],
  fates: ReadonlyMap<bigint, Fate>,
  also: { problems: ReadonlySet<bigint>; unlisted: number; partsOnly?: number },
): FolderCounts {
  const counts: FolderCounts = {
    onServer: listed.length + also.unlisted,
    takenIn: 0,
    waiting: 0,
    parked: 0,
    canaries: 0,
    partsOnly: also.partsOnly ?? 0,
    notHandedOver: 0,
    unaccounted: also.unlisted,
  }
  for (const uid of listed) {
    const fate = fates.get(uid)
    if (fate) counts[fate]++
    else if (also.problems.has(uid)) counts.notHandedOver++
    else counts.unaccounted++
  }
  return counts
}

/**
 * Counts the folder after a full look at it. Messages that arrived after the listing are
 * left for the next poll; any that the server counts and lists to nobody are not.
 */
export async function countFolder(session: Session, problems: ReadonlySet<bigint>): Promise<FolderCounts> {
  const stillListed = session.listed.filter((uid) => !session.vanished.has(uid))
  const { fates, parts } = await fatesOf(session, stillListed)
  const also = { problems, unlisted: await unlisted(session), partsOnly: parts.size }
  return addUp(stillListed, fates, also)
}

/** Asked twice, the list first: what arrives between the two is not taken for a message that is hidden. */
async function unlisted({ mailbox, listed }: Session): Promise<number> {
  const { exists } = await mailbox.status()
  if (exists <= listed.length) return 0
  const again = await mailbox.uidsFrom(1n)
  const { exists: now } = await mailbox.status()
  return now <= exists && again.length < now ? now - again.length : 0
}

/** What became of each, and those of which only a part is here. */
async function fatesOf(
  session: Session,
  uids: readonly bigint[],
): Promise<{ fates: Map<bigint, Fate>; parts: Set<bigint> }> {
  const fates = new Map<bigint, Fate>()
  const parts = new Set<bigint>()
  const wholes = new Set<bigint>()
  const { officeId, address, folder } = session.mailbox
  for (const slice of slices(uids, UIDS_PER_STATEMENT)) {
    const rows = await inOffice(session.deps.db, officeId, (tx) =>
      tx
        .select({
          uid: ledger.uid,
          outcome: ledger.outcome,
          state: rawMessages.state,
          cutShort: rawMessages.cutShort,
        })
        .from(ledger)
        .leftJoin(rawMessages, eq(rawMessages.id, ledger.rawMessageId))
        .where(
          and(
            eq(ledger.mailbox, address),
            eq(ledger.folder, folder),
            eq(ledger.uidValidity, session.listing.validity),
            inArray(ledger.uid, slice),
          ),
        ),
    )
    for (const { uid, outcome, state, cutShort } of rows) {
      const fate = fateOf(outcome, state)
      if (uid === null || !fate || !session.explained.has(uid)) continue
      // Part and whole have a row each: what is worse than taken in stands for both.
      if (fates.get(uid) === undefined || fate !== 'takenIn') fates.set(uid, fate)
      if (fate === 'takenIn') (cutShort ? parts : wholes).add(uid)
    }
  }
  for (const uid of wholes) parts.delete(uid)
  return { fates, parts }
}

function fateOf(outcome: string, state: string | null): Fate | undefined {
  if (outcome === 'canary') return 'canaries'
  if (state === 'stored') return 'waiting'
  if (state === 'parked') return 'parked'
  return state === 'taken-in' ? 'takenIn' : undefined
}

/** Raises the alarm where something is left over, and ends it where nothing is. */
export async function judgeBalance(tx: Db, poll: FolderPoll, counts: FolderCounts): Promise<void> {
  const now = poll.deps.now()
  const { officeId } = placeOf(poll)
  const alarm = { officeId, kind: 'mailbox-unbalanced' as const, about: aboutFolder(poll) }
  if (counts.unaccounted > 0) await raiseAlarm(tx, { queue: poll.deps.queue, now }, alarm)
  else await clearAlarm(tx, { now }, alarm)
}
