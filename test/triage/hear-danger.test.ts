import { describe, expect, it } from 'vitest'
import { reading } from '../../src/message/message.ts'
import { flagRisk, MODEL_ID } from '../../src/triage/flag-risk.ts'
import { aMessage } from './a-message.ts'
import { riskRules } from './rule-texts.ts'

const withoutModel = { ...riskRules, dangerModel: undefined }

/** A letter about the bins, with these sentences in its middle. */
const letterWith = (said: string) =>
  'Good morning. I am writing about the recycling boxes outside number twelve, which are full again. ' +
  `${said} The lids are on the road when it is windy. Thank you for reading this, and could you tell me who empties them?`

const heard = (text: string) =>
  flagRisk(aMessage({ text }), riskRules).flags.filter(({ ruleId }) => ruleId === MODEL_ID)

/** Said so that no rule knows a word of it. */
const SIDEWAYS =
  'The boy next door has been out in the yard in his socks since it got dark and they have turned the lights off.'

describe('the model of danger', () => {
  it('hears what no rule names, in one sentence of an ordinary letter', () => {
    const message = aMessage({ text: letterWith(SIDEWAYS) })
    expect(flagRisk(message, withoutModel).level).toBe('none')
    expect(['serious', 'immediate']).toContain(flagRisk(message, riskRules).level)
  })

  it('shows the words as the writer wrote them, and says which weighed most', () => {
    const message = aMessage({ text: letterWith(SIDEWAYS) })
    const flags = flagRisk(message, riskRules).flags.filter(({ ruleId }) => ruleId === MODEL_ID)
    expect(flags.length).toBeGreaterThan(0)
    for (const flag of flags) {
      expect(reading(message).slice(flag.start, flag.end)).toBe(flag.evidence)
      expect(flag.evidence.length).toBeLessThanOrEqual(600)
      const words = [...flag.because.matchAll(/“([^”]+)”/g)].map(([, word]) => word ?? '')
      expect(words.length).toBeGreaterThan(0)
      for (const word of words) expect(message.text.toLowerCase().replace(/\s+/g, ' ')).toContain(word)
    }
    expect(flags.some(({ evidence }) => SIDEWAYS.includes(evidence) || evidence.includes('socks'))).toBe(true)
  })

  it('is silent about the same letter without that sentence', () => {
    expect(heard(letterWith('They have been like that since Monday.'))).toEqual([])
  })

  it('never takes away what a rule has found', () => {
    for (const text of [
      'He is going to kill me tonight.',
      letterWith('I am going to kill myself tonight.'),
    ]) {
      const rules = flagRisk(aMessage({ text }), withoutModel).flags
      expect(flagRisk(aMessage({ text }), riskRules).flags).toEqual(expect.arrayContaining([...rules]))
    }
  })

  it('does not read what stands in an earlier message that is answered', () => {
    const text = `Thank you.\n\n> ${SIDEWAYS}\n`
    const message = aMessage({
      text,
      stretches: [
        { voice: 'own', start: 0, end: text.indexOf('>') },
        { voice: 'quoted', start: text.indexOf('>'), end: text.length + 1 },
      ],
    })
    expect(flagRisk(message, riskRules).flags.filter(({ ruleId }) => ruleId === MODEL_ID)).toEqual([])
  })

  it('tells the worst of a letter that goes on and on, and no passage twice', () => {
    const flags = heard(Array.from({ length: 200 }, (_, n) => `${n}. ${SIDEWAYS}`).join('\n\n'))
    expect(flags.length).toBeGreaterThan(1)
    expect(flags.length).toBeLessThanOrEqual(6)
    const places = flags.map(({ start, end }) => [start, end]).sort(([a = 0], [b = 0]) => a - b)
    for (const [at, [start = 0]] of places.entries())
      if (at > 0) expect(start).toBeGreaterThanOrEqual(places[at - 1]?.[1] ?? 0)
  })

  it.each([
    '',
    '.',
    'Thanks',
    '\u0301'.repeat(10_000),
    'word '.repeat(100_000),
    '🙂🙂🙂',
    'a'.repeat(500_000),
  ])('gives an answer for nonsense (%#)', (text) => {
    expect(heard(text)).toEqual([])
  })
})
