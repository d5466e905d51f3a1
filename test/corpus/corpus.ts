/**
 * `npm run corpus`: six thousand public mails, the generated hostile ones, and public ones
 * broken on the way, each with the same words planted in it, judged in a thread as they would be in use. One JSON line
 * a set. Ends with 1 where a figure that is promised is not reached.
 */
import { JUDGING_LIMITS } from '../../src/intake/judge-apart.ts'
import { JudgeLane } from '../../src/intake/judge-lane.ts'
import { rulesOnDisk } from '../../src/rules-on-disk.ts'
import type { Judged } from '../../src/triage/judge-mail.ts'
import { chanceOf } from '../hostile/chance.ts'
import { hostileMails } from '../hostile/hostile-mails.ts'
import { brokenOnTheWay } from './broken-on-the-way.ts'
import { PLACES, planted } from './plant.ts'
import { publicMail, publicMails } from './public-mails.ts'
import { PLEA, Tally } from './tally.ts'

const SEED = 20_261_125
const OF_EACH = 8

const lane = new JudgeLane(rulesOnDisk(process.cwd()), JUDGING_LIMITS.megabytes)
await lane.ready()

async function judgeWhole(source: Uint8Array): Promise<Judged> {
  const task = { how: 'whole', delivered: { source, envelopeFrom: null, cutShort: false } } as const
  const answer = await lane.carryOut(task, JUDGING_LIMITS.wholeMillis)
  if (typeof answer === 'string') throw new Error(`The thread gave no answer: ${answer}`)
  return answer
}

const MB = 1024 * 1024
let failed = false

async function run(set: string, fill: (tally: Tally) => Promise<void>): Promise<void> {
  const tally = new Tally()
  const startedAt = performance.now()
  await fill(tally)
  const peakMb = Math.round(lane.peakBytes / MB)
  const seconds = Math.round((performance.now() - startedAt) / 1000)
  const processPeakMb = Math.round(process.resourceUsage().maxRSS / 1024)
  console.log(JSON.stringify({ set, ...tally.figures(), threadPeakMb: peakMb, processPeakMb, seconds }))
  for (const line of [...tally.errors, ...tally.lost.map((name) => `lost: ${name}`)].slice(0, 20)) {
    console.error(line)
  }
  failed ||= tally.errors.length > 0 || tally.lost.length > 0 || tally.over10s > 0
  failed ||= peakMb > JUDGING_LIMITS.megabytes
}

await run('public', async (tally) => {
  for (const [at, file] of publicMails().entries()) {
    const place = PLACES[at % PLACES.length] ?? 'subject'
    await tally.add(`${file.split('/').at(-1)} (${place})`, () =>
      judgeWhole(planted(publicMail(file), place, PLEA)),
    )
  }
})

await run('hostile', async (tally) => {
  for (const { one, source } of hostileMails(SEED, OF_EACH, PLEA)) {
    await tally.add(`b${one.item}: ${one.what}`, () => judgeWhole(source))
  }
})

await run('broken on the way', async (tally) => {
  const files = publicMails(3)
  const chance = chanceOf(SEED)
  const other = () => publicMail(chance.pick(files))
  for (const file of files) {
    const broken = brokenOnTheWay(publicMail(file), chance, other)
    await tally.add(file.split('/').at(-1) ?? '', () => judgeWhole(planted(broken, 'beside it', PLEA)))
  }
})

await lane.close()
process.exitCode = failed ? 1 : 0
