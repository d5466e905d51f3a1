/**
 * Every route with row-level security switched off: what the service itself does has to keep
 * offices apart. The other layer alone is in test/db/access-matrix.test.ts.
 */
import { readFileSync } from 'node:fs'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inOffice } from '../../src/db/db.ts'
import { ForeignRow } from '../../src/db/own-office.ts'
import { cases, notes, sessions } from '../../src/db/schema.ts'
import { buildApp } from '../../src/web/app.tsx'
import { may } from '../../src/web/roles.ts'
import { caseOf } from '../case-of.ts'
import { plainMail, type TestService, testService } from '../service.ts'
import { aVisitor, type Visitor } from './a-visitor.ts'
import { addressOf, type Route, routesOf } from './routes-of.ts'

/** Words that stand in the letters of one office and nowhere else. */
const CANARY = 'zqfoxglovekx'
const NOBODYS_ID = '00000000-0000-4000-8000-00000000000f'

let service: TestService
let admin: postgres.Sql
let tables: string[]
let routes: Route[]
let reference: string
/** The id that stands after this part of an address: of something of the other office where it has one. */
const ids = new Map<string, string>()

/** By the part of the address before it, the table whose ids stand there; a route with another part fails the test. */
const TABLE_AFTER: Record<string, string> = {
  alerts: 'escalations',
  tasks: 'tasks',
  wholes: 'raw_messages',
  acknowledgements: 'acknowledgements',
  'safe-contact': 'safe_contacts',
  restriction: 'contact_restrictions',
  holds: 'case_holds',
  'kept-from': 'kept_from',
  links: 'case_links',
  messages: 'messages',
  clocks: 'clocks',
  entries: 'clock_events',
  chases: 'chases',
  referrals: 'referrals',
  alarms: 'alarms',
  problems: 'raw_messages',
  drafts: 'rule_drafts',
  changes: 'ruleset_changes',
  verdicts: 'verdicts',
  covers: 'duty_overrides',
  people: 'duty_people',
  rotations: 'duty_rotations',
  admissions: 'case_admissions',
  sealed: 'case_admissions',
  disclosures: 'disclosures',
  consents: 'consents',
  filters: 'saved_filters',
  restrictions: 'use_restrictions',
  rights: 'rights_requests',
  finds: 'rights_finds',
  marks: 'review_marks',
  keys: 'emergency_keys',
  uses: 'emergency_sign_ins',
  undo: 'case_changes',
  bulk: 'case_changes',
  replies: 'replies',
  templates: 'reply_templates',
}

beforeAll(async () => {
  service = await testService()
  routes = routesOf(buildApp(service.web))
  admin = postgres(service.testDatabase.superuserUrl, { max: 1, onnotice: () => {} })
  tables = (
    await admin`select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`
  ).map((row) => row['relname'])
  for (const table of tables) await admin.unsafe(`alter table "${table}" disable row level security`)
  const write = (text: string, from: string) =>
    service.receive(
      plainMail({ from: `${CANARY} <${from}>`, subject: `${CANARY} to you`, text: `${text} ${CANARY}` }),
      {
        envelopeFrom: from,
      },
    )
  const raw = await write('I am going to kill myself tonight.', 'one@example.net')
  await write('Under the Freedom of Information Act, how many cameras are there?', 'two@example.net')
  const { id: caseId, reference: known } = (await caseOf(service, raw)).found
  reference = known
  const duty = await aVisitor(service, 'duty-officer')
  await duty.post(`/cases/${reference}/notes`, { note: CANARY })
  await duty.post(`/cases/${reference}/holds`, { 'hold-kind': 'evidence', 'hold-why': CANARY })
  await duty.post(`/cases/${reference}/safe-contact`, { 'safe-how': CANARY, 'safe-why': CANARY })
  for (const [before, table] of Object.entries(TABLE_AFTER)) {
    // Of that case where it has one: an address names both.
    const [row] = await admin.unsafe(
      `select t.id from "${table}" t where office_id = 'mopac'
        order by coalesce(to_jsonb(t) ->> 'case_id' = $1, false) desc, id limit 1`,
      [caseId],
    )
    ids.set(before, row?.['id'] ?? NOBODYS_ID)
  }
})
afterAll(async () => {
  await admin.end()
  await service.close()
})

/** The first test says where one is missing. */
const unknown = new Set<string>()
const idAfter = (before: string): string => {
  if (!ids.has(before)) unknown.add(before)
  return ids.get(before) ?? NOBODYS_ID
}
const guarded = () => routes.filter(({ actions }) => actions.length > 0)
const pages = () => guarded().filter(({ method }) => method === 'GET')

/** What a table holds of the office, in one word. */
const fingerprint = async (table: string): Promise<string> =>
  (
    await admin.unsafe(
      `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as sum from "${table}" as t where office_id = 'mopac'`,
    )
  )[0]?.['sum']
const fingerprints = () =>
  Promise.all(tables.map(async (table) => [table, await fingerprint(table)] as const))

/** Enough of what forms ask for that most would be carried out in one's own office. */
const FORM = {
  ...{ route: 'foi', reason: 'Because it is so.', version: '1', note: 'x', outcome: 'x', level: 'immediate' },
  ...{ 'why-level': 'x', 'hold-kind': 'evidence', 'hold-why': 'x', 'seal-kind': 'staff', 'seal-why': 'x' },
  ...{ 'keep-who': 'demo:manager', 'keep-why': 'x', kind: 'foi', to: 'x@example.net', 'unseal-why': 'x' },
}

/** What is shown without an entry, and why it needs none. What is not here has to leave one. */
const FORM_OF = 'an empty form; what it sends leaves one'
const OWN_WORDS = 'rules and examples, which are words of the service'
const NEEDS_NO_ENTRY: Record<string, string> = {
  '/queue/bulk/:id': 'references of cases, each of which left an entry when it was changed',
  '/templates': 'templates, which are words of the office',
  '/search': 'an empty form; the search is sent by POST and leaves one',
  '/breaches/new': FORM_OF,
  '/enter': FORM_OF,
  '/problems': 'alarms, mailboxes and numbers of messages that wait; opening one leaves one',
  '/mailboxes': 'counts of folders',
  '/risk/known-misses': OWN_WORDS,
  '/lab': OWN_WORDS,
  '/lab/try': FORM_OF,
  '/drills': 'figures of drills, whose letters are invented',
  '/rota/rotations/new': FORM_OF,
  '/rota/covers/new': FORM_OF,
  '/rota/swaps/new': FORM_OF,
  '/safety-report': 'figures that name nobody; taking them out leaves one',
  '/work': 'figures that name nobody; taking them out leaves one',
  '/return': 'figures that name nobody; taking them out leaves one',
  '/sealed/open': FORM_OF,
}

/** What nothing is there for in this file: the entry that its route writes, and where. */
const LEAVES: Record<string, [file: string, action: string] | string> = {
  '/cases/:reference/next': 'the way to another case, whose page leaves one',
  '/cases/:reference/messages/:id/attachments/:part': ['cases/attachment-routes.ts', 'attachment-opened'],
  '/cases/:reference/messages/:id/:file': ['parts/source-export.ts', 'source-exported'],
  '/cases/:reference/clocks/:id': ['clocks/clock-routes.tsx', 'case-viewed'],
  '/referrals/:id': ['referrals/referral-routes.tsx', 'referral-viewed'],
  '/referrals/:id/sheet.pdf': ['referrals/referral-routes.tsx', 'referral-viewed'],
  '/referrals/:id/words.txt': ['referrals/referral-routes.tsx', 'referral-viewed'],
  '/breaches/:number': ['breaches/breach-routes.tsx', 'breaches-viewed'],
  '/disclosures/:id': ['rights/sharing-routes.tsx', 'case-viewed'],
  '/disclosures/:id/sheet.pdf': ['rights/sharing-routes.tsx', 'case-viewed'],
  '/rights/:id': ['rights/rights-routes.tsx', 'rights-viewed'],
  '/rights/:id/review': ['rights/rights-routes.tsx', 'rights-viewed'],
  '/problems/:id': ['watch/problems-page.tsx', 'parked-viewed'],
  '/lab/drafts/:id': OWN_WORDS,
  '/lab/changes/:id': OWN_WORDS,
  '/lab/verdicts/:id/export': ['../rulesets/verdicts.ts', 'example-opened'],
  '/rota/people/:id': ['rota/rota-form-routes.tsx', 'rota-viewed'],
  '/rota/rotations/:id/end': FORM_OF,
}

describe('every page that shows something', () => {
  it('leaves an entry in the history, or says here why it needs none', async () => {
    const manager = await aVisitor(service, 'manager')
    const entries = async () =>
      (await admin`select count(*)::int as n from audit where office_id = 'mopac'`)[0]?.['n']
    const bare: string[] = []
    const unshown: string[] = []
    for (const route of pages()) {
      const before = await entries()
      const { status } = await manager.get(addressOf(route, { reference, idAfter }))
      const named = route.path.replaceAll(/\{.*?\}(?=\/|$)/g, '')
      if (status !== 200) unshown.push(named)
      else if ((await entries()) === before) bare.push(named)
    }
    expect(bare).toEqual(Object.keys(NEEDS_NO_ENTRY))
    expect(unshown).toEqual(Object.keys(LEAVES))
    for (const [path, leaves] of Object.entries(LEAVES)) {
      if (typeof leaves === 'string') continue
      const [file, action] = leaves
      expect([path, readFileSync(`src/web/${file}`, 'utf8').includes(`'${action}'`)]).toEqual([path, true])
    }
  })

  it('leaves one too where it searches, and where it refuses a role', async () => {
    const lastOf = async () =>
      (
        await admin`select action, detail from audit where office_id = 'mopac' order by position desc limit 1`
      )[0]
    const manager = await aVisitor(service, 'manager')
    expect((await manager.post('/search', { words: CANARY })).status).toBe(200)
    const searched = await lastOf()
    expect(searched?.['action']).toBe('searched')
    expect(JSON.stringify(searched?.['detail'])).not.toContain(CANARY)
    const officer = await aVisitor(service, 'enquiries-officer')
    for (const route of pages().filter(({ actions }) =>
      actions.some((one) => !may('enquiries-officer', one)),
    )) {
      expect((await officer.get(addressOf(route, { reference, idAfter }))).status).toBe(403)
      expect([route.path, (await lastOf())?.['action']]).toEqual([route.path, 'refused'])
    }
  })
})

describe('with row-level security off', () => {
  it('each id of an address is of a table that is known here (TABLE_AFTER)', () => {
    for (const route of guarded()) addressOf(route, { reference, idAfter })
    expect([...unknown]).toEqual([])
  })

  it('has something to hide: whoever works in that office reads it on many pages', async () => {
    const manager = await aVisitor(service, 'manager')
    const shown: string[] = []
    for (const route of pages()) {
      const { html } = await manager.get(addressOf(route, { reference, idAfter }))
      if (html.includes(CANARY) || html.includes(reference)) shown.push(route.path)
    }
    expect(shown.length).toBeGreaterThan(6)
  })

  it.each(['manager', 'auditor', 'rules-reviewer'])(
    'no page shows a word of another office, by its own ids and references: %s',
    async (role) => {
      const visitor = await aVisitor(service, role, 'leicestershire-opcc')
      for (const route of pages()) {
        const { html, status } = await visitor.get(addressOf(route, { reference, idAfter }))
        const said = html.includes(CANARY) || html.includes(reference)
        expect([route.path, status, said]).toEqual([route.path, status, false])
        if (route.path.includes('/:reference'))
          expect([route.path, [403, 404].includes(status)]).toEqual([route.path, true])
      }
    },
  )

  it('no form changes a row of another office', async () => {
    const before = await fingerprints()
    const visitors: Visitor[] = [
      await aVisitor(service, 'manager', 'leicestershire-opcc'),
      await aVisitor(service, 'records-manager', 'leicestershire-opcc'),
    ]
    for (const visitor of visitors) {
      for (const route of guarded().filter(({ method }) => method === 'POST'))
        await visitor.post(addressOf(route, { reference, idAfter }), FORM)
    }
    expect(await fingerprints()).toEqual(before)
  })

  it('a statement that forgets the office finds, counts, changes and removes its own alone, and a foreign row is not written', async () => {
    const inLeicestershire = <T>(work: Parameters<typeof inOffice<T>>[2]) =>
      inOffice(service.database.db, 'leicestershire-opcc', work)
    expect(await inLeicestershire((tx) => tx.select().from(cases))).toEqual([])
    expect(await inLeicestershire((tx) => tx.$count(cases))).toBe(0)
    expect(await inLeicestershire((tx) => tx.update(cases).set({ subject: 'x' }).returning())).toEqual([])
    const ended = await inLeicestershire((tx) => tx.delete(sessions).returning())
    expect(new Set(ended.map(({ officeId }) => officeId))).toEqual(new Set(['leicestershire-opcc']))
    expect(await service.read('mopac', (tx) => tx.$count(sessions))).toBeGreaterThan(0)
    const [one] = await service.read('mopac', (tx) => tx.select().from(notes))
    if (!one) throw new Error('there is no note')
    await expect(
      inLeicestershire((tx) => tx.insert(notes).values({ ...one, id: NOBODYS_ID })),
    ).rejects.toThrow(ForeignRow)
  })
})
