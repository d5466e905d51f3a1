/**
 * Who polls a mailbox: one process at a time, by a lease with a fencing number.
 *
 * A lease alone does not help against a process that was paused, lost its lease and
 * wakes up in the middle of a poll, sure of being the one. So each change of hands
 * counts the fence up, and every write of a poll names the number it holds and is
 * refused where that is no longer the last. Clocks that differ can only make two
 * processes take turns; they cannot make both write.
 */
import { and, eq, lte, sql } from 'drizzle-orm'
import { type Db, inOffice } from '../db/db.ts'
import { mailAccounts } from '../db/schema.ts'
import { errorFields, logEvent } from '../log.ts'

export type Lease = { officeId: string; mailbox: string; fence: bigint }
type LeaseDeps = { db: Db; now: () => Date }

/** Somebody else polls this mailbox now: nothing of this poll may be written any more. */
export class LeaseLost extends Error {
  override name = 'LeaseLost'
}

/** Short, because after a crash nobody polls until it is over; the holder renews it all the time. */
const LEASE_MS = 30_000
const RENEW_EVERY_MS = 10_000

const until = (now: Date): Date => new Date(now.getTime() + LEASE_MS)
const ours = ({ mailbox, fence }: Lease) =>
  and(eq(mailAccounts.mailbox, mailbox), eq(mailAccounts.fence, fence))

/** The lease on that mailbox with a new fencing number; undefined while another process holds it. */
export async function takeLease(
  { db, now }: LeaseDeps,
  at: { officeId: string; mailbox: string },
): Promise<Lease | undefined> {
  const asked = now()
  const [taken] = await inOffice(db, at.officeId, (tx) =>
    tx
      .insert(mailAccounts)
      .values({ ...at, fence: 1n, leaseUntil: until(asked) })
      .onConflictDoUpdate({
        target: [mailAccounts.officeId, mailAccounts.mailbox],
        set: { fence: sql`${mailAccounts.fence} + 1`, leaseUntil: until(asked) },
        setWhere: lte(mailAccounts.leaseUntil, asked),
      })
      .returning({ fence: mailAccounts.fence }),
  )
  return taken ? { ...at, fence: taken.fence } : undefined
}

/**
 * Runs the work in one transaction that renews the lease, and holds its row: nobody
 * can take the lease before the commit. Throws LeaseLost, having written nothing,
 * where it was taken before.
 */
export function withinLease<T>(
  { db, now }: LeaseDeps,
  lease: Lease,
  work: (tx: Db) => Promise<T>,
): Promise<T> {
  return inOffice(db, lease.officeId, async (tx) => {
    const held = await tx
      .update(mailAccounts)
      .set({ leaseUntil: until(now()) })
      .where(ours(lease))
      .returning({ fence: mailAccounts.fence })
    if (held.length === 0) throw new LeaseLost('Another process polls this mailbox now')
    return work(tx)
  })
}

/** Keeps the lease alive while the work waits for the server, and gives it back at the end, however it ends. */
export async function holdLease<T>(deps: LeaseDeps, lease: Lease, work: () => Promise<T>): Promise<T> {
  const beat = setInterval(() => {
    withinLease(deps, lease, async () => {}).catch((error) =>
      logEvent('lease.not-renewed', { officeId: lease.officeId, ...errorFields(error) }),
    )
  }, RENEW_EVERY_MS)
  try {
    return await work()
  } finally {
    clearInterval(beat)
    await release(deps, lease)
  }
}

/** Not given back, it ends by itself: a failure here may not hide what the work came to. */
const release = ({ db, now }: LeaseDeps, lease: Lease): Promise<void> =>
  inOffice(db, lease.officeId, async (tx) => {
    await tx.update(mailAccounts).set({ leaseUntil: now() }).where(ours(lease))
  }).catch((error) => logEvent('lease.not-released', { officeId: lease.officeId, ...errorFields(error) }))
