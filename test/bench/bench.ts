/**
 * `npm run bench`: one JSON line a figure. Speeds of different machines do not compare,
 * so what matters is a ratio of two things measured in the same run.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { eq } from 'drizzle-orm'
import { createTransport } from 'nodemailer'
import postgres from 'postgres'
import { SMTPServer } from 'smtp-server'
import { readConfig } from '../../src/config.ts'
import { inOffice } from '../../src/db/db.ts'
import { rawMessages } from '../../src/db/schema.ts'
import { parseMessage } from '../../src/message/parse-message.ts'
import { type Running, startNode } from '../../src/start-node.ts'
import { triageMessage } from '../../src/triage/triage-message.ts'

const print = (figure: Record<string, string | number>) => process.stdout.write(`${JSON.stringify(figure)}\n`)
const round = (value: number) => Math.round(value * 100) / 100
const at = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0

const SENTENCE =
  'I wrote to you in March about the lamp at the end of our road and the reply did not say who is to mend it. '
const letter = (words: string, bytes: number) =>
  words + SENTENCE.repeat(Math.ceil((bytes - words.length) / SENTENCE.length))
const mail = (subject: string, text: string, id: string) =>
  `From: A Writer <writer.${id}@example.net>\r\nTo: enquiries@mopac.example.org\r\nSubject: ${subject}\r\nMessage-ID: <${id}@example.net>\r\n` +
  `Date: Mon, 23 Nov 2026 09:00:00 +0000\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${text}\r\n`

/** The outgoing server: says when each mail was handed over. */
async function startSink(
  taken: (text: string, millis: number) => void,
): Promise<{ url: string; close(): void }> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onData: (stream, _session, callback) => {
      const chunks: Uint8Array[] = []
      stream.on('data', (chunk: Uint8Array) => chunks.push(chunk))
      stream.on('end', () => {
        taken(Buffer.concat(chunks).toString('utf8'), performance.now())
        callback()
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const bound = server.server.address()
  return {
    url: `smtp://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}`,
    close: () => server.close(() => {}),
  }
}

async function benchAssess(running: Running): Promise<void> {
  const source = new TextEncoder().encode(
    mail('A question about my road', letter('Dear all, ', 2048), 'assess'),
  )
  const millis: number[] = []
  for (let run = 0; run < 600; run++) {
    const started = performance.now()
    triageMessage(await parseMessage(source), running.service.rules)
    if (run >= 100) millis.push(performance.now() - started)
  }
  millis.sort((a, b) => a - b)
  print({
    figure: 'assess-2kb',
    p50Ms: round(at(millis, 0.5)),
    p99Ms: round(at(millis, 0.99)),
    runs: millis.length,
  })
}

/** Sends over that many connections at once and gives back how many a second were done. */
async function perSecond(
  count: number,
  lanes: number,
  one: (index: number) => Promise<unknown>,
  until?: () => Promise<void>,
): Promise<number> {
  const started = performance.now()
  let next = 0
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      while (next < count) await one(next++)
    }),
  )
  await until?.()
  return (count * 1000) / (performance.now() - started)
}

async function benchIntake(running: Running, databaseUrl: string): Promise<void> {
  const COUNT = 400
  const LANES = 8
  const sources = Array.from({ length: COUNT }, (_, n) =>
    mail(`Letter ${n}`, letter(`Number ${n}. `, 2048), `intake-${n}`),
  )
  const sql = postgres(databaseUrl, { max: LANES, onnotice: () => {} })
  await sql`create table if not exists bench_raw (id serial primary key, source bytea not null)`
  const bare = () =>
    perSecond(
      COUNT,
      LANES,
      (n) => sql`insert into bench_raw (source) values (${Buffer.from(sources[n] ?? '')})`,
    )
  await bare()
  const before = await bare()
  const transport = createTransport({
    host: '127.0.0.1',
    port: running.smtp?.port ?? 0,
    ignoreTLS: true,
    pool: true,
    maxConnections: LANES,
  })
  const waiting = () =>
    inOffice(running.service.database.db, 'mopac', (tx) =>
      tx.$count(rawMessages, eq(rawMessages.state, 'stored')),
    )
  const whole = await perSecond(
    COUNT,
    LANES,
    (n) =>
      transport.sendMail({
        envelope: { from: `writer.${n}@example.net`, to: 'enquiries@mopac.example.org' },
        raw: sources[n] ?? '',
      }),
    async () => {
      while ((await waiting()) > 0) await new Promise((resolve) => setTimeout(resolve, 5))
    },
  )
  const after = await bare()
  transport.close()
  await sql.end()
  const bareInserts = (before + after) / 2
  print({
    figure: 'intake-over-bare-inserts',
    ratio: round(whole / bareInserts),
    aim: 0.25,
    mailsPerSecond: round(whole),
    bareInsertsPerSecond: round(bareInserts),
    mails: COUNT,
  })
}

async function benchAlert(running: Running, pages: Map<string, number>): Promise<void> {
  const transport = createTransport({ host: '127.0.0.1', port: running.smtp?.port ?? 0, ignoreTLS: true })
  const millis: number[] = []
  for (let n = 0; n < 60; n++) {
    pages.clear()
    await transport.sendMail({
      envelope: { from: `writer.${n}@example.net`, to: 'enquiries@mopac.example.org' },
      raw: mail('please read', letter('I am going to kill myself tonight. ', 1024), `alert-${n}`),
    })
    const accepted = performance.now()
    while (pages.size === 0) await new Promise((resolve) => setTimeout(resolve, 1))
    millis.push(([...pages.values()][0] ?? 0) - accepted)
  }
  transport.close()
  millis.sort((a, b) => a - b)
  print({
    figure: 'accept-to-alert',
    p50Ms: round(at(millis, 0.5)),
    p95Ms: round(at(millis, 0.95)),
    aimP95Ms: 2000,
    mails: millis.length,
  })
}

const dataDir = mkdtempSync(path.join(tmpdir(), 'waypost-bench-'))
const pages = new Map<string, number>()
const sink = await startSink((text, millis) => {
  if (text.includes('Subject: IMMEDIATE')) pages.set(/^Message-ID: (.+)$/im.exec(text)?.[1] ?? '', millis)
})
const running = await startNode(
  readConfig({ DATA_DIR: dataDir, PORT: '0', SMTP_PORT: '0', SMTP_URL: sink.url }),
)
try {
  const { findEmbedded } = await import('../../src/db/embedded.ts')
  await benchAssess(running)
  await benchAlert(running, pages)
  await benchIntake(running, findEmbedded(dataDir)?.ownerUrl ?? '')
} finally {
  await running.stop()
  sink.close()
  rmSync(dataDir, { recursive: true, force: true })
}
