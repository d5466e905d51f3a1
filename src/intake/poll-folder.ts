/**
 * One poll of one folder: list, take away what the ledger has, fetch the rest in small
 * batches, and reconcile. The work list is the server's uids less the ledger's, never
 * read state and never a date: people, rules and previewers mark messages read before
 * we get there. A crash anywhere costs a second look at bytes that we may already hold.
 */
import { balances, countFolder, judgeBalance } from './balance.ts'
import { fetchBatch, fetchSingly } from './fetch-batch.ts'
import { inBatches } from './fetch-plan.ts'
import { noteRenumbered, noteSuccess, recall } from './folder-memory.ts'
import { withinLease } from './lease.ts'
import type { Described, FolderStatus } from './mailbox.ts'
import { contiguousUpTo, planListing } from './poll-plan.ts'
import { checkNumbers, type FolderPoll, Renumbered, type Session } from './poll-session.ts'
import { dropRenumbered, findProblems, type Problem, settle } from './problems.ts'
import { recognise } from './recognise.ts'

/** `missing`: on the server's list and not handed over; each is on the list of problems. */
export type FolderReport = {
  folder: string
  taken: number
  known: number
  missing: number
  isBalanced?: boolean
}

/**
 * Polls the folder to its end. Where the server changes its numbers meanwhile it begins
 * again; each change is written down, and after a few the numbers are no longer relied
 * on, so that this ends.
 */
export async function pollFolder(poll: FolderPoll): Promise<FolderReport> {
  for (;;) {
    try {
      return await lookThrough(poll)
    } catch (error) {
      if (!(error instanceof Renumbered)) throw error
      await noteRenumbered(poll, error.validity)
    }
  }
}

async function lookThrough(poll: FolderPoll): Promise<FolderReport> {
  const memory = await recall(poll)
  const status = await poll.mailbox.status()
  const listing = planListing(memory, status, poll.deps.now())
  if (listing.isRenumbered) await noteRenumbered(poll, status.validity)
  await dropRenumbered(poll, listing.validity)
  const listed = inOrder(await poll.mailbox.uidsFrom(listing.from), listing.from)
  const session: Session = {
    ...poll,
    listing,
    listed,
    ...(await recognise(poll, listing, listed)),
    vanished: new Set(),
    contiguousBefore: listing.isRenumbered ? 0n : memory.contiguousUid,
    taken: 0,
  }
  const known = session.explained.size
  await fetchUnknown(session)
  return finish(session, status, known)
}

const inOrder = (uids: readonly bigint[], from: bigint): bigint[] =>
  [...new Set(uids)].filter((uid) => uid >= from).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))

/** New messages in batches first, so that none waits for one that was in trouble before. */
async function fetchUnknown(session: Session): Promise<void> {
  const problems = await openProblems(session)
  const troubled = new Set(problems.map(({ uid }) => uid))
  const unknown = session.listed.filter((uid) => !session.explained.has(uid) && !troubled.has(uid))
  const described = unknown.flatMap((uid): Described[] => {
    const one = session.described.get(uid)
    return one ? [one] : []
  })
  const missing = unknown.filter((uid) => !session.described.has(uid))
  for (const batch of inBatches(described)) missing.push(...(await fetchBatch(session, batch)))
  for (const uid of missing) await fetchSingly(session, uid)
  for (const uid of dueNow(problems, session)) await fetchSingly(session, uid)
}

/**
 * Those that are in the ledger after all are over: a commit that we were not told of looks
 * like one that failed.
 */
async function openProblems(session: Session): Promise<Problem[]> {
  const problems = await findProblems(session, session.listing.validity)
  const held = problems.map(({ uid }) => uid).filter((uid) => session.explained.has(uid))
  if (held.length > 0)
    await withinLease(session.deps, session.lease, (tx) => settle(tx, session, held, 'stored'))
  return problems.filter(({ uid }) => !session.explained.has(uid))
}

const dueNow = (problems: readonly Problem[], { deps, explained }: Session): bigint[] =>
  problems
    .filter(({ nextTryAt, uid }) => nextTryAt <= deps.now() && !explained.has(uid))
    .map(({ uid }) => uid)

async function finish(session: Session, status: FolderStatus, known: number): Promise<FolderReport> {
  await checkNumbers(session)
  const { listing, deps, mailbox } = session
  const problems = new Set((await findProblems(session, listing.validity)).map(({ uid }) => uid))
  const counts = listing.isFull ? await countFolder(session, problems) : undefined
  const now = deps.now()
  await withinLease(deps, session.lease, async (tx) => {
    await noteSuccess(tx, session, {
      ...(status.validity === undefined ? {} : { uidValidity: status.validity }),
      contiguousUid: contiguousUpTo(
        session.listed,
        (uid) => session.explained.has(uid),
        session.contiguousBefore,
      ),
      highestModseq: status.highestModseq ?? null,
      ...(counts ? { counts, countedAt: now } : {}),
      ...(listing.recognise === 'by-bytes' ? { comparedAt: now } : {}),
    })
    if (counts) await judgeBalance(tx, session, counts)
  })
  return {
    folder: mailbox.folder,
    taken: session.taken,
    known,
    missing: problems.size,
    ...(counts ? { isBalanced: balances(counts) } : {}),
  }
}
