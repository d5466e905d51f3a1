/** Which of the listed messages the ledger has already. */
import { and, eq, inArray, ne } from 'drizzle-orm'
import { inOffice } from '../db/db.ts'
import { ledger } from '../db/schema.ts'
import { storableDate, storableSize } from './fetch-plan.ts'
import type { Described, Mailbox } from './mailbox.ts'
import type { Listing } from './poll-plan.ts'
import type { FolderPoll } from './poll-session.ts'

/** A mailbox of years has more uids than one statement takes parameters. */
const UIDS_PER_STATEMENT = 10_000
const UIDS_PER_DESCRIBE = 500

export type Recognised = { explained: Set<bigint>; described: Map<bigint, Described> }

/** The listed messages that the ledger knows, and what the server says of the others. */
export async function recognise(
  poll: FolderPoll,
  listing: Listing,
  listed: readonly bigint[],
): Promise<Recognised> {
  if (listing.recognise === 'by-bytes') {
    return { explained: new Set(), described: await describeAll(poll, listed) }
  }
  const rows = await ledgerRows(poll, listing.validity, listed)
  if (listing.recognise === 'by-number') {
    const explained = new Set(rows.map(({ uid }) => uid))
    const unknown = listed.filter((uid) => !explained.has(uid))
    return { explained, described: await describeAll(poll, unknown) }
  }
  const described = await describeAll(poll, listed)
  const explained = new Set(
    rows.filter((row) => looksLike(row, described.get(row.uid))).map(({ uid }) => uid),
  )
  return { explained, described }
}

type Row = { uid: bigint; size: number; receivedAt: Date }

/** One that the server does not describe now is known by its number alone: there is nothing to tell it apart by. */
const looksLike = (row: Row, described: Described | undefined): boolean =>
  described === undefined ||
  (row.size === storableSize(described.size) &&
    row.receivedAt.getTime() === storableDate(described.receivedAt).getTime())

async function ledgerRows(poll: FolderPoll, validity: bigint, uids: readonly bigint[]): Promise<Row[]> {
  const { officeId, address, folder } = poll.mailbox
  const found: Row[] = []
  for (const slice of slices(uids, UIDS_PER_STATEMENT)) {
    const rows = await inOffice(poll.deps.db, officeId, (tx) =>
      tx
        .select({ uid: ledger.uid, size: ledger.size, receivedAt: ledger.receivedAt })
        .from(ledger)
        .where(
          and(
            eq(ledger.mailbox, address),
            eq(ledger.folder, folder),
            eq(ledger.uidValidity, validity),
            inArray(ledger.uid, slice),
            // One that was gone and is listed again is a letter that nobody has read.
            ne(ledger.outcome, 'vanished'),
          ),
        ),
    )
    for (const { uid, ...row } of rows) if (uid !== null) found.push({ uid, ...row })
  }
  return found
}

/**
 * What the server says of each. Where it cannot say so of many, fewer are asked for, so
 * that one message that breaks the answer is left out and not all that came with it.
 */
async function describeAll(
  { mailbox, deps }: FolderPoll,
  uids: readonly bigint[],
): Promise<Map<bigint, Described>> {
  const found = new Map<bigint, Described>()
  for (const slice of slices(uids, UIDS_PER_DESCRIBE)) {
    for (const one of await describeSome(mailbox, slice)) found.set(one.uid, one)
    deps.onProgress?.()
  }
  return found
}

async function describeSome(mailbox: Mailbox, uids: readonly bigint[]): Promise<readonly Described[]> {
  try {
    return await mailbox.describe(uids)
  } catch {
    // Throws too where it was the connection that broke, which then ends the poll.
    await mailbox.status()
    if (uids.length <= 1) return []
    const half = Math.ceil(uids.length / 2)
    return [
      ...(await describeSome(mailbox, uids.slice(0, half))),
      ...(await describeSome(mailbox, uids.slice(half))),
    ]
  }
}

export function slices<T>(all: readonly T[], length: number): T[][] {
  const found: T[][] = []
  for (let from = 0; from < all.length; from += length) found.push(all.slice(from, from + length))
  return found
}
