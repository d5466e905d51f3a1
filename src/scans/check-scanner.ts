/**
 * Looks every minute at the scanner itself: whether it answers, finds what every scanner finds, and
 * has signatures of these days. A scanner that finds nothing because it has nothing to look for would
 * call everything clean.
 */
import { and, eq, inArray } from 'drizzle-orm'
import { clearAlarm, raiseAlarm } from '../alarms/raise-alarm.ts'
import { type Db, inOffice } from '../db/db.ts'
import { heartbeats, scans } from '../db/schema.ts'
import type { Enqueue } from '../jobs/queue.ts'
import { errorFields, logEvent } from '../log.ts'
import type { OfficeProfile } from '../offices/profile.ts'
import { isStale, type Scanner, type Standing } from '../scanner/scanner.ts'

export type CheckScannerDeps = { db: Db; queue: Enqueue; now: () => Date; scanner: Scanner | undefined }

/** It is away for some minutes when its machine starts or it loads signatures; longer is an alarm. */
const AWAY_MS = 10 * 60_000
/** Letters that are scanned again in a minute, once the signatures are fresh. */
const MOST_AGAIN = 200

const KINDS = ['scanner-unreachable', 'scanner-finds-nothing', 'scanner-stale'] as const

/** Does nothing where no scanner is set up: the pages say that, and an alarm that never ends helps nobody. */
export async function checkScanner(deps: CheckScannerDeps, offices: readonly OfficeProfile[]): Promise<void> {
  if (!deps.scanner) return
  const standing = await deps.scanner.standing()
  if (!standing.ok) logEvent('scanner.not-standing', { code: standing.because })
  for (const { id: officeId } of offices) {
    try {
      await inOffice(deps.db, officeId, (tx) => judge(tx, deps, officeId, standing))
    } catch (error) {
      logEvent('scanner.not-checked', { officeId, ...errorFields(error) })
    }
  }
}

async function judge(tx: Db, deps: CheckScannerDeps, officeId: string, standing: Standing): Promise<void> {
  const now = deps.now()
  const wrong = await whatIsWrong(tx, officeId, standing, now)
  for (const kind of KINDS) {
    const alarm = { officeId, kind, about: '' }
    // Whether its signatures are fresh is not known of one that does not answer: that alarm stays as it is.
    if (kind === wrong) await raiseAlarm(tx, { queue: deps.queue, now }, alarm)
    else if (standing.ok || (kind !== 'scanner-stale' && wrong !== undefined))
      await clearAlarm(tx, { now }, alarm)
  }
  if (standing.ok && !isStale(standing.engine, now)) await scanStaleAgain(tx, now)
}

async function whatIsWrong(
  tx: Db,
  officeId: string,
  standing: Standing,
  now: Date,
): Promise<(typeof KINDS)[number] | undefined> {
  const beat = { officeId, part: 'scanner' as const, at: now }
  if (standing.ok) {
    await tx
      .insert(heartbeats)
      .values(beat)
      .onConflictDoUpdate({ target: [heartbeats.officeId, heartbeats.part], set: { at: now } })
    return isStale(standing.engine, now) ? 'scanner-stale' : undefined
  }
  if (standing.because === 'finds-nothing') return 'scanner-finds-nothing'
  // One that has never answered counts from the first time that it was asked.
  await tx.insert(heartbeats).values(beat).onConflictDoNothing()
  const [last] = await tx.select({ at: heartbeats.at }).from(heartbeats).where(eq(heartbeats.part, 'scanner'))
  return last && now.getTime() - last.at.getTime() >= AWAY_MS ? 'scanner-unreachable' : undefined
}

/** What was scanned by old signatures is owed a scan by those of today. */
async function scanStaleAgain(tx: Db, now: Date): Promise<void> {
  const stale = await tx
    .select({ rawMessageId: scans.rawMessageId })
    .from(scans)
    .where(and(eq(scans.isStale, true), eq(scans.part, 0)))
    .limit(MOST_AGAIN)
  if (stale.length === 0) return
  const ids = stale.map(({ rawMessageId }) => rawMessageId)
  await tx
    .update(scans)
    .set({ nextAt: now, isStale: false })
    .where(and(inArray(scans.rawMessageId, ids), eq(scans.part, 0)))
}
