/**
 * What to ask a folder for, decided from what we remember of it and what the server
 * says of it now. Pure.
 */
import type { FolderStatus } from './mailbox.ts'

/** What is remembered of a folder between polls. */
export type FolderMemory = {
  uidValidity: bigint | null
  contiguousUid: bigint
  renumberedAt: readonly Date[]
  countedAt: Date | null
  comparedAt: Date | null
}

/**
 * `by-number`: a uid of our ledger is a message we hold. `by-look`: only where size and
 * receipt time are the same too. `by-bytes`: everything is fetched and compared.
 */
export type Recognise = 'by-number' | 'by-look' | 'by-bytes'

export type Listing = {
  /** What the ledger rows of this poll are kept under: 0 where the server's numbers cannot be relied on. */
  validity: bigint
  /** Whether the server has to say the same validity again before anything is written. */
  isTrusted: boolean
  /** The lowest uid asked for. */
  from: bigint
  recognise: Recognise
  /** Every message is looked at, so that the folder can be counted at the end. */
  isFull: boolean
  isRenumbered: boolean
}

/**
 * Looked through again below the mark at each poll. Servers have been seen to list a
 * message late, with a number below those they listed before.
 */
const LOOK_BACK = 500n

const HOUR_MS = 60 * 60_000
const DAY_MS = 24 * HOUR_MS

/** More changes of the numbers than this in a day, and they are not relied on for a day. */
const MOST_CHANGES_A_DAY = 3

/**
 * RFC 9051 section 2.3.1.1: uids are good only together with the UIDVALIDITY. It is
 * compared at every opening. A change voids all numbers, so everything is listed again
 * and known bytes are recognised by their hash. None at all, 0, or one that changes all
 * the time tells us nothing: then a message is known by its look, and every hour by its
 * bytes. The worse mistake is to take a new letter for a known one; fetching one twice
 * only costs time.
 */
export function planListing(memory: FolderMemory, status: FolderStatus, now: Date): Listing {
  const isRenumbered =
    status.validity !== undefined && memory.uidValidity !== null && status.validity !== memory.uidValidity
  const renumberedAt = renumberings(memory.renumberedAt, now, isRenumbered)
  if (status.validity === undefined || isUnstable(renumberedAt)) {
    const recognise = isOlderThan(memory.comparedAt, HOUR_MS, now) ? 'by-bytes' : 'by-look'
    return { isRenumbered, validity: 0n, isTrusted: false, from: 1n, recognise, isFull: true }
  }
  const trusted = { isRenumbered, validity: status.validity, isTrusted: true }
  const isFull =
    isRenumbered ||
    memory.uidValidity === null ||
    isOlderThan(memory.countedAt, HOUR_MS, now) ||
    wentBack(memory, status)
  if (isFull) return { ...trusted, from: 1n, recognise: 'by-look', isFull }
  const from = memory.contiguousUid - LOOK_BACK
  return { ...trusted, from: from > 1n ? from : 1n, recognise: 'by-number', isFull }
}

/** When the numbers changed in the last day, the change of this moment with them. */
export const renumberings = (before: readonly Date[], now: Date, isRenumbered: boolean): Date[] =>
  [...before, ...(isRenumbered ? [now] : [])].filter((at) => now.getTime() - at.getTime() < DAY_MS)

export const isUnstable = (renumberedAt: readonly Date[]): boolean => renumberedAt.length > MOST_CHANGES_A_DAY

/** The next number is below one that was given out: the server came back from a backup and gives it out again. */
const wentBack = (memory: FolderMemory, { uidNext }: FolderStatus): boolean =>
  uidNext !== undefined && uidNext <= memory.contiguousUid

const isOlderThan = (at: Date | null, ms: number, now: Date): boolean =>
  at === null || now.getTime() - at.getTime() >= ms

/**
 * How far the mark may move: every listed uid up to it is in the ledger. One that is
 * not holds the mark and nothing else; later ones are stored all the same.
 */
export function contiguousUpTo(
  listed: readonly bigint[],
  isExplained: (uid: bigint) => boolean,
  before: bigint,
): bigint {
  const open = listed.find((uid) => !isExplained(uid))
  if (open !== undefined) return open - 1n < before ? open - 1n : lastBelow(listed, open, before)
  const last = listed.at(-1) ?? 0n
  return last > before ? last : before
}

/** The mark stands on a uid that is held, and not on a number that nobody has seen yet. */
function lastBelow(listed: readonly bigint[], open: bigint, before: bigint): bigint {
  const held = listed.filter((uid) => uid < open).at(-1) ?? 0n
  return held > before ? held : before
}
