/**
 * `npm run bench`: how long the server takes for a page of the desk, in an office that has had many
 * cases. Each page is asked for as a browser would: session, history, statements, decrypting and HTML.
 * `bench-queue.ts 10000 100000 1000000` are the sizes of docs/measured.md (with --runs=30); without a word 10,000 and 50,000.
 * Aims: p95 at most 100 ms, and at a million at most twice that of ten thousand.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import postgres from 'postgres'
import { readConfig } from '../../src/config.ts'
import { startEmbedded } from '../../src/db/embedded.ts'
import { migrateDatabase } from '../../src/db/migrate.ts'
import { seedCases } from '../../src/demo/seed-cases.ts'
import { buildService, readRulebook } from '../../src/deps.ts'
import { rulesOnDisk } from '../../src/rules-on-disk.ts'
import { buildApp } from '../../src/web/app.tsx'
import { shortId } from '../../src/web/queue/read-filter.ts'
import { TEST_KEYS } from '../test-keys.ts'
import { percentile, print, round } from './figures.ts'

const AIM_P95_MS = 100
const AIM_GROWTH = 2
const ORIGIN = 'http://127.0.0.1:8787'
const options = process.argv.slice(2)
const keptIn = options.find((one) => one.startsWith('--data='))?.slice('--data='.length)
const runsAsked = Number(options.find((one) => one.startsWith('--runs='))?.slice('--runs='.length) ?? 30)
const sizes = options.map(Number).filter((size) => size > 0)
const SIZES = sizes.length > 0 ? sizes : [10_000, 50_000]

type Shown = { name: string; ask: (n: number) => { path: string; form?: Record<string, string> } }

/** Two seconds go by with each page: nobody is told that they search too often, and no session ends. */
let asked = 0
const now = () => new Date(Date.now() + asked * 2_000)

if (keptIn !== undefined) mkdirSync(keptIn, { recursive: true })
const folder = keptIn ?? mkdtempSync(path.join(tmpdir(), 'waypost-bench-queue-'))
const server = await startEmbedded(folder)
try {
  await migrateDatabase(server.ownerUrl, 'drizzle')
  const rulebook = readRulebook(rulesOnDisk(process.cwd()))
  const service = buildService(readConfig({}), rulebook, {
    ...{ databaseUrl: server.appUrl, smtpUrl: 'smtp://127.0.0.1:9', secretKey: 'k'.repeat(40) },
    ...{
      officeKeys: TEST_KEYS,
      publicUrl: ORIGIN,
      apiKeys: {},
      demo: true,
      supervise: false,
      connections: 4,
      now,
    },
  })
  const app = buildApp(service.web)
  const headers = { Origin: ORIGIN, 'Sec-Fetch-Site': 'same-origin' }
  const signedIn = await app.request(`${ORIGIN}/sign-in/demo`, {
    method: 'POST',
    headers,
    body: new URLSearchParams({ office: 'mopac', role: 'manager' }),
  })
  const cookie = (signedIn.headers.get('Set-Cookie') ?? '').split(';')[0] ?? ''
  const token =
    /name="token" value="([^"]+)"/.exec(
      await (await app.request(`${ORIGIN}/`, { headers: { cookie } })).text(),
    )?.[1] ?? ''
  const superuser = postgres(server.superuserUrl, { max: 1, onnotice: () => {} })
  const before = new Map<string, number>()
  for (const size of SIZES) {
    const [{ there } = { there: 0 }] = await superuser<
      { there: number }[]
    >`select count(*)::int as there from cases`
    if (there < size) {
      const startedAt = performance.now()
      await seedCases({
        ...{ superuserUrl: server.superuserUrl, officeKeys: TEST_KEYS, offices: rulebook.offices.all },
        ...{ count: size - there, now: new Date() },
      })
      await superuser`checkpoint`
      print({ figure: 'seed', cases: size - there, seconds: round((performance.now() - startedAt) / 1000) })
    }
    const found = await superuser<{ reference: string; address: string; name: string }[]>`
      select reference, correspondent_address as address, correspondent_name as name from cases
      where office_id = 'mopac' order by md5(reference) limit 200`
    const [last] = await superuser<{ place: number; reference: string }[]>`
      select queue_place as place, reference from cases where office_id = 'mopac' and status <> 'closed'
      and route <> 'not-correspondence' order by queue_place, reference offset 100 limit 1`
    for (const { name, ask } of pagesOf(found, { last, owner: shortId({ userKey: 'seed:3' }) })) {
      const millis: number[] = []
      let bytes = 0
      let cpu = process.cpuUsage()
      for (let run = -5; run < runsAsked; run++) {
        asked++
        if (run === 0) cpu = process.cpuUsage()
        const { path: at, form } = ask(run + 5)
        const startedAt = performance.now()
        const answer = await app.request(ORIGIN + at, {
          headers: { ...headers, cookie },
          ...(form ? { method: 'POST', body: new URLSearchParams({ token, ...form }) } : {}),
        })
        const html = await answer.text()
        if (run >= 0) millis.push(performance.now() - startedAt)
        if (answer.status !== 200) throw new Error(`${name} answered ${answer.status}`)
        bytes = Buffer.byteLength(html)
      }
      const p95Ms = round(percentile(millis, 0.95))
      const used = process.cpuUsage(cpu)
      const first = before.get(name)
      print({
        ...{
          figure: 'page',
          page: name,
          cases: size,
          p50Ms: round(percentile(millis, 0.5)),
          p95Ms,
          kb: round(bytes / 1024),
          // Of this process, without the database: what an idle machine would take for it.
          cpuMs: round((used.user + used.system) / 1000 / runsAsked),
        },
        ...(first === undefined ? {} : { growth: round(p95Ms / first), aimGrowth: AIM_GROWTH }),
        ...{ aimP95Ms: AIM_P95_MS, runs: runsAsked },
      })
      if (first === undefined) before.set(name, p95Ms)
    }
  }
  await service.close()
  await superuser.end()
} finally {
  await server.stop()
  if (keptIn === undefined) rmSync(folder, { recursive: true, force: true })
}

function pagesOf(
  found: readonly { reference: string; address: string; name: string }[],
  { last, owner }: { last: { place: number; reference: string } | undefined; owner: string },
): Shown[] {
  const one = (n: number) => found[n % found.length] as (typeof found)[number]
  const queue = (name: string, query: string): Shown => ({
    name: `queue ${name}`,
    ask: () => ({ path: `/?${query}` }),
  })
  const search = (name: string, words: (n: number) => string): Shown => ({
    name: `search ${name}`,
    ask: (n) => ({ path: '/search', form: { words: words(n) } }),
  })
  return [
    queue('open', ''),
    ...(last ? [queue('third page', `after=${last.place}.${last.reference}`)] : []),
    queue('route', 'route=foi'),
    queue('rare route', 'route=event-or-list'),
    queue('not correspondence', 'status=not-correspondence'),
    queue('level', 'risk=serious'),
    queue('closed', 'status=closed'),
    queue('closed and route', 'status=closed&route=foi'),
    queue('channel', 'channel=letter'),
    queue('language', 'language=cy'),
    ...['late', 'week', 'later', 'standing', 'none'].map((clock) =>
      queue(`clock ${clock}`, `clock=${clock}`),
    ),
    queue('owner', `owner=${owner}`),
    queue('nobody', 'owner=nobody'),
    queue('unsure', 'unsure=yes'),
    queue('held', 'held=yes'),
    queue('unread', 'unread=yes'),
    queue('tasks', 'tasks=yes'),
    { name: 'case', ask: (n) => ({ path: `/cases/${one(n).reference}` }) },
    search('reference', (n) => one(n).reference),
    search('address', (n) => one(n).address),
    search('name', (n) => one(n).name),
    search('name nearly', (n) =>
      one(n)
        .name.replace(/.$/, 'x')
        .replace(/^(.)(.)/, '$2$1'),
    ),
    search('common word', () => 'police'),
    search('some words', () => 'firearms licence'),
    search('rare words', (n) => `${one(n).name} vandalism`),
    search('no such word', () => 'zyzzyva'),
  ]
}
