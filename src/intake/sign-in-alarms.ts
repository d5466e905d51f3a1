/** Alarms about getting into a mailbox, raised at once: a refused sign-in does not mend itself. */
import type { AlarmKind } from '../alarms/alarm-kinds.ts'
import { clearAlarm, raiseAlarm } from '../alarms/raise-alarm.ts'
import { type Db, inOffice } from '../db/db.ts'
import type { Enqueue } from '../jobs/queue.ts'
import { errorFields, logEvent } from '../log.ts'
import type { MailOutcome } from './mailbox.ts'

/** How a poll came out, as far as getting in is concerned. */
export type SignInFound = {
  isSignedIn: boolean
  isTokenOverdue: boolean
  outcome: MailOutcome | undefined
}

/**
 * Which alarms that raises (true) and which it ends (false); what it says nothing about
 * is left as it is, so that a network that is down does not end the alarm about a wrong
 * password.
 */
export function planSignInAlarms({
  isSignedIn,
  isTokenOverdue,
  outcome,
}: SignInFound): Map<AlarmKind, boolean> {
  const found = new Map<AlarmKind, boolean>()
  const judge = (kind: AlarmKind, isWrong: boolean, isRight: boolean) => {
    if (isWrong || isRight) found.set(kind, isWrong)
  }
  judge('mailbox-refused', outcome === 'sign-in-refused', isSignedIn)
  judge('mailbox-not-connected', outcome === 'not-connected', isSignedIn)
  judge('token-not-refreshed', isTokenOverdue || outcome === 'token-not-given', isSignedIn)
  return found
}

/** Raises and ends them. That this fails is logged and does not hide how the poll came out. */
export async function noteSignIn(
  deps: { db: Db; queue: Enqueue; now: () => Date },
  account: { office: string; address: string },
  found: SignInFound,
): Promise<void> {
  const at = { queue: deps.queue, now: deps.now() }
  const plan = planSignInAlarms(found)
  if (plan.size === 0) return
  try {
    await inOffice(deps.db, account.office, async (tx) => {
      for (const [kind, isWrong] of plan) {
        const alarm = { officeId: account.office, kind, about: account.address }
        await (isWrong ? raiseAlarm(tx, at, alarm) : clearAlarm(tx, at, alarm))
      }
    })
  } catch (error) {
    logEvent('mailbox.alarm-not-noted', { officeId: account.office, ...errorFields(error) })
  }
}
