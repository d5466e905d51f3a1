/**
 * A server that speaks the part of GOV.UK Notify's REST API that we use, checks every token as
 * they do, and misbehaves to order. Errors have their shape: `status_code` and `errors`.
 */
import { createHmac, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

export const SERVICE_ID = '26785a09-ab16-4eb0-8407-a37497a57506'
export const SECRET = '3d844edf-8d35-48ac-975b-e847b4f122b0'
export const API_KEY = `waypost-live-${SERVICE_ID}-${SECRET}`
export const SMS_TEMPLATE = 'c0ffee00-1111-4222-8333-444455556666'
export const EMAIL_TEMPLATE = 'c0ffee00-7777-4888-9999-aaaabbbbcccc'

type Sent = { path: string; body: Record<string, unknown>; id: string }
export type Misbehaviour = { status: number; error?: string } | 'hang' | 'garbage'

export type NotifyServer = {
  url: string
  sent: Sent[]
  /** Its next answers to a page; after them it is well again. */
  next(...answers: Misbehaviour[]): void
  /** What it says of a page that it took. */
  statuses: Map<string, string>
  templates: Map<string, { type: string; subject?: string; body: string }>
  close(): Promise<void>
}

const TEMPLATES = {
  [SMS_TEMPLATE]: { type: 'sms', body: '((text))' },
  [EMAIL_TEMPLATE]: { type: 'email', subject: '((subject))', body: '((text))' },
}

export async function startNotifyServer(): Promise<NotifyServer> {
  const waiting: Misbehaviour[] = []
  const sent: Sent[] = []
  const statuses = new Map<string, string>()
  const templates: NotifyServer['templates'] = new Map(Object.entries(TEMPLATES))
  const server = createServer((request, response) => {
    void (async () => {
      const text = await bodyOf(request)
      const wrong = tokenObjection(request)
      if (wrong) return fail(response, 403, 'AuthError', wrong)
      const path = request.url ?? ''
      const template = templates.get(/^\/v2\/template\/(.+)$/.exec(path)?.[1] ?? '')
      if (path.startsWith('/v2/template/'))
        return template
          ? say(response, 200, template)
          : fail(response, 404, 'NoResultFound', 'No result found')
      const id = /^\/v2\/notifications\/([0-9a-f-]{36})$/.exec(path)?.[1]
      if (id) return say(response, 200, { id, status: statuses.get(id) ?? 'sending' })
      const misbehaviour = waiting.shift()
      if (misbehaviour === 'hang') return
      if (misbehaviour === 'garbage') return void response.writeHead(201).end('<html>')
      if (misbehaviour) return fail(response, misbehaviour.status, misbehaviour.error ?? 'Exception', 'x')
      const body = JSON.parse(text) as Record<string, unknown>
      const taken = { path, body, id: randomUUID() }
      sent.push(taken)
      say(response, 201, { id: taken.id, reference: body['reference'], content: { body: 'as sent' } })
    })()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = server.address() as { port: number }
  return {
    url: `http://127.0.0.1:${port}`,
    sent,
    next: (...answers) => void waiting.push(...answers),
    statuses,
    templates,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += chunk
  return text
}

const say = (response: ServerResponse, status: number, body: object) =>
  void response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))

const fail = (response: ServerResponse, status: number, error: string, message: string) =>
  say(response, status, { status_code: status, errors: [{ error, message }] })

/** What they would say of the token; undefined where it is right. */
function tokenObjection(request: IncomingMessage): string | undefined {
  const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1]
  const [head = '', claims = '', signature] = token?.split('.') ?? []
  if (!token) return 'Unauthorized: authentication token must be provided'
  const expected = createHmac('sha256', SECRET).update(`${head}.${claims}`).digest('base64url')
  if (signature !== expected) return 'Invalid token: signature, api token not found'
  const read = (part: string) =>
    JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>
  if (read(head)['alg'] !== 'HS256' || read(head)['typ'] !== 'JWT') return 'Invalid token: algorithm'
  const { iss, iat } = read(claims)
  if (iss !== SERVICE_ID) return 'Invalid token: service not found'
  const skew = Math.abs(Date.now() / 1000 - Number(iat))
  return skew > 30 ? 'Error: Your system clock must be accurate to within 30 seconds' : undefined
}
