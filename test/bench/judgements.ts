/**
 * One line a letter, its id and the hash of all that is judged of it, so that two versions of the
 * code can be compared to the last character and digit without showing a judgement: for changes that
 * make it faster and nothing else. `--whole` prints the judgement in place of its hash.
 *
 * node --import tsx test/bench/judgements.ts [--whole] [FILE...] >before.txt
 */
import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { labelledLetters } from '../../src/commands/labelled-letters.ts'
import { parseMessage } from '../../src/message/parse-message.ts'
import { rulesOnDisk } from '../../src/rules-on-disk.ts'
import { readRules } from '../../src/triage/read-rules.ts'
import { mailOf } from '../../src/triage/train-letters.ts'
import { triageMessage } from '../../src/triage/triage-message.ts'
import { publicMail, wantedMails } from '../corpus/public-mails.ts'
import { hostileMails } from '../hostile/hostile-mails.ts'
import { variedMails } from './varied-letters.ts'

const isWhole = process.argv.includes('--whole')
const named = process.argv.slice(2).filter((one) => one !== '--whole')
const rules = readRules(rulesOnDisk(process.cwd()))

/** Probabilities to nine places. */
const written = (judged: unknown): string =>
  JSON.stringify(judged, (_, value) => (typeof value === 'number' ? Number(value.toFixed(9)) : value))

async function tell(id: string, source: Uint8Array): Promise<void> {
  const judged = written(triageMessage(await parseMessage(source), rules))
  const shown = isWhole ? judged : createHash('sha256').update(judged).digest('hex').slice(0, 24)
  process.stdout.write(`${id} ${shown}\n`)
}

const OWN = path.join('rules', 'examples')
const files = [
  ...readdirSync(path.join(OWN, 'letters')).map((name) => path.join(OWN, 'letters', name)),
  ...(isWhole ? [] : [path.join(OWN, 'held-out', 'letters.txt')]),
  ...named,
]
for (const file of files)
  for (const letter of labelledLetters(file))
    await tell(`${path.basename(file)} ${letter.id}`, mailOf(letter))
for (const [at, source] of variedMails(2048).entries()) await tell(`varied ${at}`, source)
for (const file of wantedMails(6, 1)) await tell(`wanted ${path.basename(file)}`, publicMail(file))
let at = 0
for (const { source } of hostileMails(7, 4, 'he says he will kill me tonight'))
  await tell(`hostile ${at++}`, source)
