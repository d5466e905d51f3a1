import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { messages, rawMessages } from '../../src/db/schema.ts'
import { acceptRaw, LARGEST_API_BYTES, messagesApi } from '../../src/web/api/messages-api.ts'
import { buildApp } from '../../src/web/app.tsx'
import { casesCalled } from '../cases-called.ts'
import { plainMail, rulebook, type TestService, testService } from '../service.ts'

let service: TestService
const KEY = 'an-api-key-for-mopac-tests'
const MOPAC_MAILBOX = rulebook.offices.get('mopac')?.mailboxes[0]?.address ?? ''

beforeAll(async () => {
  service = await testService()
})
afterAll(() => service.close())

const post = (type: string, body: string | Uint8Array, key = KEY, query = '') =>
  buildApp(service.web).request(`http://127.0.0.1:8787/api/messages${query}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': type },
    body: body as string,
  })

describe('POST /api/messages', () => {
  it('keeps raw bytes as they are and makes a case of them', async () => {
    const raw = plainMail({ subject: 'By the API' }).replaceAll('\n', '\r\n')
    const answer = await post('message/rfc822', raw)
    expect(answer.status).toBe(202)
    const { id } = (await answer.json()) as { id: string }
    const [kept] = await service.read('mopac', (tx) =>
      tx.select().from(rawMessages).where(eq(rawMessages.id, id)),
    )
    expect(new TextDecoder().decode(kept?.source)).toBe(raw)
    await service.doJobs()
    expect(await service.read('mopac', (tx) => casesCalled(tx, 'By the API'))).toHaveLength(1)
    expect(((await (await post('message/rfc822', raw)).json()) as { new: boolean }).new).toBe(false)
  })

  it('takes a web form and acknowledges it to the address that the writer gave', async () => {
    const before = service.outgoing().length
    const form = {
      name: 'Ida',
      email: 'ida@example.net',
      subject: 'Lamp',
      message: 'Who mends the lamp on our road?',
    }
    expect((await post('application/json', JSON.stringify(form))).status).toBe(202)
    await service.doJobs()
    const all = await service.read('mopac', (tx) => tx.select().from(messages))
    const message = all.find(({ subject }) => subject === 'Lamp')
    expect(message).toMatchObject({ channel: 'web-form', fromName: 'Ida', fromAddress: 'ida@example.net' })
    expect(service.outgoing()[before]).toContain('To: ida@example.net')
  })

  it.each([
    ['a wrong key', 'application/json', '{}', 'another-key-of-enough-characters', 401],
    ['no key', 'application/json', '{}', '', 401],
    ['a form without a message', 'application/json', '{"name":"A","subject":"S"}', KEY, 400],
    ['a form that is not JSON', 'application/json', '{"name":', KEY, 400],
    ['a kind of content that we do not take', 'image/png', 'x', KEY, 415],
  ])('refuses %s and keeps nothing', async (_what, type, body, key, status) => {
    const count = () => service.read('mopac', (tx) => tx.$count(rawMessages))
    const before = await count()
    expect((await post(type, body, key)).status).toBe(status)
    expect(await count()).toBe(before)
  })

  it('keeps bytes that are no text at all, exactly', async () => {
    const raw = Uint8Array.from({ length: 1024 }, (_, at) => (at * 7) % 256)
    const { id } = (await (await post('message/rfc822', raw)).json()) as { id: string }
    const [kept] = await service.read('mopac', (tx) =>
      tx.select().from(rawMessages).where(eq(rawMessages.id, id)),
    )
    expect(Uint8Array.from(kept?.source ?? [])).toEqual(raw)
    expect(kept).toMatchObject({ channel: 'email', envelopeFrom: null, mailbox: MOPAC_MAILBOX })
  })

  it('takes a form from somebody who gives no name, and one that was filled in yesterday', async () => {
    const form = {
      name: '',
      subject: '',
      message: 'I am afraid of him.',
      receivedAt: '2026-11-20T22:15:00+00:00',
    }
    const first = (await (await post('application/json', JSON.stringify(form))).json()) as { id: string }
    const again = (await (await post('application/json', JSON.stringify(form))).json()) as { new: boolean }
    const [kept] = await service.read('mopac', (tx) =>
      tx.select().from(rawMessages).where(eq(rawMessages.id, first.id)),
    )
    expect(kept).toMatchObject({ channel: 'web-form', receivedAt: new Date('2026-11-20T22:15:00Z') })
    expect(again.new).toBe(false)
  })

  it.each([
    ['email', { email: 'canary' }],
    ['email', { email: 'a@example.net\r\nBcc: canary@example.net' }],
    ['receivedAt', { receivedAt: '2031-01-01T00:00:00Z' }],
    ['receivedAt', { receivedAt: 'canary' }],
    ['message', { message: '' }],
    ['message', { message: { canary: true } }],
    ['name', { name: 'canary'.repeat(50) }],
    ['subject', { subject: null }],
    ['body', { canary: 'more than we know' }],
  ])('says in one sentence that the %s is wrong, and repeats nothing: %j', async (field, wrong) => {
    const form = { name: 'A', subject: 'S', message: 'M', ...wrong }
    const answer = await post('application/json', JSON.stringify(form))
    const { error } = (await answer.json()) as { error: string }
    expect(answer.status).toBe(400)
    expect(error).toMatch(new RegExp(`^The (field )?${field} .*\\.$`))
    expect(error).not.toContain('canary')
  })

  it.each([
    ['?mailbox=contact%40leicestershire-opcc.example.org', 403],
    ['?mailbox=canary%40example.net', 403],
    ['?mailbox=', 403],
    [`?mailbox=${encodeURIComponent(MOPAC_MAILBOX.toUpperCase())}`, 202],
  ])('sends to mailboxes of its own office only: %s', async (query, status) => {
    const answer = await post('message/rfc822', plainMail({ subject: 'Which mailbox' }), KEY, query)
    expect(answer.status).toBe(status)
    expect(await answer.text()).not.toContain('canary')
  })

  it('refuses an empty mail, and a key of an office that is not here', async () => {
    expect((await post('message/rfc822', '')).status).toBe(400)
    const app = messagesApi({ ...service.web, apiKeys: { atlantis: KEY } })
    const answer = await app.request('/api/messages', {
      method: 'POST',
      headers: { Authorization: `Bearer ${KEY}` },
    })
    expect([answer.status, answer.headers.get('WWW-Authenticate')]).toEqual([401, 'Bearer'])
  })

  it('refuses more than 50 MB, also where nobody said how much it would be', async () => {
    let sent = 0
    const body = new ReadableStream<Uint8Array>({
      pull: (stream) => (sent++ < 51 ? stream.enqueue(new Uint8Array(1024 * 1024)) : stream.close()),
    })
    const answer = await buildApp(service.web).request('http://127.0.0.1:8787/api/messages', {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${KEY}`,
        'Content-Type': 'message/rfc822',
        'Transfer-Encoding': 'chunked',
      },
      body,
      duplex: 'half',
    } as RequestInit)
    expect(answer.status).toBe(413)
    expect(await answer.json()).toEqual({ error: 'A message may have up to 50 MB.' })
  })

  it('slows down one office that sends without end, and no other', async () => {
    const keys = { mopac: KEY, 'west-midlands-pcc': 'another-key-of-enough-characters' }
    const at = new Date()
    const app = messagesApi({ ...service.web, apiKeys: keys, now: () => at })
    const send = (key: string) =>
      app.request('/api/messages', { method: 'POST', headers: { Authorization: `Bearer ${key}` } })
    const statuses: number[] = []
    for (let n = 0; n < 301; n++) statuses.push((await send(keys.mopac)).status)
    expect(statuses.slice(0, 300).every((status) => status === 415)).toBe(true)
    expect(statuses[300]).toBe(429)
    expect((await send(keys['west-midlands-pcc'])).status).toBe(415)
    at.setTime(at.getTime() + 60_000)
    expect((await send(keys.mopac)).status).toBe(415)
  })

  it('asks the sender to keep the message where it could not be stored', async () => {
    const broken = { ...service.web, db: { transaction: () => Promise.reject(new Error('canary')) } as never }
    const answer = await messagesApi(broken).request('/api/messages', {
      method: 'POST',
      headers: { Authorization: `Bearer ${KEY}`, 'Content-Type': 'message/rfc822' },
      body: plainMail({ subject: 'Keep me' }),
    })
    expect([answer.status, answer.headers.get('Retry-After')]).toEqual([503, '30'])
    expect(await answer.text()).not.toContain('canary')
  })
})

describe('a message that is handed over with its envelope', () => {
  it('is kept for the office of its address, with the sender of the envelope', async () => {
    const source = new TextEncoder().encode(plainMail({ subject: 'By the envelope' }))
    const to = rulebook.offices.get('west-midlands-pcc')?.demoMailbox.toUpperCase() ?? ''
    const accepted = await acceptRaw(service.web, { to, envelopeFrom: '', folder: 'Workers', source })
    expect(accepted).toMatchObject({ ok: true, isNew: true })
    const kept = await service.read('west-midlands-pcc', (tx) => tx.select().from(rawMessages))
    expect(kept).toMatchObject([{ envelopeFrom: '', mailbox: to.toLowerCase(), channel: 'email' }])
  })

  it.each([
    ['no-such-mailbox', { to: 'somebody@elsewhere.example', source: new Uint8Array(3) }],
    ['empty', { to: MOPAC_MAILBOX, source: new Uint8Array() }],
    ['too-large', { to: MOPAC_MAILBOX, source: new Uint8Array(LARGEST_API_BYTES + 1) }],
  ])('is not kept where it is %s', async (because, handed) => {
    expect(await acceptRaw(service.web, { ...handed, folder: 'Workers' })).toEqual({ ok: false, because })
  })
})
