/** What was fetched is kept, with its ledger rows and the mark, in one transaction under the lease. */
import { randomUUID } from 'node:crypto'
import type { Db } from '../db/db.ts'
import { ledger } from '../db/schema.ts'
import { isAwaited } from './canary.ts'
import { canaryIn } from './canary-mail.ts'
import { believedReceipt, storableDate, storableSize } from './fetch-plan.ts'
import { placeOf, setState } from './folder-memory.ts'
import { LeaseLost, withinLease } from './lease.ts'
import type { FetchedMessage } from './mailbox.ts'
import { contiguousUpTo } from './poll-plan.ts'
import { checkNumbers, isFromJunk, type Session } from './poll-session.ts'
import { noteStillThere, noteTry, settle } from './problems.ts'
import { keepMessages, type Offered, sha256 } from './store-message.ts'
import { awaitedFrom } from './watchdog-canary.ts'

/**
 * Keeps the messages if the server's numbers are still the ones they were asked for by.
 * Where several cannot be kept together each is tried by itself, and one that cannot be
 * kept at all goes on the list of problems: it may not hold up the others.
 */
export async function keepFetched(session: Session, fetched: readonly FetchedMessage[]): Promise<void> {
  if (fetched.length === 0) return
  await checkNumbers(session)
  try {
    await keepTogether(session, fetched)
  } catch (error) {
    if (error instanceof LeaseLost) throw error
    const [only, ...others] = fetched
    // Noting it fails as well where the database is away, which ends the poll.
    if (only && others.length === 0) await noteNotKept(session, only.uid)
    else for (const one of fetched) await keepFetched(session, [one])
  }
}

async function noteNotKept(session: Session, uid: bigint): Promise<void> {
  const failure = 'not-kept'
  const { attempts } = await noteTry(session, uid, failure)
  await noteStillThere(session, { uid, attempts, failure })
}

async function keepTogether(session: Session, fetched: readonly FetchedMessage[]): Promise<void> {
  const { deps, lease } = session
  const explained = new Set([...session.explained, ...fetched.map(({ uid }) => uid)])
  const stored = await withinLease(deps, lease, async (tx) => {
    const letters: Offered[] = []
    for (const one of fetched) {
      if (!(await keptAsCanary(tx, session, one))) letters.push(offeredBy(session, one))
    }
    const kept = letters.length > 0 ? await keepMessages(tx, deps, session.mailbox.officeId, letters) : []
    await settle(
      tx,
      session,
      fetched.map(({ uid }) => uid),
      'stored',
    )
    await setState(tx, placeOf(session), {
      contiguousUid: contiguousUpTo(session.listed, (uid) => explained.has(uid), session.contiguousBefore),
      lastProgressAt: deps.now(),
    })
    return kept
  })
  for (const uid of explained) session.explained.add(uid)
  session.taken += fetched.length
  deps.onProgress?.()
  if (stored.some(({ isNew }) => isNew)) deps.queue.nudge('take-in')
}

function offeredBy(session: Session, one: FetchedMessage): Offered {
  const { mailbox, listing, deps } = session
  return {
    officeId: mailbox.officeId,
    mailbox: mailbox.address,
    folder: mailbox.folder,
    channel: 'email',
    source: one.source,
    receivedAt: believedReceipt(one.receivedAt, deps.now()),
    uid: numberedBy(listing.validity, one),
    cutShort: one.cutShort,
    fromJunk: isFromJunk(session),
  }
}

const numberedBy = (validity: bigint, one: FetchedMessage) => ({
  validity,
  uid: one.uid,
  size: storableSize(one.size),
  receivedAt: storableDate(one.receivedAt),
})

async function keptAsCanary(tx: Db, session: Session, one: FetchedMessage): Promise<boolean> {
  const { mailbox, deps, listing } = session
  const canary = canaryIn({ own: deps.secretKey }, mailbox.address, one.source)
  const hash = sha256(one.source)
  const { officeId, address } = mailbox
  const came = { officeId, source: one.source, sha256: hash, at: deps.now() }
  const isOne = canary
    ? await isAwaited(tx, deps.queue, { ...came, id: canary.id })
    : await awaitedFrom(tx, deps, { ...came, mailbox: address })
  if (!isOne) return false
  await tx
    .insert(ledger)
    .values({
      ...placeOf(session),
      id: randomUUID(),
      outcome: 'canary',
      sha256: hash,
      notedAt: deps.now(),
      ...ledgerNumbers(numberedBy(listing.validity, one)),
    })
    .onConflictDoNothing()
  return true
}

const ledgerNumbers = ({ validity, ...numbers }: ReturnType<typeof numberedBy>) => ({
  uidValidity: validity,
  ...numbers,
})
