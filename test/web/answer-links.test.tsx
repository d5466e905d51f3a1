/** The link of a page: who may do what with it, and when. It carries no right of its own. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { escalations, pages } from '../../src/db/schema.ts'
import { buildApp } from '../../src/web/app.tsx'
import { plainMail, type TestService, testService } from '../service.ts'
import { aVisitor, type Visitor } from './a-visitor.ts'

const ORIGIN = 'http://127.0.0.1:8787'
const TOKEN = 'what-Notify-shows-when-it-calls-us'

let service: TestService
let duty: Visitor
let id: string
let link: string

beforeAll(async () => {
  service = await testService()
  duty = await aVisitor(service, 'duty-officer')
})
afterAll(() => service.close())

const alerts = () => service.read('mopac', (tx) => tx.select().from(escalations))
const theAlert = async () => (await alerts()).find((one) => one.id === id)
const thePage = async () =>
  (await service.read('mopac', (tx) => tx.select().from(pages))).find((one) => one.escalationId === id)
const app = () => buildApp({ ...service.web, deliveryToken: TOKEN })

beforeEach(async (test) => {
  const known = new Set((await alerts()).map((one) => one.id))
  const address = `${test.task.id}@example.net`
  await service.receive(plainMail({ from: address, text: 'I am going to kill myself tonight.' }), {
    envelopeFrom: address,
  })
  id = (await alerts()).find((one) => !known.has(one.id))?.id ?? ''
  link = /http\S+\/alerts\/\S+/.exec(service.outgoing().find((mail) => mail.includes(id)) ?? '')?.[0] ?? ''
})

const asks = (path: string, init: RequestInit = {}) => app().request(path, { redirect: 'manual', ...init })

describe('b78: a mail scanner', () => {
  it.each(['GET', 'HEAD', 'OPTIONS'])('that opens every link with %s answers nothing', async (method) => {
    for (const path of [
      link,
      `${ORIGIN}/alerts/${id}/answer`,
      `${ORIGIN}/alerts/${id}/answer?office=mopac`,
    ]) {
      expect((await asks(path, { method })).status).not.toBe(200)
    }
    expect((await theAlert())?.state).toBe('paging')
  })

  it('that sends what it finds as a form answers nothing either', async () => {
    for (const path of [link, `${ORIGIN}/alerts/${id}/answer`]) {
      const answer = await asks(path, { method: 'POST', body: new URLSearchParams({ token: 'guessed' }) })
      expect(answer.status).toBeGreaterThanOrEqual(300)
    }
    expect((await theAlert())?.state).toBe('paging')
  })

  it('inside a signed-in person’s browser only looks: a GET of the answer’s own address is not there', async () => {
    expect((await duty.get(`/alerts/${id}/answer`)).status).toBe(404)
    expect((await theAlert())?.state).toBe('paging')
  })
})

describe('b79: the link of a page', () => {
  it('forwarded to somebody else leads to the sign-in and shows nothing', async () => {
    const answer = await asks(link)
    expect(answer.status).toBe(303)
    expect(answer.headers.get('Location')).toContain('/sign-in')
    expect(await answer.text()).not.toContain('kill')
  })

  it('opened after the session is over leads to the sign-in, and its old form answers nothing', async () => {
    const visitor = await aVisitor(service, 'manager')
    service.setNow(new Date(Date.now() + 31 * 60_000))
    expect(await visitor.get(`/alerts/${id}`)).toMatchObject({ status: 303 })
    expect((await visitor.post(`/alerts/${id}/answer`, {})).status).toBeGreaterThanOrEqual(300)
    service.setNow(new Date())
    expect((await theAlert())?.state).toBe('paging')
  })

  it('replayed by the same person changes nothing', async () => {
    await duty.post(`/alerts/${id}/answer`, {})
    const first = await theAlert()
    const again = await duty.post(`/alerts/${id}/answer`, {})
    expect(again.text).toContain('Somebody answered this alert before you.')
    expect(await theAlert()).toEqual(first)
  })

  it('used by another office answers nothing, by form too', async () => {
    const stranger = await aVisitor(service, 'duty-officer', 'leicestershire-opcc')
    expect((await stranger.post(`/alerts/${id}/answer`, {})).status).toBe(404)
    expect((await stranger.post(`/alerts/${id}/answer?office=mopac`, {})).status).toBe(404)
    expect((await theAlert())?.state).toBe('paging')
  })

  it('answered by two people at the same moment has one who is dealing with it, and tells the other', async () => {
    const manager = await aVisitor(service, 'manager')
    const both = await Promise.all([duty, manager].map((one) => one.post(`/alerts/${id}/answer`, {})))
    expect(both.map(({ status }) => status).sort()).toEqual([303, 400])
    expect(both.find(({ status }) => status === 400)?.text).toContain(
      'Somebody answered this alert before you.',
    )
  })
})

describe('a delivery receipt of GOV.UK Notify', () => {
  const receipt = async (change: object = {}) => {
    const reference = `mopac.${(await thePage())?.sentMailId}`
    return { id: randomUUID(), reference, to: '+447700900001', status: 'permanent-failure', ...change }
  }
  const post = async (body: unknown, token: string | undefined = TOKEN) =>
    asks(`${ORIGIN}/api/notify/deliveries`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...(token ? { Authorization: `Bearer ${token}` } : {}) },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })

  it('is noted on its page, and shown with what it means', async () => {
    expect((await post(await receipt())).status).toBe(204)
    expect(await thePage()).toMatchObject({ state: 'undelivered', because: 'permanent-failure' })
    expect((await duty.get(`/alerts/${id}`)).text).toContain(
      'not delivered (the address or number does not exist)',
    )
  })

  it.each([
    ['without a token', undefined],
    ['with another token', 'another-token-of-enough-characters'],
  ])('%s is refused', async (_what, token) => {
    const answer = await asks(`${ORIGIN}/api/notify/deliveries`, {
      method: 'POST',
      ...(token ? { headers: { Authorization: `Bearer ${token}` } } : {}),
      body: JSON.stringify(await receipt()),
    })
    expect(answer.status).toBe(401)
    expect((await thePage())?.state).toBe('sent')
  })

  it('is refused where none are expected', async () => {
    const none = buildApp(service.web)
    const answer = await none.request(`${ORIGIN}/api/notify/deliveries`, {
      method: 'POST',
      headers: { Authorization: 'Bearer undefined' },
      body: JSON.stringify(await receipt()),
    })
    expect(answer.status).toBe(401)
  })

  it.each([
    ['that is no JSON', '<receipt/>', 400],
    ['without a status', { reference: 'mopac.x' }, 400],
    ['of another system', { reference: 'their-reference', status: 'delivered' }, 204],
    ['of an office that is none', { reference: `nobody.${randomUUID()}`, status: 'delivered' }, 204],
    ['of a page that is none', { reference: `mopac.${randomUUID()}`, status: 'delivered' }, 204],
    ['that is too long', 'x'.repeat(20_000), 413],
  ])('%s changes nothing', async (_what, body, status) => {
    expect((await post(body)).status).toBe(status)
    expect((await thePage())?.state).toBe('sent')
  })
})
