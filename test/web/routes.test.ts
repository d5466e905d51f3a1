/** What holds of every route that the app answers, whoever wrote it: read from the app itself. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { audit } from '../../src/db/schema.ts'
import { buildApp } from '../../src/web/app.tsx'
import { may, ROLES } from '../../src/web/roles.ts'
import { type TestService, testService } from '../service.ts'
import { ABrowser } from './a-browser.ts'
import { addressOf, type Route, routesOf } from './routes-of.ts'

const AT = 'http://127.0.0.1:8787'
/** Open to anybody, because a person has to sign in by them, a machine shows a key, or they say nothing of anybody. */
const OPEN = new Set([
  'GET /healthz',
  'GET /readyz',
  'GET /heartbeat',
  'GET /metrics',
  'GET /assets/waypost-mark-1.svg',
  'GET /assets/:name',
  'POST /api/notify/deliveries',
  'POST /api/messages',
  'GET /sign-in',
  'GET /sign-in/switch',
  'POST /sign-out',
  'GET /sign-in/demo',
  'POST /sign-in/demo',
  'GET /sign-in/oidc',
  'GET /sign-in/return',
  'GET /sign-in/office',
  'POST /sign-in/office',
  'GET /rota/feeds/:office/:file{[A-Za-z0-9_-]{43}[.]ics}',
])
/** For whoever is signed in, whatever their role: their own account, and the guides. */
const EVERYBODY = new Set([
  'GET /account',
  'POST /account/sign-out-everywhere',
  'POST /account/shortcuts',
  'GET /help',
  'GET /help/:page',
])
const SAFE = ['GET', 'HEAD']
const REFERENCE = 'MOPAC-26-000001-7'

let service: TestService
let app: ReturnType<typeof buildApp>
let routes: Route[]

beforeAll(async () => {
  service = await testService()
  app = buildApp({
    ...service.web,
    signIn: { demo: true, oidc: { issuer: 'http://127.0.0.1:9', clientId: 'x', clientSecret: 'x' } },
  })
  routes = routesOf(app)
})
afterAll(() => service.close())

const named = ({ method, path }: Route) => `${method} ${path}`
const guarded = () => routes.filter((route) => !OPEN.has(named(route)))

async function signedIn(role: string): Promise<{ cookie: string; token: string }> {
  const browser = new ABrowser(app, AT)
  await browser.post('/sign-in/demo', { office: 'mopac', role })
  const { html } = await browser.get('/rota')
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  return { cookie, token: /name="token" value="([^"]+)"/.exec(html)?.[1] ?? '' }
}

const ask = (
  route: Route,
  { cookie, token, headers }: { cookie?: string; token?: string; headers?: Record<string, string> },
) =>
  app.request(AT + addressOf(route, { reference: REFERENCE }), {
    method: route.method,
    headers: {
      ...(cookie ? { cookie } : {}),
      ...(SAFE.includes(route.method) ? {} : { 'Content-Type': 'application/x-www-form-urlencoded' }),
      ...headers,
    },
    ...(SAFE.includes(route.method) ? {} : { body: new URLSearchParams(token ? { token } : {}).toString() }),
  })

describe('every route', () => {
  it('is either on the list of those that are open to anybody, or asks for an action', () => {
    expect(routes.length).toBeGreaterThan(90)
    expect(
      routes
        .filter(({ actions }) => actions.length === 0)
        .map(named)
        .sort(),
    ).toEqual([...OPEN, ...EVERYBODY].sort())
  })

  it('that is not open sends whoever is not signed in to sign in', async () => {
    for (const route of guarded()) {
      const answer = await ask(route, { headers: { 'Sec-Fetch-Site': 'same-origin' } })
      expect([named(route), answer.status]).toEqual([named(route), 303])
      expect(answer.headers.get('location')).toMatch(/^\/sign-in\?next=/)
    }
  })

  it.each(ROLES)('opens to a role exactly where the table says so: %s', async (role) => {
    const who = await signedIn(role)
    for (const route of guarded()) {
      const isAllowed = route.actions.every((action) => may(role, action))
      // What is sent by an allowed role is for the tests of each page.
      if (isAllowed && !SAFE.includes(route.method)) continue
      const answer = await ask(route, { ...who, headers: { 'Sec-Fetch-Site': 'same-origin' } })
      const isRefused = answer.status === 403 && (await answer.text()).includes('You cannot do this')
      expect([named(route), isRefused]).toEqual([named(route), !isAllowed])
    }
  })

  it('that may change something is refused without the right origin and the token of the session', async () => {
    const { cookie, token } = await signedIn('manager')
    const unsafe = routes.filter(({ method, path }) => !SAFE.includes(method) && !path.startsWith('/api/'))
    expect(unsafe.length).toBeGreaterThan(50)
    for (const route of unsafe) {
      for (const [headers, shown] of [
        [{ 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' }, token],
        [{ 'Sec-Fetch-Site': 'same-origin', Origin: AT }, ''],
      ] as [Record<string, string>, string][]) {
        const answer = await ask(route, { cookie, token: shown, headers })
        expect([named(route), headers, answer.status]).toEqual([named(route), headers, 403])
        expect(await answer.text()).toContain('We could not be sure that you sent this')
      }
    }
  })

  it('of the API asks for a key, which no cookie stands for', async () => {
    const { cookie, token } = await signedIn('manager')
    for (const route of routes.filter(({ path }) => path.startsWith('/api/'))) {
      const answer = await ask(route, { cookie, token, headers: { 'Sec-Fetch-Site': 'same-origin' } })
      expect([named(route), answer.status]).toEqual([named(route), 401])
    }
  })

  it('changes nothing by a GET or a HEAD: only what was looked at is noted', async () => {
    const { cookie } = await signedIn('manager')
    const before = await service.read('mopac', (tx) => tx.$count(audit))
    for (const route of guarded().filter(({ method }) => method === 'POST')) {
      for (const method of ['GET', 'HEAD']) {
        const known = guarded().some((one) => one.method === 'GET' && one.path === route.path)
        if (!known) expect((await ask({ ...route, method }, { cookie })).status).toBe(404)
      }
    }
    expect(await service.read('mopac', (tx) => tx.$count(audit))).toBe(before)
  })

  it('answers with the headers that tell a browser what a page may do', async () => {
    const { cookie } = await signedIn('manager')
    for (const route of routes) {
      const { headers } = await ask(route, { cookie, headers: { 'Sec-Fetch-Site': 'same-origin' } })
      const policy = headers.get('content-security-policy') ?? ''
      expect([named(route), policy]).toEqual([
        named(route),
        expect.stringMatching(/default-src 'none'.*frame-ancestors 'none'.*base-uri 'none'|sandbox/),
      ])
      expect(policy).not.toMatch(/unsafe|\*|https?:/)
      expect([named(route), Object.fromEntries(headers)]).toEqual([
        named(route),
        expect.objectContaining({
          'referrer-policy': expect.stringMatching(/^(same-origin|no-referrer)$/),
          'permissions-policy': expect.stringContaining('camera=()'),
          'x-content-type-options': 'nosniff',
          'cross-origin-opener-policy': 'same-origin',
          'cross-origin-resource-policy': 'same-origin',
          ...(route.path.startsWith('/assets/') ? {} : { 'cache-control': 'no-store' }),
        }),
      ])
    }
  })
})
