import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { audit, sessions } from '../../src/db/schema.ts'
import { buildApp } from '../../src/web/app.tsx'
import { endSessionsOf } from '../../src/web/sign-in/session.ts'
import { type TestService, testService } from '../service.ts'
import { ABrowser } from './a-browser.ts'

const AT = 'http://127.0.0.1:8787'
const MONDAY = new Date('2026-11-23T09:00:00Z')
const later = (minutes: number) => new Date(MONDAY.getTime() + minutes * 60_000)

let service: TestService

beforeAll(async () => {
  service = await testService()
})
afterAll(() => service.close())
beforeEach(async () => {
  service.setNow(MONDAY)
  await service.read('mopac', (tx) => tx.delete(sessions))
})

const aBrowser = () => new ABrowser(buildApp(service.web), AT)
const rows = (office = 'mopac') => service.read(office, (tx) => tx.select().from(sessions))

async function signedIn(office = 'mopac', role = 'manager'): Promise<ABrowser> {
  const browser = aBrowser()
  await browser.post('/sign-in/demo', { office, role })
  return browser
}

const isIn = async (browser: ABrowser): Promise<boolean> => (await browser.get('/problems')).status === 200

describe('a session', () => {
  it('is over after half an hour without use', async () => {
    const browser = await signedIn()
    service.setNow(later(29))
    expect(await isIn(browser)).toBe(true)
    service.setNow(later(29 + 29))
    expect(await isIn(browser)).toBe(true)
    service.setNow(later(29 + 29 + 31))
    expect(await isIn(browser)).toBe(false)
  })

  it('is over after twelve hours, however busy', async () => {
    const browser = await signedIn()
    for (let minutes = 25; minutes < 12 * 60; minutes += 25) {
      service.setNow(later(minutes))
      expect(await isIn(browser)).toBe(true)
    }
    service.setNow(later(12 * 60 + 1))
    expect(await isIn(browser)).toBe(false)
  })

  it('notes its last use at most once a minute', async () => {
    const browser = await signedIn()
    const seenAfter = async (minutes: number) => {
      service.setNow(later(minutes))
      await browser.get('/problems')
      return (await rows())[0]?.seenAt.getTime()
    }
    const first = (await rows())[0]?.seenAt.getTime() ?? 0
    expect(await seenAfter(0.5)).toBe(first)
    expect(await seenAfter(2)).toBeGreaterThan(first)
  })

  it('has a new token at each sign-in, and the one before is worth nothing', async () => {
    const browser = await signedIn()
    const before = new Map(browser.cookies)
    await browser.post('/sign-in/demo', { office: 'mopac', role: 'manager' })
    expect(browser.cookies.get('waypost')).not.toBe(before.get('waypost'))
    const thief = aBrowser()
    for (const [name, value] of before) thief.cookies.set(name, value)
    expect(await isIn(thief)).toBe(false)
    expect(await rows()).toHaveLength(1)
  })

  it('is for one office: another office before the same token finds nothing', async () => {
    const browser = await signedIn('leicestershire-opcc')
    const [, token] = browser.cookies.get('waypost')?.split('.') ?? []
    browser.cookies.set('waypost', `mopac.${token}`)
    expect(await isIn(browser)).toBe(false)
  })

  it.each(['', '.', 'mopac', 'mopac.', '.abc', 'atlantis.abc', "mopac.' or 1=1 --", '__proto__.x'])(
    'is not started by a made-up cookie: %j',
    async (cookie) => {
      const browser = aBrowser()
      browser.cookies.set('waypost', encodeURIComponent(cookie))
      expect(await isIn(browser)).toBe(false)
    },
  )

  it('does not let in a role that no longer exists', async () => {
    const browser = await signedIn()
    await service.read('mopac', (tx) => tx.update(sessions).set({ role: 'emperor' }))
    expect(await isIn(browser)).toBe(false)
  })

  it('moves with the person to another office, and the first office’s is ended', async () => {
    const browser = await signedIn('mopac')
    await browser.post('/sign-in/demo', { office: 'leicestershire-opcc', role: 'manager' })
    expect(await rows('mopac')).toHaveLength(0)
    expect(await rows('leicestershire-opcc')).not.toHaveLength(0)
    expect((await browser.get('/problems')).html).toContain('Leicestershire')
  })

  it('ends everywhere at once for somebody who has left the office', async () => {
    const [here, there, other] = [await signedIn(), await signedIn(), await signedIn('mopac', 'auditor')]
    const person = { officeId: 'mopac', userKey: 'demo:manager' }
    expect(await endSessionsOf(service.web, person)).toBe(2)
    expect([await isIn(here), await isIn(there), await isIn(other)]).toEqual([false, false, true])
  })

  it('is cleared away, once over, when the next person of the office signs in', async () => {
    await signedIn()
    service.setNow(later(31))
    await signedIn('mopac', 'auditor')
    expect((await rows()).map(({ role }) => role)).toEqual(['auditor'])
  })

  it('begins and ends in the history, with the role and without a name', async () => {
    const browser = await signedIn('west-midlands-pcc', 'duty-officer')
    const { headers } = await browser.post('/sign-out', {})
    expect(headers.get('Clear-Site-Data')).toContain('"cache"')
    const entries = await service.read('west-midlands-pcc', (tx) =>
      tx.select().from(audit).where(eq(audit.actor, 'demo:duty-officer')),
    )
    expect(entries.map(({ action, detail }) => [action, detail])).toEqual([
      ['signed-in', { role: 'duty-officer' }],
      ['signed-out', { role: 'duty-officer' }],
    ])
  })
})

describe('somebody who is not signed in', () => {
  it('comes back after signing in to the page they asked for', async () => {
    const { status, location } = await aBrowser().get('/cases/MOPAC-26-000001-7?from=mail')
    expect(status).toBe(303)
    expect(location).toBe(`/sign-in?next=${encodeURIComponent('/cases/MOPAC-26-000001-7?from=mail')}`)
  })

  it('comes back to the queue after a form, because a link cannot send it again', async () => {
    const { status, location } = await aBrowser().postBare('/enter', {})
    expect([status, location]).toEqual([303, '/sign-in?next=%2F'])
  })
})

describe('the cookie of a session', () => {
  it.each([
    ['http://127.0.0.1:8787', 'waypost', false],
    ['http://localhost:8787', 'waypost', false],
    ['https://waypost.example', '__Host-waypost', true],
    // Plain HTTP across a network: the browser must rather drop it than send it in clear.
    ['http://waypost.example', '__Host-waypost', true],
  ])('at %s is %s, kept from scripts and from other sites', async (publicUrl, name, secure) => {
    const browser = new ABrowser(buildApp({ ...service.web, publicUrl }), AT)
    const line = (await browser.post('/sign-in/demo', { office: 'mopac', role: 'auditor' })).kept[name] ?? ''
    expect(line).toMatch(/^[^=]+=mopac\.[\w-]{43};/)
    expect(line).toMatch(/; Path=\/(;|$)/)
    expect(line).toContain('; HttpOnly')
    expect(line).toContain('; SameSite=Lax')
    expect(line.includes('; Secure')).toBe(secure)
    expect(line).not.toMatch(/domain=/i)
  })
})
