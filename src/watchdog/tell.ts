/**
 * How the watchdog is heard: by mail through its own server and by a webhook. Each way is
 * tried; a notice that none of them took is owed and tried again at the next check.
 */
import { createHmac, randomUUID } from 'node:crypto'
import { errorFields, logEvent } from '../log.ts'
import type { Outbox } from '../outbox/outbox.ts'
import { noticeText } from './notice-text.ts'
import type { WatchdogSettings } from './settings.ts'
import type { Notice } from './state.ts'

const ANSWER_WITHIN_MS = 10_000

type Way = () => Promise<boolean>

/** Whether anybody took it. */
export async function tell(
  settings: WatchdogSettings,
  outbox: Outbox | undefined,
  notice: Notice,
): Promise<boolean> {
  const ways: Way[] = [
    ...settings.raise.mail.map((to) => () => byMail(settings, outbox, { to, notice })),
    ...(settings.raise.webhook === undefined ? [] : [() => byWebhook(settings, notice)]),
  ]
  const taken = await Promise.all(ways.map((way) => tried(way)))
  return taken.includes(true)
}

async function tried(way: Way): Promise<boolean> {
  try {
    return await way()
  } catch (error) {
    logEvent('watchdog.not-told', errorFields(error))
    return false
  }
}

async function byMail(
  { from }: WatchdogSettings,
  outbox: Outbox | undefined,
  { to, notice }: { to: string; notice: Notice },
): Promise<boolean> {
  const domain = from.slice(from.lastIndexOf('@') + 1)
  const sent = await outbox?.send({
    messageId: `<watchdog.${randomUUID()}@${domain}>`,
    from: { name: 'Waypost watchdog', address: from },
    to,
    ...noticeText(notice),
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All', Importance: 'high' },
    nullReturnPath: false,
    urgent: true,
  })
  return sent?.state === 'handed-over'
}

/** The signature is over the moment and the body, so that neither can be changed or sent again later. */
async function byWebhook({ raise }: WatchdogSettings, notice: Notice): Promise<boolean> {
  const body = JSON.stringify({ ...notice, ...noticeText(notice) })
  const at = String(Math.floor(Date.now() / 1000))
  const signature =
    raise.webhookKey && createHmac('sha256', raise.webhookKey).update(`${at}.${body}`).digest('hex')
  const answer = await fetch(raise.webhook ?? '', {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      ...(signature ? { 'X-Waypost-Signature': `t=${at},v1=${signature}` } : {}),
    },
    body,
    redirect: 'error',
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  })
  await answer.body?.cancel()
  return answer.ok
}
