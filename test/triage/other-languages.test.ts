import { describe, expect, it } from 'vitest'
import { flagRisk } from '../../src/triage/flag-risk.ts'
import { aMessage } from './a-message.ts'
import { riskRules } from './rule-texts.ts'

const OURS = riskRules.risk.filter(({ id }) => id.startsWith('risk/other-languages/'))

describe('unmistakable phrases of other languages', () => {
  it.each(OURS.flatMap((rule) => rule.matches))('are flagged and said to be unreviewed: %s', (text) => {
    const { level, flags } = flagRisk(aMessage({ text }), riskRules)
    expect(['serious', 'immediate']).toContain(level)
    expect(flags.some(({ because }) => because.includes('not yet reviewed by a speaker'))).toBe(true)
  })

  it('are found as one sentence in an English letter', () => {
    const text =
      'Good morning, I ask about my bicycle at the station.\n\nMąż powiedział że mnie zabije.\n\nThank you.'
    expect(flagRisk(aMessage({ text }), riskRules).level).toBe('serious')
  })

  it('are not needed for a letter in another language to reach a person', () => {
    const text = 'Dzień dobry, proszę o informację, nie mówię po angielsku i nie wiem do kogo napisać.'
    expect(flagRisk(aMessage({ text }), riskRules).level).toBe('unreadable')
  })
})
