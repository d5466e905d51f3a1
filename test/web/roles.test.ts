import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { audit } from '../../src/db/schema.ts'
import { buildApp } from '../../src/web/app.tsx'
import {
  ACTIONS,
  type Action,
  asRole,
  isSecondPerson,
  may,
  NEEDS_SECOND,
  ROLES,
  type Role,
} from '../../src/web/roles.ts'
import { type TestService, testService } from '../service.ts'
import { ABrowser } from './a-browser.ts'

/** Said a second time and by role, so that neither table can be changed alone. */
const ALLOWED: Record<Role, string> = {
  'enquiries-officer':
    'view-templates edit-templates agree-templates view search act enter-contact view-html fetch-attachment export export-report view-rota report-breach',
  'duty-officer':
    'view-templates view search act answer-alert enter-contact view-html fetch-attachment export export-report view-rota swap-duty seal break-seal report-breach',
  'information-officer':
    'view-templates edit-templates agree-templates view search act enter-contact view-html fetch-attachment export export-report lift-hold view-disposal agree-disposal view-rights handle-rights view-breaches handle-breach view-rota seal break-seal review-broken-seals report-breach',
  'records-manager':
    'view-templates view search act view-html fetch-attachment export export-report view-outbox lift-hold view-disposal propose-disposal agree-disposal view-rights view-rota report-breach',
  'rules-reviewer':
    'view-templates edit-templates agree-templates view export-report review-rules report-breach',
  manager:
    'view-templates edit-templates agree-templates view search act answer-alert enter-contact view-html fetch-attachment export export-report view-outbox lift-hold view-disposal propose-disposal agree-disposal view-rights handle-rights view-breaches handle-breach review-rules start-drill view-rota swap-duty edit-rota seal break-seal review-broken-seals review-emergency-sign-in view-people shut-out report-breach',
  auditor:
    'view-templates view search view-html fetch-attachment export-report view-outbox view-disposal view-rights view-breaches view-rota review-broken-seals review-emergency-sign-in view-people report-breach',
  administrator: 'view-rota edit-rota view-people add-emergency-key shut-out report-breach',
}
const PAIRS = ROLES.flatMap((role) => ACTIONS.map((action) => [role, action] as [Role, Action]))

describe('what a role may do', () => {
  it.each(PAIRS)('%s, %s', (role, action) => {
    expect(may(role, action)).toBe(ALLOWED[role].split(' ').includes(action))
  })

  it('is said of every action, and of none that is not there', () => {
    const said = new Set(Object.values(ALLOWED).flatMap((words) => words.split(' ')))
    expect([...said].sort()).toEqual([...ACTIONS].sort())
  })

  it.each(['', 'Manager', 'manager ', 'root', 'toString', '__proto__', null, undefined, 7, ['manager']])(
    'no role is made of %j',
    (word) => expect(asRole(word)).toBeUndefined(),
  )
})

describe('what takes two people', () => {
  it('can be begun and agreed to by two who are not the same', () => {
    for (const [agreeing, beginning] of Object.entries(NEEDS_SECOND) as [Action, Action][]) {
      expect(ROLES.some((role) => may(role, beginning))).toBe(true)
      expect(ROLES.some((role) => may(role, agreeing))).toBe(true)
    }
  })

  it.each<[string | null, string, boolean]>([
    ['ada', 'grace', true],
    ['ada', 'ada', false],
    ['ada', '', false],
    ['', 'ada', false],
    [null, 'ada', false],
  ])('%j and %j: %s', (first, second, expected) => expect(isSecondPerson(first, second)).toBe(expected))
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

  it('stops whoever takes out reports without end, and says so', async () => {
    const browser = new ABrowser(buildApp(service.web), 'http://127.0.0.1:8787')
    await browser.post('/sign-in/demo', { office: 'mopac', role: 'auditor' })
    for (let n = 0; n < 20; n++) expect((await browser.get('/safety-report.csv')).status).toBe(200)
    const { status, headers, html } = await browser.get('/safety-report.csv')
    expect([status, headers.get('retry-after')]).toEqual([429, '60'])
    expect(html).toContain('That was too often')
    const another = new ABrowser(buildApp(service.web), 'http://127.0.0.1:8787')
    await another.post('/sign-in/demo', { office: 'mopac', role: 'manager' })
    expect((await another.get('/safety-report.csv')).status).toBe(200)
  })
})
