/**
 * So many mails a second into an embedded start that runs in a process of its own, for so long.
 * Counts from outside: a letter is stored when its sender has the 250, and judged when another
 * connection to the database no longer sees it waiting.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { createTransport } from 'nodemailer'
import postgres from 'postgres'
import { findEmbedded, freePort } from '../../src/db/embedded.ts'
import { percentile, round } from '../bench/figures.ts'
import { until } from '../end-to-end/until.ts'
import { loadLetters } from './load-letters.ts'
import type { LoopFigures } from './loop-watch.ts'

export type LoadFigures = LoopFigures & {
  sent: number
  hostile: number
  /** Refused with a 5xx, which tells the writer: larger than we take. */
  refused: number
  /** Accepted with 250 and not found afterwards. */
  lost: number
  duplicated: number
  parked: number
  alerts: number
  /** From the 250 to judged, as another connection sees it. */
  p50Ms: number
  p95Ms: number
  p99Ms: number
  mostMs: number
  /** The resident memory over a fifth of the time each: the second one, and the last. */
  earlyMb: number
  lateMb: number
  growth: number
  /** What the main thread holds after a collection: after two fifths of the time, and at the end. */
  earlyHeapMb: number
  lateHeapMb: number
  /** Of the machine, for whoever reads the figures: 2 is two busy cores. */
  meanLoad: number
}

type Wanted = { seconds: number; perSecond: number; seed: number; tell?: (line: object) => void }

const LOOK_EVERY_MS = 100
/** A process that has just begun compiles as it goes; what it then takes is not the load's. */
const WARM_UP_SECONDS = 5
const NOTE_EVERY_MS = 2_000

/** Runs it to its end, when nothing waits any more; at most two minutes after the last mail. */
export async function runLoad({ seconds, perSecond, seed, tell }: Wanted): Promise<LoadFigures> {
  const folder = mkdtempSync(path.join(tmpdir(), 'waypost-load-'))
  const smtpPort = await freePort()
  const service = await startService(folder, smtpPort)
  const admin = postgres(findEmbedded(folder)?.superuserUrl ?? '', { max: 1, onnotice: () => {} })
  const transport = createTransport({
    ...{ host: '127.0.0.1', port: smtpPort, ignoreTLS: true, pool: true },
    ...{ maxConnections: 10, maxMessages: Number.POSITIVE_INFINITY },
  })
  try {
    const watch = watchJudged(admin)
    const notes = noteProcess(service, watch, tell)
    const pace = { perSecond, seed, transport, accepted: watch.accepted }
    await sendAll({ ...pace, seconds: WARM_UP_SECONDS, from: 1_000_000 })
    await until('the first are judged', async () => watch.waiting() === 0, 120_000)
    watch.millis.length = 0
    await asked(service, 'begin')
    let early: LoopFigures | undefined
    const noteEarly = setTimeout(
      () => void asked(service, 'figures').then((one) => (early = one)),
      seconds * 400,
    )
    const sent = await sendAll({ ...pace, seconds, from: 0 })
    await until('everything is judged', async () => watch.waiting() === 0, 120_000)
    const loop = await asked(service, 'figures')
    clearTimeout(noteEarly)
    notes.stop()
    await watch.stop()
    const found = await countAll(admin, watch.all())
    const heaps = { earlyHeapMb: early?.heapMb ?? loop.heapMb, lateHeapMb: loop.heapMb }
    return { ...loop, ...heaps, ...sent, ...found, ...timesOf(watch.millis), ...notes.memory(seconds) }
  } finally {
    transport.close()
    await admin.end()
    service.kill('SIGTERM')
    await new Promise((gone) => service.once('exit', gone))
    rmSync(folder, { recursive: true, force: true })
  }
}

async function startService(dataDir: string, smtpPort: number): Promise<ChildProcess> {
  const port = await freePort()
  const child = spawn(
    process.execPath,
    ['--expose-gc', '--import', 'tsx', '--import', './test/soak/loop-watch.ts', 'src/node.ts'],
    {
      env: {
        ...process.env,
        ...{ DATA_DIR: dataDir, PORT: String(port), SMTP_PORT: String(smtpPort), DEMO_LETTERS: 'no' },
      },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    },
  )
  const ended = new Promise<never>((_, reject) =>
    child.once('exit', (code) => reject(new Error(`The service ended with ${code}`))),
  )
  const answers = async () => (await fetch(`http://127.0.0.1:${port}/healthz`)).ok
  await Promise.race([until('the service answers', answers, 90_000), ended])
  ended.catch(() => {})
  return child
}

const asked = (child: ChildProcess, word: string): Promise<LoopFigures> =>
  new Promise((resolve) => {
    child.once('message', (figures) => resolve(figures as LoopFigures))
    child.send(word)
  })

/** Sends at the pace that was asked for, whether or not the one before was taken: mail does not wait. */
async function sendAll(given: {
  seconds: number
  perSecond: number
  seed: number
  transport: { sendMail(mail: object): Promise<unknown> }
  accepted: (from: string, source: Uint8Array) => void
  /** The number of the first letter. */
  from: number
}): Promise<{ sent: number; hostile: number; refused: number }> {
  const letterOf = loadLetters(given.seed)
  const count = Math.round(given.seconds * given.perSecond)
  const startedAt = performance.now()
  const underway = new Set<Promise<void>>()
  const told = { sent: count, hostile: 0, refused: 0 }
  for (let n = 0; n < count; n++) {
    const { from, hostile, source } = letterOf(given.from + n)
    if (hostile) told.hostile++
    const wait = startedAt + (n * 1000) / given.perSecond - performance.now()
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    const mail = { envelope: { from, to: 'enquiries@mopac.example.org' }, raw: Buffer.from(source) }
    const one = given.transport
      .sendMail(mail)
      .then(
        () => given.accepted(from, source),
        (error: unknown) => {
          const code = (error as { responseCode?: number }).responseCode ?? 0
          if (code < 500) throw error
          told.refused++
        },
      )
      .finally(() => underway.delete(one))
    underway.add(one)
  }
  await Promise.all(underway)
  return told
}

/** Whoever was accepted before a look began and does not wait at it has been judged. */
function watchJudged(admin: postgres.Sql) {
  const pending = new Map<string, number>()
  const all: Accepted[] = []
  const millis: number[] = []
  let on = true
  const looking = (async () => {
    while (on) {
      const asking = new Map(pending)
      const rows = await admin<{ from: string }[]>`
        select envelope_from as from from raw_messages where office_id = 'mopac' and state = 'stored'`
      const waiting = new Set(rows.map(({ from }) => from))
      for (const [from, at] of asking) {
        if (waiting.has(from)) continue
        pending.delete(from)
        millis.push(performance.now() - at)
      }
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
    }
  })()
  return {
    millis,
    all: () => all,
    waiting: () => pending.size,
    accepted: (from: string, source: Uint8Array) => {
      all.push({ from, bytes: createHash('sha256').update(source).digest('hex') })
      pending.set(from, performance.now())
    },
    stop: async () => {
      on = false
      await looking
    },
  }
}

const timesOf = (millis: readonly number[]) => ({
  p50Ms: Math.round(percentile(millis, 0.5)),
  p95Ms: Math.round(percentile(millis, 0.95)),
  p99Ms: Math.round(percentile(millis, 0.99)),
  mostMs: Math.round(Math.max(...millis)),
})

/** Notes the memory and the machine's load; tells a line each minute. */
function noteProcess(child: ChildProcess, watch: ReturnType<typeof watchJudged>, tell?: Wanted['tell']) {
  const startedAt = performance.now()
  const notes: { at: number; mb: number; load: number }[] = []
  let told = 0
  const timer = setInterval(() => {
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
    const mb = Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024
    const at = (performance.now() - startedAt) / 1000
    notes.push({ at, mb, load: loadavg()[0] ?? 0 })
    if (!tell || at < told + 60) return
    const lately = watch.millis.slice(-600)
    tell({
      minute: Math.round(at / 60),
      judged: watch.millis.length,
      waiting: watch.waiting(),
      p95Ms: Math.round(percentile(lately, 0.95)),
      rssMb: Math.round(mb),
      load: loadavg()[0] ?? 0,
    })
    told = at
  }, NOTE_EVERY_MS)
  return {
    stop: () => clearInterval(timer),
    memory: (seconds: number) => {
      const mean = (of: number[]) => of.reduce((sum, one) => sum + one, 0) / Math.max(1, of.length)
      const between = (from: number, to: number) =>
        mean(notes.filter(({ at }) => at >= from * seconds && at < to * seconds).map(({ mb }) => mb))
      const [early, late] = [between(0.2, 0.4), between(0.8, 1)]
      return {
        earlyMb: Math.round(early),
        lateMb: Math.round(late),
        growth: round(late / early - 1),
        meanLoad: round(mean(notes.map(({ load }) => load))),
      }
    },
  }
}

/** The same bytes to the same mailbox are kept once, under the writer who sent them first. */
type Accepted = { from: string; bytes: string }

async function countAll(admin: postgres.Sql, accepted: readonly Accepted[]) {
  const rows = await admin<{ from: string; times: number; parked: number; kept: number }[]>`
    select r.envelope_from as from, count(*)::int as times,
      count(*) filter (where r.state = 'parked')::int as parked, count(m.id)::int as kept
    from raw_messages r left join messages m on m.raw_message_id = coalesce(r.copy_of, r.id)
    where r.office_id = 'mopac' group by 1`
  const found = new Map(rows.map((row) => [row.from, row]))
  const kept = new Set(
    accepted.filter(({ from }) => (found.get(from)?.kept ?? 0) > 0).map(({ bytes }) => bytes),
  )
  const [alerts] = await admin<{ count: number }[]>`select count(*)::int as count from escalations`
  return {
    lost: accepted.filter(({ bytes }) => !kept.has(bytes)).length,
    duplicated: rows.filter(({ times, kept }) => times > 1 || kept > 1).length,
    parked: rows.reduce((sum, { parked }) => sum + parked, 0),
    alerts: alerts?.count ?? 0,
  }
}
