/** Signing in by a security key, with the authenticator that Chromium itself simulates (WebAuthn, section 11). */
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { existsSync } from 'node:fs'
import { serve } from '@hono/node-server'
import { asc, inArray, isNull } from 'drizzle-orm'
import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../../src/db/embedded.ts'
import { alarms, audit, emergencyKeys, emergencySignIns, sessions, staff } from '../../src/db/schema.ts'
import { buildApp } from '../../src/web/app.tsx'
import { type TestService, testService } from '../service.ts'
import { ABrowser } from '../web/a-browser.ts'

const CHROMIUM = '/usr/bin/chromium'
const why = existsSync(CHROMIUM) ? undefined : 'Chromium is not installed (apt-get install chromium)'
if (why) console.warn(`Skipped: keys for emergencies, because ${why}.`)

const REASON = 'The directory does not answer and an alert stands open.'
const HOUR_MS = 60 * 60_000
let service: TestService
let server: ReturnType<typeof serve>
let browser: Browser
let url: string

describe.skipIf(why)('a key for emergencies', { timeout: 90_000 }, () => {
  beforeAll(async () => {
    const port = await freePort()
    // A name and not a number: a key is bound to the name of the site.
    url = `http://localhost:${port}`
    service = await testService({ publicUrl: url })
    server = serve({ fetch: buildApp(openWeb()).fetch, hostname: '127.0.0.1', port })
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    })
    // The holder has signed in before: the directory is where their role comes from.
    const holder = new ABrowser(buildApp(openWeb()), url)
    await holder.post('/sign-in/demo', { office: 'mopac', role: 'duty-officer' })
    await holder.post('/sign-out', {})
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    server?.close()
    await service?.close()
  })

  const openWeb = () => ({ ...service.web, signIn: { demo: true, emergencyKeys: true } })
  const rows = () =>
    service.read('mopac', async (tx) => ({
      keys: await tx.select().from(emergencyKeys),
      uses: await tx.select().from(emergencySignIns).orderBy(asc(emergencySignIns.at)),
      alarms: (await tx.select().from(alarms).where(isNull(alarms.endedAt))).filter(({ kind }) =>
        kind.startsWith('emergency-'),
      ),
      sessions: await tx.select().from(sessions),
    }))

  async function aPage(): Promise<{ page: Page; cdp: CDPSession }> {
    const page = await (await browser.newContext()).newPage()
    const cdp = await page.context().newCDPSession(page)
    await cdp.send('WebAuthn.enable')
    return { page, cdp }
  }
  const anAuthenticator = async (cdp: CDPSession): Promise<string> =>
    (
      await cdp.send('WebAuthn.addVirtualAuthenticator', {
        options: {
          ...{ protocol: 'ctap2', transport: 'usb', hasResidentKey: true, hasUserVerification: true },
          ...{ isUserVerified: true, automaticPresenceSimulation: true },
        },
      })
    ).authenticatorId

  async function signInAs(page: Page, role: string) {
    await page.goto(`${url}/sign-in/demo?office=mopac&role=${role}`)
    await page.locator('main button[type=submit]').click()
  }

  /** Fills the page of the way in; what is posted by its script is handed back, and goes no further where asked. */
  async function useKey(page: Page, { stop = false } = {}) {
    let posted: Record<string, string> = {}
    await page.route('**/sign-in/emergency', async (route) => {
      if (route.request().method() !== 'POST') return route.continue()
      posted = Object.fromEntries(new URLSearchParams(route.request().postData() ?? ''))
      return stop ? route.fulfill({ body: 'stopped' }) : route.continue()
    })
    await page.goto(`${url}/sign-in/emergency`)
    await page.selectOption('#office', 'mopac')
    await page.fill('#reason', REASON)
    await page.getByRole('button', { name: 'Touch the key and sign in' }).click()
    await page.waitForLoadState('networkidle')
    await page.unroute('**/sign-in/emergency')
    const cookies = await page.context().cookies(url)
    return { posted, cookie: cookies.find(({ name }) => name === 'waypost-key')?.value ?? '' }
  }

  /** What anybody may send, with the cookie of the page; the answer by its status. */
  async function send(fields: Record<string, string>, cookie: string): Promise<number> {
    const attacker = new ABrowser(buildApp(openWeb()), url)
    attacker.cookies.set('waypost-key', cookie)
    const answer = await attacker.postBare('/sign-in/emergency', {
      office: 'mopac',
      reason: REASON,
      ...fields,
    })
    expect([...attacker.cookies.keys()]).not.toContain('waypost')
    return answer.status
  }

  it('is closed until the settings open it', async () => {
    const closed = new ABrowser(buildApp({ ...service.web, signIn: { demo: true } }), url)
    expect((await closed.get('/sign-in')).html).not.toContain('/sign-in/emergency')
    expect((await closed.get('/sign-in/emergency')).location).toContain('/sign-in?next=')
    await closed.post('/sign-in/demo', { office: 'mopac', role: 'administrator' })
    expect((await closed.get('/people/emergency-keys')).html).toContain('This way in is closed.')
    expect((await closed.post('/people/emergency-keys/begin', {}, '/people/emergency-keys')).status).toBe(404)
    expect((await closed.post('/people/emergency-keys/add', {}, '/people/emergency-keys')).status).toBe(404)
  })

  let kept: { page: Page; cdp: CDPSession; authenticatorId: string }

  it('is made by an administrator with its holder, and opens nothing that the directory does not', async () => {
    const { page, cdp } = await aPage()
    const authenticatorId = await anAuthenticator(cdp)
    kept = { page, cdp, authenticatorId }
    await signInAs(page, 'administrator')
    await page.goto(`${url}/people/emergency-keys`)
    await page.selectOption('#holder', 'duty-officer demo:duty-officer')
    await page.getByRole('button', { name: 'Go on' }).click()
    await page.getByRole('button', { name: 'Touch the key and keep it' }).click()
    await page.waitForURL(`${url}/people/emergency-keys`)
    expect(await page.locator('main').textContent()).toContain('Demo duty officer, as duty officer. Made')
    const { keys } = await rows()
    expect(keys).toMatchObject([{ userKey: 'demo:duty-officer', role: 'duty-officer', endedAt: null }])
    const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId })
    expect(credentials).toHaveLength(1)
    // The same key a second time: the browser itself says that it is known.
    await page.selectOption('#holder', 'duty-officer demo:duty-officer')
    await page.getByRole('button', { name: 'Go on' }).click()
    await page.getByRole('button', { name: 'Touch the key and keep it' }).click()
    await page.getByText('The key did not answer. Nothing was sent.').waitFor()
    expect((await rows()).keys).toHaveLength(1)
    await page.getByRole('button', { name: 'Sign out' }).click()
  })

  it('lets its holder in for an hour with a reason, and two people are told at once', async () => {
    const { page } = kept
    await useKey(page)
    expect(await page.locator('h1').textContent()).toBe('Queue')
    const found = await rows()
    expect(found.uses).toMatchObject([{ reason: REASON, userKey: 'demo:duty-officer', role: 'duty-officer' }])
    expect(found.alarms.map(({ kind }) => kind).sort()).toEqual([
      'emergency-sign-in',
      'emergency-sign-in-to-manager',
    ])
    const [session] = found.sessions.filter(({ userKey }) => userKey === 'demo:duty-officer')
    expect((session?.endsAt.getTime() ?? 0) - (session?.startedAt.getTime() ?? 0)).toBe(HOUR_MS)
    expect(found.keys[0]?.counter).toBeGreaterThan(0)
    await service.doJobs()
    const told = service.outgoing().filter((mail) => /Somebody signed in by a security key/.test(mail))
    expect(new Set(told.map((mail) => /^To: (.*)$/m.exec(mail)?.[1])).size).toBe(2)
    // Roles that the directory gave them are as they were: the key writes none.
    const [holder] = (await service.read('mopac', (tx) => tx.select().from(staff))).filter(
      ({ userKey }) => userKey === 'demo:duty-officer',
    )
    expect(holder?.roles).toEqual(['duty-officer'])
    await page.getByRole('button', { name: 'Sign out' }).click()
  })

  it('takes no sign-in without a reason, and asks no key for it', async () => {
    const { page } = kept
    await page.goto(`${url}/sign-in/emergency`)
    await page.getByRole('button', { name: 'Touch the key and sign in' }).click()
    await page.getByText('There is a problem').waitFor()
    expect(await page.locator('.govuk-error-summary').textContent()).toContain('Say what the emergency is')
    expect((await rows()).uses).toHaveLength(1)
  })

  it('takes no answer twice, none for another page, site or office, none that was changed, and no copied key', async () => {
    const { page, cdp, authenticatorId } = kept
    const before = (await rows()).uses.length
    const first = await useKey(page, { stop: true })
    const { answer = '' } = first.posted
    const second = await useKey(page, { stop: true })
    const attacks: [string, string, string, Record<string, string>?][] = [
      ['no answer', '', first.cookie],
      ['no JSON', '{', first.cookie],
      ['an empty object', '{}', first.cookie],
      ['a very long answer', `${answer}${' '.repeat(50_000)}x`, first.cookie],
      ['the challenge of another page', answer, second.cookie],
      ['no cookie', answer, ''],
      ['a cookie of our other seals', answer, first.cookie.slice(0, -4)],
      ['another office', answer, first.cookie, { office: 'west-midlands-pcc' }],
      ['no such office', answer, first.cookie, { office: 'atlantis' }],
      [
        'another site',
        changed(answer, (data) => ({ ...data, origin: 'https://evil.example' })),
        first.cookie,
      ],
      [
        'a site below ours',
        changed(answer, (data) => ({ ...data, origin: `${url}.evil.example` })),
        first.cookie,
      ],
      ['another challenge', changed(answer, (data) => ({ ...data, challenge: 'AAAA' })), first.cookie],
      [
        'an answer of making a key',
        changed(answer, (data) => ({ ...data, type: 'webauthn.create' })),
        first.cookie,
      ],
      ['another signature', other(answer, 'signature'), first.cookie],
      ['another site in what was signed', flipped(answer, 0), first.cookie],
      ['nobody touched it', flipped(answer, 32, 0x01), first.cookie],
      ['nobody proved who they are', flipped(answer, 32, 0x04), first.cookie],
      ['another count', flipped(answer, 36), first.cookie],
      [
        'another key of the same id',
        bySomebodyElse(answer, (await rows()).keys[0]?.counter ?? 0),
        first.cookie,
      ],
    ]
    for (const [what, given, cookie, fields = {}] of attacks)
      expect([what, await send({ answer: given, ...fields }, cookie)]).toEqual([what, 403])
    expect((await rows()).uses).toHaveLength(before)
    // The one that nobody touched counts, once: a second time its challenge is spent.
    const good = new ABrowser(buildApp(openWeb()), url)
    good.cookies.set('waypost-key', first.cookie)
    const fields = { office: 'mopac', reason: REASON, answer }
    expect((await good.postBare('/sign-in/emergency', fields)).status).toBe(303)
    expect(await send({ answer }, first.cookie)).toBe(403)
    expect((await rows()).uses).toHaveLength(before + 1)
    // Somebody used the key elsewhere meanwhile, or a copy of it: its count does not grow any more.
    const [one] = (await cdp.send('WebAuthn.getCredentials', { authenticatorId })).credentials
    if (!one) throw new Error('The key is gone')
    await cdp.send('WebAuthn.removeCredential', { authenticatorId, credentialId: one.credentialId })
    await cdp.send('WebAuthn.addCredential', { authenticatorId, credential: { ...one, signCount: 0 } })
    await useKey(page)
    expect(await page.locator('h1').textContent()).toBe('You are not signed in')
    await cdp.send('WebAuthn.removeCredential', { authenticatorId, credentialId: one.credentialId })
    await cdp.send('WebAuthn.addCredential', { authenticatorId, credential: { ...one, signCount: 500 } })
    const refused = await service.read('mopac', (tx) =>
      tx
        .select()
        .from(audit)
        .where(inArray(audit.action, ['emergency-sign-in-refused'])),
    )
    expect(refused.length).toBeGreaterThan(10)
  })

  it('is looked at by somebody else, once', async () => {
    const { uses } = await rows()
    const [use] = uses
    const path = `/people/emergency-keys/uses/${use?.id}/review`
    const form = {
      [`finding-${use?.id}`]: 'justified',
      [`note-${use?.id}`]: 'I rang them and the directory.',
    }
    const app = buildApp(openWeb())
    const manager = new ABrowser(app, url)
    await manager.post('/sign-in/demo', { office: 'mopac', role: 'manager' })
    const officer = new ABrowser(app, url)
    await officer.post('/sign-in/demo', { office: 'mopac', role: 'enquiries-officer' })
    expect((await officer.post(path, form, '/account')).status).toBe(403)
    expect((await manager.post(path, {}, '/people/emergency-keys')).html).toContain(
      'Say whether it was right.',
    )
    expect((await manager.post(path, form, '/people/emergency-keys')).status).toBe(303)
    expect((await manager.post(path, form, '/people/emergency-keys')).html).toContain(
      'looked at it meanwhile',
    )
    // The database refuses the same person, whoever asks.
    await expect(
      service.read('mopac', (tx) =>
        tx
          .update(emergencySignIns)
          .set({ reviewedBy: 'demo:duty-officer', reviewedAt: service.now(), finding: 'justified' }),
      ),
    ).rejects.toThrow()
    expect((await manager.get('/people/emergency-keys')).html).toContain('It was right')
  })

  it('opens nothing for somebody who was shut out or has no such role any more, nor once it is ended', async () => {
    const { page } = kept
    const app = buildApp(openWeb())
    const manager = new ABrowser(app, url)
    await manager.post('/sign-in/demo', { office: 'mopac', role: 'manager' })
    const refuses = async (what: string) => {
      await useKey(page)
      expect([what, await page.locator('h1').textContent()]).toEqual([what, 'You are not signed in'])
    }
    await manager.post('/people/shut-out', { person: 'demo:duty-officer', 'why-0': 'Left.' }, '/people')
    await refuses('shut out')
    await manager.post('/people/let-in', { person: 'demo:duty-officer' }, '/people')
    const setRoles = (roles: string[]) =>
      service.read('mopac', (tx) =>
        tx
          .update(staff)
          .set({ roles })
          .where(inArray(staff.userKey, ['demo:duty-officer'])),
      )
    await setRoles(['enquiries-officer'])
    await refuses('no such role')
    await setRoles(['duty-officer'])
    const [key] = (await rows()).keys
    expect(
      (await manager.post(`/people/emergency-keys/keys/${key?.id}/end`, {}, '/people/emergency-keys')).status,
    ).toBe(303)
    await refuses('ended')
  })
})

type ClientData = Record<string, unknown>
const withResponse = (answer: string, change: (response: Record<string, string>) => object): string => {
  const whole = JSON.parse(answer)
  return JSON.stringify({ ...whole, response: { ...whole.response, ...change(whole.response) } })
}
const changed = (answer: string, change: (data: ClientData) => ClientData): string =>
  withResponse(answer, ({ clientDataJSON = '' }) => ({
    clientDataJSON: Buffer.from(
      JSON.stringify(change(JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString()))),
    ).toString('base64url'),
  }))
const other = (answer: string, part: string): string =>
  withResponse(answer, () => ({ [part]: Buffer.from('another one').toString('base64url') }))
/** One byte of what the key signed is another: its site (0 to 31), its flags (32), its count (33 to 36). */
const flipped = (answer: string, at: number, bits = 0xff): string =>
  withResponse(answer, ({ authenticatorData = '' }) => {
    const bytes = Buffer.from(authenticatorData, 'base64url')
    bytes[at] = (bytes[at] ?? 0) ^ bits
    return { authenticatorData: bytes.toString('base64url') }
  })
/** All as it should be, and signed by a key that is not ours. */
const bySomebodyElse = (answer: string, counter: number): string =>
  withResponse(answer, ({ authenticatorData = '', clientDataJSON = '' }) => {
    const data = Buffer.from(authenticatorData, 'base64url')
    data.writeUInt32BE(counter + 5, 33)
    const hash = createHash('sha256').update(Buffer.from(clientDataJSON, 'base64url')).digest()
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const signature = sign('sha256', Buffer.concat([data, hash]), privateKey)
    return { authenticatorData: data.toString('base64url'), signature: signature.toString('base64url') }
  })
