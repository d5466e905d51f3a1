import { readdirSync, readFileSync } from 'node:fs'
import type { RuleFiles } from '../../src/rule-files.ts'
import { DANGER_MODEL } from '../../src/triage/danger-file.ts'
import { readRules } from '../../src/triage/read-rules.ts'

const ROOT = new URL('../../', import.meta.url)

/** The risk rules, word lists and the model of danger as they stand in `rules/`. */
export const riskTexts: RuleFiles = Object.fromEntries(
  [
    'rules/words.yaml',
    DANGER_MODEL,
    ...readdirSync(new URL('rules/risk', ROOT)).map((name) => `rules/risk/${name}`),
  ].map((path) => [path, readFileSync(new URL(path, ROOT), 'utf8')]),
)

export const riskRules = readRules(riskTexts)
