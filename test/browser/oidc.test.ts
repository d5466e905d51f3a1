import { existsSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { serve } from '@hono/node-server'
import Provider from 'oidc-provider'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../../src/db/embedded.ts'
import { sessions } from '../../src/db/schema.ts'
import { buildApp } from '../../src/web/app.tsx'
import { type TestService, testService } from '../service.ts'

const CHROMIUM = '/usr/bin/chromium'
const why = existsSync(CHROMIUM) ? undefined : 'Chromium is not installed (apt-get install chromium)'
if (why) console.warn(`Skipped: signing in through an identity provider, because ${why}.`)

/** Each of these people has the roles that the directory gives them. */
const ROLES: Record<string, string[]> = { ada: ['mopac:duty-officer'], bob: [], eve: ['atlantis:manager'] }

let service: TestService
let provider: Server
let server: ReturnType<typeof serve>
let browser: Browser
let url: string

describe.skipIf(why)('signing in through a real identity provider', () => {
  beforeAll(async () => {
    const [port, issuerPort] = [await freePort(), await freePort()]
    url = `http://127.0.0.1:${port}`
    const issuer = `http://127.0.0.1:${issuerPort}`
    const oidc = new Provider(issuer, {
      clients: [
        {
          client_id: 'waypost',
          client_secret: 'a secret of the client',
          redirect_uris: [`${url}/sign-in/return`],
        },
      ],
      claims: { openid: ['sub', 'roles', 'name'] },
      conformIdTokenClaims: false,
      findAccount: (_context: unknown, id: string) => ({
        accountId: id,
        claims: async () => ({ sub: id, name: id, roles: ROLES[id] ?? [] }),
      }),
    })
    provider = createServer(oidc.callback())
    await new Promise<void>((resolve) => provider.listen(issuerPort, '127.0.0.1', resolve))
    service = await testService({ publicUrl: url })
    const web = {
      ...service.web,
      signIn: { demo: false, oidc: { issuer, clientId: 'waypost', clientSecret: 'a secret of the client' } },
    }
    server = serve({ fetch: buildApp(web).fetch, hostname: '127.0.0.1', port })
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    })
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    server?.close()
    provider?.close()
    await service?.close()
  })

  async function signIn(who: string) {
    const page = await (await browser.newContext()).newPage()
    await page.goto(`${url}/sign-in`)
    await page.locator('a[href*="/sign-in/oidc"]').first().click()
    await page.locator('input[name=login]').fill(who)
    await page.locator('input[name=password]').fill('any')
    await page.locator('button[type=submit]').click()
    await page.locator('button[type=submit]').click()
    await page.waitForURL(`${url}/**`)
    return page
  }

  it('lets a person in with the role that the directory gives, known by issuer and subject', async () => {
    const page = await signIn('ada')
    expect(await page.locator('h1').innerText()).toBe('Queue')
    const [session] = await service.read('mopac', (tx) => tx.select().from(sessions))
    expect(session).toMatchObject({ role: 'duty-officer' })
    expect(session?.userKey).toContain('ada')
  }, 30_000)

  it.each(['bob', 'eve'])(
    'lets nobody in who has no role here: %s',
    async (who) => {
      const before = await service.read('mopac', (tx) => tx.$count(sessions))
      const page = await signIn(who)
      expect(await page.locator('h1').innerText()).not.toBe('Queue')
      await page.goto(url)
      expect(page.url()).toContain('/sign-in')
      expect(await service.read('mopac', (tx) => tx.$count(sessions))).toBe(before)
    },
    30_000,
  )
})
