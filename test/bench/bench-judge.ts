/**
 * How long the judgement of a mail takes, from its bytes to its triage, with nothing around it: over
 * letters that are all different and seen for the first time, and of how it grows with the letter.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { parseMessage } from '../../src/message/parse-message.ts'
import { rulesOnDisk } from '../../src/rules-on-disk.ts'
import { readRules } from '../../src/triage/read-rules.ts'
import { triageMessage } from '../../src/triage/triage-message.ts'
import { percentile, print, round } from './figures.ts'
import { longMail, variedMails } from './varied-letters.ts'

const files = rulesOnDisk(process.cwd())
const [loadedAt, cpuBefore] = [performance.now(), process.cpuUsage()]
const rules = readRules(files)
const loading = process.cpuUsage(cpuBefore)
print({
  figure: 'rules-and-models-load',
  ms: round(performance.now() - loadedAt),
  cpuMs: round((loading.user + loading.system) / 1000),
  aimMs: 150,
})

async function millisOf(source: Uint8Array): Promise<number> {
  const startedAt = performance.now()
  triageMessage(await parseMessage(source), rules)
  return performance.now() - startedAt
}

/** Half of the letters warm the process up, the others are timed, each once. */
async function benchVaried(): Promise<void> {
  const mails = variedMails(2048)
  const warming = Math.floor(mails.length / 2)
  for (const source of mails.slice(0, warming)) await millisOf(source)
  const millis: number[] = []
  const before = process.cpuUsage()
  for (const source of mails.slice(warming)) millis.push(await millisOf(source))
  const cpu = process.cpuUsage(before)
  print({
    figure: 'assess-2kb-varied',
    // Beside the time on the clock, which other work of the machine makes longer.
    meanCpuMs: round((cpu.user + cpu.system) / 1000 / millis.length),
    p50Ms: round(percentile(millis, 0.5)),
    p99Ms: round(percentile(millis, 0.99)),
    aimP50Ms: 3,
    aimP99Ms: 10,
    letters: millis.length,
  })
}

/** Up to the characters that are read of one message: of a megabyte the rest goes to a person, so it would flatter the slope. */
const SIZES = [60_000, 120_000, 240_000, 480_000]
const MEGABYTE = 1_000_000
const RUNS = 3

async function medianOf(bytes: number): Promise<number> {
  const source = longMail(bytes)
  const millis: number[] = []
  for (let run = 0; run < RUNS; run++) millis.push(await millisOf(source))
  return percentile(millis, 0.5)
}

/** The exponent is the slope of log time over log size, so 1 is linear. */
async function benchGrowth(): Promise<void> {
  await medianOf(SIZES[0] ?? 0)
  const points: { x: number; y: number }[] = []
  for (const bytes of SIZES) points.push({ x: Math.log(bytes), y: Math.log(await medianOf(bytes)) })
  const mean = (of: (one: { x: number; y: number }) => number) =>
    points.reduce((sum, one) => sum + of(one), 0) / points.length
  const [x, y] = [mean((one) => one.x), mean((one) => one.y)]
  const exponent = mean((one) => (one.x - x) * (one.y - y)) / mean((one) => (one.x - x) ** 2)
  print({
    figure: 'assess-1mb',
    p50Ms: round(await medianOf(MEGABYTE)),
    aimMs: 400,
    growthExponent: round(exponent),
    runs: RUNS,
  })
}

/** What a Worker carries for judging: the texts and what was compiled of them. */
function benchShipped(): void {
  const bundled = readFileSync(path.join('src', 'generated', 'rules.ts'))
  print({
    figure: 'rules-shipped',
    bytes: bundled.length,
    gzipBytes: gzipSync(bundled).length,
    aimGzipBytes: 3_000_000,
  })
}

await benchVaried()
await benchGrowth()
benchShipped()
