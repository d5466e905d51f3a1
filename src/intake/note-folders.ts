import { eq } from 'drizzle-orm'
import { type Alarm, clearAlarm, raiseAlarm } from '../alarms/raise-alarm.ts'
import type { Db } from '../db/db.ts'
import { mailAccounts, mailboxStates } from '../db/schema.ts'
import { isFolder, setState } from './folder-memory.ts'
import { type FolderPlan, newFolders, planFolders } from './folder-plan.ts'
import { type Lease, withinLease } from './lease.ts'
import type { Folder } from './mailbox.ts'
import { aboutFolder, type PollDeps } from './poll-session.ts'

type Noting = { tx: Db; deps: PollDeps; lease: Lease }

/**
 * Plans which folders are polled, and tells a person of one that is gone and of one
 * that is new. What was remembered of a folder that is gone is kept: it may come back.
 */
export const planAndNote = (
  deps: PollDeps,
  lease: Lease,
  { wanted, listed }: { wanted: readonly string[]; listed: readonly Folder[] },
): Promise<FolderPlan> =>
  withinLease(deps, lease, async (tx) => {
    const noting = { tx, deps, lease }
    const states = await tx.select().from(mailboxStates).where(eq(mailboxStates.mailbox, lease.mailbox))
    const uses = states.flatMap(({ folder, specialUse }) =>
      specialUse ? [[folder, specialUse] as const] : [],
    )
    const plan = planFolders(wanted, listed, new Map(uses))
    const [account] = await tx.select().from(mailAccounts).where(eq(mailAccounts.mailbox, lease.mailbox))
    const known = account?.knownFolders ?? null
    for (const folder of newFolders(plan, known)) await raise(noting, 'folder-new', folder)
    for (const folder of wanted) {
      if (plan.missing.includes(folder)) await missing(noting, folder)
      else await clear(noting, 'folder-missing', folder)
    }
    const kept = [...plan.watched.map(({ path }) => path), ...plan.missing]
    for (const { folder } of states) if (!kept.includes(folder)) await leave(noting, folder)
    await tx
      .update(mailAccounts)
      .set({
        knownFolders: [...new Set([...(known ?? []), ...listed.map(({ path }) => path)])],
        unwatchedFolders: [...plan.unwatched],
      })
      .where(eq(mailAccounts.mailbox, lease.mailbox))
    return plan
  })

/** A folder could not be opened, because the server has none of that name. */
export const noteMissing = (deps: PollDeps, lease: Lease, folder: string): Promise<void> =>
  withinLease(deps, lease, (tx) => missing({ tx, deps, lease }, folder))

async function missing(noting: Noting, folder: string): Promise<void> {
  const { tx, deps, lease } = noting
  const place = { officeId: lease.officeId, mailbox: lease.mailbox, folder }
  await tx
    .insert(mailboxStates)
    .values({ ...place, watchedSince: deps.now() })
    .onConflictDoNothing()
  const [row] = await tx.select().from(mailboxStates).where(isFolder(place))
  await setState(tx, place, { missingSince: row?.missingSince ?? deps.now() })
  await raise(noting, 'folder-missing', folder)
}

/** No longer in the settings, or found under another name: nothing is expected of it any more. */
async function leave(noting: Noting, folder: string): Promise<void> {
  const { officeId, mailbox } = noting.lease
  await setState(noting.tx, { officeId, mailbox, folder }, { watchedSince: null })
  for (const kind of ['mailbox-unbalanced', 'message-not-fetched', 'folder-missing'] as const)
    await clear(noting, kind, folder)
}

const alarmOf = ({ lease }: Noting, kind: Alarm['kind'], folder: string): Alarm => ({
  officeId: lease.officeId,
  kind,
  about: aboutFolder({ mailbox: { address: lease.mailbox, folder } }),
})

const raise = (noting: Noting, kind: Alarm['kind'], folder: string): Promise<void> =>
  raiseAlarm(noting.tx, { queue: noting.deps.queue, now: noting.deps.now() }, alarmOf(noting, kind, folder))

const clear = (noting: Noting, kind: Alarm['kind'], folder: string): Promise<void> =>
  clearAlarm(noting.tx, { now: noting.deps.now() }, alarmOf(noting, kind, folder))
