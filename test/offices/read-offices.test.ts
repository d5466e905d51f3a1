import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readOffices } from '../../src/offices/read-offices.ts'
import type { RuleFiles } from '../../src/rule-files.ts'
import { ROUTES, type Route } from '../../src/triage/route.ts'
import { filesWith, OFFICES, RULE_FILES, theOffice } from './rules-on-disk.ts'

const MOPAC = 'rules/offices/mopac.yaml'
const LEICS = 'rules/offices/leicestershire-opcc.yaml'
const WM = 'rules/offices/west-midlands-pcc.yaml'

describe('the offices', () => {
  it('are the three that the service starts with', () => {
    expect(OFFICES.all.map(({ id, referencePrefix }) => [id, referencePrefix])).toEqual([
      ['leicestershire-opcc', 'LEICS'],
      ['mopac', 'MOPAC'],
      ['west-midlands-pcc', 'WMPCC'],
    ])
  })

  it.each([
    ['OPCC@leics.police.uk', 'leicestershire-opcc'],
    ['enquiries@mopac.london.gov.uk', 'mopac'],
    ['HR@MOPAC.london.gov.uk', 'mopac'],
    ['wmpcc@west-midlands.pnn.police.uk', 'west-midlands-pcc'],
    ['wmpcc+question@west-midlands.pnn.police.uk', 'west-midlands-pcc'],
    ['opcc@leics-opcc.example.org', 'leicestershire-opcc'],
    ['victimscommissioner@mopac.example.org', 'mopac'],
    ['foi@wm-pcc.example.org', 'west-midlands-pcc'],
  ])('%s is the mailbox of %s', (address, id) => {
    expect(OFFICES.officeOfAddress(address)?.id).toBe(id)
  })

  it.each([
    'an.officer@leics.police.uk',
    'someone@west-midlands.pnn.police.uk',
    'enquiries@mopac.example.org.example.net',
    'enquiries@sub.mopac.example.org',
    'mopac.example.org',
    '',
  ])('%s is no mailbox of an office, for the force keeps its own', (address) => {
    expect(OFFICES.officeOfAddress(address)).toBeUndefined()
  })

  it('have ids that the requirements explain', () => {
    const explained = readFileSync('docs/requirements.md', 'utf8')
    const cited = Object.values(RULE_FILES).flatMap(
      (text) => text.match(/\b(?:[A-E]-\d\d|T\d\d|G\d{1,2})\b/g) ?? [],
    )
    expect(cited.length).toBeGreaterThan(100)
    expect([...new Set(cited)].filter((id) => !explained.includes(`**${id}**`))).toEqual([])
  })
})

describe('retention', () => {
  const rowOf = (id: Parameters<typeof theOffice>[0], route: Route) =>
    theOffice(id).retention.find((row) => row.routes.includes(route))

  it.each<[Route, number | 'not-set', string]>([
    ['general-enquiry', 96, 'last-action'],
    ['force-enquiry', 96, 'last-action'],
    ['chief-officer-complaint', 96, 'last-action'],
    ['office-complaint', 96, 'last-action'],
    ['police-complaint', 96, 'last-action'],
    ['foi', 96, 'last-action'],
    ['sar', 96, 'last-action'],
    ['volunteering', 96, 'last-action'],
    ['event-or-list', 84, 'not-set'],
    ['supplier-or-funding', 96, 'not-set'],
    ['recruitment', 6, 'campaign-end'],
    ['complaint-review', 'not-set', 'not-set'],
    ['victims-commissioner', 'not-set', 'not-set'],
    ['deputy-mayor', 'not-set', 'not-set'],
    ['consultation', 'not-set', 'not-set'],
    ['board-question', 'not-set', 'not-set'],
    ['data-rights', 'not-set', 'not-set'],
    ['not-correspondence', 'not-set', 'not-set'],
  ])('at MOPAC of %s is %s months from %s', (route, keepMonths, trigger) => {
    expect(rowOf('mopac', route)).toMatchObject({ keepMonths, trigger })
  })

  it.each(['leicestershire-opcc', 'west-midlands-pcc'] as const)('at %s is not set for anything', (id) => {
    for (const route of ROUTES)
      expect(rowOf(id, route)).toMatchObject({ keepMonths: 'not-set', trigger: 'not-set' })
  })
})

describe('sharing', () => {
  const ruleOf = (route: Route, recipient: string, purpose: string) =>
    theOffice('mopac').sharing.find(
      (rule) =>
        rule.routes !== 'all' &&
        rule.routes.includes(route) &&
        rule.recipient === recipient &&
        rule.purpose === purpose,
    )?.rule

  it.each<[Route, string, string, string]>([
    ['general-enquiry', 'force', 'answer', 'allowed'],
    ['general-enquiry', 'force', 'safety', 'safety-exception'],
    ['deputy-mayor', 'force', 'answer', 'consent'],
    ['deputy-mayor', 'force', 'safety', 'safety-exception'],
    ['victims-commissioner', 'force', 'answer', 'consent'],
    ['sar', 'force', 'answer', 'consent'],
    ['sar', 'force', 'safety', 'law-only'],
    ['foi', 'gla', 'answer', 'allowed'],
    ['chief-officer-complaint', 'force', 'investigate', 'allowed'],
    ['chief-officer-complaint', 'force', 'safety', 'law-only'],
    ['iopc-referral', 'iopc', 'referral', 'law-only'],
  ])('at MOPAC of %s with %s for %s is %s', (route, recipient, purpose, rule) => {
    expect(ruleOf(route, recipient, purpose)).toBe(rule)
  })
})

describe('holding back an acknowledgement', () => {
  it.each(OFFICES.all.map((office) => [office.id, office] as const))(
    '%s holds where a reply may be seen',
    (_, office) => {
      expect(office.holdAcknowledgement).toEqual(
        expect.arrayContaining([
          'domestic-abuse',
          'stalking-harassment',
          'honour-based-abuse',
          'exploitation',
          'terrorism-explosives',
          'sexual-offence',
          'child-at-risk',
        ]),
      )
    },
  )
})

/** The first ladder of that profile with other steps. */
function ladderOf(path: string, steps: () => string): RuleFiles {
  const text = RULE_FILES[path] ?? ''
  const [before = '', rest = ''] = text.split(/ +steps:\n(?= +- \{ who)/, 2)
  const after = rest.slice(rest.indexOf('    repeatMinutes'))
  const other = text.slice(text.indexOf('  serious:\n    afterMinutes'))
  return { ...RULE_FILES, [path]: `${before}    steps: ${steps()}\n${after.split('  serious:')[0]}${other}` }
}

describe('a profile that is wrong stops the start', () => {
  it.each<[string, RuleFiles, RegExp]>([
    [
      'a route kept under two periods',
      filesWith(MOPAC, 'routes: [foi], keepMonths: 96', 'routes: [foi, sar], keepMonths: 96'),
      /mopac\.yaml line \d+: retention: sar needs exactly one row and has 2 \(mopac-foi, mopac-sar\)/,
    ],
    [
      'a route kept under none',
      filesWith(LEICS, '      - consultation\n', ''),
      /leicestershire-opcc\.yaml line \d+: retention: consultation needs exactly one row and has 0/,
    ],
    [
      'a route without a handler',
      filesWith(WM, '  board-question:', '  broad-question:'),
      /west-midlands-pcc\.yaml line \d+: routes/,
    ],
    [
      'one person as both contacts',
      filesWith(MOPAC, 'complaints.second@', 'complaints.officer@'),
      /routes › police-complaint › deputy: the deputy is the primary contact/,
    ],
    [
      'one address on two steps of a ladder',
      filesWith(
        LEICS,
        '{ rota: secondary }',
        '{ post: Deputy head, email: head.of.office@leics-opcc.example.org }',
      ),
      /duty › immediate › steps › 2 › who: head\.of\.office@leics-opcc\.example\.org is on the ladder already/,
    ],
    [
      'two of one step under one name, of whom only the first would be told',
      filesWith(
        LEICS,
        '{ rota: secondary }',
        '[{ post: Duty desk, email: one@leics-opcc.example.org }, { post: Duty desk, email: two@leics-opcc.example.org }]',
      ),
      /duty › immediate › steps › 1 › who › 1: Duty desk is in this step already/,
    ],
    [
      'a ladder with no steps',
      ladderOf(MOPAC, () => '[]'),
      /mopac\.yaml line \d+: duty › immediate › steps: a ladder has at least two steps/,
    ],
    [
      'a channel that nobody knows',
      filesWith(MOPAC, 'channels: [email, sms]', 'channels: [pigeon]'),
      /duty › immediate › steps › 0 › channels › 0: Invalid option: expected one of "email"\|"sms"\|"webhook"/,
    ],
    [
      'a delay of 0',
      filesWith(MOPAC, 'waitMinutes: 5', 'waitMinutes: 0'),
      /duty › immediate › steps › 0 › waitMinutes: a delay is more than 0 minutes/,
    ],
    ['a step that tells nobody', filesWith(MOPAC, '{ rota: primary }', '{}'), /steps › 0 › who/],
    [
      'a ladder that ends with whoever is on call',
      filesWith(
        MOPAC,
        '{ post: Head of office, email: head.of.office@mopac.example.org }',
        '{ rota: primary }',
      ),
      /duty › immediate › steps › 2: the last step is a post that has an email/,
    ],
    [
      'a post with no address for its channels',
      filesWith(
        MOPAC,
        '{ rota: secondary }',
        "{ post: Security desk, phone: '+44 20 7946 0000' }, channels: [email], waitMinutes: 5 }\n      - { who: { rota: secondary }",
      ),
      /steps › 1 › who › 0: Security desk has no address for a channel of this step/,
    ],
    [
      'a phone number without its country',
      filesWith(MOPAC, 'post: Duty desk,', "post: Duty desk, phone: '020 7946 0000',"),
      /duty › fallback › phone: a phone number starts with \+ and the country/,
    ],
    [
      'a prefix of another office',
      filesWith(WM, 'referencePrefix: WMPCC', 'referencePrefix: LEICS'),
      /west-midlands-pcc\.yaml line \d+: referencePrefix: LEICS belongs to leicestershire-opcc/,
    ],
    [
      'a mailbox of another office',
      filesWith(WM, 'address: wmpcc@west-midlands.pnn.police.uk', 'address: OPCC@leics.police.uk'),
      /opcc@leics\.police\.uk belongs to leicestershire-opcc/,
    ],
    [
      'a domain of another office',
      filesWith(WM, 'mailDomains: [wm-pcc.example.org]', 'mailDomains: [mopac.example.org]'),
      /mopac\.example\.org belongs to mopac/,
    ],
    [
      'an id that is not its file',
      filesWith(WM, 'id: west-midlands-pcc', 'id: wm'),
      /the file of wm is named wm\.yaml/,
    ],
    [
      'a demonstration on a real domain',
      filesWith(WM, 'demoMailbox: office@wm-pcc.example.org', 'demoMailbox: office@wm-pcc.org'),
      /demoMailbox: wm-pcc\.org is not a reserved example domain/,
    ],
    [
      'a field nobody knows',
      filesWith(MOPAC, 'calendar: england', 'calender: england'),
      /mopac\.yaml line \d+/,
    ],
    [
      'silence on whether the police may be told',
      filesWith(LEICS, 'recipient: force, purpose: safety', 'recipient: force, purpose: audit'),
      /no rule says whether iopc-referral may go to the force for safety/,
    ],
    ['no profile at all', {}, /rules\/offices holds no profile/],
  ])('%s', (_, files, complaint) => {
    expect(() => readOffices(files)).toThrow(complaint)
  })
})
