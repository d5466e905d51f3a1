import { describe, expect, it } from 'vitest'
import { dutyBrief, type Known } from '../../src/referrals/brief.ts'
import { dutySteps } from '../../src/referrals/checklist.ts'
import { phoneScript } from '../../src/referrals/phone-script.ts'
import { RISK_CATEGORIES } from '../../src/triage/risk.ts'

const known = (change: Partial<Known> = {}): Known => ({
  level: 'immediate',
  dangers: [{ category: 'suicide-self-harm', name: 'Suicide or self-harm' }],
  text: 'I am on Waterloo Bridge, 07700 900123, until 9pm. My son is eight. Crime ref: 1234567/26 was closed.',
  writer: 'R. Ellery',
  channel: 'email',
  earlier: { cases: 3, flagged: 1 },
  safeContact: '',
  ...change,
})
const head = (name: string, change?: Partial<Known>) =>
  dutyBrief(known(change)).heads.find((one) => one.head === name)?.facts

describe('the brief of an alert', () => {
  it('sets the facts of the letter under the six heads, and grades nothing', () => {
    expect(dutyBrief(known()).heads.map((one) => one.head)).toEqual([
      'Threat',
      'Harm',
      'Risk',
      'Investigation',
      'Vulnerability',
      'Engagement',
    ])
    expect(head('Risk')).toEqual(['Times named: until 9pm.'])
    expect(head('Investigation')).toEqual([
      'References named: 1234567/26.',
      '3 earlier cases from this address, 1 of them flagged.',
    ])
    expect(head('Vulnerability')).toEqual(['A child is spoken of.'])
    expect(head('Engagement')?.join(' ')).toContain('Telephone numbers in the letter: 07700 900123.')
    expect(JSON.stringify(dutyBrief(known()))).not.toMatch(/score|grade|\bhigh\b|\bmedium\b/i)
  })

  it('says what is not known rather than nothing', () => {
    const bare = { text: 'Please help.', writer: '', earlier: { cases: 0, flagged: 0 } }
    expect(head('Investigation', bare)).toEqual(['No earlier case from this address.'])
    expect(head('Engagement', bare)?.join(' ')).toContain('somebody who gave no name')
    expect(head('Engagement', bare)?.join(' ')).toContain('Nobody has noted which way to reach them is safe.')
    expect(head('Vulnerability', bare)).toEqual([])
  })
})

describe('the steps of an alert', () => {
  it('put a bomb threat before everything and forbid the answer', () => {
    const [first, second] = dutySteps(['terrorism-explosives'], 'the force')
    expect(first?.strong).toContain('bomb threat')
    expect(first?.rest).toContain('Do not answer, forward, move or delete')
    expect(second?.strong).toContain('security of the building')
  })

  it.each([
    ['threat-to-official', 'Operation Ford'],
    ['child-at-risk', 'children’s services'],
    ['adult-at-risk', 'adult social care'],
    ['domestic-abuse', 'Do not write, ring or text back'],
    ['suicide-self-harm', 'ask for an ambulance'],
    ['fixated-contact', 'fixated threats'],
  ] as const)('for %s name: %s', (category, said) => {
    expect(JSON.stringify(dutySteps([category], 'the force'))).toContain(said)
  })

  it('always ask for 999, the other force, and whether they accept; and none stands twice', () => {
    for (const category of RISK_CATEGORIES) {
      const ids = dutySteps([category, 'domestic-abuse', 'stalking-harassment'], 'the force').map(
        ({ id }) => id,
      )
      expect(ids).toEqual(expect.arrayContaining(['999', 'elsewhere', 'accepted']))
      expect(new Set(ids).size).toBe(ids.length)
    }
  })
})

describe('the words for the telephone', () => {
  const script = (change?: Partial<Known>) =>
    phoneScript(
      {
        office: 'MOPAC',
        reference: 'MOPAC-26-000003-5',
        dangers: ['Suicide or self-harm'],
        isImmediate: true,
      },
      dutyBrief(known(change)),
    ).join('\n')

  it('say who calls, what is feared, where and when, and ask for the answer', () => {
    expect(script()).toContain('I am calling from MOPAC')
    expect(script()).toContain('The place that it names is on Waterloo Bridge')
    expect(script()).toContain('It speaks of until 9pm')
    expect(script()).toContain('What is your reference? Ours is MOPAC-26-000003-5.')
  })

  it('invent no place and no number', () => {
    expect(script({ text: 'Please help.' })).toContain('names no place that we can find')
    expect(script({ text: 'Please help.' })).toContain('We have no telephone number.')
  })
})
