import { readdirSync } from 'node:fs'
import path from 'node:path'
import { readRulebook } from '../deps.ts'
import { parseMessage } from '../message/parse-message.ts'
import { ROOT } from '../root.ts'
import { checkRules } from '../triage/check-rules.ts'
import type { Rules } from '../triage/read-rules.ts'
import { type ReportLetter, type RuleReport, reportRules } from '../triage/report-rules.ts'
import { mailOf } from '../triage/train-letters.ts'
import { labelledLetters } from './labelled-letters.ts'
import { localRules, readWords } from './local-rules.ts'

/**
 * Reads every rule file and runs each rule's own examples. With `--report` it says what each rule
 * adds on labelled letters: the files named, or those of rules/examples.
 */
export async function checkRulesVerb(words: string[]): Promise<number> {
  const read = readWords(words, { report: { type: 'boolean' } })
  if (!read) return 2
  if (read.positionals.length > 0 && !read.values.report) {
    process.stderr.write('Files of labelled letters are for the report: check-rules --report [FILE...]\n')
    return 2
  }
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
  if (read.values.report) await report(rules, read.positionals)
  return complaints.length === 0 ? 0 : 1
}

const EXAMPLES = path.join(ROOT, 'rules', 'examples', 'letters')

async function report(rules: Rules, named: readonly string[]): Promise<void> {
  const files =
    named.length > 0
      ? named
      : readdirSync(EXAMPLES)
          .sort()
          .map((name) => path.join(EXAMPLES, name))
  const letters: ReportLetter[] = []
  for (const letter of files.flatMap(labelledLetters)) {
    const { primary, others, risk } = letter
    letters.push({ message: await parseMessage(mailOf(letter)), primary, others, level: risk.level })
  }
  const lines = reportRules(rules, letters).sort(
    (one, other) => one.better - one.worse - (other.better - other.worse) || other.found - one.found,
  )
  process.stdout.write(`${reportText(lines, letters.length)}\n`)
}

const COLUMN = 8

function reportText(lines: readonly RuleReport[], letters: number): string {
  const width = Math.max(...lines.map(({ id }) => id.length)) + 2
  const row = (id: string, ...cells: (string | number)[]) =>
    id.padEnd(width) + cells.map((cell) => String(cell).padStart(COLUMN)).join('')
  return [
    '',
    `What each rule adds on ${letters} labelled letters, those that do harm first. found: letters it was`,
    'found in; right: of those, of its route or in danger; better, worse: first route or danger right only',
    'with it, or only without it. The model was taught with these letters and rules, so a rule may look idle.',
    row('rule', 'found', 'right', 'better', 'worse'),
    ...lines.map(({ id, found, right, better, worse }) => row(id, found, right, better, worse)),
  ].join('\n')
}
