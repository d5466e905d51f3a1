/**
 * Further tokens and flows that are none of ours, beside those of oidc.test.ts; each accepted 0
 * times. Counted together at the end: the two files try more than forty.
 */
import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { sessions } from '../../src/db/schema.ts'
import { buildApp } from '../../src/web/app.tsx'
import { isOfItsTenant } from '../../src/web/sign-in/oidc-sign-in.ts'
import { localPath } from '../../src/web/sign-in/sign-in-routes.ts'
import { type TestService, testService } from '../service.ts'
import { ABrowser, type Answer } from './a-browser.ts'
import { aForgingProvider, type Forgery, type ForgingProvider } from './forging-provider.ts'
import { anIdentityProvider, CLIENT, type IdentityProvider } from './identity-provider.ts'

const AT = 'https://waypost.example'
const RETURN = `${AT}/sign-in/return`
const TRANSACTION = '__Host-waypost-sign-in'
const SESSION = '__Host-waypost'

let service: TestService
let forger: ForgingProvider
let provider: IdentityProvider

const appFor = (issuer: string) =>
  buildApp({ ...service.web, publicUrl: AT, signIn: { demo: false, oidc: { issuer, ...CLIENT } } })

beforeAll(async () => {
  service = await testService()
  forger = await aForgingProvider()
  provider = await anIdentityProvider(RETURN)
})
afterAll(async () => {
  for (const each of [forger, provider, service]) await each?.close()
})
beforeEach(async () => {
  service.setNow(new Date())
  provider.at.claims = { name: 'Ada Example', roles: ['mopac:duty-officer'] }
  for (const { id } of service.offices.all) await service.read(id, (tx) => tx.delete(sessions))
})

const everySession = async () =>
  (
    await Promise.all(
      service.offices.all.map(({ id }) => service.read(id, (tx) => tx.select().from(sessions))),
    )
  ).flat()

async function nobodyIsIn(answer: Answer): Promise<void> {
  expect([answer.status, Object.keys(answer.kept).includes(SESSION)]).toEqual([403, false])
  expect(await everySession()).toEqual([])
}

async function arriveWith(forgery: Forgery): Promise<Answer> {
  const browser = new ABrowser(appFor(forger.issuer), AT)
  forger.prepare('', {})
  const asked = new URL((await browser.get('/sign-in/oidc')).location)
  const parameter = (name: string) => asked.searchParams.get(name) ?? ''
  forger.prepare(parameter('nonce'), forgery)
  return browser.get(`/sign-in/return?code=a-code&state=${parameter('state')}`)
}

async function signedIn(): Promise<ABrowser> {
  const browser = new ABrowser(appFor(provider.issuer), AT)
  const asked = (await browser.get('/sign-in/oidc')).location
  const back = await provider.walk(asked)
  expect((await browser.get(back.pathname + back.search)).status).toBe(303)
  return browser
}

const second = Math.floor(Date.now() / 1000)
const TOKENS: [string, Forgery][] = [
  ['whose algorithm is none in capitals', { header: { alg: 'NONE' }, signedBy: 'nobody' }],
  ['whose algorithm is HS512 with the client’s secret', { header: { alg: 'HS512' }, signedBy: 'secret' }],
  ['that says ES256 over a signature of RSA', { header: { alg: 'ES256' } }],
  ['that says PS256 over a signature of RSA', { header: { alg: 'PS256' } }],
  ['without an algorithm', { header: { alg: undefined } }],
  ['that names a key the issuer never had', { header: { kid: '../../etc/passwd' } }],
  ['that brings its own key (jwk)', { header: { jwk: { kty: 'oct', k: 'AAAA' } }, signedBy: 'secret' }],
  [
    'that says where its key is (jku)',
    { header: { jku: 'https://evil.example/jwks' }, signedBy: 'other-key' },
  ],
  [
    'with a header that has to be understood (crit)',
    { header: { crit: ['exp2'], exp2: 1 }, signedBy: 'other-key' },
  ],
  ['for nobody (aud empty)', { claims: { aud: '' } }],
  ['for nobody (aud an empty list)', { claims: { aud: [] } }],
  ['without an audience', { claims: { aud: undefined } }],
  [
    'for our client, made for another (azp)',
    { claims: { azp: 'another-client', aud: [CLIENT.clientId, 'another-client'] } },
  ],
  ['whose issuer is ours in capitals', { claims: { iss: 'HTTP://127.0.0.1' } }],
  ['without an issuer', { claims: { iss: undefined } }],
  ['without a time of issue', { claims: { iat: undefined } }],
  ['whose end is a word', { claims: { exp: 'tomorrow' } }],
  ['whose end is endless', { claims: { exp: Number.MAX_VALUE * 2 } }],
  [
    'that was issued tomorrow and begins then',
    { claims: { iat: second + 86_400, nbf: second + 86_400, exp: second + 90_000 } },
  ],
  ['with the nonce as a list', { claims: { nonce: ['x'] } }],
  ['with an empty nonce', { claims: { nonce: '' } }],
  ['whose subject is empty', { claims: { sub: '' } }],
  ['whose subject is a number', { claims: { sub: 7 } }],
]

describe('a further ID token', () => {
  it.each(TOKENS)('is refused when it is one %s', async (_what, forgery) => {
    await nobodyIsIn(await arriveWith(forgery))
  })
})

describe('a token of Entra', () => {
  const tenant = '11111111-2222-3333-4444-555555555555'
  const issuer = `https://login.microsoftonline.com/${tenant}/v2.0`
  const claims = { iss: issuer, sub: 's', aud: 'a', iat: 0, exp: 0, oid: 'o' }

  it('is one of the tenant of its issuer, however it is written', () => {
    expect(isOfItsTenant(issuer, { ...claims, tid: tenant })).toBe(true)
    expect(isOfItsTenant(issuer, { ...claims, tid: tenant.toUpperCase() })).toBe(true)
  })

  it.each([undefined, '', 'x', null, 7, '99999999-2222-3333-4444-555555555555', [tenant, 'x']])(
    'is nobody’s with the tenant %j',
    (tid) => expect(isOfItsTenant(issuer, { ...claims, tid: tid as string })).toBe(false),
  )

  it.each(['common', 'organizations', 'consumers'])(
    'does not start with the issuer of everybody: %s',
    (name) => {
      const OIDC = JSON.stringify({
        issuer: `https://login.microsoftonline.com/${name}/v2.0`,
        clientId: 'x',
        clientSecret: 'x',
      })
      expect(() => readConfig({ OIDC })).toThrow(
        /OIDC › issuer is wrong: lets anybody with a Microsoft account arrive/,
      )
    },
  )
})

const ELSEWHERE = [
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/%0d%0aSet-Cookie: x=1'.replace('%0d%0a', '\r\n'),
  'javascript:alert(1)',
  '/\tevil',
  '',
  `/${'x'.repeat(600)}`,
  '/sign-out',
]

describe('the page to come back to', () => {
  it.each(ELSEWHERE)('is the queue in place of %j', (next) => expect(localPath(next)).toBe('/'))
})

describe('a session that is not one’s own', () => {
  it('is not fixed before signing in: what somebody else put into the browser is replaced', async () => {
    const browser = new ABrowser(appFor(provider.issuer), AT)
    browser.cookies.set(SESSION, 'mopac.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA')
    const planted = browser.cookies.get(SESSION)
    const back = await provider.walk((await browser.get('/sign-in/oidc')).location)
    await browser.get(back.pathname + back.search)
    expect(browser.cookies.get(SESSION)).not.toBe(planted)
    const thief = new ABrowser(appFor(provider.issuer), AT)
    thief.cookies.set(SESSION, planted ?? '')
    expect((await thief.get('/account')).status).toBe(303)
  })

  it('is worth nothing after its owner signed out, to whoever kept the cookie', async () => {
    const browser = await signedIn()
    const stolen = browser.cookies.get(SESSION) ?? ''
    expect((await browser.get('/account')).status).toBe(200)
    await browser.post('/sign-out', {}, '/account')
    const thief = new ABrowser(appFor(provider.issuer), AT)
    thief.cookies.set(SESSION, stolen)
    expect((await thief.get('/account')).status).toBe(303)
  })

  it('is worth nothing once a sign-in elsewhere says that the role was taken away', async () => {
    const browser = await signedIn()
    provider.at.claims = { name: 'Ada Example', roles: ['mopac:auditor'] }
    const other = await signedIn()
    expect((await other.get('/account')).html).toContain('auditor')
    expect((await browser.get('/account')).status).toBe(303)
  })

  it.each<[string, (token: string) => string]>([
    ['its hash in place of the token', (token) => createHmac('sha256', '').update(token).digest('hex')],
    ['cut by one', (token) => token.slice(0, -1)],
    ['longer by one', (token) => `${token}A`],
    ['of another office', (token) => token.replace(/^mopac/, 'leicestershire-opcc')],
    ['of a prototype', (token) => token.replace(/^mopac/, '__proto__')],
    ['twice', (token) => `${token}.${token}`.replace('.', '..')],
  ])('is not opened by a token that is %s', async (_what, change) => {
    const browser = await signedIn()
    const thief = new ABrowser(appFor(provider.issuer), AT)
    thief.cookies.set(SESSION, change(browser.cookies.get(SESSION) ?? ''))
    expect((await thief.get('/account')).status).toBe(303)
  })

  it('is not taken from the cookie without the prefix, which a sister site may set', async () => {
    const browser = await signedIn()
    const thief = new ABrowser(appFor(provider.issuer), AT)
    thief.cookies.set('waypost', browser.cookies.get(SESSION) ?? '')
    expect((await thief.get('/account')).status).toBe(303)
  })
})

describe('signing in without end', () => {
  it('is stopped for a minute, and for whoever asks alone', async () => {
    const app = appFor('http://127.0.0.1:9')
    const ask = (from: string) =>
      app.request(`${AT}/sign-in/return?code=x&state=x`, {
        headers: { 'X-Forwarded-For': `10.0.0.1, ${from}` },
      })
    for (let n = 0; n < 120; n++) expect((await ask('192.0.2.7')).status).toBe(403)
    const refused = await ask('192.0.2.7')
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60'])
    expect((await ask('192.0.2.8')).status).toBe(403)
    service.setNow(new Date(Date.now() + 61_000))
    expect((await ask('192.0.2.7')).status).toBe(403)
  })
})

it('keeps nothing of a sign-in that came to nothing', async () => {
  const browser = new ABrowser(appFor(provider.issuer), AT)
  await browser.get('/sign-in/oidc')
  const answer = await browser.get('/sign-in/return?code=x&state=x')
  await nobodyIsIn(answer)
  expect(browser.cookies.has(TRANSACTION)).toBe(false)
})
