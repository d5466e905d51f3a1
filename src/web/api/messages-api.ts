/**
 * `POST /api/messages`: the way in for a mail server, a web form or another system of
 * the office. It answers 202 only after the commit, so that whoever gets another
 * answer still has the message and sends it again. Answers never repeat what was sent.
 */
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Channel } from '../../db/schema.ts'
import { enteredAsMessage } from '../../intake/entered-contact.ts'
import { type Stored, storeMessage } from '../../intake/store-message.ts'
import { errorFields, logEvent } from '../../log.ts'
import type { OfficeProfile } from '../../offices/profile.ts'
import { sameSecret } from '../parts/form-token.ts'
import { rateLimit } from '../parts/rate-limit.ts'
import { readWebForm } from '../parts/web-form.ts'
import type { WebDeps } from '../web-deps.ts'

/** As for the SMTP receiver: over this the sender is told, and still has the message. */
export const LARGEST_API_BYTES = 50 * 1024 * 1024

/** Far more than an office's letters in a minute, far less than a loop gone wrong makes. */
const MESSAGES_A_MINUTE = 300

/** Raw bytes with the addresses of their envelope, from whatever handed them to us. */
export type HandedOver = {
  source: Uint8Array
  /** The address it was sent to; it decides the office. */
  to: string
  /** MAIL FROM where the transport says it: '' for a bounce, undefined where unknown. */
  envelopeFrom?: string | undefined
  /** What the ledger calls this way in: `API`, `Workers`. */
  folder: string
  channel?: Channel
  receivedAt?: Date
}

export type Accepted =
  | ({ ok: true } & Stored)
  | { ok: false; because: 'no-such-mailbox' | 'empty' | 'too-large' }

type AcceptDeps = Pick<WebDeps, 'db' | 'queue' | 'now' | 'offices' | 'watchdog'>

/**
 * Keeps a message that was handed to us and says so only after the commit. Shared with
 * the Workers `email()` handler, which must not reject for good what was not stored.
 */
export async function acceptRaw(deps: AcceptDeps, handed: HandedOver): Promise<Accepted> {
  const office = deps.offices.officeOfAddress(handed.to)
  if (!office) return { ok: false, because: 'no-such-mailbox' }
  if (handed.source.byteLength === 0) return { ok: false, because: 'empty' }
  if (handed.source.byteLength > LARGEST_API_BYTES) return { ok: false, because: 'too-large' }
  const stored = await storeMessage(deps, {
    officeId: office.id,
    mailbox: handed.to.toLowerCase(),
    folder: handed.folder,
    channel: handed.channel ?? 'email',
    source: handed.source,
    receivedAt: handed.receivedAt ?? deps.now(),
    envelopeFrom: handed.envelopeFrom,
  })
  return { ok: true, ...stored }
}

type ApiEnv = { Variables: { office: OfficeProfile; mailbox: string } }

/** The API as an app of its own: no cookie, no page, every answer is JSON. */
export function messagesApi(deps: WebDeps): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>()
  const withinRate = rateLimit(deps.now, MESSAGES_A_MINUTE)
  app.onError((error, c) => {
    logEvent('api.not-stored', errorFields(error))
    return say(c, 503, 'It could not be stored. Please keep it and send it again.', { 'Retry-After': '30' })
  })
  app.post(
    '/api/messages',
    async (c, next) => {
      const office = officeOfKey(deps, c)
      if (!office) return say(c, 401, 'A valid key is needed.', { 'WWW-Authenticate': 'Bearer' })
      if (!withinRate(office.id))
        return say(c, 429, 'Too many messages in a minute.', { 'Retry-After': '60' })
      const mailbox = (c.req.query('mailbox') ?? office.mailboxes[0]?.address ?? '').toLowerCase()
      if (deps.offices.officeOfAddress(mailbox)?.id !== office.id) {
        return say(c, 403, 'This key does not send to that mailbox.')
      }
      c.set('office', office)
      c.set('mailbox', mailbox)
      return next()
    },
    bodyLimit({ maxSize: LARGEST_API_BYTES, onError: (c) => say(c, 413, 'A message may have up to 50 MB.') }),
    (c) => {
      const type = c.req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase()
      if (type === 'message/rfc822') return takeMail(deps, c)
      if (type === 'application/json') return takeWebForm(deps, c)
      return say(c, 415, 'The content type must be message/rfc822 or application/json.')
    },
  )
  app.all('/api/*', (c) => say(c, 404, 'There is nothing here.'))
  return app
}

async function takeMail(deps: WebDeps, c: Context<ApiEnv>): Promise<Response> {
  const source = new Uint8Array(await c.req.arrayBuffer())
  return answer(c, await acceptRaw(deps, { source, to: c.get('mailbox'), folder: 'API' }))
}

/** The writer's own address stands for the envelope, so that they can be acknowledged. */
async function takeWebForm(deps: WebDeps, c: Context<ApiEnv>): Promise<Response> {
  const read = readWebForm(await c.req.text(), deps.now())
  if (!read.ok) return say(c, 400, read.because)
  const to = c.get('mailbox')
  const { name, email, subject, message, receivedAt = deps.now() } = read.form
  const channel = 'web-form'
  const source = enteredAsMessage({ channel, name, address: email, subject, text: message, receivedAt }, to)
  return answer(
    c,
    await acceptRaw(deps, { source, to, folder: 'API', channel, receivedAt, envelopeFrom: email }),
  )
}

function answer(c: Context, accepted: Accepted): Response {
  if (accepted.ok) return c.json({ id: accepted.rawMessageId, new: accepted.isNew }, 202)
  if (accepted.because === 'too-large') return say(c, 413, 'A message may have up to 50 MB.')
  if (accepted.because === 'empty') return say(c, 400, 'The body is empty.')
  return say(c, 403, 'This key does not send to that mailbox.')
}

/** Looks at every key, found or not, so that the time taken tells nothing about any of them. */
function officeOfKey({ apiKeys, offices }: WebDeps, c: Context): OfficeProfile | undefined {
  const given = /^Bearer +(\S+)$/i.exec(c.req.header('Authorization') ?? '')?.[1] ?? ''
  const matching = Object.entries(apiKeys).filter(([, key]) => sameSecret(given, key))
  const [officeId = ''] = matching[0] ?? []
  return given === '' ? undefined : offices.get(officeId)
}

const say = (
  c: Context,
  status: 400 | 401 | 403 | 404 | 413 | 415 | 429 | 503,
  error: string,
  headers: Record<string, string> = {},
): Response => c.json({ error }, status, headers)
