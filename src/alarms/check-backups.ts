import { eq, inArray } from 'drizzle-orm'
import { type Db, inOffice } from '../db/db.ts'
import { heartbeats } from '../db/schema.ts'
import type { Enqueue } from '../jobs/queue.ts'
import { errorFields, logEvent } from '../log.ts'
import type { Offices } from '../offices/read-offices.ts'
import { clearAlarm, raiseAlarm } from './raise-alarm.ts'

type BackupDeps = { db: Db; queue: Enqueue; offices: Offices; now: () => Date }

/**
 * Looks whether the last backup is younger than the settings want. One that was never made is
 * counted from when it was first expected. Does nothing where none is expected.
 */
export async function checkBackups(deps: BackupDeps, everyHours: number | undefined): Promise<void> {
  if (everyHours === undefined) return
  for (const { id: officeId } of deps.offices.all) {
    try {
      await inOffice(deps.db, officeId, (tx) => checkOne(tx, deps, { officeId, everyHours }))
    } catch (error) {
      logEvent('backup.not-checked', { officeId, ...errorFields(error) })
    }
  }
}

async function checkOne(
  tx: Db,
  deps: BackupDeps,
  { officeId, everyHours }: { officeId: string; everyHours: number },
): Promise<void> {
  const now = deps.now()
  await tx.insert(heartbeats).values({ officeId, part: 'backup-expected', at: now }).onConflictDoNothing()
  const found = await tx
    .select({ at: heartbeats.at })
    .from(heartbeats)
    .where(inArray(heartbeats.part, ['backup', 'backup-expected']))
  const last = Math.max(...found.map(({ at }) => at.getTime()))
  const alarm = { officeId, kind: 'backup-late' as const, about: '' }
  if (now.getTime() - last > everyHours * 60 * 60_000) await raiseAlarm(tx, { queue: deps.queue, now }, alarm)
  else await clearAlarm(tx, { now }, alarm)
}

/** When the last one was made, as the backup command wrote it down; undefined where none ever was. */
export async function lastBackup(tx: Db): Promise<Date | undefined> {
  const [found] = await tx.select({ at: heartbeats.at }).from(heartbeats).where(eq(heartbeats.part, 'backup'))
  return found?.at
}
