import { and, eq, inArray } from 'drizzle-orm'
import { type Db, inOffice } from '../db/db.ts'
import { ledger, mailboxStates } from '../db/schema.ts'
import { TryAgainLater } from '../errors.ts'
import type { Enqueue } from '../jobs/queue.ts'
import type { Mailbox } from './mailbox.ts'
import { storeMessage } from './store-message.ts'

/** `missing`: on the server's list, asked for, and not received; looked for again at the next poll. */
export type PollReport = { taken: number; known: number; missing: number }

/** Few at a time, so that one poisoned message costs little and memory stays small. */
const BATCH = 20

/** Over this only the head is fetched; the case says that the rest is on the server. */
const CEILING_BYTES = 35 * 1024 * 1024

/**
 * Takes in whatever the mailbox holds that our ledger does not.
 *
 * The work list is the server's uids less the ledger's, never read state: people,
 * rules and previewers mark messages read before we get there. A new UIDVALIDITY
 * makes every uid unknown, so all is fetched again and known bytes get only a ledger
 * row. A crash anywhere costs a second look at bytes we may already hold.
 */
export async function pollOnce(
  deps: { db: Db; queue: Enqueue; now: () => Date },
  mailbox: Mailbox,
): Promise<PollReport> {
  const { validity } = await mailbox.status()
  if (validity === undefined) throw new TryAgainLater('The mail server gave no UIDVALIDITY')
  const uids = await mailbox.uidsFrom(1n)
  const known = await knownUids(deps.db, mailbox, validity, uids)
  const unknown = uids.filter((uid) => !known.has(uid))
  let taken = 0
  for (let from = 0; from < unknown.length; from += BATCH) {
    const described = await mailbox.describe(unknown.slice(from, from + BATCH))
    for await (const message of mailbox.fetch(described, CEILING_BYTES)) {
      await storeMessage(deps, {
        officeId: mailbox.officeId,
        mailbox: mailbox.address,
        folder: mailbox.folder,
        channel: 'email',
        source: message.source,
        receivedAt: message.receivedAt,
        uid: { validity, uid: message.uid },
        cutShort: message.cutShort,
      })
      taken++
    }
  }
  await notePoll(deps, mailbox, { uidValidity: validity, lastPolledAt: deps.now(), lastFailure: null })
  return { taken, known: known.size, missing: unknown.length - taken }
}

/** Notes that a poll failed and how, in a word; the dashboard and /readyz show it. */
export const notePollFailure = (
  deps: { db: Db; now: () => Date },
  mailbox: Pick<Mailbox, 'officeId' | 'address' | 'folder'>,
  kind: string,
): Promise<void> => notePoll(deps, mailbox, { lastFailedAt: deps.now(), lastFailure: kind })

const notePoll = (
  { db }: { db: Db },
  mailbox: Pick<Mailbox, 'officeId' | 'address' | 'folder'>,
  set: Partial<typeof mailboxStates.$inferInsert>,
): Promise<void> =>
  inOffice(db, mailbox.officeId, async (tx) => {
    await tx
      .insert(mailboxStates)
      .values({ officeId: mailbox.officeId, mailbox: mailbox.address, folder: mailbox.folder, ...set })
      .onConflictDoUpdate({
        target: [mailboxStates.officeId, mailboxStates.mailbox, mailboxStates.folder],
        set,
      })
  })

/** Asked in slices: a mailbox of years has more uids than one statement takes parameters. */
async function knownUids(
  db: Db,
  mailbox: Mailbox,
  validity: bigint,
  uids: readonly bigint[],
): Promise<Set<bigint>> {
  const known = new Set<bigint>()
  for (let from = 0; from < uids.length; from += 10_000) {
    const slice = uids.slice(from, from + 10_000)
    const rows = await inOffice(db, mailbox.officeId, (tx) =>
      tx
        .select({ uid: ledger.uid })
        .from(ledger)
        .where(
          and(
            eq(ledger.mailbox, mailbox.address),
            eq(ledger.folder, mailbox.folder),
            eq(ledger.uidValidity, validity),
            inArray(ledger.uid, [...slice]),
          ),
        ),
    )
    for (const { uid } of rows) if (uid !== null) known.add(uid)
  }
  return known
}
