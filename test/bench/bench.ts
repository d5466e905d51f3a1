/**
 * `npm run bench`: one JSON line a figure. Speeds of different machines do not compare,
 * so what matters is a ratio of two things measured in the same run. Run by itself, this file
 * takes the names of the figures that are wanted: `assess`, `alert`, `intake`.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { eq, ne } from 'drizzle-orm'
import { createTransport } from 'nodemailer'
import { readConfig } from '../../src/config.ts'
import { inOffice } from '../../src/db/db.ts'
import { findEmbedded } from '../../src/db/embedded.ts'
import { acknowledgements, cases, messages, rawMessages } from '../../src/db/schema.ts'
import { parseMessage } from '../../src/message/parse-message.ts'
import { type Running, startNode } from '../../src/start-node.ts'
import { triageMessage } from '../../src/triage/triage-message.ts'
import { bareInserts } from './bare-inserts.ts'
import { type Child, startChild } from './child.ts'
import { percentile, print, round } from './figures.ts'
import { letter, mail, writerOf } from './letters.ts'

async function benchAssess(running: Running): Promise<void> {
  const source = new TextEncoder().encode(
    mail('A question about my road', letter('Dear all, ', 2048), 'assess'),
  )
  const millis: number[] = []
  for (let run = 0; run < 600; run++) {
    const startedAt = performance.now()
    triageMessage(await parseMessage(source), running.service.rules)
    if (run >= 100) millis.push(performance.now() - startedAt)
  }
  print({
    figure: 'assess-2kb',
    p50Ms: round(percentile(millis, 0.5)),
    p99Ms: round(percentile(millis, 0.99)),
    runs: millis.length,
  })
}

const COUNT = 600
const LANES = 8

/** From the first mail sent to the last one taken in: case, clocks and queued acknowledgement. */
async function takenInPerSecond(running: Running, name: string): Promise<{ speed: number; cpuMs: number }> {
  const sender = startChild('send-letters.ts', [running.smtp?.port ?? 0, COUNT, LANES, name])
  await sender.line('ready')
  const cpuBefore = process.cpuUsage()
  const startedAt = performance.now()
  sender.write('go\n')
  await sender.line('sent')
  const waiting = () =>
    inOffice(running.service.database.db, 'mopac', (tx) =>
      tx.$count(rawMessages, eq(rawMessages.state, 'stored')),
    )
  while ((await waiting()) > 0) await new Promise((resolve) => setTimeout(resolve, 5))
  const speed = (COUNT * 1000) / (performance.now() - startedAt)
  const cpu = process.cpuUsage(cpuBefore)
  return { speed, cpuMs: (cpu.user + cpu.system) / 1000 / COUNT }
}

/** The floor is given twice: with as many connections as the sender has, and one commit after another. */
async function benchIntake(running: Running, databaseUrl: string): Promise<void> {
  const queued = () =>
    inOffice(running.service.database.db, 'mopac', (tx) =>
      tx.$count(acknowledgements, ne(acknowledgements.state, 'suppressed')),
    )
  await takenInPerSecond(running, 'warm')
  const before = await bareInserts(databaseUrl, COUNT, LANES)
  const { speed, cpuMs } = await takenInPerSecond(running, 'intake')
  const after = await bareInserts(databaseUrl, COUNT, LANES)
  const oneByOne = await bareInserts(databaseUrl, COUNT, 1)
  const abreast = (before + after) / 2
  print({
    figure: 'intake-over-bare-inserts',
    ratio: round(speed / abreast),
    aim: 0.25,
    ratioToOneByOne: round(speed / oneByOne),
    mailsPerSecond: round(speed),
    bareInsertsPerSecond: round(abreast),
    bareInsertsOneByOnePerSecond: round(oneByOne),
    cpuMsPerMail: round(cpuMs),
    mails: COUNT,
    // An office queues 120 an hour at most; of the others the decision is counted.
    acknowledgementsQueuedInAll: await queued(),
  })
}

/** From the receiver's 250 to the moment at which the outgoing server had the first page that names the letter's case. */
async function benchAlert(running: Running, sink: Child): Promise<void> {
  const transport = createTransport({ host: '127.0.0.1', port: running.smtp?.port ?? 0, ignoreTLS: true })
  const millis: number[] = []
  const firstPage = new Map<string, number>()
  const pageOf = async (id: string): Promise<number> => {
    for (;;) {
      // Other alerts page meanwhile: those of the letters that the start brings along.
      const [takenAt, ...references] = (await sink.line('page')).split(' ')
      for (const one of references) if (!firstPage.has(one)) firstPage.set(one, Number(takenAt))
      const at = firstPage.get((await referenceOf(running, `<${id}@example.net>`)) ?? '')
      if (at !== undefined) return at
    }
  }
  for (let n = 0; n < 60; n++) {
    const id = `alert-${n}`
    await transport.sendMail({
      envelope: { from: writerOf(id), to: 'enquiries@mopac.example.org' },
      raw: mail('please read', letter('I am going to kill myself tonight. ', 1024), id),
    })
    const acceptedAt = performance.timeOrigin + performance.now()
    millis.push((await pageOf(id)) - acceptedAt)
  }
  transport.close()
  print({
    figure: 'accept-to-alert',
    p50Ms: round(percentile(millis, 0.5)),
    p95Ms: round(percentile(millis, 0.95)),
    mostMs: round(Math.max(...millis)),
    leastMs: round(Math.min(...millis)),
    aimP95Ms: 2000,
    mails: millis.length,
  })
}

const referenceOf = async (running: Running, messageId: string): Promise<string | undefined> =>
  inOffice(running.service.database.db, 'mopac', async (tx) => {
    const [found] = await tx
      .select({ reference: cases.reference })
      .from(messages)
      .innerJoin(cases, eq(cases.id, messages.caseId))
      .where(eq(messages.messageId, messageId))
    return found?.reference
  })

/** Those named on the command line, or all of them. */
const named = process.argv.slice(2)
const isAsked = (name: string): boolean => named.length === 0 || named.includes(name)

const dataDir = mkdtempSync(path.join(tmpdir(), 'waypost-bench-'))
const sink = startChild('sink.ts')
const smtpUrl = `smtp://127.0.0.1:${await sink.line('port')}`
const running = await startNode(
  readConfig({ DATA_DIR: dataDir, PORT: '0', SMTP_PORT: '0', SMTP_URL: smtpUrl }),
)
try {
  if (isAsked('assess')) await benchAssess(running)
  if (isAsked('alert')) await benchAlert(running, sink)
  if (isAsked('intake')) await benchIntake(running, findEmbedded(dataDir)?.ownerUrl ?? '')
} finally {
  await running.stop()
  sink.stop()
  rmSync(dataDir, { recursive: true, force: true })
}
