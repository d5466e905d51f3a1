import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { audit, escalations, sessions } from '../../src/db/schema.ts'
import { buildApp } from '../../src/web/app.tsx'
import { plainMail, type TestService, testService } from '../service.ts'

let service: TestService
const AT = 'http://127.0.0.1:8787'
const OURS = { 'Sec-Fetch-Site': 'same-origin', Origin: AT }

beforeAll(async () => {
  service = await testService()
  await service.receive(plainMail({ text: 'I am going to kill myself tonight.' }))
})
afterAll(() => service.close())

const ask = (path: string, init: RequestInit = {}) => buildApp(service.web).request(AT + path, init)
const form = (fields: Record<string, string>, headers: Record<string, string>) => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
  body: new URLSearchParams(fields).toString(),
})

/** Signs in by the demonstration link and gives the cookie and the token of its forms. */
async function signIn(role: string): Promise<{ cookie: string; token: string }> {
  const answer = await ask('/sign-in/demo', form({ office: 'mopac', role }, OURS))
  const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const page = await (await ask('/', { headers: { Cookie: cookie } })).text()
  return { cookie, token: /name="token" value="([^"]+)"/.exec(page)?.[1] ?? '' }
}

const alert = async () => (await service.read('mopac', (tx) => tx.select().from(escalations)))[0]

describe('the way in', () => {
  it('sends whoever is not signed in to sign in, and shows nothing', async () => {
    const answer = await ask('/')
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toContain('/sign-in')
  })

  it('signs nobody in by a link alone', async () => {
    const before = await service.read('mopac', (tx) => tx.$count(sessions))
    const answer = await ask('/sign-in/demo?office=mopac&role=manager')
    expect(answer.status).toBe(200)
    expect(answer.headers.get('set-cookie')).toBeNull()
    expect(await service.read('mopac', (tx) => tx.$count(sessions))).toBe(before)
  })

  it('has no demonstration sign-in in production', async () => {
    const web = { ...service.web, signIn: { demo: false } }
    const app = buildApp(web)
    expect((await app.request(`${AT}/sign-in/demo?office=mopac&role=manager`)).status).toBe(404)
    expect(
      (await app.request(`${AT}/sign-in/demo`, form({ office: 'mopac', role: 'manager' }, OURS))).status,
    ).toBe(404)
  })

  it('keeps only the hash of the token, and forgets it at sign-out', async () => {
    const { cookie, token } = await signIn('manager')
    const rows = await service.read('mopac', (tx) => tx.select().from(sessions))
    expect(JSON.stringify(rows)).not.toContain(cookie.split('.').at(-1))
    await ask('/sign-out', form({ token }, { ...OURS, Cookie: cookie }))
    expect((await ask('/', { headers: { Cookie: cookie } })).status).toBe(303)
  })
})

describe('a form that changes something', () => {
  it.each([
    ['comes from another site', { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' }, true],
    ['says nothing of where it comes from', {}, true],
    ['has no origin', { Origin: 'null' }, true],
    ['lacks the token of the session', OURS, false],
  ] as [string, Record<string, string>, boolean][])(
    'is refused when it %s',
    async (_what, headers, withToken) => {
      const { cookie, token } = await signIn('duty-officer')
      const answer = await ask(
        `/alerts/${(await alert())?.id}/answer`,
        form(withToken ? { token } : {}, { ...headers, Cookie: cookie }),
      )
      expect(answer.status).toBe(403)
      expect((await alert())?.state).toBe('paging')
    },
  )

  it('is refused to a role that may not do it, and a GET never answers an alert', async () => {
    const { cookie, token } = await signIn('enquiries-officer')
    const path = `/alerts/${(await alert())?.id}`
    expect((await ask(`${path}/answer`, form({ token }, { ...OURS, Cookie: cookie }))).status).toBe(403)
    expect((await ask(path, { headers: { Cookie: cookie } })).status).toBe(200)
    expect((await ask(`${path}/answer`, { headers: { Cookie: cookie } })).status).toBe(404)
    expect((await alert())?.state).toBe('paging')
  })

  it('answers the alert when a duty officer sends it', async () => {
    const { cookie, token } = await signIn('duty-officer')
    const answer = await ask(
      `/alerts/${(await alert())?.id}/answer`,
      form({ token }, { ...OURS, Cookie: cookie }),
    )
    expect(answer.status).toBe(303)
    expect((await alert())?.state).toBe('answered')
  })
})

describe('where a form comes from', () => {
  const LOCAL = 'http://localhost:8787'
  it.each<[string, string, Record<string, string>, number]>([
    [AT, 'our own page, as the browser says', { 'Sec-Fetch-Site': 'same-origin' }, 303],
    [AT, 'our own page, by an older browser', { Origin: AT }, 303],
    [LOCAL, 'this machine by its other name', { Origin: LOCAL }, 303],
    [AT, 'a page at a sister address', { 'Sec-Fetch-Site': 'same-site', Origin: AT }, 403],
    [AT, 'nowhere, as the browser says', { 'Sec-Fetch-Site': 'none', Origin: AT }, 403],
    [AT, 'another port', { Origin: 'http://127.0.0.1:9999' }, 403],
    [AT, 'another scheme', { Origin: 'https://127.0.0.1:8787' }, 403],
    [AT, 'an origin that begins like ours', { Origin: `${AT}.evil.example` }, 403],
    [AT, 'this machine by its other name, sent across', { Origin: LOCAL }, 403],
    [
      'http://evil.example',
      'a stranger who calls both ends by his name',
      { Origin: 'http://evil.example' },
      403,
    ],
    [AT, 'a frame without an origin', { Origin: 'null' }, 403],
    [AT, 'nothing that says so', {}, 403],
  ])('at %s, %s', async (at, _where, headers, status) => {
    const app = buildApp(service.web)
    const answer = await app.request(
      `${at}/sign-in/demo`,
      form({ office: 'mopac', role: 'auditor' }, headers),
    )
    expect(answer.status).toBe(status)
  })

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])(
    'is asked of every %s, whatever its content',
    async (method) => {
      const { cookie, token } = await signIn('manager')
      const body = JSON.stringify({ token })
      for (const type of ['text/plain', 'application/json', 'multipart/form-data; boundary=x']) {
        const headers = { 'Content-Type': type, Cookie: cookie }
        expect((await ask('/enter', { method, headers, body })).status).toBe(403)
        expect((await ask('/enter', { method, headers: { ...headers, ...OURS }, body })).status).toBe(403)
      }
    },
  )

  it('is not enough without the token of this very session', async () => {
    const [mine, theirs] = [await signIn('manager'), await signIn('manager')]
    const send = (token: string) => ask('/sign-out', form({ token }, { ...OURS, Cookie: mine.cookie }))
    for (const token of ['', theirs.token, mine.token.slice(1)]) expect((await send(token)).status).toBe(403)
    expect((await send(mine.token)).status).toBe(303)
  })

  it('leaves the refusal in the history of the office', async () => {
    const { cookie } = await signIn('records-manager')
    await ask('/sign-out', form({}, { ...OURS, Cookie: cookie }))
    await ask('/sign-out', form({}, { 'Sec-Fetch-Site': 'cross-site', Cookie: cookie }))
    const entries = await service.read('mopac', (tx) =>
      tx.select().from(audit).where(eq(audit.actor, 'demo:records-manager')),
    )
    expect(entries.filter(({ action }) => action === 'refused').map(({ detail }) => detail)).toEqual([
      { because: 'form-token' },
      { because: 'origin' },
    ])
  })

  it('is no excuse for a form of more than 2 MB', async () => {
    const { cookie, token } = await signIn('manager')
    const answer = await ask(
      '/enter',
      form({ token, text: 'a'.repeat(2_100_000) }, { ...OURS, Cookie: cookie }),
    )
    expect(answer.status).toBe(413)
  })
})

describe('every page', () => {
  it('forbids framing, inline scripts and keeping a copy', async () => {
    const { cookie } = await signIn('manager')
    const { headers } = await ask('/', { headers: { Cookie: cookie } })
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
    expect(headers.get('content-security-policy')).not.toContain('unsafe-inline')
    expect(headers.get('cache-control')).toContain('no-store')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })

  it.each([
    ['a page', '/sign-in', 200],
    ['a page that is not there', '/sign-in/nowhere', 303],
    ['the API', '/api/nothing', 404],
    ['the health of the process', '/healthz', 200],
  ])('guards every answer: %s', async (_what, path, status) => {
    const answer = await ask(path)
    expect(answer.status).toBe(status)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'cross-origin-opener-policy': 'same-origin',
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'x-dns-prefetch-control': 'off',
      'cache-control': 'no-store',
    })
  })

  it('guards the page that says we failed', async () => {
    const db = { transaction: () => Promise.reject(new Error('secret of the database')) } as never
    const app = buildApp({ ...service.web, db })
    const cookie = `waypost=mopac.${'x'.repeat(43)}`
    for (const init of [{ headers: { Cookie: cookie } }, form({}, { ...OURS, Cookie: cookie })]) {
      const answer = await app.request(`${AT}/`, init)
      expect(answer.status).toBe(500)
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(await answer.text()).not.toContain('secret of the database')
    }
  })

  it('asks for HTTPS for a year, with all below, wherever it is not this machine alone', async () => {
    const app = buildApp({ ...service.web, publicUrl: 'https://waypost.example' })
    const answer = await app.request('https://waypost.example/sign-in')
    expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains')
    expect((await ask('/sign-in')).headers.get('strict-transport-security')).toBeNull()
  })
})
