import { readRulebook } from '../deps.ts'
import { checkRules } from '../triage/check-rules.ts'
import { localRules, readWords } from './local-rules.ts'

/** Reads every rule file and runs each rule's own examples. */
export async function checkRulesVerb(words: string[]): Promise<number> {
  if (!readWords(words, {})) return 2
  const { offices, rules, letters: _ } = readRulebook(localRules())
  const complaints = checkRules(rules)
  for (const { ruleId, sentence, because } of complaints) {
    process.stderr.write(`${ruleId} ${because}: ${sentence}\n`)
  }
  const count = rules.routes.length + rules.risk.length
  process.stdout.write(
    complaints.length === 0
      ? `${count} rules and ${offices.all.length} offices read; every example does as it should.\n`
      : `${complaints.length} examples do not do as they should.\n`,
  )
  return complaints.length === 0 ? 0 : 1
}
