import { describe, expect, it } from 'vitest'
import { rulesOnDisk } from '../../src/rules-on-disk.ts'
import { chooseRoute } from '../../src/triage/choose-route.ts'
import { inOrder, whyBefore } from '../../src/triage/precedence.ts'
import { readRules } from '../../src/triage/read-rules.ts'
import type { Route, RouteCandidate } from '../../src/triage/route.ts'
import { triageMessage } from '../../src/triage/triage-message.ts'
import { readOneRule, withRules } from '../../src/triage/with-published.ts'
import { aMessage } from '../message/a-message.ts'

const rules = readRules(rulesOnDisk(process.cwd()))
const MOPAC = ['enquiries@mopac.example.org']
const routeOf = (text: string, { subject = 'A letter', to = MOPAC } = {}) =>
  chooseRoute(aMessage({ subject, text, addressedTo: to }), rules)
const allOf = (text: string, more = {}) => {
  const { primary, others } = routeOf(text, more)
  return [primary, ...others]
}

describe('the hard distinctions', () => {
  it.each<[what: string, text: string, route: Route]>([
    [
      'the Commissioner named, in a complaint about officers',
      'Dear Commissioner, two of your constables swore at my father outside the station and would not give their numbers. I want to complain about how they behaved.',
      'police-complaint',
    ],
    [
      'the Commissioner’s own words',
      'I complain about the Commissioner himself. On the radio this morning he said that people who film officers are a nuisance. It was his statement and he should answer for it.',
      'chief-officer-complaint',
    ],
    [
      'the chief constable’s own decision',
      'My complaint is about the Chief Constable personally. He decided to close our station and he signed the letter himself.',
      'chief-officer-complaint',
    ],
    [
      'a complaint about the police',
      'The officer who came was rude to my mother and refused to take her statement. I wish to make a complaint.',
      'police-complaint',
    ],
    [
      'a question that only the force can answer',
      'My car was broken into on Monday. I have a crime reference and would like to know who is dealing with it.',
      'force-enquiry',
    ],
    [
      'figures that are asked for',
      'Please send me the number of complaints about officers in each of the last three years, and the cost of investigating them.',
      'foi',
    ],
    [
      'the writer’s own data',
      'Please send me a copy of everything that you hold about me, including emails and notes.',
      'sar',
    ],
    [
      'a record that is wrong',
      'Your records have the wrong date of birth for me. Please correct it, and erase my old address.',
      'data-rights',
    ],
    [
      'the outcome of a complaint',
      'I have had the outcome of my complaint from the force and I do not accept it. Please review the decision.',
      'complaint-review',
    ],
    [
      'a new complaint by somebody who complained before',
      'I complained last year and that is over. This is new: on Friday the same officer parked across my drive and laughed at me. I want to complain about what he did on Friday.',
      'police-complaint',
    ],
    [
      'the office’s own delay',
      'I wrote to your office in May, June and July and nobody has answered. I am complaining about your service and your staff, not about the police.',
      'office-complaint',
    ],
    [
      'the Mayor’s conduct',
      'I wish to complain about the personal conduct of the Deputy Mayor, who was abusive to me at a public meeting. I believe that the Monitoring Officer deals with this.',
      'office-holder-complaint',
    ],
    [
      'a newsletter, in the words of data protection',
      'I withdraw my consent. Please unsubscribe me from your newsletter.',
      'event-or-list',
    ],
  ])('tell %s', (_what, text, route) => {
    expect(routeOf(text).primary).toBe(route)
  })

  it.each<[what: string, text: string]>([
    [
      'a death in custody',
      'My brother died in the cell at Brixton after officers held him down. I complain about them.',
    ],
    [
      'a serious injury',
      'The officer broke my arm with his baton while I lay on the ground. I was not resisting at all.',
    ],
    [
      'a position abused for a sexual purpose',
      'The constable who took my statement keeps texting me for sex and came to my flat off duty.',
    ],
    [
      'corruption',
      'A serving detective takes cash from a drug dealer to warn him before raids. I have seen the money.',
    ],
  ])('put %s before every other, with the complaint that it also is', (_what, text) => {
    const { primary, others } = routeOf(text)
    expect(primary).toBe('iopc-referral')
    expect(others).toContain('police-complaint')
  })

  it('know a request for one’s own data and one for figures in the same letter', () => {
    const routes = allOf(
      'This is a subject access request: please send me all the personal data that you hold about me. I also make a freedom of information request for the number of such requests that you had last year.',
    )
    expect(routes[0]).toBe('sar')
    expect(routes).toContain('foi')
  })

  it('take a report of danger with no other request to the police', () => {
    const text = 'There are men with knives in the car park behind the school and they are there every night.'
    const { route, risk } = triageMessage(aMessage({ subject: 'A letter', text, addressedTo: MOPAC }), rules)
    expect(risk.level).not.toBe('none')
    expect(route.primary).toBe('force-enquiry')
  })
})

describe('further routes', () => {
  it('are found in one sentence of a long letter, and say which', () => {
    const asks = 'Please also send me a copy of all the personal data that you hold about me.'
    const { primary, further } = routeOf(
      `I wish to make a formal complaint. I want to complain about the two officers who searched my bag on Saturday. They were rude. They laughed at my son and called him names. One of them pushed me against the wall. I gave them no reason at all. They refused to give their numbers. ${asks} I have lived here for thirty years and nothing like it has happened before.`,
      { subject: 'Complaint about two officers' },
    )
    expect(primary).toBe('police-complaint')
    expect(further?.find(({ route }) => route === 'sar')?.because[0]).toContain('all the personal data')
  })

  it('are none in a plain letter of one matter', () => {
    expect(routeOf('Please can I have two tickets for the open day on Saturday?').others).toEqual([])
    expect(routeOf('What time does your office open on Mondays?').others).toEqual([])
  })

  it('hold the role that a letter was addressed to when a right comes first', () => {
    const { primary, others } = routeOf(
      'Under the Freedom of Information Act please send me the minutes of your meetings since May.',
      { to: ['deputymayor@mopac.example.org'] },
    )
    expect(primary).toBe('foi')
    expect(others).toContain('deputy-mayor')
  })
})

describe('being unsure', () => {
  it.each(['', 'Hello.', 'See below', 'Regards, John'])('leaves %j to a person', (text) => {
    expect(
      routeOf(text, { subject: '' }).abstained ||
        routeOf(text, { subject: '' }).primary === 'not-correspondence',
    ).toBe(true)
  })

  it('is not for a plain request', () => {
    const { abstained, candidates } = routeOf(
      'Under the Freedom of Information Act 2000 please send me the number of stops in each borough in 2025.',
    )
    expect(abstained).toBe(false)
    expect(candidates[0]?.score).toBeGreaterThan(0.8)
  })

  it('shows three candidates and the words that spoke for them, as the writer wrote them', () => {
    const { candidates } = routeOf('Could I have Two Tickets for the open day, and who came last year?')
    expect(candidates.length).toBeGreaterThanOrEqual(3)
    expect(candidates[0]?.because.join(' ')).toMatch(/Words that spoke for it: .*“[^”]*Tickets/i)
  })
})

describe('rules that the model was not taught with', () => {
  const text = 'The zeppelin over our street is a nuisance.'
  const rule = (weight: number) =>
    readOneRule(
      `id: route/event-or-list/zeppelin\nroute: event-or-list\nweight: ${weight}\nbecause: The writer speaks of the zeppelin.\nowner: test\nsource: [a test]\nany-of: [zeppelin]\nmatches: [a zeppelin]\ndoes-not-match: [a balloon]`,
      rules.words,
    )
  const score = (weight: number) =>
    chooseRoute(aMessage({ text }), withRules(rules, [rule(weight)])).candidates.find(
      ({ route }) => route === 'event-or-list',
    )?.score ?? 0

  it('count by their own weight and give their reason', () => {
    expect(score(8)).toBeGreaterThan(0.9)
    expect(score(8)).toBeGreaterThan(score(2))
    const [best] = chooseRoute(aMessage({ text }), withRules(rules, [rule(8)])).candidates
    expect(best?.because).toContain('The writer speaks of the zeppelin.')
  })

  it('count by the difference where a rule was changed since', () => {
    const known = rules.routes.find(({ id }) => id === 'route/foi/names-the-act')
    if (!known) throw new Error('the rule of this test is gone')
    const message = aMessage({
      subject: 'A letter',
      text: 'It is about freedom of information and the open day.',
    })
    const foi = (weight: number) =>
      chooseRoute(message, withRules(rules, [{ kind: 'route', rule: { ...known, weight } }])).candidates.find(
        ({ route }) => route === 'foi',
      )?.score ?? 0
    expect(foi(known.weight)).toBeCloseTo(
      chooseRoute(message, rules).candidates.find(({ route }) => route === 'foi')?.score ?? 0,
      10,
    )
    expect(foi(known.weight + 2)).toBeGreaterThan(foi(known.weight))
    expect(foi(known.weight - 2)).toBeLessThan(foi(known.weight))
  })
})

describe('the order of precedence', () => {
  const two = (one: Route, other: Route, lead: number): RouteCandidate[] => [
    { route: one, score: 0.4 + lead, because: ['a'] },
    { route: other, score: 0.4, because: ['b'] },
    { route: 'consultation', score: 0.1, because: ['c'] },
  ]

  it.each<[Route, Route]>([
    ['iopc-referral', 'sar'],
    ['iopc-referral', 'police-complaint'],
    ['sar', 'data-rights'],
    ['data-rights', 'foi'],
    ['foi', 'recruitment'],
    ['police-complaint', 'force-enquiry'],
    ['office-complaint', 'deputy-mayor'],
    ['foi', 'victims-commissioner'],
    ['deputy-mayor', 'general-enquiry'],
  ])('sets %s before %s, when they are about as likely', (first, second) => {
    expect(inOrder(two(second, first, 0.05)).map(({ route }) => route)).toEqual([
      first,
      second,
      'consultation',
    ])
    expect(inOrder(two(second, first, 0.05))[0]?.because.at(-1)).toBe(whyBefore(first, second))
    expect(inOrder(two(second, first, 0.3))[0]?.route).toBe(second)
    expect(whyBefore(second, first)).toBeUndefined()
  })

  it('keeps the probabilities in order', () => {
    const scores = inOrder(two('force-enquiry', 'police-complaint', 0.05)).map(({ score }) => score)
    expect(scores).toEqual([...scores].sort((one, other) => other - one))
  })

  it('sets none between a complaint and a right to information: the main request decides', () => {
    expect(whyBefore('police-complaint', 'sar')).toBeUndefined()
    expect(whyBefore('sar', 'police-complaint')).toBeUndefined()
  })
})
