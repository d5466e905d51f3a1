import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Db } from '../../src/db/db.ts'
import { inOffice } from '../../src/db/db.ts'
import { alarms, fetchProblems, ledger, mailboxStates, rawMessages } from '../../src/db/schema.ts'
import { type AccountReport, pollAccount } from '../../src/intake/poll-account.ts'
import type { PollDeps } from '../../src/intake/poll-session.ts'
import { RememberingQueue } from '../remembering-queue.ts'
import type { ModelServer } from './model-server.ts'

const SECRET = 'a secret that only tests know, of enough characters'

export type APoller = {
  deps: PollDeps
  queue: RememberingQueue
  poll(): Promise<AccountReport>
  /** Moves the clock, and with it the ends of leases and pauses. */
  wait(seconds: number): void
  letters(): Promise<string[]>
  openAlarms(): Promise<string[]>
  /** How many letters are owed to be taken in; one that is owed twice counts twice. */
  owed(): number
  raws(): Promise<(typeof rawMessages.$inferSelect)[]>
  rows(): Promise<(typeof ledger.$inferSelect)[]>
  problems(): Promise<(typeof fetchProblems.$inferSelect)[]>
  state(folder?: string): Promise<typeof mailboxStates.$inferSelect>
}

/** A poller of the model server on a real database, with a clock of its own. */
export function aPoller({ db }: { db: Db }, server: ModelServer, folders = ['INBOX']): APoller {
  const queue = new RememberingQueue()
  let at = Date.parse('2026-11-23T09:01:00Z')
  const deps: PollDeps = { db, queue, now: () => new Date(at), secretKey: SECRET }
  const account = { office: server.officeId, address: server.address, folders }
  const read = <T>(work: Parameters<typeof inOffice<T>>[2]) => inOffice(db, server.officeId, work)
  const raws = () =>
    read((tx) =>
      tx
        .select()
        .from(rawMessages)
        .where(eq(rawMessages.mailbox, server.address))
        .orderBy(asc(rawMessages.receivedAt)),
    )
  return {
    deps,
    queue,
    poll: () => pollAccount(deps, account, server.connect),
    wait: (seconds) => {
      at += seconds * 1000
    },
    owed: () => queue.owed.filter(({ name }) => name === 'take-in').length,
    raws,
    letters: async () => (await raws()).map(({ source }) => new TextDecoder().decode(source)).sort(),
    openAlarms: () =>
      read(async (tx) =>
        (await tx.select().from(alarms).where(isNull(alarms.endedAt))).map(({ kind }) => kind).sort(),
      ),
    rows: () =>
      read((tx) =>
        tx
          .select()
          .from(ledger)
          .where(eq(ledger.mailbox, server.address))
          .orderBy(asc(ledger.uidValidity), asc(ledger.uid)),
      ),
    problems: () =>
      read((tx) =>
        tx
          .select()
          .from(fetchProblems)
          .where(and(eq(fetchProblems.mailbox, server.address), isNull(fetchProblems.endedAt))),
      ),
    state: async (folder = 'INBOX') => {
      const found = (
        await read((tx) => tx.select().from(mailboxStates).where(eq(mailboxStates.mailbox, server.address)))
      ).find((row) => row.folder === folder)
      if (!found) throw new Error(`Nothing is remembered of ${folder}`)
      return found
    },
  }
}
