import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cases, messages, rawMessages } from '../../src/db/schema.ts'
import { buildApp } from '../../src/web/app.tsx'
import { plainMail, type TestService, testService } from '../service.ts'

let service: TestService
const KEY = 'an-api-key-for-mopac-tests'

beforeAll(async () => {
  service = await testService()
})
afterAll(() => service.close())

const post = (type: string, body: string | Uint8Array, key = KEY) =>
  buildApp(service.web).request('http://127.0.0.1:8787/api/messages', {
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
    expect(await service.read('mopac', (tx) => tx.$count(cases, eq(cases.subject, 'By the API')))).toBe(1)
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
    const [message] = await service.read('mopac', (tx) =>
      tx.select().from(messages).where(eq(messages.subject, 'Lamp')),
    )
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
})
