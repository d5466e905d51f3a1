import { createHmac } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { canaryIn } from '../../src/intake/canary-mail.ts'
import { MemoryOutbox, type OutgoingMail } from '../../src/outbox/outbox.ts'
import { readWatchdogSettings } from '../../src/watchdog/settings.ts'
import { watchOnce } from '../../src/watchdog/watch.ts'

const KEY = 'a key that the service and its watchdog share'
const HOOK_KEY = 'a key of the webhook'
const WELL = {
  ...{ database: { ok: true }, intake: { ok: true }, jobs: { ok: true }, pages: { ok: true } },
  watchdog: null,
}

let folder: string
let server: Server
let url: string
let outbox: MemoryOutbox
let answer: { status: number; body: string }
let hookStatus: number
let heard: { body: string; signature: string }[]
let minute: number

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'waypost-watchdog-'))
  answer = { status: 200, body: JSON.stringify(WELL) }
  hookStatus = 204
  heard = []
  minute = 1000
  outbox = new MemoryOutbox()
  server = createServer((request, response) => {
    if (request.url === '/heartbeat') return void response.writeHead(answer.status).end(answer.body)
    let body = ''
    request.on('data', (chunk) => (body += chunk))
    request.on('end', () => {
      if (hookStatus < 300) heard.push({ body, signature: String(request.headers['x-waypost-signature']) })
      response.writeHead(hookStatus, hookStatus === 302 ? { Location: '/elsewhere' } : {}).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  url = `http://127.0.0.1:${(server.address() as { port: number }).port}`
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise((closed) => server.close(closed))
  rmSync(folder, { recursive: true, force: true })
})

const stateFile = () => path.join(folder, 'state.json')
const settings = (more: object = {}) =>
  readWatchdogSettings(
    JSON.stringify({
      watch: [{ name: 'MOPAC', heartbeat: `${url}/heartbeat` }],
      smtpUrl: 'smtp://127.0.0.1:1',
      from: 'watchdog@example.org',
      raise: { mail: ['oncall@example.org'], webhook: `${url}/hook`, webhookKey: HOOK_KEY },
      stateFile: stateFile(),
      ...more,
    }),
  )
/** Each round is as after a restart: nothing is kept but the file. */
const round = async (count = 1, more: object = {}) => {
  for (let done = 0; done < count; done++) {
    await watchOnce({ settings: settings(more), outbox, now: () => minute * 60_000 })
    minute++
  }
}
const mails = () => outbox.sent.map(({ subject }) => subject)

describe('a watchdog', () => {
  it('raises by each of its ways, once, also over restarts of its own', async () => {
    await round(2)
    answer = { status: 503, body: JSON.stringify({ ...WELL, jobs: { ok: false } }) }
    await round(5)
    expect(mails()).toEqual(['Waypost watchdog: MOPAC: The service has stopped doing its jobs'])
    expect(outbox.sent[0]).toMatchObject({ to: 'oncall@example.org', urgent: true })
    expect(heard).toHaveLength(1)
    expect(JSON.parse(heard[0]?.body ?? '')).toMatchObject({ name: 'MOPAC', kind: 'raised', trouble: 'jobs' })
    const [, at, signature] = /^t=(\d+),v1=(\w+)$/.exec(heard[0]?.signature ?? '') ?? []
    expect(signature).toBe(createHmac('sha256', HOOK_KEY).update(`${at}.${heard[0]?.body}`).digest('hex'))
    answer = { status: 200, body: JSON.stringify(WELL) }
    await round(2)
    expect(mails().at(-1)).toBe('Over: MOPAC: The service has stopped doing its jobs')
    expect(heard).toHaveLength(2)
  })

  it('is heard by the other way where one of them is down', async () => {
    answer = { status: 500, body: 'Oh no' }
    hookStatus = 500
    await round(2)
    expect(mails()).toEqual(['Waypost watchdog: MOPAC: The service does not answer'])
  })

  it('owes what nobody took and tells it later, after a restart too, in the order in which it happened', async () => {
    const broken = { ...outbox, send: () => Promise.reject(new Error('down')) }
    hookStatus = 302
    answer = { status: 500, body: '' }
    for (let done = 0; done < 3; done++, minute++)
      await watchOnce({ settings: settings(), outbox: broken as never, now: () => minute * 60_000 })
    expect(heard).toEqual([])
    answer = { status: 200, body: JSON.stringify(WELL) }
    for (let done = 0; done < 2; done++, minute++)
      await watchOnce({ settings: settings(), outbox: broken as never, now: () => minute * 60_000 })
    hookStatus = 200
    await round()
    expect(mails().map((subject) => subject.split(':')[0])).toEqual(['Waypost watchdog', 'Over'])
    await round()
    expect(mails()).toHaveLength(2)
  })

  it.each([
    ['an address that answers something else', { status: 200, body: '<h1>Hello</h1>' }],
    ['half an answer', { status: 200, body: '{"database":{"ok":true}}' }],
  ])('takes %s for no answer', async (_what, given) => {
    answer = given
    await round(2)
    expect(mails()).toEqual(['Waypost watchdog: MOPAC: The service does not answer'])
  })

  it('begins anew from a state file that is not whole', async () => {
    writeFileSync(stateFile(), '{"watched":{"MOP')
    await round(2)
    expect(JSON.parse(readFileSync(stateFile(), 'utf8'))).toMatchObject({ owed: [] })
  })
})

describe('its test messages', () => {
  const canary = { to: 'enquiries@example.org', key: KEY, everyMinutes: 15, withinMinutes: 10 }
  const withCanary = () => ({ watch: [{ name: 'MOPAC', heartbeat: `${url}/heartbeat`, canary }] })
  const bytesOf = ({ headers }: OutgoingMail) =>
    new TextEncoder().encode(`X-Waypost-Canary: ${headers['X-Waypost-Canary']}\r\n\r\nwords`)

  it('leave every quarter of an hour under a seal that only the service can check', async () => {
    await round(31, withCanary())
    const canaries = outbox.sent.filter(({ subject }) => subject === 'Waypost test message')
    expect(canaries).toHaveLength(3)
    const source = bytesOf(canaries[0] as OutgoingMail)
    const keys = { own: 'other', watchdog: KEY }
    expect(canaryIn(keys, 'Enquiries@example.org', source)).toMatchObject({ origin: 'watchdog' })
    expect(canaryIn(keys, 'other@example.org', source)).toBeUndefined()
    expect(canaryIn({ own: KEY }, 'enquiries@example.org', source)).toBeUndefined()
    expect(canaryIn({ own: 'other', watchdog: `${KEY}2` }, 'enquiries@example.org', source)).toBeUndefined()
  })

  it('that do not come are raised, and end with one that came and was paged', async () => {
    await round(13, withCanary())
    expect(mails().at(-1)).toMatch(/^Waypost watchdog: MOPAC: A test message/)
    const { watched } = JSON.parse(readFileSync(stateFile(), 'utf8'))
    const { id } = watched.MOPAC.outstanding.at(-1)
    answer = { status: 200, body: JSON.stringify({ ...WELL, watchdog: { canary: id, paged: true } }) }
    await round(2, withCanary())
    expect(mails().at(-1)).toMatch(/^Over: MOPAC: A test message/)
  })
})

describe('its settings', () => {
  it.each([
    [undefined, 'WATCHDOG is not set'],
    ['{', 'is not JSON'],
    ['{"watch":[]}', 'WATCHDOG › watch'],
    [
      JSON.stringify({ watch: [{ name: 'a', heartbeat: 'https://a.example' }], raise: {} }),
      'names neither mail',
    ],
    [
      JSON.stringify({
        watch: [{ name: 'a', heartbeat: 'https://a.example' }],
        raise: { mail: ['a@example.org'] },
      }),
      'smtpUrl is missing',
    ],
  ])('are refused in one sentence: %s', (text, says) => {
    expect(() => readWatchdogSettings(text)).toThrow(says)
  })
})
