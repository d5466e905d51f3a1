import { and, asc, desc, eq, gt, isNotNull, isNull } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { canaries, fetchProblems, ledger, mailAccounts, mailboxStates } from '../db/schema.ts'

const DAY_MS = 24 * 60 * 60_000
/** Long enough that somebody who comes back from leave still sees it. */
const VANISHED_DAYS = 30

/** Everything that is known of the mailboxes of one office, for a person to look at. */
export async function findMailboxes(tx: Db, now: Date) {
  const since = new Date(now.getTime() - VANISHED_DAYS * DAY_MS)
  return {
    accounts: await tx.select().from(mailAccounts).orderBy(asc(mailAccounts.mailbox)),
    folders: await tx
      .select()
      .from(mailboxStates)
      .where(isNotNull(mailboxStates.watchedSince))
      .orderBy(asc(mailboxStates.mailbox), asc(mailboxStates.folder)),
    problems: await tx
      .select()
      .from(fetchProblems)
      .where(isNull(fetchProblems.endedAt))
      .orderBy(asc(fetchProblems.noticedAt)),
    vanished: await tx
      .select({ mailbox: ledger.mailbox, folder: ledger.folder, uid: ledger.uid, notedAt: ledger.notedAt })
      .from(ledger)
      .where(and(eq(ledger.outcome, 'vanished'), gt(ledger.notedAt, since)))
      .orderBy(desc(ledger.notedAt)),
    canaries: await tx
      .selectDistinctOn([canaries.mailbox])
      .from(canaries)
      .orderBy(canaries.mailbox, desc(canaries.sentAt)),
  }
}

export type FoundMailboxes = Awaited<ReturnType<typeof findMailboxes>>
