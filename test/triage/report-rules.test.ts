import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readRules } from '../../src/triage/read-rules.ts'
import { type ReportLetter, reportRules } from '../../src/triage/report-rules.ts'
import { aMessage } from '../message/a-message.ts'

const rule = (id: string, more: string) =>
  `- id: ${id}\n  because: A sentence that tells why.\n  owner: test\n  source: [a test]\n  matches: [abc]\n  does-not-match: [xyz]\n  ${more}\n`

const rules = readRules({
  'rules/words.yaml': readFileSync('rules/words.yaml', 'utf8'),
  'rules/routes/foi.yaml':
    rule('route/foi/figures', 'route: foi\n  weight: 5\n  any-of: [figures]') +
    rule('route/foi/unheard', 'route: foi\n  weight: 5\n  any-of: [zeppelin]'),
  'rules/routes/sar.yaml': rule('route/sar/my', 'route: sar\n  weight: 9\n  any-of: [my]'),
  'rules/risk/threat-to-life.yaml': rule(
    'risk/threat/knife',
    'category: threat-to-life\n  level: immediate\n  tier: alert\n  any-of: [a knife]',
  ),
})

const letter = (text: string, more: Partial<ReportLetter> = {}): ReportLetter => ({
  message: aMessage({ subject: 'A letter', text }),
  primary: 'foi',
  others: [],
  level: 'none',
  ...more,
})

describe('the report of rules', () => {
  const report = reportRules(rules, [
    letter('Please send the figures for the borough and the year.'),
    letter('Please send the figures for my borough and the year.'),
    letter('He has a knife and he is at the door now.', { primary: 'force-enquiry', level: 'immediate' }),
    letter('I bought a knife and a fork in the sale today.', { primary: 'general-enquiry' }),
  ])
  const of = (id: string) => report.find((one) => one.id === id)

  it('counts where a route rule was found and whether the letter would go astray without it', () => {
    expect(of('route/foi/figures')).toMatchObject({ found: 2, right: 2, better: 1, worse: 0 })
  })

  it('counts the letters that a rule leads astray', () => {
    expect(of('route/sar/my')).toMatchObject({ found: 1, right: 0, better: 0, worse: 1 })
  })

  it('counts danger found and letters flagged for nothing', () => {
    expect(of('risk/threat/knife')).toMatchObject({ found: 2, right: 1, better: 1, worse: 1 })
  })

  it('names a rule that was never found', () => {
    expect(of('route/foi/unheard')).toMatchObject({ found: 0 })
  })
})
