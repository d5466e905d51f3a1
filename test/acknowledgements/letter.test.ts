import { describe, expect, it } from 'vitest'
import { composeAcknowledgement, type LetterAsked } from '../../src/acknowledgements/letter.ts'
import { MOST_LETTER_BYTES, readLetters } from '../../src/acknowledgements/read-letters.ts'
import { isClockKind } from '../../src/clocks/clock-rules.ts'
import type { RuleFiles } from '../../src/rule-files.ts'
import { ROUTES } from '../../src/triage/route.ts'
import { filesWith, OFFICES, RULE_FILES, theOffice } from '../offices/rules-on-disk.ts'

const letters = readLetters(RULE_FILES, OFFICES)
const FRAME = 'rules/acknowledgements/frame.yaml'
const FOI = 'rules/acknowledgements/foi.yaml'

const letter = (given: Partial<LetterAsked> = {}) =>
  composeAcknowledgement({
    office: theOffice('mopac'),
    route: 'general-enquiry',
    others: [],
    reference: 'MOPAC-26-000123-4',
    clocks: [],
    letters,
    ...given,
  })

const EVERY = OFFICES.all.flatMap((office) => ROUTES.map((route) => [office.id, route, office] as const))

describe('every acknowledgement', () => {
  it.each(EVERY)('of %s for %s says what it must', (_, route, office) => {
    const reference = `${office.referencePrefix}-26-000123-4`
    const { subject, text, noticeVersion } = letter({ office, route, reference })
    expect(subject).toBe('We have received your message')
    expect(noticeVersion).toBe(office.notice.version)
    for (const needed of [
      reference,
      office.notice.url,
      office.notice.version,
      office.name,
      office.contact.email,
      '999',
      '101',
    ])
      expect(text).toContain(needed)
    expect(text).not.toMatch(/[{}]|undefined|not-set/)
    expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(MOST_LETTER_BYTES)
  })

  it.each(EVERY)('of %s for %s shows nothing of the matter on a locked telephone', (_, route, office) => {
    const { subject, text } = letter({ office, route })
    const shown = `${subject} ${text.slice(0, 190)}`
    expect(shown).not.toMatch(/police|complain|victim|crime|commissioner|review|information|safe|abuse/i)
  })

  it.each(EVERY)('of %s for %s calls a decision that no person has taken by no name', (_, route, office) => {
    expect(letter({ office, route }).text).not.toMatch(
      /\b(?:we have (?:passed|referred|decided)|your complaint has|you are a victim)\b/i,
    )
  })

  it('is in plain characters and short sentences', () => {
    for (const [, route, office] of EVERY) {
      const { text } = letter({ office, route })
      expect(text).toMatch(/^[\x20-\x7e\n]+$/)
      const words = text.split(/[.:]\s/).map((sentence) => sentence.split(/\s+/).length)
      expect(Math.max(...words), `${office.id} ${route}`).toBeLessThanOrEqual(40)
    }
  })

  it.each(['rights', 'Data Protection Officer', 'Information Commissioner'])(
    'carries what the notice of MOPAC lacks (%s), and only there',
    (what) => {
      const words = what === 'rights' ? 'ask us to correct' : what
      expect(letter().text).toContain(words)
      expect(letter({ office: theOffice('leicestershire-opcc') }).text).not.toContain(words)
    },
  )
})

describe('what the letter says of the matter', () => {
  it('gives the day by which the law wants an answer', () => {
    const { text } = letter({ route: 'foi', clocks: [{ kind: 'foi', dueOn: '2026-06-29' }] })
    expect(text).toContain('we must answer by Monday 29 June 2026')
  })

  it('keeps the clocks that are the business of the office to itself', () => {
    const { text } = letter({
      route: 'iopc-referral',
      clocks: [{ kind: 'iopc-referral', dueOn: '2026-10-07' }],
    })
    expect(text).not.toContain('2026')
  })

  it('names no clock that does not exist', () => {
    expect(Object.keys(letters.frame.dates).filter((kind) => !isClockKind(kind))).toEqual([])
  })

  it.each([
    ['mopac', 'Directorate of Professional Standards'],
    ['leicestershire-opcc', 'Professional Standards Department of Leicestershire Police'],
    ['west-midlands-pcc', 'Professional Standards Department of West Midlands Police'],
  ] as const)('at %s says that complaints about officers go to the force', (id, where) => {
    expect(letter({ office: theOffice(id), route: 'police-complaint' }).text).toContain(where)
  })

  it.each([
    ['mopac', 'Monitoring Officer of the Greater London Authority'],
    ['leicestershire-opcc', 'Leicestershire Police and Crime Panel'],
    ['west-midlands-pcc', 'West Midlands Police and Crime Panel'],
  ] as const)('at %s says where complaints about the office holder go', (id, where) => {
    expect(letter({ office: theOffice(id), route: 'office-holder-complaint' }).text).toContain(where)
  })

  it('repeats the promise of MOPAC to those who write to the Victims’ Commissioner, and makes it for nobody else', () => {
    const route = 'victims-commissioner'
    expect(letter({ route }).text).toContain('without your consent, unless we believe')
    expect(letter({ route, office: theOffice('west-midlands-pcc') }).text).not.toContain('consent')
  })

  it('adds a sentence for what the message is besides', () => {
    const alone = letter({ route: 'general-enquiry' }).text
    const both = letter({ route: 'general-enquiry', others: ['police-complaint'] }).text
    expect(alone).not.toContain('complaint about police officers')
    expect(both).toContain('complaint about police officers')
  })

  it('is left out of a letter that was held and is let go', () => {
    const clocks = [{ kind: 'sar', dueOn: '2026-10-05' }]
    const { text } = letter({
      route: 'police-complaint',
      others: ['office-complaint'],
      clocks,
      neutral: true,
    })
    expect(text).not.toMatch(/complain(?!.*Information Commissioner)|October/)
    expect(text).toContain('MOPAC-26-000123-4')
    expect(text).toContain(theOffice('mopac').notice.url)
  })
})

describe('a letter that is wrong stops the start', () => {
  const without = ({ [FOI]: _, ...rest }: RuleFiles): RuleFiles => rest
  const long = 'A sentence that goes on. '.repeat(50)

  it.each<[string, RuleFiles, RegExp]>([
    [
      'a placeholder nobody knows',
      filesWith(FOI, 'paragraphs:\n', 'paragraphs:\n  - Dear {name}\n'),
      /foi\.yaml line \d+: paragraphs › 0: \{name\} is not one of/,
    ],
    [
      'a placeholder in the subject',
      filesWith(FRAME, 'your message\n', 'your message {reference}\n'),
      /frame\.yaml line \d+: subject/,
    ],
    [
      'half a placeholder',
      filesWith(FOI, 'paragraphs:\n', 'paragraphs:\n  - "See {noticeUrl"\n'),
      /a brace has no partner/,
    ],
    [
      'a date without a day',
      filesWith(FRAME, 'we must answer by {dueOn}.', 'we must answer soon.'),
      /dates › foi: it does not say the day/,
    ],
    ['a route without a letter', without(RULE_FILES), /has no foi\.yaml/],
    [
      'a letter under the name of another',
      filesWith(FOI, 'route: foi', 'route: sar'),
      /the file of sar is named sar\.yaml/,
    ],
    [
      'an office that is not ours',
      filesWith(FOI, 'source:', 'offices:\n  somewhere:\n    - Hello.\nsource:'),
      /somewhere is not one of our offices/,
    ],
    [
      'a place it goes to that the office has not named',
      filesWith(FOI, 'paragraphs:\n', 'paragraphs:\n  - It goes to {goesTo}.\n'),
      /does not say where foi goes/,
    ],
    [
      'more than 2 KB',
      filesWith(FOI, 'paragraphs:\n', `paragraphs:\n  - ${long}\n`),
      /foi\.yaml: for leicestershire-opcc it can grow to \d+ bytes, and 2048 is the most/,
    ],
    ['no word of emergencies', filesWith(FRAME, 'call 999', 'wait'), /does not say 999/],
    [
      'no frame',
      Object.fromEntries(Object.entries(RULE_FILES).filter(([path]) => path !== FRAME)),
      /frame\.yaml/,
    ],
  ])('%s', (_, files, complaint) => {
    expect(() => readLetters(files, OFFICES)).toThrow(complaint)
  })
})
