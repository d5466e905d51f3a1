import { type Db, inOffice } from '../db/db.ts'
import type { Enqueue } from '../jobs/queue.ts'
import { errorFields, logEvent } from '../log.ts'
import type { OfficeProfile } from '../offices/profile.ts'
import type { TokenKeeper } from '../tokens/token-keeper.ts'
import { clearAlarm, raiseAlarm } from './raise-alarm.ts'

type CheckSendingDeps = { db: Db; queue: Enqueue; now: () => Date }

/**
 * Renews the token that mail is sent with before a page has to wait for it, and raises
 * an alarm in each office where it cannot be: while the old one works, the alarm can
 * still be mailed. Does nothing where mail is sent without tokens.
 */
export async function checkSending(
  deps: CheckSendingDeps,
  tokens: TokenKeeper | undefined,
  offices: readonly OfficeProfile[],
): Promise<void> {
  if (!tokens) return
  const isWrong = await tokens.current().then(
    ({ isOverdue }) => isOverdue,
    (error: unknown) => {
      logEvent('outbox.no-token', errorFields(error))
      return true
    },
  )
  for (const { id: officeId } of offices) {
    const alarm = { officeId, kind: 'sending-token-not-renewed' as const, about: '' }
    const at = { queue: deps.queue, now: deps.now() }
    try {
      await inOffice(deps.db, officeId, (tx) =>
        isWrong ? raiseAlarm(tx, at, alarm) : clearAlarm(tx, at, alarm),
      )
    } catch (error) {
      logEvent('outbox.alarm-not-noted', { officeId, ...errorFields(error) })
    }
  }
}
