import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { TryAgainLater } from '../../src/errors.ts'
import { webhookBody, webhookCarrier } from '../../src/outbox/webhook.ts'

const KEY = Buffer.alloc(24, 7)
const SECRET = `whsec_${KEY.toString('base64')}`
const NOW = new Date('2027-01-05T09:30:00Z')
const NOTICE = { key: 'mopac.1', to: 'pager', subject: 'IMMEDIATE', text: '{"text":"Sign in"}' }

type Got = { path: string; headers: IncomingMessage['headers']; body: string }
let server: Server
let url: string
let got: Got[]
let behave: (request: IncomingMessage, response: ServerResponse) => void

beforeEach(async () => {
  got = []
  behave = (_request, response) => void response.writeHead(204).end()
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => (body += chunk))
    request.on('end', () => {
      got.push({ path: request.url ?? '', headers: request.headers, body })
      behave(request, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  url = `http://127.0.0.1:${(server.address() as { port: number }).port}`
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

const carrier = (answerMs = 10_000) =>
  webhookCarrier(
    { pager: { url: `${url}/hook`, secret: SECRET, format: 'standard' } },
    { now: () => NOW, limits: { answerMs, mostBytes: 8192 } },
  )
const answering = (status: number, headers: Record<string, string> = {}) => {
  behave = (_request, response) => void response.writeHead(status, headers).end()
}

describe('a webhook', () => {
  it('is signed over its id, its moment and its words, as the Standard Webhooks scheme does', async () => {
    expect(await carrier().send(NOTICE)).toEqual({ state: 'handed-over', response: 204 })
    const headers = got[0]?.headers ?? {}
    const body = got[0]?.body ?? ''
    expect(body).toBe(NOTICE.text)
    expect(headers['webhook-id']).toBe('mopac.1')
    expect(headers['webhook-timestamp']).toBe('1799141400')
    const signed = createHmac('sha256', KEY).update(`mopac.1.1799141400.${body}`).digest('base64')
    expect(headers['webhook-signature']).toBe(`v1,${signed}`)
  })

  it.each([301, 302, 303, 307, 308])(
    'that redirects with %i is refused, and nobody else gets the page',
    async (status) => {
      answering(status, { Location: `${url}/elsewhere` })
      expect(await carrier().send(NOTICE)).toEqual({ state: 'refused', response: status })
      expect(got.map(({ path }) => path)).toEqual(['/hook'])
    },
  )

  it('that hangs is given up, and may have taken it', async () => {
    behave = () => {}
    const begun = performance.now()
    expect(await carrier(200).send(NOTICE)).toEqual({ state: 'unknown' })
    expect(performance.now() - begun).toBeLessThan(5_000)
  })

  it('that begins to answer and never ends is given up too', async () => {
    behave = (_request, response) => void response.writeHead(200).write('a')
    expect(await carrier(200).send(NOTICE)).toEqual({ state: 'unknown' })
  })

  it('that answers with 10 MB has taken it, and almost nothing of that is read', async () => {
    let sentBytes = 0
    behave = (_request, response) => {
      response.writeHead(200)
      const chunk = Buffer.alloc(64 * 1024, 'x')
      const more = () => {
        while (sentBytes < 10 * 1024 * 1024) {
          sentBytes += chunk.length
          if (!response.write(chunk)) return
        }
        response.end()
      }
      response.on('drain', more)
      more()
    }
    expect(await carrier().send(NOTICE)).toEqual({ state: 'handed-over', response: 200 })
    expect(sentBytes).toBeLessThan(8 * 1024 * 1024)
  })

  it.each([408, 429, 500, 502, 503])('may take it later: %i', async (status) => {
    answering(status)
    await expect(carrier().send(NOTICE)).rejects.toThrow(TryAgainLater)
  })

  it.each([400, 401, 404, 410])('has refused it: %i', async (status) => {
    answering(status)
    expect(await carrier().send(NOTICE)).toEqual({ state: 'refused', response: status })
  })

  it('may take it later where the line breaks or nothing listens', async () => {
    behave = (request) => void request.socket.destroy()
    await expect(carrier().send(NOTICE)).rejects.toThrow(TryAgainLater)
    server.close()
    server.closeAllConnections()
    await expect(carrier().send(NOTICE)).rejects.toThrow(TryAgainLater)
  })

  it('is tried by doctor with a message that says that it is a test', async () => {
    expect(await carrier().check()).toBeUndefined()
    expect(got[0]?.body).toContain('Nobody is in danger')
    answering(302, { Location: `${url}/elsewhere` })
    expect(await carrier().check()).toContain('pager sends us to another address')
    answering(403)
    expect(await carrier().check()).toBe('pager answered 403')
  })

  it.each(['standard', 'slack', 'teams'] as const)('is written as its receiver reads it: %s', (format) => {
    const body = JSON.parse(webhookBody({ format }, { text: 'Sign in', data: { level: 'immediate' } }))
    if (format === 'slack') expect(body).toEqual({ text: 'Sign in' })
    if (format === 'teams') expect(body.attachments[0].content.body[0].text).toBe('Sign in')
    if (format === 'standard')
      expect(body).toEqual({ type: 'alert.page', text: 'Sign in', data: { level: 'immediate' } })
  })
})

describe('the setting WEBHOOKS', () => {
  const read = (webhook: object) => readConfig({ WEBHOOKS: JSON.stringify({ pager: webhook }) })

  it('is read', () => {
    expect(read({ url: 'https://pager.example.org/x', secret: SECRET }).webhooks['pager']?.format).toBe(
      'standard',
    )
  })

  it.each([
    ['an address without TLS', { url: 'http://pager.example.org', secret: SECRET }, /must start with https/],
    ['a secret of another kind', { url: 'https://pager.example.org', secret: 'abc' }, /must be whsec_/],
    ['a format nobody knows', { url: 'https://pager.example.org', secret: SECRET, format: 'fax' }, /format/],
  ])('stops the start: %s', (_what, webhook, complaint) => {
    expect(() => read(webhook)).toThrow(complaint)
  })
})
