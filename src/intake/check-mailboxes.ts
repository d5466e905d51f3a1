/**
 * Looks every minute, from the tables and not from the poller, whether the mailboxes
 * are being read and whether test messages come through. A poller that died says
 * nothing; any other process that runs this does.
 */
import { and, desc, eq, isNotNull, isNull, lte } from 'drizzle-orm'
import { type Alarm, clearAlarm, raiseAlarm } from '../alarms/raise-alarm.ts'
import { type Db, inOffice } from '../db/db.ts'
import { canaries, mailboxStates } from '../db/schema.ts'
import type { Enqueue } from '../jobs/queue.ts'
import { errorFields, logEvent } from '../log.ts'
import { isBlind } from './liveness.ts'
import { canaryTrouble } from './page-canary.ts'
import { type CanaryDeps, sendCanary } from './send-canary.ts'

/** An account as the settings name it; without minutes no test messages are sent to it. */
export type CheckedAccount = {
  office: string
  address: string
  canaryMinutes?: number | undefined
  testReceiver?: string | undefined
}

export type CheckDeps = CanaryDeps & { queue: Enqueue }

/** A test message has this long for its way; greylisting takes a few minutes of it. */
const CANARY_WAY_MS = 10 * 60_000

/** Checks each account; one that cannot be checked does not keep the others from it. */
export async function checkMailboxes(deps: CheckDeps, accounts: readonly CheckedAccount[]): Promise<void> {
  for (const account of accounts) {
    try {
      await inOffice(deps.db, account.office, async (tx) => {
        await judge(tx, deps, account, 'mailbox-blind', await isUnread(tx, deps, account))
        await judge(tx, deps, account, 'canary-missing', await isCanaryMissing(tx, deps, account))
      })
      if (account.canaryMinutes) await sendCanary(deps, { ...account, everyMinutes: account.canaryMinutes })
    } catch (error) {
      logEvent('mailbox.not-checked', { officeId: account.office, ...errorFields(error) })
    }
  }
}

const judge = (
  tx: Db,
  deps: CheckDeps,
  { office, address }: CheckedAccount,
  kind: Alarm['kind'],
  isWrong: boolean,
): Promise<void> => {
  const alarm = { officeId: office, kind, about: address }
  return isWrong
    ? raiseAlarm(tx, { queue: deps.queue, now: deps.now() }, alarm)
    : clearAlarm(tx, { now: deps.now() }, alarm)
}

/** One that nobody has ever polled counts from the first time that it was checked. */
async function isUnread(tx: Db, { now }: CheckDeps, { office, address }: CheckedAccount): Promise<boolean> {
  const watched = and(eq(mailboxStates.mailbox, address), isNotNull(mailboxStates.watchedSince))
  await tx
    .insert(mailboxStates)
    .values({ officeId: office, mailbox: address, folder: 'INBOX', watchedSince: now() })
    .onConflictDoNothing()
  // A folder that is missing has an alarm of its own.
  const rows = await tx
    .select()
    .from(mailboxStates)
    .where(and(watched, isNull(mailboxStates.missingSince)))
  return rows.some((row) => isBlind(row, now()))
}

/** The latest that has had its time is not back or paged nobody; one that came through says that the way is open again. */
async function isCanaryMissing(
  tx: Db,
  { now }: CheckDeps,
  { address, canaryMinutes }: CheckedAccount,
): Promise<boolean> {
  if (!canaryMinutes) return false
  const [latest] = await tx
    .select()
    .from(canaries)
    .where(
      and(
        eq(canaries.mailbox, address),
        eq(canaries.origin, 'own'),
        lte(canaries.sentAt, new Date(now().getTime() - CANARY_WAY_MS)),
      ),
    )
    .orderBy(desc(canaries.sentAt))
    .limit(1)
  return latest !== undefined && canaryTrouble(latest) !== undefined
}
