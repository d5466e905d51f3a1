import { readFileSync } from 'node:fs'
import { reading } from '../message/message.ts'
import { parseMessage } from '../message/parse-message.ts'
import { type RiskReport, riskReport } from '../triage/model-risk-figures.ts'
import { type RouteReport, routeReport } from '../triage/model-route-figures.ts'
import { readRules } from '../triage/read-rules.ts'
import { type LabelledLetter, mailOf, readLetters } from '../triage/train-letters.ts'
import type { Triage } from '../triage/triage.ts'
import { triageMessage } from '../triage/triage-message.ts'
import { evaluationText } from './evaluation-text.ts'
import { localRules, readWords } from './local-rules.ts'

/** What `evaluate --json` prints. No word of any letter is in it. */
export type Evaluation = {
  file: string
  rules: string
  routes: RouteReport
  risk: RiskReport
  /** Ids of letters, so that whoever holds them can look them up. */
  missed: { danger: string[]; falseAlarms: string[] }
  millisPerLetter: number
}

type Judged = { letter: LabelledLetter; triage: Triage; text: string }

/** Measures the real triage on labelled letters; prints figures and never a word of a letter. */
export async function evaluate(words: string[]): Promise<number> {
  const read = readWords(words, { json: { type: 'boolean' } })
  const [path, ...more] = read?.positionals ?? []
  if (!read || path === undefined || more.length > 0) {
    if (read) process.stderr.write('Name one file of labelled letters: evaluate FILE.jsonl [--json]\n')
    return 2
  }
  const letters = readLetters(path, readFileSync(path, 'utf8'))
  if (letters.length === 0) {
    process.stderr.write(`There is no letter in ${path}.\n`)
    return 1
  }
  const evaluation = await evaluateLetters(path, letters)
  process.stdout.write(read.values.json ? `${JSON.stringify(evaluation)}\n` : evaluationText(evaluation))
  return 0
}

async function evaluateLetters(file: string, letters: readonly LabelledLetter[]): Promise<Evaluation> {
  const rules = readRules(localRules())
  const started = performance.now()
  const judged: Judged[] = []
  for (const letter of letters) {
    const message = await parseMessage(mailOf(letter))
    judged.push({ letter, triage: triageMessage(message, rules), text: reading(message) })
  }
  const millis = performance.now() - started
  return {
    file,
    rules: rules.version,
    routes: routeReport(judged.map(({ letter, triage }) => ({ label: letter, proposal: triage.route }))),
    risk: riskReport(
      judged.map(({ letter, triage, text }) => ({
        label: letter.risk,
        risk: triage.risk,
        text,
        isHardNegative: letter.why.startsWith('Hard negative'),
      })),
    ),
    missed: missedOf(judged),
    millisPerLetter: Math.round((millis / letters.length) * 100) / 100,
  }
}

function missedOf(judged: readonly Judged[]): Evaluation['missed'] {
  const isDanger = (level: string) => level === 'immediate' || level === 'serious'
  const ids = (wanted: (one: Judged) => boolean) => judged.filter(wanted).map(({ letter }) => letter.id)
  return {
    danger: ids(({ letter, triage }) => isDanger(letter.risk.level) && triage.risk.level === 'none'),
    falseAlarms: ids(({ letter, triage }) => letter.risk.level === 'none' && isDanger(triage.risk.level)),
  }
}
