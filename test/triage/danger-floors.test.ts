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
import { isDanger, type RiskLevel } from '../../src/triage/risk.ts'
import { labelledOf, mailOf } from '../../src/triage/train-letters.ts'
import { publicMail, wantedMails } from '../corpus/public-mails.ts'
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

/** Mails between people and newsletters of 2002, among them stories, jokes and news of war; one in eight, none that was learned from. */
async function ordinaryLevels(): Promise<RiskLevel[]> {
  const levels: RiskLevel[] = []
  for (const file of wantedMails(8, 2)) {
    levels.push(flagRisk(await parseMessage(publicMail(file)), riskRules).level)
  }
  return levels
}

describe('risk on ordinary mail', () => {
  it('pages nobody at once for one mail in two hundred, and is believed', async () => {
    const levels = await ordinaryLevels()
    const immediate = levels.filter((level) => level === 'immediate').length
    const danger = levels.filter(isDanger).length
    process.stdout.write(`of ${levels.length} ordinary mails ${danger} flagged, ${immediate} as immediate\n`)
    expect(levels.length).toBeGreaterThan(500)
    expect(immediate / levels.length).toBeLessThanOrEqual(0.005)
    expect(danger / levels.length).toBeLessThanOrEqual(0.03)
  }, 60_000)
})
