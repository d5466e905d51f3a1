import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sessions } from '../../src/db/schema.ts'
import { buildApp } from '../../src/web/app.tsx'
import { type TestService, testService } from '../service.ts'
import { ABrowser, type Answer } from './a-browser.ts'
import { aForgingProvider, type Forgery, type ForgingProvider } from './forging-provider.ts'
import { anIdentityProvider, CLIENT, type IdentityProvider } from './identity-provider.ts'

const AT = 'https://waypost.example'
const RETURN = `${AT}/sign-in/return`
const TRANSACTION = '__Host-waypost-sign-in'

let service: TestService
let provider: IdentityProvider
let foreign: IdentityProvider
let forger: ForgingProvider
let app: ReturnType<typeof buildApp>

const appFor = (issuer: string) =>
  buildApp({ ...service.web, publicUrl: AT, signIn: { demo: false, oidc: { issuer, ...CLIENT } } })

beforeAll(async () => {
  service = await testService()
  provider = await anIdentityProvider(RETURN)
  foreign = await anIdentityProvider(RETURN)
  forger = await aForgingProvider()
  app = appFor(provider.issuer)
})
afterAll(async () => {
  for (const each of [provider, foreign, forger, service]) await each?.close()
})
beforeEach(async () => {
  service.setNow(new Date())
  provider.at.who = 'ada'
  provider.at.claims = { name: 'Ada Example', roles: ['mopac:duty-officer'] }
  foreign.at.claims = { roles: ['mopac:manager'] }
  for (const { id } of service.offices.all) await service.read(id, (tx) => tx.delete(sessions))
})

const everySession = async () =>
  (
    await Promise.all(
      service.offices.all.map(({ id }) => service.read(id, (tx) => tx.select().from(sessions))),
    )
  ).flat()

/** Presses our link; `change` may tamper with what the browser takes to the provider. */
async function begin(browser: ABrowser, next = '/'): Promise<URL> {
  const { status, location } = await browser.get(`/sign-in/oidc?next=${encodeURIComponent(next)}`)
  expect(status).toBe(303)
  return new URL(location)
}

const comeBack = (browser: ABrowser, url: URL): Promise<Answer> => browser.get(url.pathname + url.search)

async function signIn(browser: ABrowser, next = '/'): Promise<Answer> {
  return comeBack(browser, await provider.walk((await begin(browser, next)).href))
}

const changed = (url: URL, name: string, value: string | undefined): URL => {
  const other = new URL(url)
  if (value === undefined) other.searchParams.delete(name)
  else other.searchParams.set(name, value)
  return other
}

async function nobodyIsIn(answer: Answer, status = 403): Promise<void> {
  expect(answer.status).toBe(status)
  expect(Object.keys(answer.kept)).not.toContain('__Host-waypost')
  expect(await everySession()).toEqual([])
}

describe('signing in at the identity provider', () => {
  it('asks with PKCE, state and nonce, and takes no secret along', async () => {
    const browser = new ABrowser(app, AT)
    const asked = await begin(browser)
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({
      response_type: 'code',
      redirect_uri: RETURN,
      code_challenge_method: 'S256',
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
    })
    expect(asked.href).not.toContain(encodeURIComponent(CLIENT.clientSecret))
    const again = await begin(new ABrowser(app, AT))
    for (const name of ['state', 'nonce', 'code_challenge'])
      expect(again.searchParams.get(name)).not.toBe(asked.searchParams.get(name))
  })

  it('keeps what it must remember sealed, for ten minutes and from scripts', async () => {
    const browser = new ABrowser(app, AT)
    const { kept, location } = await browser.get('/sign-in/oidc')
    const line = kept[TRANSACTION] ?? ''
    expect(line).toMatch(/; Max-Age=600;.*; HttpOnly; Secure; SameSite=Lax/)
    const opened = Buffer.from(browser.cookies.get(TRANSACTION) ?? '', 'base64url').toString('latin1')
    expect(opened).not.toContain(new URL(location).searchParams.get('state'))
  })

  it('lets in whoever has one post, to the page they asked for, known by issuer and subject', async () => {
    const answer = await signIn(new ABrowser(app, AT), '/problems')
    expect([answer.status, answer.location]).toEqual([303, '/problems'])
    expect(await everySession()).toMatchObject([
      { officeId: 'mopac', role: 'duty-officer', userName: 'Ada Example', userKey: `${provider.issuer} ada` },
    ])
  })

  it('knows somebody of Entra by tenant and object, whatever their subject and their address are', async () => {
    provider.at.claims = {
      ...provider.at.claims,
      tid: 'tenant-1',
      oid: 'object-7',
      email: 'boss@example.org',
    }
    await signIn(new ABrowser(app, AT))
    expect((await everySession()).map(({ userKey }) => userKey)).toEqual([
      `${provider.issuer} tenant-1/object-7`,
    ])
  })

  it.each([
    [[]],
    [['atlantis:manager']],
    [['mopac:emperor']],
    [
      [
        'manager',
        'mopac',
        'mopac:',
        ':manager',
        'mopac:manager:x',
        'MOPAC:manager',
        7,
        null,
        { mopac: 'manager' },
      ],
    ],
    ['mopac:manager'],
    [undefined],
  ])('lets nobody in, and says so, with the roles %j', async (roles) => {
    provider.at.claims = { roles }
    const answer = await signIn(new ABrowser(app, AT))
    await nobodyIsIn(answer)
    expect(answer.html).toContain('You have no post here yet')
  })

  it('does not send anybody to another site afterwards', async () => {
    const answer = await signIn(new ABrowser(app, AT), 'https://evil.example/')
    expect([answer.status, answer.location]).toEqual([303, '/'])
  })
})

describe('somebody with several posts', () => {
  beforeEach(() => {
    provider.at.claims = { roles: ['mopac:duty-officer', 'mopac:manager', 'leicestershire-opcc:auditor'] }
  })

  it('chooses one and works in that office alone', async () => {
    const browser = new ABrowser(app, AT)
    expect((await signIn(browser, '/problems')).location).toBe('/sign-in/office')
    expect(await everySession()).toEqual([])
    const page = await browser.get('/sign-in/office')
    expect(page.html.match(/<button/g)).toHaveLength(3)
    const answer = await browser.post(
      '/sign-in/office',
      { office: 'mopac', role: 'manager' },
      '/sign-in/office',
    )
    expect([answer.status, answer.location]).toEqual([303, '/problems'])
    expect(await everySession()).toMatchObject([{ officeId: 'mopac', role: 'manager' }])
  })

  it('moves to another office and leaves the first', async () => {
    const browser = new ABrowser(app, AT)
    await signIn(browser)
    await browser.post('/sign-in/office', { office: 'mopac', role: 'manager' }, '/sign-in/office')
    expect((await browser.get('/sign-in/switch')).location).toBe('/sign-in/oidc')
    await signIn(browser)
    const post = { office: 'leicestershire-opcc', role: 'auditor' }
    expect((await browser.post('/sign-in/office', post, '/sign-in/office')).status).toBe(303)
    expect(await everySession()).toMatchObject([{ officeId: 'leicestershire-opcc', role: 'auditor' }])
  })

  it.each([
    ['west-midlands-pcc', 'auditor'],
    ['leicestershire-opcc', 'manager'],
    ['mopac', 'administrator'],
  ])('cannot choose what the directory did not give: %s, %s', async (office, role) => {
    const browser = new ABrowser(app, AT)
    await signIn(browser)
    await nobodyIsIn(await browser.post('/sign-in/office', { office, role }, '/sign-in/office'))
  })

  it('chooses within ten minutes', async () => {
    const late = new ABrowser(app, AT)
    await signIn(late)
    service.setNow(new Date(Date.now() + 11 * 60_000))
    await nobodyIsIn(await late.postBare('/sign-in/office', { office: 'mopac', role: 'manager' }))
  })
})

describe('an answer that is not to be trusted', () => {
  it.each<[string, (answer: URL) => URL]>([
    ['has another state', (url) => changed(url, 'state', 'x'.repeat(43))],
    ['has no state', (url) => changed(url, 'state', undefined)],
    ['has another code', (url) => changed(url, 'code', 'x'.repeat(43))],
    ['names a foreign issuer', (url) => changed(url, 'iss', foreign.issuer)],
    ['names no issuer', (url) => changed(url, 'iss', undefined)],
    ['is an error', (url) => changed(changed(url, 'code', undefined), 'error', 'access_denied')],
    ['is empty', () => new URL(RETURN)],
  ])('lets nobody in when it %s', async (_what, tamper) => {
    const browser = new ABrowser(app, AT)
    const answer = await provider.walk((await begin(browser)).href)
    await nobodyIsIn(await comeBack(browser, tamper(answer)))
  })

  it.each(['nonce', 'code_challenge'])(
    'lets nobody in when the %s was exchanged on the way',
    async (name) => {
      const browser = new ABrowser(app, AT)
      const asked = changed(await begin(browser), name, 'x'.repeat(43))
      await nobodyIsIn(await comeBack(browser, await provider.walk(asked.href)))
    },
  )

  it('lets nobody in by a code that another issuer gave', async () => {
    const browser = new ABrowser(app, AT)
    const asked = await begin(browser)
    const astray = new URL(asked.href.replace(provider.issuer, foreign.issuer))
    const answer = await foreign.walk(astray.href)
    await nobodyIsIn(await comeBack(browser, answer))
  })

  it('lets nobody in by somebody else’s code', async () => {
    const [victim, thief] = [new ABrowser(app, AT), new ABrowser(app, AT)]
    const stolen = await provider.walk((await begin(victim)).href)
    const state = (await begin(thief)).searchParams.get('state') ?? ''
    await nobodyIsIn(await comeBack(thief, changed(stolen, 'state', state)))
  })

  it('lets nobody in who did not begin here, which is how a victim is signed in as somebody else', async () => {
    const attacker = new ABrowser(app, AT)
    const answer = await provider.walk((await begin(attacker)).href)
    await nobodyIsIn(await comeBack(new ABrowser(app, AT), answer))
  })

  it('counts once, even for whoever kept the cookie', async () => {
    const browser = new ABrowser(app, AT)
    const answer = await provider.walk((await begin(browser)).href)
    const cookie = browser.cookies.get(TRANSACTION) ?? ''
    expect((await comeBack(browser, answer)).status).toBe(303)
    await service.read('mopac', (tx) => tx.delete(sessions))
    await nobodyIsIn(await comeBack(browser, answer))
    browser.cookies.set(TRANSACTION, cookie)
    await nobodyIsIn(await comeBack(browser, answer))
  })

  it('counts for ten minutes', async () => {
    const browser = new ABrowser(app, AT)
    const answer = await provider.walk((await begin(browser)).href)
    service.setNow(new Date(Date.now() + 11 * 60_000))
    await nobodyIsIn(await comeBack(browser, answer))
  })

  it.each<[string, (sealed: string) => string]>([
    ['changed', (sealed) => `${sealed.startsWith('A') ? 'B' : 'A'}${sealed.slice(1)}`],
    ['cut short', (sealed) => sealed.slice(0, 40)],
    ['empty', () => ''],
    ['somebody’s words', () => Buffer.from('{"state":"x","until":9999999999999}').toString('base64url')],
  ])('lets nobody in with a cookie that is %s', async (_what, tamper) => {
    const browser = new ABrowser(app, AT)
    const answer = await provider.walk((await begin(browser)).href)
    browser.cookies.set(TRANSACTION, tamper(browser.cookies.get(TRANSACTION) ?? ''))
    await nobodyIsIn(await comeBack(browser, answer))
  })

  it('lets nobody choose a post with the cookie of another purpose', async () => {
    const browser = new ABrowser(app, AT)
    await begin(browser)
    browser.cookies.set('__Host-waypost-offices', browser.cookies.get(TRANSACTION) ?? '')
    await nobodyIsIn(await browser.postBare('/sign-in/office', { office: 'mopac', role: 'manager' }))
  })
})

describe('an ID token', () => {
  const second = Math.floor(Date.now() / 1000)

  async function arriveWith(forgery: Forgery): Promise<Answer> {
    const browser = new ABrowser(appFor(forger.issuer), AT)
    forger.prepare('', {})
    const asked = await begin(browser)
    const parameter = (name: string) => asked.searchParams.get(name) ?? ''
    forger.prepare(parameter('nonce'), forgery)
    return browser.get(`/sign-in/return?code=a-code&state=${parameter('state')}`)
  }

  it('lets its subject in when nothing about it is forged', async () => {
    expect((await arriveWith({})).status).toBe(303)
    expect(await everySession()).toMatchObject([{ userKey: `${forger.issuer} ada`, role: 'manager' }])
  })

  it.each<[string, Forgery]>([
    ['signed by nobody (alg none)', { header: { alg: 'none' }, signedBy: 'nobody' }],
    ['without a signature', { signedBy: 'nobody' }],
    ['signed with the client’s secret (HS256)', { header: { alg: 'HS256' }, signedBy: 'secret' }],
    ['signed by a key that is not the issuer’s', { signedBy: 'other-key' }],
    ['signed by a key that it brings along', { header: { kid: 'another-key' }, signedBy: 'other-key' }],
    ['of a foreign issuer', { claims: { iss: 'https://evil.example' } }],
    ['of an issuer that differs by a slash', { issuerEnding: '/' }],
    ['for another client', { claims: { aud: 'another-client' } }],
    ['for two clients, ours not the one it was made for', { claims: { aud: ['waypost', 'x'], azp: 'x' } }],
    ['that is over', { claims: { iat: second - 7200, exp: second - 3600 } }],
    ['that never ends', { claims: { exp: undefined } }],
    ['that begins tomorrow', { claims: { nbf: second + 86_400 } }],
    ['with another nonce', { claims: { nonce: 'another' } }],
    ['without a nonce', { claims: { nonce: undefined } }],
    ['without a subject', { claims: { sub: undefined } }],
    ['left out', { idToken: 'left-out' }],
    ['that is none', { idToken: 'garbage' }],
  ])('is refused when it is one %s', async (_what, forgery) => {
    await nobodyIsIn(await arriveWith(forgery))
  })
})

describe('the issuer', () => {
  it('is refused when it calls itself by another name', async () => {
    forger.prepare('', { metadata: { issuer: 'https://evil.example' } })
    await nobodyIsIn(await new ABrowser(appFor(forger.issuer), AT).get('/sign-in/oidc'))
  })

  it('that does not answer is said to be away, and asked again the next time', async () => {
    const gone = await anIdentityProvider(RETURN)
    await gone.close()
    const browser = new ABrowser(appFor(gone.issuer), AT)
    await nobodyIsIn(await browser.get('/sign-in/oidc'), 503)
  })

  it('is not asked over plain HTTP unless it is this very machine', async () => {
    await nobodyIsIn(await new ABrowser(appFor('http://id.example'), AT).get('/sign-in/oidc'))
  })

  it('is asked about itself once an hour, and not for each person', async () => {
    const issuer = await anIdentityProvider(RETURN)
    const own = appFor(issuer.issuer)
    await begin(new ABrowser(own, AT))
    await issuer.close()
    await begin(new ABrowser(own, AT))
    service.setNow(new Date(Date.now() + 61 * 60_000))
    await nobodyIsIn(await new ABrowser(own, AT).get('/sign-in/oidc'), 503)
  })
})
