import type { RuleFiles } from '../../src/rule-files.ts'
import { rulesOnDisk } from '../../src/rules-on-disk.ts'
import { DANGER_MODEL } from '../../src/triage/danger-file.ts'
import { readRules } from '../../src/triage/read-rules.ts'

/** The risk rules, word lists and the model of danger as they stand in `rules/`. */
export const riskTexts: RuleFiles = Object.fromEntries(
  Object.entries(rulesOnDisk(process.cwd())).filter(
    ([path]) => /^(?:rules\/(?:words\.yaml|risk\/)|built\/)/.test(path) || path === DANGER_MODEL,
  ),
)

export const riskRules = readRules(riskTexts)
