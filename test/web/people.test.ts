import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { audit, sessions, staff } from '../../src/db/schema.ts'
import { buildApp } from '../../src/web/app.tsx'
import { type TestService, testService } from '../service.ts'
import { ABrowser } from './a-browser.ts'

const AT = 'http://127.0.0.1:8787'
let service: TestService

beforeAll(async () => {
  service = await testService()
})
afterAll(() => service.close())
beforeEach(async () => {
  for (const office of ['mopac', 'leicestershire-opcc']) {
    await service.read(office, (tx) => tx.delete(sessions))
    await service.read(office, (tx) =>
      tx.update(staff).set({ shutOutAt: null, shutOutBy: null, shutOutByName: null, shutOutBecause: null }),
    )
  }
})

async function signedIn(role: string, office = 'mopac'): Promise<ABrowser> {
  const browser = new ABrowser(buildApp(service.web), AT)
  await browser.post('/sign-in/demo', { office, role })
  return browser
}
const isIn = async (browser: ABrowser): Promise<boolean> => (await browser.get('/account')).status === 200
const shutOut = (by: ABrowser, person: string, because = 'Left the office.') =>
  by.post('/people/shut-out', { person, 'why-1': because }, '/people')
const noted = (action: string) =>
  service.read('mopac', (tx) =>
    tx
      .select()
      .from(audit)
      .where(and(eq(audit.action, action))),
  )

describe('people and roles', () => {
  it.each(['enquiries-officer', 'administrator'])('begins on a page that they may open: %s', async (role) => {
    const browser = new ABrowser(buildApp(service.web), AT)
    const { location } = await browser.post('/sign-in/demo', { office: 'mopac', role })
    expect((await browser.get(location ?? '')).status).toBe(200)
  })

  it('lists who has signed in, with their roles, to whoever may see it', async () => {
    await signedIn('duty-officer')
    const admin = await signedIn('administrator')
    const { html } = await admin.get('/people')
    expect(html).toContain('Demo duty officer')
    expect(html).toContain('This is you')
    expect((await (await signedIn('duty-officer')).get('/people')).status).toBe(403)
    const other = await signedIn('administrator', 'leicestershire-opcc')
    expect((await other.get('/people')).html).not.toContain('Demo duty officer')
  })

  it('shuts an account out at its next request, and lets it in no more, until somebody does', async () => {
    const [here, there] = [await signedIn('duty-officer'), await signedIn('duty-officer')]
    const elsewhere = await signedIn('duty-officer', 'leicestershire-opcc')
    const admin = await signedIn('administrator')
    expect((await shutOut(admin, 'demo:duty-officer')).status).toBe(303)
    expect([await isIn(here), await isIn(there), await isIn(elsewhere)]).toEqual([false, false, true])
    const again = new ABrowser(buildApp(service.web), AT)
    const refused = await again.post('/sign-in/demo', { office: 'mopac', role: 'duty-officer' })
    expect([refused.status, await isIn(again)]).toEqual([403, false])
    expect(refused.html).toContain('Your account is shut out of this office')
    expect((await admin.get('/people')).html).toContain('Left the office.')
    await admin.post('/people/let-in', { person: 'demo:duty-officer' }, '/people')
    expect(await isIn(await signedIn('duty-officer'))).toBe(true)
    expect((await noted('person-shut-out')).at(-1)?.detail).toEqual({ person: 'demo:duty-officer', ended: 2 })
  })

  it('holds also where a session was started in the same moment', async () => {
    const admin = await signedIn('administrator')
    const duty = await signedIn('duty-officer')
    await shutOut(admin, 'demo:duty-officer')
    // As if it had been written by a process that had not seen it.
    await service.read('mopac', (tx) =>
      tx.insert(sessions).values({
        id: '00000000-0000-4000-8000-000000000001',
        officeId: 'mopac',
        tokenHash: 'x',
        userKey: 'demo:duty-officer',
        userName: 'Demo',
        role: 'duty-officer',
        startedAt: new Date(),
        seenAt: new Date(),
        endsAt: new Date(Date.now() + 3_600_000),
      }),
    )
    expect(await isIn(duty)).toBe(false)
  })

  it.each([
    ['oneself', 'demo:administrator', 'You cannot shut yourself out'],
    ['somebody of another office', 'demo:auditor', 'Nobody of that account has signed in to this office.'],
    ['nobody', '', 'Nobody of that account has signed in to this office.'],
  ])('does not shut out %s', async (_who, person, says) => {
    await signedIn('auditor', 'leicestershire-opcc')
    const admin = await signedIn('administrator')
    const { status, html } = await shutOut(admin, person)
    expect(status).toBe(400)
    expect(html).toContain(says)
    expect(await isIn(admin)).toBe(true)
  })

  it('asks why, and keeps what was typed', async () => {
    await signedIn('duty-officer')
    const admin = await signedIn('administrator')
    expect((await shutOut(admin, 'demo:duty-officer', '')).html).toContain('Say why.')
    const { status, html } = await shutOut(admin, 'demo:duty-officer', 'x'.repeat(1_001))
    expect(status).toBe(400)
    expect(html).toContain('x'.repeat(1_001))
  })

  it('is not for a manager of rules, an auditor or a duty officer to change', async () => {
    for (const role of ['rules-reviewer', 'auditor', 'duty-officer'])
      expect((await shutOut(await signedIn(role), 'demo:manager')).status).toBe(403)
  })
})

describe('a role that was taken away', () => {
  it('ends its sessions with the next request, whatever office they are of', async () => {
    const duty = await signedIn('duty-officer')
    await service.read('mopac', (tx) =>
      tx
        .update(staff)
        .set({ roles: ['auditor'] })
        .where(eq(staff.userKey, 'demo:duty-officer')),
    )
    expect(await isIn(duty)).toBe(false)
  })
})

describe('signing out everywhere', () => {
  it('ends every session of that person in every office, and of nobody else', async () => {
    const [one, two] = [await signedIn('manager'), await signedIn('manager')]
    const three = await signedIn('manager', 'leicestershire-opcc')
    const other = await signedIn('auditor')
    const answer = await one.post('/account/sign-out-everywhere', {}, '/account')
    expect([answer.status, answer.location]).toEqual([303, '/sign-in'])
    expect(answer.headers.get('clear-site-data')).toContain('cache')
    expect(await Promise.all([one, two, three, other].map(isIn))).toEqual([false, false, false, true])
  })
})
