import { describe, expect, it } from 'vitest'
import { rulesOnDisk } from '../../src/rules-on-disk.ts'
import { type Rules, readRules } from '../../src/triage/read-rules.ts'
import { triageMessage } from '../../src/triage/triage-message.ts'
import { aMessage } from './a-message.ts'

const rules = readRules(rulesOnDisk(process.cwd()))

/** The rules, but that part of them cannot be read any more: a stand-in for a fault of ours. */
const without = (part: keyof Rules): Rules =>
  Object.defineProperty({ ...rules }, part, {
    get: () => {
      throw new Error('a fault of ours')
    },
  })

const THREAT = 'He says he will kill me tonight. He has a knife and he is outside my door now.'

describe('triage of a message', () => {
  it('still finds the danger when the rules of routes fail, and asks a person for the route', () => {
    const triage = triageMessage(aMessage({ text: THREAT }), without('findRoutes'))
    expect(triage.risk.level).toBe('immediate')
    expect(triage.faults).toEqual(['route'])
    expect(triage.route).toMatchObject({ abstained: true, primary: 'general-enquiry' })
    expect(triage.route.candidates.length).toBeGreaterThanOrEqual(3)
    expect(triage.route.candidates[0]?.because[0]).toContain('could not be worked out')
  })

  it('still proposes a route when the rules of risk fail, and says that the danger was not read', () => {
    const text = 'Under the Freedom of Information Act 2000 please send me the number of stops in 2025.'
    const triage = triageMessage(aMessage({ text }), without('findRisk'))
    expect(triage.route.primary).toBe('foi')
    expect(triage.risk).toEqual({ level: 'unreadable', flags: [] })
    expect(triage.faults).toEqual(['risk'])
  })

  it('is the same every time for the same message', () => {
    const message = aMessage({ subject: 'A complaint', text: THREAT })
    expect(triageMessage(message, rules)).toEqual(triageMessage(message, rules))
    expect(triageMessage(message, rules)).not.toHaveProperty('faults')
  })
})

describe('the proposed route', () => {
  const routeOf = (text: string, subject = 'A letter') =>
    triageMessage(aMessage({ subject, text }), rules).route

  it('gives at least three candidates, the best first, with probabilities and reasons', () => {
    const { candidates, primary } = routeOf(
      'Please send me everything that you hold about me under the UK GDPR.',
    )
    expect(primary).toBe('sar')
    expect(candidates.length).toBeGreaterThanOrEqual(3)
    const scores = candidates.map(({ score }) => score)
    expect(scores).toEqual([...scores].sort((a, b) => b - a))
    expect(scores.every((score) => score >= 0 && score <= 1)).toBe(true)
    expect(candidates.every(({ because }) => because.length > 0)).toBe(true)
  })

  it('is left to a person where nothing speaks for any', () => {
    expect(routeOf('Hello.').abstained).toBe(true)
    expect(routeOf('').abstained).toBe(true)
  })

  it.each([
    [
      'a matter that may have to be referred before a complaint',
      'I want to complain about PC Harrow. He punched my son in custody and broke his jaw, and my son died in the cell.',
      'iopc-referral',
    ],
    [
      'a person’s own data before other information',
      'This is a subject access request for all personal data you hold about me. I also make a freedom of information request for your complaints policy.',
      'sar',
    ],
    [
      'a complaint before an enquiry',
      'I wish to make a complaint about the officer who came to my house: he was rude and refused to take my statement. Who is the local sergeant?',
      'police-complaint',
    ],
    [
      'the outcome of a complaint as a review',
      'I am not satisfied with the outcome of my complaint to the force and I ask you to review it.',
      'complaint-review',
    ],
  ])('puts %s', (_what, text, route) => {
    expect(routeOf(text).primary).toBe(route)
  })

  it('names a further route where another right is asked for in the same letter, so that its clock runs', () => {
    const { primary, others } = routeOf(
      'I wish to complain about PC 4471, who was rude to my mother and refused to listen. Separately, please send me a copy of all the data you hold on me.',
    )
    expect([primary, ...others]).toContain('sar')
    expect([primary, ...others]).toContain('police-complaint')
  })
})
