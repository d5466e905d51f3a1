import { describe, expect, it } from 'vitest'
import { BadRules } from '../../src/errors.ts'
import { checkRules } from '../../src/triage/check-rules.ts'
import { readRules } from '../../src/triage/read-rules.ts'
import { RISK_CATEGORIES } from '../../src/triage/risk.ts'
import { riskRules, riskTexts } from './rule-texts.ts'

const RULE = `- id: risk/test/one
  because: The writer says something.
  owner: casework lead
  source: [taxonomy 2]
  category: domestic-abuse
  level: serious
  tier: alert
  any-of: ["he hits {who}"]
  matches: [he hits me]
  does-not-match: [he hits the ball]
`
const files = (risk: string, words = 'who: [me]\n') => ({
  'rules/words.yaml': words,
  'rules/risk/test.yaml': risk,
})

describe('the risk rules', () => {
  it('do what their own examples say', () => {
    expect(checkRules(riskRules)).toEqual([])
  })

  it.each(RISK_CATEGORIES)('have an alert for %s', (category) => {
    expect(riskRules.risk.some((rule) => rule.category === category && rule.tier === 'alert')).toBe(true)
  })

  it('are read whole: a “#” after a space begins a remark unless the entry stands in quotation marks', () => {
    const cut = Object.entries(riskTexts).flatMap(([path, text]) =>
      text.split('\n').flatMap((line, at) => (/^ *- [^"'].* #/.test(line) ? [`${path} line ${at + 1}`] : [])),
    )
    expect(cut).toEqual([])
  })

  it('tell users what they are known to miss', () => {
    expect(riskRules.knownMisses.length).toBeGreaterThan(5)
  })

  it('have another version as soon as one letter changes', () => {
    const changed = { ...riskTexts, 'rules/words.yaml': `${riskTexts['rules/words.yaml']}# x` }
    expect(readRules(changed).version).not.toBe(riskRules.version)
    expect(readRules(riskTexts).version).toBe(riskRules.version)
  })
})

describe('a rule file', () => {
  it('is read when it is right', () => {
    expect(readRules(files(RULE)).risk).toHaveLength(1)
  })

  it('complains of an example that does not hold', () => {
    const complaints = checkRules(readRules(files(RULE.replace('he hits the ball', 'he hits me hard'))))
    expect(complaints).toEqual([
      { ruleId: 'risk/test/one', sentence: 'he hits me hard', because: 'must not match' },
    ])
  })

  it('complains of a known miss that is found', () => {
    const misses = '- what: something missed\n  example: he hits me\n  why: nobody knows why it is\n'
    const words = riskTexts['rules/words.yaml'] ?? ''
    const rules = readRules({
      ...files(RULE.replace('{who}', '(me|you)'), words),
      'rules/risk/known-misses.yaml': misses,
    })
    expect(checkRules(rules).map(({ because }) => because)).toEqual(['is no miss any more'])
  })

  it.each([
    ['an unknown list', RULE.replace('{who}', '{whom}'), 'rules/risk/test.yaml line 8', 'no list {whom}'],
    ['a broken pattern', RULE.replace('he hits', '(he hits'), 'rules/risk/test.yaml line 8', 'without its'],
    ['no examples', RULE.replace('[he hits me]', '[]'), 'rules/risk/test.yaml', 'at least one example'],
    ['an id that is used twice', RULE + RULE, 'rules/risk/test.yaml line 11', 'already used'],
    ['an unknown word', `${RULE}  colour: red\n`, 'rules/risk/test.yaml', 'colour'],
  ])('stops the start with file and line: %s', (_, text, place, problem) => {
    expect(() => readRules(files(text))).toThrow(BadRules)
    expect(() => readRules(files(text))).toThrow(place)
    expect(() => readRules(files(text))).toThrow(problem)
  })

  it.each([
    ['a list that uses itself', 'who: [me]\na: ["{b}"]\nb: ["{a}"]\n', 'uses itself'],
    ['a list with a broken entry', 'who: ["(me"]\n', 'line 1'],
  ])('stops the start: %s', (_, words, problem) => {
    expect(() => readRules(files(RULE, words))).toThrow(problem)
  })
})
