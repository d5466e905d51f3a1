import { writeFileSync } from 'node:fs'
import { reading } from '../message/message.ts'
import { parseMessage } from '../message/parse-message.ts'
import { type Compared, compareJudgements, type Judgement } from '../triage/compare-judgements.ts'
import { holdsDangerWord, routeByKeyword } from '../triage/keyword-list.ts'
import { type RiskReport, riskReport } from '../triage/model-risk-figures.ts'
import { type RouteReport, routeReport } from '../triage/model-route-figures.ts'
import { readRules } from '../triage/read-rules.ts'
import { isDanger } from '../triage/risk.ts'
import { type LabelledLetter, mailOf } from '../triage/train-letters.ts'
import type { Triage } from '../triage/triage.ts'
import { triageMessage } from '../triage/triage-message.ts'
import { evaluationText } from './evaluation-text.ts'
import { fallenBelow, readFloors } from './floors.ts'
import { labelledLetters } from './labelled-letters.ts'
import { lastRelease, type Release, releaseText } from './last-release.ts'
import { localRules, readWords } from './local-rules.ts'

/** What `evaluate --json` prints. No word of any letter is in it. */
export type Evaluation = {
  file: string
  rules: string
  routes: RouteReport
  risk: RiskReport
  /** Ids of letters, so that whoever holds them can look them up. */
  missed: { danger: string[]; falseAlarms: string[]; route: string[] }
  /** Two measures that triage has to beat: a list of words, and what was judged at the last release. */
  baselines: { keywords: Compared; lastRelease?: Compared & { release: string } }
  millisPerLetter: number
}

type Judged = { letter: LabelledLetter; triage: Triage; text: string }

/** Measures the real triage on labelled letters; prints figures and never a word of a letter. */
export async function evaluate(words: string[]): Promise<number> {
  const read = readWords(words, {
    json: { type: 'boolean' },
    against: { type: 'string' },
    save: { type: 'string' },
    floors: { type: 'string' },
  })
  const [path, ...more] = read?.positionals ?? []
  if (!read || path === undefined || more.length > 0) {
    if (read) process.stderr.write(`Name one file of labelled letters: ${USE}\n`)
    return 2
  }
  const letters = labelledLetters(path)
  if (letters.length === 0) {
    process.stderr.write(`There is no letter in ${path}.\n`)
    return 1
  }
  const judged = await judgeLetters(letters)
  const evaluation = evaluationOf(path, judged, lastRelease(read.values.against))
  if (read.values.save)
    writeFileSync(read.values.save, releaseText(evaluation.rules, judgementsOf(judged.letters)))
  process.stdout.write(read.values.json ? `${JSON.stringify(evaluation)}\n` : evaluationText(evaluation))
  const fallen = read.values.floors ? fallenBelow(evaluation, readFloors(read.values.floors)) : []
  for (const one of fallen) process.stderr.write(`${one}\n`)
  return fallen.length === 0 ? 0 : 1
}

const USE = 'evaluate FILE [--json] [--against RELEASE.json] [--save RELEASE.json] [--floors FLOORS.json]'

type Judgings = { rules: string; letters: Judged[]; millisPerLetter: number }

async function judgeLetters(letters: readonly LabelledLetter[]): Promise<Judgings> {
  const rules = readRules(localRules())
  const started = performance.now()
  const judged: Judged[] = []
  for (const letter of letters) {
    const message = await parseMessage(mailOf(letter))
    judged.push({ letter, triage: triageMessage(message, rules), text: reading(message) })
  }
  const millis = performance.now() - started
  return {
    rules: rules.version,
    letters: judged,
    millisPerLetter: Math.round((millis / letters.length) * 100) / 100,
  }
}

function evaluationOf(
  file: string,
  { rules, letters, millisPerLetter }: Judgings,
  release: Release | undefined,
): Evaluation {
  const ours = letters.map(({ letter, triage }) => ({ letter, ours: judgementOf(triage) }))
  return {
    file,
    rules,
    routes: routeReport(letters.map(({ letter, triage }) => ({ label: letter, proposal: triage.route }))),
    risk: riskReport(
      letters.map((one) => ({
        label: one.letter.risk,
        risk: one.triage.risk,
        text: one.text,
        isHardNegative: isHardNegative(one),
      })),
    ),
    missed: missedOf(letters),
    baselines: {
      keywords: compareJudgements(ours, byKeywords(letters)),
      ...(release && {
        lastRelease: {
          release: release.rules,
          ...compareJudgements(ours, new Map(Object.entries(release.judged))),
        },
      }),
    },
    millisPerLetter,
  }
}

/** Labelled so, or, where labels give no reason, a letter without risk that holds a word of the danger list. */
const isHardNegative = ({ letter, text }: Judged): boolean =>
  letter.why === '' ? holdsDangerWord(text) : letter.why.startsWith('Hard negative')

const judgementOf = ({ risk, route }: Triage): Judgement => ({ level: risk.level, route: route.primary })

const judgementsOf = (judged: readonly Judged[]): Record<string, Judgement> =>
  Object.fromEntries(judged.map(({ letter, triage }) => [letter.id, judgementOf(triage)]))

const byKeywords = (judged: readonly Judged[]): Map<string, Judgement> =>
  new Map(
    judged.map(({ letter, text }) => [
      letter.id,
      { level: holdsDangerWord(text) ? 'serious' : 'none', route: routeByKeyword(text) },
    ]),
  )

function missedOf(judged: readonly Judged[]): Evaluation['missed'] {
  const ids = (wanted: (one: Judged) => boolean) => judged.filter(wanted).map(({ letter }) => letter.id)
  return {
    danger: ids(({ letter, triage }) => isDanger(letter.risk.level) && triage.risk.level === 'none'),
    falseAlarms: ids(({ letter, triage }) => letter.risk.level === 'none' && isDanger(triage.risk.level)),
    route: ids(({ letter, triage }) => letter.primary !== triage.route.primary),
  }
}
