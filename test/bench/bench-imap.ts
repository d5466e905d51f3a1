/**
 * From an IMAP mailbox to the committed case with its clocks and the queued
 * acknowledgement, for one and for two processes, beside the floor of the same run.
 * The letters are put into a real Dovecot all at once, so that the mail server is never
 * what is waited for.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { isNotNull } from 'drizzle-orm'
import { inOffice } from '../../src/db/db.ts'
import { startEmbedded } from '../../src/db/embedded.ts'
import { migrateDatabase } from '../../src/db/migrate.ts'
import { openDatabase } from '../../src/db/open.ts'
import { acknowledgements, ledger, mailboxStates } from '../../src/db/schema.ts'
import { type Dovecot, startDovecot, whyNoDovecot } from '../end-to-end/dovecot.ts'
import { until } from '../end-to-end/until.ts'
import { TEST_KEY_SET, TEST_KEYS } from '../test-keys.ts'
import { startChild } from './child.ts'
import { print, round } from './figures.ts'
import { imapFloor } from './imap-floor.ts'
import { letterNumber, writerOf } from './letters.ts'
import { startService } from './service-process.ts'

const COUNT = 400
const WARM = 100
const LONGEST_MS = 240_000
const OFFICE = 'mopac'

type Place = { dovecot: Dovecot; databaseUrl: string; settings: Record<string, string> }

async function bench(): Promise<void> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'waypost-bench-imap-'))
  const database = await startEmbedded(dataDir)
  const dovecot = await startDovecot()
  const sink = startChild('sink.ts')
  try {
    await migrateDatabase(database.ownerUrl, 'drizzle')
    const settings = settingsFor(dovecot, database.appUrl, Number(await sink.line('port')))
    const place = { dovecot, databaseUrl: database.appUrl, settings }
    const one = await takeIn(place, 1)
    const before = await imapFloor(dovecot, database.ownerUrl, COUNT)
    const two = await takeIn(place, 2)
    const after = await imapFloor(dovecot, database.ownerUrl, COUNT)
    const floor = (before + after) / 2
    say(one, floor)
    say(two, floor)
  } finally {
    sink.stop()
    await dovecot.stop()
    await database.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

type Speed = { storedPerSecond: number; perSecond: number }
type TakenIn = Speed & { processes: number; cpuMs: number; peakMb: number }

function say({ processes, perSecond, storedPerSecond, cpuMs, peakMb }: TakenIn, floor: number): void {
  print({
    figure: `imap-to-case-${processes}`,
    ratio: round(perSecond / floor),
    ...(processes === 1 ? { aim: 0.35 } : {}),
    mailsPerSecond: round(perSecond),
    storedPerSecond: round(storedPerSecond),
    fetchAndInsertPerSecond: round(floor),
    cpuMsPerMail: round(cpuMs),
    peakMbOfAProcess: peakMb,
    // Above the number of cores, others were at work too and the figures are too low.
    loadAverage: round(loadavg()[0] ?? 0),
    mails: COUNT,
  })
}

async function takeIn(place: Place, processes: number): Promise<TakenIn> {
  const services = await Promise.all(Array.from({ length: processes }, () => startService(place.settings)))
  try {
    await until('the mailbox is polled', () => isPolled(place), LONGEST_MS)
    await deliver(place, WARM, `warm-${processes}`)
    const cpu = () => services.reduce((sum, one) => sum + (one.cpuMs() ?? 0), 0)
    const cpuBefore = cpu()
    const speed = await deliver(place, COUNT, `imap-${processes}`)
    return {
      processes,
      ...speed,
      cpuMs: (cpu() - cpuBefore) / COUNT,
      peakMb: Math.max(...services.map((one) => one.peakMb() ?? 0)),
    }
  } finally {
    await Promise.all(services.map((one) => one.stop()))
  }
}

/**
 * Delivers so many at once and gives how many a second were stored, and how many were
 * decided on: whether to acknowledge is the last thing that taking in writes.
 */
async function deliver({ dovecot, databaseUrl }: Place, count: number, name: string): Promise<Speed> {
  const { db, close } = openDatabase(databaseUrl, 10, TEST_KEYS)
  const stored = () => inOffice(db, OFFICE, (tx) => tx.$count(ledger))
  const decided = () => inOffice(db, OFFICE, (tx) => tx.$count(acknowledgements))
  try {
    const [storedAtLast, decidedAtLast] = [(await stored()) + count, (await decided()) + count]
    const arrive = dovecot.prepare(Array.from({ length: count }, (_, n) => returnable(n, name)))
    const startedAt = performance.now()
    const speedSoFar = () => (count * 1000) / (performance.now() - startedAt)
    arrive()
    await until(`${count} are stored`, async () => (await stored()) >= storedAtLast, LONGEST_MS)
    const storedPerSecond = speedSoFar()
    await until(`${count} are taken in`, async () => (await decided()) >= decidedAtLast, LONGEST_MS)
    return { storedPerSecond, perSecond: speedSoFar() }
  } finally {
    await close()
  }
}

/** With the envelope sender, as a mail server files it, so that an acknowledgement is owed. */
const returnable = (n: number, name: string): string =>
  `Return-Path: <${writerOf(`${name}-${n}`)}>\r\n${letterNumber(n, name)}`

async function isPolled({ databaseUrl }: Place): Promise<boolean> {
  const { db, close } = openDatabase(databaseUrl, 10, TEST_KEYS)
  try {
    const polled = await inOffice(db, OFFICE, (tx) =>
      tx.$count(mailboxStates, isNotNull(mailboxStates.lastPolledAt)),
    )
    return polled > 0
  } finally {
    await close()
  }
}

const settingsFor = (dovecot: Dovecot, databaseUrl: string, smtpPort: number): Record<string, string> => ({
  PORT: '0',
  SMTP_PORT: '0',
  DEMO_LETTERS: 'no',
  OFFICE_KEYS: JSON.stringify(TEST_KEY_SET),
  DATABASE_URL: databaseUrl,
  SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
  SECRET_KEY: 'a secret that only the benchmark knows, of enough characters',
  MAILBOXES: JSON.stringify([
    {
      office: OFFICE,
      address: 'enquiries@mopac.example.org',
      host: 'localhost',
      port: dovecot.port,
      user: dovecot.user,
      password: dovecot.password,
      certificateAuthority: dovecot.certificateAuthority,
    },
  ]),
})

const why = whyNoDovecot()
if (why) process.stderr.write(`Left out: from IMAP to the case, because ${why}.\n`)
else await bench()
