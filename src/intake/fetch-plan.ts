/** How messages are asked for, and what of the answer is believed. Pure. */
import type { Described } from './mailbox.ts'

/** Over this only the head is fetched; the case says that the rest is on the server. */
export const CEILING_BYTES = 35 * 1024 * 1024

/** Few and small at a time, so that one poisoned message costs little and memory stays small. */
const MOST_MESSAGES = 20
const MOST_BYTES = 8 * 1024 * 1024

/** In the order given; one that is bigger than a batch comes alone. */
export function inBatches(described: readonly Described[]): Described[][] {
  const batches: Described[][] = []
  let room = 0
  for (const one of described) {
    const bytes = Math.min(one.size, CEILING_BYTES)
    const last = batches.at(-1)
    if (!last || last.length === MOST_MESSAGES || bytes > room) {
      batches.push([one])
      room = MOST_BYTES - bytes
    } else {
      last.push(one)
      room -= bytes
    }
  }
  return batches
}

/**
 * Whether that many bytes may be the whole of a message of that announced size.
 *
 * Servers count loosely: line ends once and not twice, or before they convert the
 * message, so a little more or less is normal. Much less is a body that was cut off,
 * and its last lines may be the ones that matter. A size of 0 announces nothing.
 */
export function isWhole(bytes: number, size: number): boolean {
  if (size === 0) return true
  return bytes >= size - Math.max(2, size * 0.02) && bytes <= size + Math.max(2, size * 0.1)
}

/** Mail of before this is from a server that does not know the time. */
const EARLIEST = Date.parse('2000-01-01T00:00:00Z')
/** Clocks of two machines may differ by this much and both be right enough. */
const SKEW_MS = 5 * 60_000

/**
 * When a message was received, for the statutory clocks: INTERNALDATE, and never
 * `Date:`, which the sender writes. One of 1970 or of the future is a server that does
 * not know the time; then it is the moment we first saw the message, because that is
 * the one moment we can vouch for, and no deadline starts in a day that is not there.
 */
export function believedReceipt(receivedAt: Date, seenAt: Date): Date {
  const time = receivedAt.getTime()
  return time >= EARLIEST && time <= seenAt.getTime() + SKEW_MS ? receivedAt : seenAt
}

const LAST_STORABLE = Date.parse('9999-01-01T00:00:00Z')

/** The server's date as it can be kept for comparing: one that is none, or far out, is the first of 1970. */
export function storableDate(date: Date): Date {
  const time = date.getTime()
  return time >= 0 && time < LAST_STORABLE ? date : new Date(0)
}

/** Sizes go into a column of four bytes; a server may announce anything. */
export const storableSize = (size: number): number => Math.min(Math.max(0, Math.trunc(size)), 2_147_483_647)

const FIRST_PAUSE_MS = 30_000
const LONGEST_PAUSE_MS = 15 * 60_000

/** When a message that was not handed over is asked for again: after 30 s, then twice as long each time, at most 15 minutes. */
export const nextTryAt = (attempts: number, now: Date): Date =>
  new Date(now.getTime() + Math.min(FIRST_PAUSE_MS * 2 ** Math.max(0, attempts - 1), LONGEST_PAUSE_MS))

/** Asked for by itself this often, a message is told of to a person. */
export const TRIES_BEFORE_ALARM = 3
