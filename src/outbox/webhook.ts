/**
 * Pages to a place on the web: a pager service, Slack, Microsoft Teams. Signed as the
 * Standard Webhooks scheme says, so that the receiver can tell that it is ours, that
 * nobody changed it and that it is not an old one sent again.
 */
import { createHmac } from 'node:crypto'
import type { WebhookSettings } from '../config.ts'
import { TryAgainLater } from '../errors.ts'
import { type Answered, boundedFetch, type FetchLimits, PAGE_LIMITS } from './bounded-fetch.ts'
import type { Carried, Carrier, Notice } from './carrier.ts'

type Options = { now: () => Date; limits?: FetchLimits }

/** One carrier for all of them; `to` of a notice is the name of one, `text` the body as it leaves. */
export function webhookCarrier(
  webhooks: Readonly<Record<string, WebhookSettings>>,
  options: Options,
): Carrier {
  const post = ({ url, secret }: WebhookSettings, key: string, body: string) => {
    const timestamp = String(Math.floor(options.now().getTime() / 1000))
    const headers = {
      'Content-Type': 'application/json',
      'webhook-id': key,
      'webhook-timestamp': timestamp,
      'webhook-signature': signatureOf(secret, { id: key, timestamp, body }),
    }
    return boundedFetch(url, { method: 'POST', headers, body }, options.limits ?? PAGE_LIMITS)
  }
  return {
    send: async ({ key, to, text }: Notice): Promise<Carried> => {
      const webhook = webhooks[to]
      if (!webhook) return { state: 'refused', response: 0 }
      return whatBecameOfIt(await post(webhook, key, text))
    },
    check: async () => {
      for (const [name, webhook] of Object.entries(webhooks)) {
        const text = 'This is a test by “waypost doctor”. Nobody is in danger and nothing has to be done.'
        const answered = await post(
          webhook,
          `test-${options.now().getTime()}`,
          webhookBody(webhook, { text }),
        )
        if (!answered) return `${name} did not answer in time`
        if (Math.floor(answered.status / 100) === 3)
          return `${name} sends us to another address, which is not followed: set that address`
        if (Math.floor(answered.status / 100) !== 2) return `${name} answered ${answered.status}`
      }
      return undefined
    },
  }
}

/** `v1,` and HMAC-SHA256 over `id.timestamp.body`; what follows `whsec_` in the secret is the key in base64. */
export function signatureOf(
  secret: string,
  { id, timestamp, body }: { id: string; timestamp: string; body: string },
): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
}

/** What the receiver reads. `data` holds only what a page may say. */
export function webhookBody(
  { format }: Pick<WebhookSettings, 'format'>,
  { text, data }: { text: string; data?: Record<string, unknown> },
): string {
  if (format === 'slack') return JSON.stringify({ text })
  if (format === 'teams') {
    const card = { type: 'AdaptiveCard', version: '1.4', body: [{ type: 'TextBlock', text, wrap: true }] }
    const contentType = 'application/vnd.microsoft.card.adaptive'
    return JSON.stringify({ type: 'message', attachments: [{ contentType, content: card }] })
  }
  return JSON.stringify({ type: data ? 'alert.page' : 'test', text, ...(data ? { data } : {}) })
}

/** A redirect is a refusal: following it would hand the page to whoever the receiver names. */
function whatBecameOfIt(answered: Answered | undefined): Carried {
  if (!answered) return { state: 'unknown' }
  const { status } = answered
  if (status >= 200 && status < 300) return { state: 'handed-over', response: status }
  if (status === 408 || status === 429 || status >= 500)
    throw new TryAgainLater('The webhook did not take the page')
  return { state: 'refused', response: status }
}
