import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Message } from '../message/message.ts'
import { parseMessage } from '../message/parse-message.ts'
import { ROOT } from '../root.ts'
import { evidenceOf } from '../triage/blend.ts'
import { chooseRoute } from '../triage/choose-route.ts'
import { dangerEvidence } from '../triage/danger-evidence.ts'
import { flagRisk } from '../triage/flag-risk.ts'
import { modelText, ROUTE_MODEL } from '../triage/model-file.ts'
import { type JudgedRoute, type RouteReport, routeReport } from '../triage/model-route-figures.ts'
import { readRules } from '../triage/read-rules.ts'
import { ROUTES } from '../triage/route.ts'
import { type LabelledLetter, mailOf, readLetters } from '../triage/train-letters.ts'
import { TRAIN_SETTINGS, type TrainSettings } from '../triage/train-model.ts'
import { proposalOf, routeExample, trainRoutes } from '../triage/train-routes.ts'
import { localRules, readWords } from './local-rules.ts'

const OPTIONS = { out: { type: 'string' }, seed: { type: 'string' } } as const
const FEWEST_LETTERS = 40

/** Learns the model of routes from labelled letters and writes its weights; the letters themselves stay where they are. */
export async function train(words: string[]): Promise<number> {
  const read = readWords(words, OPTIONS)
  if (!read) return 2
  const [file, ...more] = read.positionals
  const seed = Number(read.values.seed ?? TRAIN_SETTINGS.seed)
  if (file === undefined || more.length > 0 || !Number.isSafeInteger(seed)) {
    process.stderr.write('Name one file of labelled letters: train FILE.jsonl [--out FILE] [--seed NUMBER]\n')
    return 2
  }
  const text = readFileSync(file, 'utf8')
  const letters = readLetters(file, text)
  const refused = whyNot(letters)
  if (refused) {
    process.stderr.write(`${refused}\n`)
    return 1
  }
  const out = read.values.out ?? path.join(ROOT, ROUTE_MODEL)
  await learn(letters, { text, out, settings: { ...TRAIN_SETTINGS, seed } })
  return 0
}

/** Too few letters, or none of a route, would give a model that never proposes it. */
function whyNot(letters: readonly LabelledLetter[]): string | undefined {
  const missing = ROUTES.filter((route) => letters.filter(({ primary }) => primary === route).length < 2)
  if (missing.length > 0)
    return `At least two letters of every route are needed; too few: ${missing.join(', ')}.`
  return letters.length < FEWEST_LETTERS
    ? `${letters.length} letters are too few to learn from; at least ${FEWEST_LETTERS} are needed.`
    : undefined
}

type Task = { text: string; out: string; settings: TrainSettings }

async function learn(letters: readonly LabelledLetter[], { text, out, settings }: Task): Promise<void> {
  const started = performance.now()
  const messages: Message[] = []
  for (const letter of letters) messages.push(await parseMessage(mailOf(letter)))
  const examples = letters.map((letter, at) => routeExample(letter, messages[at] as Message))
  const { classes, terms, heldBack } = trainRoutes(examples, settings)
  const figures = crossValidated(letters, messages, heldBack)
  const data = sha256(text)
  const about = {
    task: 'routes',
    letters: letters.length,
    data,
    settings: { ...settings },
    firstRoute: Object.fromEntries(
      ROUTES.map((route) => [route, letters.filter(({ primary }) => primary === route).length]),
    ),
    crossValidated: figures,
  }
  const version = sha256(JSON.stringify({ data, settings, terms })).slice(0, 16)
  mkdirSync(path.dirname(out), { recursive: true })
  writeFileSync(out, modelText({ format: 1, version, about, classes, terms }))
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  process.stdout.write(summary(letters.length, figures))
  process.stdout.write(`Wrote ${out}: version ${version}, ${terms.length} words, in ${seconds} s.\n`)
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

type Figures = Record<'rules' | 'model' | 'both', ReturnType<typeof brief>>

/** Each letter judged by a model that had not seen it: alone, and beside the rules of this installation. */
function crossValidated(
  letters: readonly LabelledLetter[],
  messages: readonly Message[],
  heldBack: readonly number[][],
): Figures {
  const rules = readRules(localRules())
  const judged = messages.map((message, at) => {
    const danger = dangerEvidence(flagRisk(message, rules))
    const opinions = ROUTES.map((route, n) => ({ route, logOdds: heldBack[at]?.[n] ?? 0, because: [] }))
    return {
      label: letters[at] as LabelledLetter,
      rules: chooseRoute(message, rules, danger),
      model: proposalOf(opinions),
      both: chooseRoute(message, rules, [...danger, ...evidenceOf(opinions)]),
    }
  })
  const figuresOf = (which: keyof Figures) =>
    brief(routeReport(judged.map((one): JudgedRoute => ({ label: one.label, proposal: one[which] }))))
  return { rules: figuresOf('rules'), model: figuresOf('model'), both: figuresOf('both') }
}

const brief = ({ accuracy, inTopThree, macroF1, whenSure, coverage }: RouteReport) => ({
  right: accuracy.hits,
  inTopThree: inTopThree.hits,
  macroF1: Math.round(macroF1 * 1000) / 1000,
  rightWhenSure: whenSure.hits,
  sure: coverage.hits,
})

function summary(letters: number, figures: Figures): string {
  const lines = Object.entries(figures).map(
    ([name, { right, inTopThree, macroF1, rightWhenSure, sure }]) =>
      `  ${name.padEnd(6)} first route right ${right}, among the first three ${inTopThree}, ` +
      `macro-F1 ${macroF1.toFixed(3)}, right when not asking ${rightWhenSure} of ${sure}\n`,
  )
  return `Of ${letters} letters, each judged by a model that had not seen it:\n${lines.join('')}${CAVEAT}\n`
}

const CAVEAT =
  'The rules were written with some of such letters in view, so these figures guide development; they are not a test.'
