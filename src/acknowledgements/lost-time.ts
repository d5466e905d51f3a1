/** What a restored backup knows nothing of: who was answered between the two moments. Pure. */
import type { AcknowledgementPlan } from './plan.ts'

export type LostTime = { backupAt: Date; restoredAt: Date }

/** A letter that had just come when the backup was made may have been answered after it. */
const BEFORE_MS = 60 * 60_000

/**
 * An answer that would go out now waits for a person where the letter came in such a time: the
 * service that wrote down that it was answered then is gone. To answer late is the smaller harm;
 * a second answer tells whoever reads over a shoulder twice.
 */
export function heldForLostTime(
  plan: AcknowledgementPlan,
  receivedAt: Date,
  lostTimes: readonly LostTime[],
): AcknowledgementPlan {
  const isLost = lostTimes.some(
    ({ backupAt, restoredAt }) =>
      receivedAt.getTime() >= backupAt.getTime() - BEFORE_MS && receivedAt <= restoredAt,
  )
  if (plan.decision !== 'send' || !isLost) return plan
  return {
    decision: 'hold',
    reason: 'restored',
    because: 'It came before a backup was put back and may have been answered then, so a person looks first.',
  }
}
