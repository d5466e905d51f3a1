/**
 * The watchdog as a process of its own beside the real service: what it says when the
 * database, the outgoing server or the whole process stands still, and that it says nothing
 * while all is well.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../db.ts'
import { until } from '../end-to-end/until.ts'
import { type PostgresProxy, startPostgresProxy } from '../faults/postgres-proxy.ts'
import { type RealProcess, startProcess } from '../faults/real-process.ts'
import { type ScriptedSmtp, startScriptedSmtp } from '../smtp/scripted-smtp.ts'
import { TEST_KEY_SET } from '../test-keys.ts'

const KEY = 'a key that the service and its watchdog share'
const RECEIVER = 'watchdog-pages@example.org'

const dataDir = mkdtempSync(path.join(tmpdir(), 'waypost-watchdog-'))
let database: TestDatabase
let proxy: PostgresProxy
let outgoing: ScriptedSmtp
let running: RealProcess
let hook: Server
let hookUrl: string
let watchdog: ChildProcess
/** `raised database`, in the order in which the webhook heard them. */
const heard: string[] = []

beforeAll(async () => {
  database = await testDatabase()
  proxy = await startPostgresProxy()
  outgoing = await startScriptedSmtp()
  hook = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => (body += chunk))
    request.on('end', () => {
      const { kind, trouble } = JSON.parse(body) as { kind: string; trouble: string }
      heard.push(`${kind} ${trouble}`)
      response.writeHead(204).end()
    })
  })
  await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', () => resolve()))
  hookUrl = `http://127.0.0.1:${(hook.address() as { port: number }).port}/`
  running = await startProcess({
    OFFICE_KEYS: JSON.stringify(TEST_KEY_SET),
    DATABASE_URL: proxy.through(database.appUrl),
    SMTP_URL: outgoing.url,
    DATA_DIR: dataDir,
    WATCHDOG_CANARY: JSON.stringify({ key: KEY, testReceiver: RECEIVER }),
  })
  // The first sweep and its job go within seconds of the start; before that nothing has moved.
  await until('the service moves', async () => (await fetch(`${running.url}/heartbeat`)).ok, 60_000)
  watchdog = startWatchdog()
}, 150_000)

afterAll(async () => {
  watchdog?.kill('SIGKILL')
  running?.signal('SIGCONT')
  running?.signal('SIGKILL')
  await running?.exited
  await new Promise((closed) => hook.close(closed))
  await proxy?.close()
  await outgoing?.close()
  await database?.close()
  rmSync(dataDir, { recursive: true, force: true })
})

/** It checks each second, sends a test message every four, and each has twelve for its way. */
function startWatchdog(): ChildProcess {
  const canary = { to: 'enquiries@mopac.example.org', key: KEY, everyMinutes: 4 / 60, withinMinutes: 12 / 60 }
  const settings = {
    watch: [{ name: 'MOPAC', heartbeat: `${running.url}/heartbeat`, canary }],
    smtpUrl: `smtp://127.0.0.1:${running.smtpPort}`,
    raise: { webhook: hookUrl },
    stateFile: path.join(dataDir, 'watchdog.json'),
    everySeconds: 1,
  }
  return spawn(process.execPath, ['--import', 'tsx', 'src/watchdog/main.ts'], {
    env: { ...process.env, WATCHDOG: JSON.stringify(settings) },
    stdio: 'ignore',
  })
}

const testPages = () => outgoing.kept.filter(({ to }) => to.includes(RECEIVER)).length
const hears = (what: string) => until(`the watchdog says ${what}`, async () => heard.includes(what), 60_000)
/** Everything that was raised is over. */
const isQuiet = () => {
  const open = new Set<string>()
  for (const [kind, trouble = ''] of heard.map((one) => one.split(' '))) {
    if (kind === 'over') open.delete(trouble)
    else open.add(trouble)
  }
  return open.size === 0
}
const allClear = async () => {
  await until('all is well again', async () => isQuiet(), 60_000)
  heard.length = 0
}

describe('b84: the watchdog beside the real service', () => {
  it('says nothing while test messages come all the way', async () => {
    await until('three test pages have left', async () => testPages() >= 3, 60_000)
    expect(heard).toEqual([])
  }, 90_000)

  it('says so when the outgoing server takes nothing, and when it does again', async () => {
    outgoing.usually({ mail: '451 4.3.0 Not now' })
    await hears('raised canary-not-paged')
    outgoing.usually({})
    await allClear()
  }, 150_000)

  it('says so when Postgres is gone, once, though it is killed itself meanwhile', async () => {
    const state = path.join(dataDir, 'watchdog.json')
    proxy.judge(() => 'lose-request')
    await hears('raised database')
    // Killed before it has noted that it told this, it would tell it again: the smaller mistake.
    await until('it is noted', async () => JSON.parse(readFileSync(state, 'utf8')).owed.length === 0)
    watchdog.kill('SIGKILL')
    watchdog = startWatchdog()
    const { mtimeMs } = statSync(state)
    await until('it goes on', async () => statSync(state).mtimeMs > mtimeMs + 3_000, 60_000)
    expect(heard.filter((one) => one === 'raised database')).toHaveLength(1)
    proxy.judge(undefined)
    await hears('over database')
    await allClear()
  }, 150_000)

  it('says so when the process is stopped, and that it is over when it goes on', async () => {
    running.signal('SIGSTOP')
    await hears('raised gone')
    running.signal('SIGCONT')
    await hears('over gone')
    await allClear()
  }, 150_000)
})
