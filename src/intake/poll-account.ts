/**
 * One poll of a whole account, folder by folder, under its lease. A folder that fails
 * does not keep the others from being read.
 */
import { errorFields, logEvent } from '../log.ts'
import { fetchWholes } from './fetch-whole.ts'
import { noteFailure } from './folder-memory.ts'
import type { WatchedFolder } from './folder-plan.ts'
import { holdLease, type Lease, LeaseLost, takeLease } from './lease.ts'
import { FolderMissing, failureWord, type MailAccount } from './mailbox.ts'
import { noteMissing, planAndNote } from './note-folders.ts'
import { type FolderReport, pollFolder } from './poll-folder.ts'
import type { PollDeps } from './poll-session.ts'

/** The account as the settings name it. */
export type PolledAccount = { office: string; address: string; folders: readonly string[] }

/**
 * `elsewhere`: another process polls it now, so there was nothing to do. `isUnfinished`:
 * there is more to fetch of large messages that people asked for.
 */
export type AccountReport = { elsewhere: boolean; folders: readonly FolderReport[]; isUnfinished?: boolean }

const ELSEWHERE: AccountReport = { elsewhere: true, folders: [] }

/**
 * Takes in whatever the account's folders hold that our ledger does not. `open` connects
 * and is only called under the lease; what it opened is closed again. A failure is
 * written down where people see it and then thrown: the caller decides when to try again.
 */
export async function pollAccount(
  deps: PollDeps,
  account: PolledAccount,
  open: () => Promise<MailAccount>,
): Promise<AccountReport> {
  const at = { officeId: account.office, mailbox: account.address }
  const lease = await takeLease(deps, at)
  if (!lease) return ELSEWHERE
  try {
    return await holdLease(deps, lease, () => pollFolders(deps, lease, account, open))
  } catch (error) {
    if (error instanceof LeaseLost) return ELSEWHERE
    throw error
  }
}

async function pollFolders(
  deps: PollDeps,
  lease: Lease,
  account: PolledAccount,
  open: () => Promise<MailAccount>,
): Promise<AccountReport> {
  const opened = await open().catch((error) => fail(deps, lease, error))
  try {
    const listed = await opened.folders().catch((error) => fail(deps, lease, error))
    const { watched } = await planAndNote(deps, lease, { wanted: account.folders, listed })
    const reports: FolderReport[] = []
    const failures: unknown[] = []
    for (const folder of watched) {
      const report = await pollOne(deps, lease, opened, folder).catch((error) => void failures.push(error))
      if (report) reports.push(report)
    }
    // Letters first; and a folder that fails keeps nobody from the whole of a letter in another.
    const isUnfinished = await fetchWholes(deps, lease, opened).catch((error) => void failures.push(error))
    if (failures.length > 0) throw failures[0]
    return { elsewhere: false, folders: reports, isUnfinished: isUnfinished === true }
  } finally {
    await opened.close()
  }
}

async function pollOne(
  deps: PollDeps,
  lease: Lease,
  opened: MailAccount,
  { path, specialUse }: WatchedFolder,
): Promise<FolderReport> {
  try {
    return await pollFolder({ deps, lease, mailbox: await opened.open(path), specialUse })
  } catch (error) {
    if (error instanceof FolderMissing) await noteMissing(deps, lease, path)
    return fail(deps, lease, error, path)
  }
}

/** Writes the failure down and throws it again; without a folder it is the whole account's. */
async function fail(deps: PollDeps, lease: Lease, error: unknown, folder?: string): Promise<never> {
  if (error instanceof LeaseLost) throw error
  logEvent('mailbox.failed', { officeId: lease.officeId, ...errorFields(error) })
  await noteFailure(deps, lease, { folder, failure: failureWord(error) })
  throw error
}
