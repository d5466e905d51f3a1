import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { audit } from '../../src/db/schema.ts'
import { buildApp } from '../../src/web/app.tsx'
import { type Action, asRole, may, ROLES, type Role } from '../../src/web/roles.ts'
import { type TestService, testService } from '../service.ts'
import { ABrowser } from './a-browser.ts'

const ACTIONS: readonly Action[] = [
  'view',
  'act',
  'answer-alert',
  'enter-contact',
  'view-outbox',
  'review-rules',
  'view-rota',
  'swap-duty',
  'edit-rota',
]

describe('what a role may do', () => {
  it.each<[Role, string]>([
    ['enquiries-officer', 'view act enter-contact view-rota'],
    ['duty-officer', 'view act answer-alert enter-contact view-rota swap-duty'],
    ['information-officer', 'view act enter-contact view-rota'],
    ['records-manager', 'view act view-outbox view-rota'],
    ['rules-reviewer', 'view review-rules'],
    ['manager', 'view act answer-alert enter-contact view-outbox review-rules view-rota swap-duty edit-rota'],
    ['auditor', 'view view-outbox view-rota'],
    ['administrator', 'view-rota edit-rota'],
  ])('%s: %s', (role, allowed) => {
    expect(ACTIONS.filter((action) => may(role, action)).join(' ')).toBe(allowed)
  })

  it.each(['', 'Manager', 'manager ', 'root', 'toString', '__proto__', null, undefined, 7, ['manager']])(
    'no role is made of %j',
    (word) => expect(asRole(word)).toBeUndefined(),
  )
})

describe('a page that a role may not see', () => {
  let service: TestService
  beforeAll(async () => {
    service = await testService()
  })
  afterAll(() => service.close())

  const PAGES: [string, Action][] = [
    ['/', 'view'],
    ['/problems', 'view'],
    ['/enter', 'enter-contact'],
    ['/outbox', 'view-outbox'],
    ['/lab', 'review-rules'],
    ['/lab/try', 'review-rules'],
    ['/rota', 'view-rota'],
  ]

  it.each(ROLES)('opens to exactly those who may, and the rest are told why: %s', async (role) => {
    const browser = new ABrowser(buildApp(service.web), 'http://127.0.0.1:8787')
    await browser.post('/sign-in/demo', { office: 'mopac', role })
    for (const [path, action] of PAGES) {
      const { status, html } = await browser.get(path)
      expect([path, status]).toEqual([path, may(role, action) ? 200 : 403])
      if (status === 403) expect(html).toContain('You cannot do this')
    }
    const refused = await service.read('mopac', (tx) =>
      tx
        .select({ detail: audit.detail })
        .from(audit)
        .where(and(eq(audit.actor, `demo:${role}`), eq(audit.action, 'refused'))),
    )
    const expected = PAGES.filter(([, action]) => !may(role, action))
    expect(refused.map(({ detail }) => detail)).toEqual(
      expected.map(([, action]) => ({ because: 'role', action })),
    )
  })
})
