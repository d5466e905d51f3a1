import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { escalations, sessions } from '../../src/db/schema.ts'
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

describe('every page', () => {
  it('forbids framing, inline scripts and keeping a copy', async () => {
    const { cookie } = await signIn('manager')
    const { headers } = await ask('/', { headers: { Cookie: cookie } })
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
    expect(headers.get('content-security-policy')).not.toContain('unsafe-inline')
    expect(headers.get('cache-control')).toContain('no-store')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })
})
