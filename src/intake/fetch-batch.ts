/** Asks for messages, and reconciles what was asked for against what was received. */
import { CEILING_BYTES, isWhole } from './fetch-plan.ts'
import { keepFetched } from './keep-fetched.ts'
import { withinLease } from './lease.ts'
import type { Described, FetchedMessage, Mailbox } from './mailbox.ts'
import { checkNumbers, type Session } from './poll-session.ts'
import { noteDoubt, noteStillThere, noteTry, noteVanished, settle } from './problems.ts'

/**
 * Fetches and keeps a batch; the result is what did not come, to be asked for one by
 * one. Servers answer a fetch with fewer messages than were asked for and call it a
 * success, so only what was received counts.
 */
export async function fetchBatch(session: Session, batch: readonly Described[]): Promise<bigint[]> {
  const { fetched, failure } = await collect(session, batch)
  const asked = batch.map(({ uid }) => uid)
  if (failure !== undefined && !(await answers(session.mailbox))) {
    // Whichever of them broke the line: next time each is asked for by itself.
    await noteDoubt(session, asked, 'connection-lost')
    throw failure
  }
  const whole = fetched.filter((one) => one.cutShort || isWhole(one.source.byteLength, one.size))
  await keepFetched(session, whole)
  const kept = new Set(whole.map(({ uid }) => uid))
  return asked.filter((uid) => !kept.has(uid))
}

/**
 * One message by itself. Not received, it is looked for again: gone, the ledger says
 * so; still there, it stays on the list of problems and is tried again later.
 */
export async function fetchSingly(session: Session, uid: bigint): Promise<void> {
  const { attempts, before } = await noteTry(session, uid, 'not-handed-over')
  const { message, failure } = await collectOne(session, uid)
  if (message && (message.cutShort || isWhole(message.source.byteLength, message.size))) {
    return keepFetched(session, [message])
  }
  if (!message) return explain(session, { uid, attempts, failure })
  // Often enough a short answer: what there is of it is read now, and the case says that it is not all.
  if (before === 'short-again') return keepFetched(session, [{ ...message, cutShort: true }])
  return explain(session, { uid, attempts, failure: before === 'short' ? 'short-again' : 'short' })
}

async function explain(
  session: Session,
  tried: { uid: bigint; attempts: number; failure: string },
): Promise<void> {
  const listed = await session.mailbox.uidsFrom(tried.uid)
  await checkNumbers(session)
  if (listed.includes(tried.uid)) return noteStillThere(session, tried)
  session.explained.add(tried.uid)
  session.vanished.add(tried.uid)
  if (session.listing.isTrusted) return noteVanished(session, tried.uid)
  // Without numbers to rely on it may be there under another one, and is then listed and fetched by it.
  await withinLease(session.deps, session.lease, (tx) => settle(tx, session, [tried.uid], 'renumbered'))
}

async function collectOne(
  session: Session,
  uid: bigint,
): Promise<{ message: FetchedMessage | undefined; failure: string }> {
  try {
    const [described] = await session.mailbox.describe([uid])
    if (!described) return { message: undefined, failure: 'not-described' }
    const { fetched, failure } = await collect(session, [described])
    if (failure !== undefined) throw failure
    return { message: fetched.find((one) => one.uid === uid), failure: 'not-handed-over' }
  } catch (error) {
    if (!(await answers(session.mailbox))) throw error
    return { message: undefined, failure: error instanceof Error ? error.name : 'Error' }
  }
}

/** All that came until the end or the first failure; never one that was not asked for. */
async function collect(
  { mailbox, deps }: Session,
  described: readonly Described[],
): Promise<{ fetched: FetchedMessage[]; failure?: unknown }> {
  const asked = new Set(described.map(({ uid }) => uid))
  const fetched: FetchedMessage[] = []
  try {
    for await (const message of mailbox.fetch(described, CEILING_BYTES)) {
      deps.onProgress?.()
      if (asked.delete(message.uid)) fetched.push(message)
    }
    return { fetched }
  } catch (failure) {
    return { fetched, failure }
  }
}

/** Whether the connection still works after a failure: then it was the message, and the others go on. */
const answers = (mailbox: Mailbox): Promise<boolean> =>
  mailbox.status().then(
    () => true,
    () => false,
  )
