import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sessions } from '../../src/db/schema.ts'
import { buildApp } from '../../src/web/app.tsx'
import { demoLinks } from '../../src/web/sign-in/demo-sign-in.ts'
import { localPath } from '../../src/web/sign-in/sign-in-routes.ts'
import { type TestService, testService } from '../service.ts'
import { ABrowser } from './a-browser.ts'

const AT = 'http://127.0.0.1:8787'
let service: TestService

beforeAll(async () => {
  service = await testService()
})
afterAll(() => service.close())

const aBrowser = (origin = AT) => new ABrowser(buildApp(service.web), origin)
const everySession = async () =>
  (
    await Promise.all(
      service.offices.all.map(({ id }) => service.read(id, (tx) => tx.select().from(sessions))),
    )
  ).flat()

describe('the demo sign-in', () => {
  it('offers four posts in each office, each as a form', async () => {
    const { html } = await aBrowser().get('/sign-in')
    const forms = html.match(/<form method="post" action="\/sign-in\/demo">/g)
    expect(forms).toHaveLength(service.offices.all.length * 4)
    for (const { id } of service.offices.all) expect(html).toContain(`name="office" value="${id}"`)
  })

  it('prints links that each open a page with one button and sign nobody in', async () => {
    const links = demoLinks(service.web)
    expect(links).toHaveLength(service.offices.all.length * 4)
    for (const link of links) {
      const { status, html, kept } = await aBrowser('').get(link)
      expect(status).toBe(200)
      expect(html.match(/<button/g)).toHaveLength(1)
      expect(kept).toEqual({})
    }
    expect(await everySession()).toEqual([])
  })

  it('signs in somebody invented, whose name says so', async () => {
    const browser = aBrowser()
    const { status, location } = await browser.post('/sign-in/demo', {
      office: 'mopac',
      role: 'duty-officer',
      next: '/outbox',
    })
    expect([status, location]).toEqual([303, '/outbox'])
    const [session] = await everySession()
    expect(session).toMatchObject({ userName: 'Demo duty officer', userKey: 'demo:duty-officer' })
  })

  it.each([
    ['atlantis', 'manager'],
    ['mopac', 'emperor'],
    ['', ''],
    ['__proto__', 'manager'],
  ])('has no post %s, %s', async (office, role) => {
    expect((await aBrowser().post('/sign-in/demo', { office, role })).status).toBe(404)
  })

  // A name on the internet that is made to point at 127.0.0.1 must not get in (DNS rebinding).
  it('is not there for a request that names another host, from whichever page', async () => {
    const browser = aBrowser('http://evil.example:8787')
    expect((await browser.get('/sign-in')).html).not.toContain('/sign-in/demo')
    expect((await browser.get('/sign-in/demo?office=mopac&role=manager')).status).toBe(404)
    const answer = await browser.postBare('/sign-in/demo', { office: 'mopac', role: 'manager' })
    expect(answer.status).toBe(404)
    expect(answer.kept).toEqual({})
  })
})

describe('the page to come back to', () => {
  it.each(['/', '/cases/MOPAC-26-000001-7', '/?route=foi&page=2', '/alerts/a%20b'])('may be %s', (next) =>
    expect(localPath(next)).toBe(next),
  )

  it.each([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/a\\b',
    ' /',
    '/\t/evil.example',
    '/\n/evil.example',
    'javascript:alert(1)',
    'evil.example',
    '',
    '/sign-out',
    '/sign-in/oidc',
    undefined,
    [['/']],
  ])('is the queue instead of %j', (next) => expect(localPath(next)).toBe('/'))

  it('is the queue instead of a path longer than any of ours', () =>
    expect(localPath(`/${'a'.repeat(600)}`)).toBe('/'))
})
