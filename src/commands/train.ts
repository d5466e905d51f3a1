import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseMessage } from '../message/parse-message.ts'
import { ROOT } from '../root.ts'
import { ROUTE_MODEL } from '../triage/model-file.ts'
import { readRules } from '../triage/read-rules.ts'
import { ROUTES } from '../triage/route.ts'
import { type RouteFigures, routeFigures } from '../triage/train-figures.ts'
import { fileOfModel } from '../triage/train-file.ts'
import { type LabelledLetter, mailOf } from '../triage/train-letters.ts'
import { TRAIN_SETTINGS, type TrainSettings } from '../triage/train-model.ts'
import { type RouteLetter, trainRoutes } from '../triage/train-routes.ts'
import { labelledLetters } from './labelled-letters.ts'
import { localRules, readWords } from './local-rules.ts'

const OPTIONS = {
  out: { type: 'string' },
  seed: { type: 'string' },
  seen: { type: 'string', multiple: true },
} as const
const FEWEST_LETTERS = 40
const USE = 'train FILE... [--seen FILE]... [--out FILE] [--seed NUMBER]'

/**
 * Learns the model of routes from labelled letters and writes its weights; the letters themselves
 * stay where they are. Letters of a file under `--seen` are learned from and not measured with.
 */
export async function train(words: string[]): Promise<number> {
  const read = readWords(words, OPTIONS)
  if (!read) return 2
  const seen = read.values.seen ?? []
  const seed = Number(read.values.seed ?? TRAIN_SETTINGS.seed)
  if (read.positionals.length === 0 || !Number.isSafeInteger(seed)) {
    process.stderr.write(`Name files of labelled letters: ${USE}\n`)
    return 2
  }
  const files = [...read.positionals, ...seen].map((file) => ({
    file,
    seen: seen.includes(file),
    letters: labelledLetters(file),
  }))
  const refused = whyNot(files.flatMap(({ letters }) => letters))
  if (refused) {
    process.stderr.write(`${refused}\n`)
    return 1
  }
  const out = read.values.out ?? path.join(ROOT, ROUTE_MODEL)
  await learn(files, { out, settings: { ...TRAIN_SETTINGS, seed } })
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

type LetterFile = { file: string; seen: boolean; letters: readonly LabelledLetter[] }
type Task = { out: string; settings: TrainSettings }

async function learn(files: readonly LetterFile[], { out, settings }: Task): Promise<void> {
  const started = performance.now()
  const letters: RouteLetter[] = []
  for (const { file, seen, letters: labelled } of files) {
    for (const letter of labelled) {
      const message = await parseMessage(mailOf(letter))
      letters.push({ message, primary: letter.primary, others: letter.others, writer: file, seen })
    }
  }
  // Without the model that is there: it may be the broken one that this run is to replace.
  const { [ROUTE_MODEL]: _, ...ruleFiles } = localRules()
  const rules = readRules(ruleFiles)
  const { model, heldBack } = trainRoutes(letters, rules, settings)
  const figures = routeFigures(heldBack, { rules, further: model.further })
  const data = sha256(JSON.stringify(files.map(({ letters: labelled }) => labelled)))
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
  const blank = fileOfModel(model, { version: 'not yet', about: {} })
  const version = sha256(`${data}${JSON.stringify(settings)}${blank}`).slice(0, 16)
  mkdirSync(path.dirname(out), { recursive: true })
  writeFileSync(out, fileOfModel(model, { version, about }))
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  process.stdout.write(summary(figures))
  process.stdout.write(`Wrote ${out}: version ${version}, ${model.places.size} words, in ${seconds} s.\n`)
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

function summary({ letters, rules, both }: RouteFigures): string {
  const line = (name: string, figures: RouteFigures['both']) =>
    `  ${name.padEnd(16)} first route right ${figures.right}, among the first three ${figures.inTopThree}, ` +
    `macro-F1 ${figures.macroF1.toFixed(3)}, right when not asking ${figures.rightWhenSure} of ${figures.sure}, ` +
    `further routes ${figures.furtherRight} right of ${figures.further} proposed and ${figures.furtherLabelled} labelled\n`
  return (
    `Of ${letters} letters, each judged by a model that had not seen it nor its writer:\n` +
    `${line('rules', rules)}${line('model and rules', both)}`
  )
}
