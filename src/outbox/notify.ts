/**
 * GOV.UK Notify, for pages by text message and as a second way by e-mail. The calls and
 * words are those of its REST API, version 2. Why not its own client: docs/decisions/0022.
 */
import { createHmac } from 'node:crypto'
import type { NotifySettings } from '../config.ts'
import { TryAgainLater } from '../errors.ts'
import { type Answered, boundedFetch, type FetchLimits, PAGE_LIMITS } from './bounded-fetch.ts'
import type { Carried, Carrier, Carriers, Delivery, Notice } from './carrier.ts'

type Options = { now: () => Date; limits?: FetchLimits }

/** What each channel is called there, and the field that holds who it goes to. */
const KINDS = {
  'notify-email': { path: 'email', toField: 'email_address' },
  'notify-sms': { path: 'sms', toField: 'phone_number' },
} as const

/** One carrier for each template that is set. */
export function notifyCarriers(settings: NotifySettings, options: Options): Carriers {
  const { emailTemplate, smsTemplate } = settings
  return {
    ...(emailTemplate && { 'notify-email': carrier(settings, options, 'notify-email', emailTemplate) }),
    ...(smsTemplate && { 'notify-sms': carrier(settings, options, 'notify-sms', smsTemplate) }),
  }
}

function carrier(
  settings: NotifySettings,
  options: Options,
  name: keyof typeof KINDS,
  template: string,
): Carrier {
  const { path, toField } = KINDS[name]
  const call = (method: 'GET' | 'POST', at: string, body?: object) =>
    boundedFetch(
      `${settings.baseUrl}${at}`,
      {
        method,
        headers: {
          Authorization: `Bearer ${tokenFor(settings.apiKey, options.now())}`,
          'Content-Type': 'application/json',
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
      },
      options.limits ?? PAGE_LIMITS,
    )
  const send = async ({ key, to, subject, text }: Notice): Promise<Carried> =>
    whatBecameOfIt(
      await call('POST', `/v2/notifications/${path}`, {
        template_id: template,
        [toField]: to,
        personalisation: { text, ...(name === 'notify-email' ? { subject } : {}) },
        reference: key,
      }),
    )
  const statusOf = async (id: string) => {
    const answered = await call('GET', `/v2/notifications/${encodeURIComponent(id)}`)
    return answered?.status === 200 ? deliveryOf(asObject(answered.text)['status']) : undefined
  }
  const check = async () => lackingIn(await call('GET', `/v2/template/${encodeURIComponent(template)}`), path)
  return { send, statusOf, check }
}

/**
 * A token for one request (RFC 7519, HS256). The key is a name, the id of the service and
 * the secret, each id with 36 characters; Notify refuses one that is more than 30 s old.
 */
export function tokenFor(apiKey: string, now: Date): string {
  const secret = apiKey.slice(-36)
  const iss = apiKey.slice(-73, -37)
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const signed = `${part({ typ: 'JWT', alg: 'HS256' })}.${part({ iss, iat: Math.floor(now.getTime() / 1000) })}`
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`
}

/** 429 and what their side got wrong may pass; everything else that is not a 201 is about what we sent. */
function whatBecameOfIt(answered: Answered | undefined): Carried {
  if (!answered) return { state: 'unknown' }
  const { status, text } = answered
  if (status === 201) {
    const { id } = asObject(text)
    return { state: 'handed-over', response: status, ...(typeof id === 'string' ? { providerId: id } : {}) }
  }
  if (status === 429 || status >= 500) throw new TryAgainLater('GOV.UK Notify did not take the page')
  return { state: 'refused', response: status }
}

const FAILURES = ['permanent-failure', 'temporary-failure', 'technical-failure']

/**
 * A status of theirs as the end of a page; undefined for those that say that it goes on
 * (`created`, `sending`, `pending`) or that nothing more will be known (`sent`, abroad).
 */
export function deliveryOf(status: unknown): Delivery | undefined {
  if (status === 'delivered') return { state: 'delivered', because: status }
  if (typeof status === 'string' && FAILURES.includes(status))
    return { state: 'undelivered', because: status }
  return undefined
}

function lackingIn(answered: Answered | undefined, path: string): string | undefined {
  if (!answered) return 'GOV.UK Notify did not answer in time'
  if (answered.status === 403) return 'GOV.UK Notify refuses the key, or the clock of this machine is wrong'
  if (answered.status !== 200) return `GOV.UK Notify does not know the template (${answered.status})`
  const { type, body, subject } = asObject(answered.text)
  if (type !== path) return `its template is one for ${String(type)}`
  if (!String(body).includes('((text))')) return 'its template does not hold ((text))'
  if (path === 'email' && !String(subject).includes('((subject))'))
    return 'the subject of its template does not hold ((subject))'
  return undefined
}

function asObject(text: string): Record<string, unknown> {
  try {
    const read: unknown = JSON.parse(text)
    return typeof read === 'object' && read !== null ? (read as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
