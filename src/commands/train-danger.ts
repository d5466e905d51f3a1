import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseMessage } from '../message/parse-message.ts'
import { ROOT } from '../root.ts'
import { DANGER_MODEL, dangerText } from '../triage/danger-file.ts'
import { readSentences } from '../triage/read-examples.ts'
import { type Rules, readRules } from '../triage/read-rules.ts'
import { isDanger } from '../triage/risk.ts'
import { DANGER_SETTINGS, type HeldBack, type TrainedDanger, trainDanger } from '../triage/train-danger.ts'
import { type Lesson, letterLesson, ordinaryLesson, sentenceLesson } from '../triage/train-danger-lessons.ts'
import { mailOf } from '../triage/train-letters.ts'
import { labelledLetters } from './labelled-letters.ts'
import { localRules, readWords } from './local-rules.ts'

const EXAMPLES = path.join(ROOT, 'rules/examples')

/** Learns the model of danger from rules/examples, and from further labelled letters, which stay where they are. */
export async function trainDangerModel(words: string[]): Promise<number> {
  const read = readWords(words, {
    out: { type: 'string' },
    ordinary: { type: 'string', multiple: true },
  })
  if (!read) {
    process.stderr.write(
      'Use: train-danger [MORE-LETTERS ...] [--ordinary FOLDER-OF-MAILS ...] [--out FILE]\n',
    )
    return 2
  }
  const started = performance.now()
  const { [DANGER_MODEL]: _, ...files } = localRules()
  const rules = readRules(files)
  const lessons = [...sentenceLessons(rules)]
  for (const file of [...lettersOfExamples(), ...read.positionals])
    lessons.push(...(await letterLessons(file, rules)))
  for (const folder of read.values.ordinary ?? []) lessons.push(...(await ordinaryLessons(folder, rules)))
  const trained = trainDanger(lessons, DANGER_SETTINGS, (step) => process.stdout.write(`${step}\n`))
  const out = read.values.out ?? path.join(ROOT, DANGER_MODEL)
  const about = aboutOf(lessons, trained)
  const version = sha256(JSON.stringify({ ...trained.file, ...about })).slice(0, 16)
  mkdirSync(path.dirname(out), { recursive: true })
  writeFileSync(out, dangerText({ version, about, ...trained.file }))
  process.stdout.write(`${JSON.stringify(about.triedOnOthers, null, 2)}\n`)
  const terms = trained.file.terms.split('\n').length
  const seconds = ((performance.now() - started) / 1000).toFixed(0)
  process.stdout.write(`Wrote ${out}: version ${version}, ${terms} terms, in ${seconds} s.\n`)
  return 0
}

const inFolder = (folder: string): string[] =>
  readdirSync(path.join(EXAMPLES, folder))
    .sort()
    .map((name) => path.join(EXAMPLES, folder, name))

const lettersOfExamples = (): string[] => inFolder('letters')

/** `…/suicide-self-harm.a.txt` and `…/a.txt` are by writer a. */
const writerOf = (file: string): string =>
  path
    .basename(file)
    .replace(/\.[a-z]+$/, '')
    .split('.')
    .at(-1) ?? ''

function sentenceLessons(rules: Rules): Lesson[] {
  return inFolder('sentences').flatMap((file) =>
    readSentences(file, readFileSync(file, 'utf8')).map((example, at) =>
      sentenceLesson({ ...example, id: `${path.basename(file)} ${at + 1}`, writer: writerOf(file) }, rules),
    ),
  )
}

async function letterLessons(file: string, rules: Rules): Promise<Lesson[]> {
  const lessons: Lesson[] = []
  for (const letter of labelledLetters(file)) {
    const message = await parseMessage(mailOf(letter))
    lessons.push(letterLesson({ ...letter, writer: writerOf(file) }, message, rules))
  }
  return lessons
}

/** Every second mail, so that the others can say how often the model is wrong about such mail. */
async function ordinaryLessons(folder: string, rules: Rules): Promise<Lesson[]> {
  const lessons: Lesson[] = []
  const names = readdirSync(folder).sort()
  for (const name of names.filter((_, at) => at % 2 === 1)) {
    const bytes = new Uint8Array(readFileSync(path.join(folder, name)))
    lessons.push(ordinaryLesson(name, await parseMessage(bytes), rules))
  }
  return lessons
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** What people should know of it; no word of a letter. */
function aboutOf(lessons: readonly Lesson[], { file, heldBack }: TrainedDanger) {
  const writers = [...new Set(heldBack.map(({ writer }) => writer))]
  return {
    task: 'danger',
    examples: lessons.length,
    letters: lessons.filter(({ passages }) => passages.length > 1).length,
    settings: { ...DANGER_SETTINGS },
    triedOnOthers: Object.fromEntries(
      ['all', ...writers].map((writer) => [
        writer,
        figuresOf(
          heldBack.filter((one) => writer === 'all' || one.writer === writer),
          file,
        ),
      ]),
    ),
  }
}

type At = Pick<TrainedDanger['file'], 'alertAt' | 'immediateAt'>

/** The model alone, asked about writers that it had not read. */
function figuresOf(letters: readonly HeldBack[], { alertAt, immediateAt }: At) {
  const inDanger = letters.filter(({ level }) => isDanger(level))
  const immediate = letters.filter(({ level }) => level === 'immediate')
  const harmless = letters.filter(({ level }) => level === 'none')
  const heard = (some: readonly HeldBack[]) => some.filter(({ danger }) => danger >= alertAt).length
  const paged = (some: readonly HeldBack[]) =>
    some.filter((one) => one.danger >= alertAt && one.immediate >= immediateAt).length
  return {
    danger: `${heard(inDanger)} of ${inDanger.length}`,
    immediate: `${heard(immediate)} of ${immediate.length}, ${paged(immediate)} as immediate`,
    falseAlarms: `${heard(harmless)} of ${harmless.length}, ${paged(harmless)} as immediate`,
  }
}
