/** When a poller is taken to be stuck, and when a mailbox to be unread. Pure. */

/** Duty staff are told when nobody has read a mailbox for this long. */
const BLIND_AFTER_MS = 10 * 60_000
/** A poll that did not get on for this many of its intervals is not coming back. */
const INTERVALS = 3

/**
 * Whether to throw the connection away and make another. Counted from the last thing
 * that came through, and not from the start of the poll: a first poll of years goes on
 * for an hour and is well, and a connection that went silent looks like one at work.
 */
export const mustReconnect = (poll: { lastProgressAt: Date; pollSeconds: number }, now: Date): boolean =>
  now.getTime() - poll.lastProgressAt.getTime() >= INTERVALS * poll.pollSeconds * 1000

/** What is known of when a folder was last read. */
export type ReadTimes = { watchedSince: Date | null; lastPolledAt: Date | null; lastProgressAt: Date | null }

/** When somebody last read the folder, or at least began to watch it; undefined where nobody is to. */
export function lastReadAt({ watchedSince, lastPolledAt, lastProgressAt }: ReadTimes): Date | undefined {
  if (!watchedSince) return undefined
  const times = [watchedSince, lastPolledAt, lastProgressAt].map((at) => at?.getTime() ?? 0)
  return new Date(Math.max(...times))
}

/** Whether letters may be waiting there unseen. */
export function isBlind(times: ReadTimes, now: Date): boolean {
  const at = lastReadAt(times)
  return at !== undefined && now.getTime() - at.getTime() >= BLIND_AFTER_MS
}
