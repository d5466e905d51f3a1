import { randomUUID } from 'node:crypto'
import { and, desc, eq } from 'drizzle-orm'
import { type Db, inOffice } from '../db/db.ts'
import { canaries, mailAccounts } from '../db/schema.ts'
import type { OfficeProfile } from '../offices/profile.ts'
import type { Offices } from '../offices/read-offices.ts'
import type { Outbox } from '../outbox/outbox.ts'
import { canaryMail } from './canary-mail.ts'

export type CanaryDeps = {
  db: Db
  outbox: Outbox
  offices: Offices
  secretKey: string
  /** The address that this office sends from. */
  senderOf: (office: OfficeProfile) => string
  now: () => Date
}

type Destination = {
  office: string
  address: string
  everyMinutes: number
  /** Who is paged when it is back; nobody where it is undefined. */
  testReceiver?: string | undefined
}

/**
 * Sends a test message to the mailbox if the last one is old enough. It is noted before
 * it leaves: one that could not leave is missing just as one that was lost on the way,
 * and both mean that somebody has to look.
 */
export async function sendCanary(deps: CanaryDeps, to: Destination): Promise<void> {
  const office = deps.offices.get(to.office)
  if (!office) throw new Error('A mailbox names an office that has no profile')
  const id = await inOffice(deps.db, to.office, (tx) => noteCanary(tx, deps, to))
  if (!id) return
  const from = { name: `${office.shortName} service test`, address: deps.senderOf(office) }
  const { address: mailbox } = to
  await deps.outbox.send(canaryMail(deps.secretKey, { origin: 'own', id, mailbox, from, sentAt: deps.now() }))
}

/** Its id; undefined where it is too early. Two processes that ask at once wait for each other at the account's row. */
async function noteCanary(
  tx: Db,
  { now }: CanaryDeps,
  { office, address, everyMinutes, testReceiver }: Destination,
): Promise<string | undefined> {
  const at = { officeId: office, mailbox: address }
  await tx
    .insert(mailAccounts)
    .values({ ...at, fence: 0n, leaseUntil: new Date(0) })
    .onConflictDoNothing()
  await tx.select().from(mailAccounts).where(eq(mailAccounts.mailbox, address)).for('update')
  const [last] = await tx
    .select({ sentAt: canaries.sentAt })
    .from(canaries)
    .where(and(eq(canaries.mailbox, address), eq(canaries.origin, 'own')))
    .orderBy(desc(canaries.sentAt))
    .limit(1)
  if (last && now().getTime() - last.sentAt.getTime() < everyMinutes * 60_000) return undefined
  const id = randomUUID()
  await tx.insert(canaries).values({ ...at, id, sentAt: now(), receiver: testReceiver ?? null })
  return id
}
