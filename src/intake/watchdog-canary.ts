/**
 * Test messages of the watchdog, the process that watches us from outside. We have no row
 * that waits for one, as for our own: its seal, under a key that only the two of us have,
 * says that it is one, and the row is made when it comes.
 */
import { randomUUID } from 'node:crypto'
import { and, desc, eq } from 'drizzle-orm'
import { clearAlarm, raiseAlarm } from '../alarms/raise-alarm.ts'
import { type Db, inOffice } from '../db/db.ts'
import { canaries, ledger } from '../db/schema.ts'
import type { Enqueue } from '../jobs/queue.ts'
import { errorFields, logEvent } from '../log.ts'
import type { Offices } from '../offices/read-offices.ts'
import { canaryIn, type FoundCanary } from './canary-mail.ts'

/** What the settings say of it: the key of its seals, and who is paged by what it sends. */
export type WatchdogCanary = { key: string; testReceiver?: string | undefined }

/** One from last week that somebody found in an archive is a letter. */
const MOST_AGE_MS = 24 * 60 * 60_000
const MOST_AHEAD_MS = 10 * 60_000

type Came = {
  officeId: string
  mailbox: string
  folder: string
  source: Uint8Array
  sha256: string
  receivedAt: Date
}

type Deps = { queue: Enqueue; now: () => Date; watchdog?: WatchdogCanary | undefined }

/** Its id, where it is one of these; it is then noted, and no letter. */
export async function keepWatchdogCanary(tx: Db, deps: Deps, came: Came): Promise<string | undefined> {
  const found = await awaitedFrom(tx, deps, came)
  if (!found) return undefined
  const { officeId, mailbox, folder, sha256, receivedAt } = came
  const size = came.source.byteLength
  const row = { officeId, mailbox, folder, sha256, size, receivedAt, outcome: 'canary' as const }
  await tx
    .insert(ledger)
    .values({ ...row, id: randomUUID(), notedAt: deps.now() })
    .onConflictDoNothing()
  return found.id
}

/** The same without a row in the ledger, for the poller, which writes its own. Other bytes under a known seal are a letter. */
export async function awaitedFrom(
  tx: Db,
  { queue, now, watchdog }: Deps,
  came: Pick<Came, 'officeId' | 'mailbox' | 'source' | 'sha256'>,
): Promise<FoundCanary | undefined> {
  const keys = { own: '', watchdog: watchdog?.key }
  const found = watchdog && canaryIn(keys, came.mailbox, came.source)
  if (!found || found.origin !== 'watchdog') return undefined
  const ageMs = now().getTime() - found.sentAt.getTime()
  if (ageMs > MOST_AGE_MS || ageMs < -MOST_AHEAD_MS) return undefined
  const { officeId, mailbox, source, sha256 } = came
  const { id, origin, sentAt } = found
  const receiver = watchdog.testReceiver ?? null
  const noted = await tx
    .insert(canaries)
    .values({ id, officeId, mailbox, origin, sentAt, seenAt: now(), sha256, source, receiver })
    .onConflictDoNothing()
    .returning({ id: canaries.id })
  if (noted.length > 0) {
    await queue.enqueue(tx, 'canary', { officeId, id })
    return found
  }
  const same = and(eq(canaries.id, id), eq(canaries.sha256, sha256))
  return (await tx.$count(canaries, same)) > 0 ? found : undefined
}

/** A watchdog sends four an hour; one that says nothing for so long watches nobody. */
const SILENT_AFTER_MS = 60 * 60_000

/**
 * Tells duty staff that the watchdog is silent, where it was ever heard: somebody has to watch it
 * too. An office that cannot be looked at does not keep the others from it.
 */
export async function checkWatchdog(deps: Deps & { db: Db; offices: Offices }): Promise<void> {
  if (!deps.watchdog) return
  for (const { id: officeId } of deps.offices.all) {
    try {
      await inOffice(deps.db, officeId, (tx) => checkOffice(tx, deps, officeId))
    } catch (error) {
      logEvent('watchdog.not-checked', { officeId, ...errorFields(error) })
    }
  }
}

async function checkOffice(tx: Db, { queue, ...deps }: Deps, officeId: string): Promise<void> {
  const now = deps.now()
  const [last] = await tx
    .select({ seenAt: canaries.seenAt })
    .from(canaries)
    .where(eq(canaries.origin, 'watchdog'))
    .orderBy(desc(canaries.seenAt))
    .limit(1)
  if (!last?.seenAt) return
  const alarm = { officeId, kind: 'watchdog-silent' as const, about: '' }
  if (now.getTime() - last.seenAt.getTime() > SILENT_AFTER_MS) await raiseAlarm(tx, { queue, now }, alarm)
  else await clearAlarm(tx, { now }, alarm)
}
