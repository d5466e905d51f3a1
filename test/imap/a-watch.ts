import { and, eq, isNull } from 'drizzle-orm'
import type { ImapAccount } from '../../src/config.ts'
import { alarms, ledger, mailboxStates } from '../../src/db/schema.ts'
import { pollDeps } from '../../src/deps.ts'
import { type WatchDeps, watchMailbox } from '../../src/intake/watch-mailbox.ts'
import type { TestService } from '../service.ts'

/** The watcher on the whole service, and what came of it. */
export type AWatch = {
  stop(): Promise<void>
  /** Uids that the ledger has, by folder. */
  held(folder?: string): Promise<number[]>
  /** Kinds of the alarms that are open. */
  openAlarms(): Promise<string[]>
  /** What the state of the inbox says of the last failure. */
  lastFailure(): Promise<string | null | undefined>
}

export function startWatch(
  service: TestService,
  account: ImapAccount,
  change: Partial<WatchDeps> = {},
): AWatch {
  const at = eq(ledger.mailbox, account.address)
  return {
    stop: watchMailbox({ ...pollDeps(service), pollSeconds: 60, ...change }, account),
    held: async (folder = 'INBOX') => {
      const rows = await service.read(account.office, (tx) =>
        tx
          .select()
          .from(ledger)
          .where(and(at, eq(ledger.folder, folder)))
          .orderBy(ledger.uid),
      )
      return rows.map(({ uid }) => Number(uid))
    },
    openAlarms: async () => {
      const rows = await service.read(account.office, (tx) =>
        tx
          .select()
          .from(alarms)
          .where(and(eq(alarms.about, account.address), isNull(alarms.endedAt))),
      )
      return rows.map(({ kind }) => kind).sort()
    },
    lastFailure: async () => {
      const [row] = await service.read(account.office, (tx) =>
        tx
          .select()
          .from(mailboxStates)
          .where(and(eq(mailboxStates.mailbox, account.address), eq(mailboxStates.folder, 'INBOX'))),
      )
      return row?.lastFailure
    },
  }
}
