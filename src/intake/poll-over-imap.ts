import type { ImapAccount } from '../config.ts'
import { errorFields, logEvent } from '../log.ts'
import { KeptLine } from './kept-line.ts'
import { FolderMissing, type MailOutcome, MailServerFailed } from './mailbox.ts'
import { type AccountReport, pollAccount } from './poll-account.ts'
import type { PollDeps } from './poll-session.ts'
import { noteSignIn } from './sign-in-alarms.ts'

/** How a poll came out; of a failure, what the next try goes by. */
export type Polled =
  | { ok: true; report: AccountReport }
  | { ok: false; outcome: MailOutcome; waitMs: number | undefined }

/** One poll over the line that is kept. A failure is noted where people see it and is never thrown. */
export async function pollOverLine(deps: PollDeps, account: ImapAccount, line: KeptLine): Promise<Polled> {
  const polled = await attempt(deps, account, line)
  // Another process has the mailbox, so of our own line nothing was learnt.
  if (!polled.ok || !polled.report.elsewhere) {
    const outcome = polled.ok ? undefined : polled.outcome
    await noteSignIn(deps, account, { ...line.state, outcome })
  }
  return polled
}

/** One poll with a connection of its own, for a process that does not stay; undefined where it failed. */
export async function pollOverImap(deps: PollDeps, account: ImapAccount): Promise<AccountReport | undefined> {
  const line = new KeptLine(account, deps)
  try {
    const polled = await pollOverLine(deps, account, line)
    return polled.ok ? polled.report : undefined
  } finally {
    await line.close()
  }
}

async function attempt(deps: PollDeps, account: ImapAccount, line: KeptLine): Promise<Polled> {
  try {
    const report = await pollAccount(deps, account, () => line.open())
    for (const { taken, missing } of report.folders) {
      if (taken > 0 || missing > 0)
        logEvent('mailbox.polled', { officeId: account.office, count: taken, status: missing })
    }
    return { ok: true, report }
  } catch (error) {
    logEvent('mailbox.poll-failed', { officeId: account.office, ...errorFields(error) })
    if (error instanceof MailServerFailed) return { ok: false, outcome: error.outcome, waitMs: error.waitMs }
    return {
      ok: false,
      outcome: error instanceof FolderMissing ? 'folder-missing' : 'unknown',
      waitMs: undefined,
    }
  }
}
