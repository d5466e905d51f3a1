/**
 * What the whole of risk reaches on letters that nobody taught it with (rules/examples/held-out).
 * These are floors for a release: they are never met by tuning on these letters.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { reading } from '../../src/message/message.ts'
import { parseMessage } from '../../src/message/parse-message.ts'
import { flagRisk } from '../../src/triage/flag-risk.ts'
import { type JudgedRisk, riskReport } from '../../src/triage/model-risk-figures.ts'
import { readLetterExamples } from '../../src/triage/read-examples.ts'
import { labelledOf, mailOf } from '../../src/triage/train-letters.ts'
import { riskRules } from './rule-texts.ts'

const HELD_OUT = new URL('../../rules/examples/held-out/letters.txt', import.meta.url)

async function judgedLetters(): Promise<JudgedRisk[]> {
  const judged: JudgedRisk[] = []
  for (const example of readLetterExamples('held-out', readFileSync(HELD_OUT, 'utf8'))) {
    const message = await parseMessage(mailOf(labelledOf(example)))
    judged.push({
      label: { level: example.level, categories: example.categories, evidence: example.evidence },
      risk: flagRisk(message, riskRules),
      text: reading(message),
      isHardNegative: example.level === 'none' && example.lookAlike !== undefined,
    })
  }
  return judged
}

describe('risk on letters that nobody taught it with', () => {
  it('finds danger, and is believed', async () => {
    const judged = await judgedLetters()
    const { danger, evidence, hardNegatives } = riskReport(judged)
    const immediate = riskReport(judged.filter(({ label }) => label.level === 'immediate')).danger
    process.stdout.write(
      `danger ${danger.recall.hits}/${danger.recall.of}, immediate ${immediate.recall.hits}/${immediate.recall.of}, ` +
        `look-alikes flagged ${hardNegatives.danger.hits}/${hardNegatives.danger.of}, ` +
        `evidence on the words ${evidence.letters.hits}/${evidence.letters.of}\n`,
    )
    expect(danger.recall.share).toBeGreaterThanOrEqual(0.85)
    expect(immediate.recall.share).toBeGreaterThanOrEqual(0.9)
    expect(hardNegatives.danger.share).toBeLessThanOrEqual(0.2)
    expect(evidence.letters.share).toBeGreaterThanOrEqual(0.9)
  }, 60_000)
})
