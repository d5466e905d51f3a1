/** Name of a job to the function that does it. */

import { type AcknowledgeDeps, sendAcknowledgement } from './acknowledgements/send.ts'
import { sendAlarm } from './alarms/send-alarm.ts'
import { type DeadlineMailDeps, sendDeadlineMail } from './deadlines/send-mail.ts'
import { sendPage } from './escalations/send-page.ts'
import { pageCanary } from './intake/page-canary.ts'
import { type TakeInDeps, takeIn, takeInTogether } from './intake/take-in.ts'
import { noteBeat } from './jobs/beat.ts'
import type { Handlers } from './jobs/queue.ts'
import type { SendingDeps } from './jobs/sending.ts'
import { type DisposeDeps, disposeOf } from './records/dispose-case.ts'
import { type SendReplyDeps, sendReply } from './replies/send-reply.ts'
import { runTrial } from './rulesets/run-trial.ts'
import { type ScanDeps, scanMessage } from './scans/scan-message.ts'

export const handlersFor = (
  deps: TakeInDeps &
    AcknowledgeDeps &
    SendingDeps &
    DeadlineMailDeps &
    DisposeDeps &
    ScanDeps &
    SendReplyDeps,
): Handlers => ({
  'take-in': (ids) => takeIn(deps, ids),
  together: { 'take-in': (ids) => takeInTogether(deps, ids) },
  acknowledge: (ids) => sendAcknowledgement(deps, ids),
  alarm: (ids) => sendAlarm(deps, ids),
  page: (ids) => sendPage(deps, ids),
  trial: (ids) => runTrial(deps, ids),
  canary: (ids) => pageCanary(deps, ids),
  'deadline-mail': (ids) => sendDeadlineMail(deps, ids),
  dispose: async (ids) => {
    await disposeOf(deps, ids)
  },
  scan: (ids) => scanMessage(deps, ids),
  reply: (ids) => sendReply(deps, ids),
  beat: ({ officeId }) => noteBeat(deps, { officeId, part: 'jobs' }),
})
