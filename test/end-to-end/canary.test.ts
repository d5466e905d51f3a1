import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createTransport } from 'nodemailer'
import postgres from 'postgres'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findEmbedded, freePort } from '../../src/db/embedded.ts'
import { chanceOf } from '../hostile/chance.ts'
import { HOSTILE_CLASSES } from '../hostile/hostile-mails.ts'
import { bytesOf, filePart, mailOf, multipartOf } from '../hostile/write-mail.ts'
import { until } from './until.ts'

/** Words that stand nowhere but in mail; each a single word, since the log lets single words through. */
const canaries: string[] = []
const canary = (): string => {
  const word = `zq${canaries.length}kx${Math.random().toString(36).slice(2, 8)}`
  canaries.push(word)
  return word
}
const hitsIn = (text: string): string[] =>
  canaries.filter((word) => text.toLowerCase().includes(word.toLowerCase()))

const folder = mkdtempSync(path.join(tmpdir(), 'waypost-canary-'))
const dataDir = path.join(folder, 'data')
let child: ChildProcess
let said = ''
let url: string
let smtpPort: number
let admin: postgres.Sql
let refusing: SMTPServer

/** An outgoing server that refuses every mail and says to whom it was: error texts hold addresses. */
async function startRefusing(): Promise<number> {
  refusing = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onRcptTo: (address, _session, done) => done(new Error(`no mailbox ${address.address} here`)),
  })
  await new Promise<void>((resolve) => refusing.listen(0, '127.0.0.1', () => resolve()))
  const bound = refusing.server.address()
  return typeof bound === 'object' && bound ? bound.port : 0
}

beforeAll(async () => {
  const port = await freePort()
  smtpPort = await freePort()
  url = `http://127.0.0.1:${port}`
  child = spawn(process.execPath, ['--import', 'tsx', 'src/node.ts'], {
    env: {
      ...process.env,
      DATA_DIR: dataDir,
      PORT: String(port),
      SMTP_PORT: String(smtpPort),
      SMTP_URL: `smtp://127.0.0.1:${await startRefusing()}`,
      DEMO_LETTERS: 'no',
      API_KEYS: JSON.stringify({ mopac: 'a-key-that-only-tests-know' }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  child.stdout?.on('data', (chunk) => (said += chunk))
  child.stderr?.on('data', (chunk) => (said += chunk))
  await until('the service answers', async () => (await fetch(`${url}/healthz`)).ok, 60_000)
  admin = postgres(findEmbedded(dataDir)?.superuserUrl ?? '', { max: 1, onnotice: () => {} })
}, 90_000)

afterAll(async () => {
  await admin?.end()
  child?.kill('SIGTERM')
  await new Promise((resolve) => child?.once('exit', resolve))
  refusing?.close()
  rmSync(folder, { recursive: true, force: true })
})

const send = async (raw: Uint8Array, from: string): Promise<void> => {
  const transport = createTransport({ host: '127.0.0.1', port: smtpPort, ignoreTLS: true })
  await transport.sendMail({
    envelope: { from, to: 'enquiries@mopac.example.org' },
    raw: Buffer.from(raw),
  })
  transport.close()
}

/** A mail with a canary in every field that somebody could think of. */
function aMailFullOfThem(risk: string): Uint8Array {
  const [type, body] = multipartOf(canary(), [
    `Content-Type: text/plain; charset=${canary()}\r\n\r\n${risk} ${canary()}`,
    `Content-Type: text/html; name="${canary()}"\r\n\r\n<p title="${canary()}">${canary()}</p>`,
    filePart(`application/${canary()}`, `${canary()}.pdf`, canary()),
    `Content-Type: message/rfc822\r\n\r\nFrom: ${canary()} <${canary()}@example.org>\r\nSubject: ${canary()}\r\n\r\n${canary()}`,
  ])
  const head = [
    `From: ${canary()} <${canary()}@example.net>`,
    `Reply-To: ${canary()}@example.org`,
    `To: ${canary()} <enquiries@mopac.example.org>`,
    `Subject: ${canary()}`,
    `Message-ID: <${canary()}@example.net>`,
    `References: <${canary()}@example.net>`,
    `Date: ${canary()}`,
    `X-${canary()}: ${canary()}`,
    `List-Id: ${canary()}`,
    type,
  ]
  return bytesOf(`${head.join('\r\n')}\r\n\r\n${body}`)
}

async function sendAll(times: number): Promise<void> {
  for (let turn = 0; turn < times; turn += 1) {
    const risk = turn % 2 === 0 ? 'I am going to kill myself tonight.' : 'What are your opening hours?'
    await send(aMailFullOfThem(risk), `${canary()}@example.net`)
  }
}

const settled = () =>
  until(
    'every mail is taken in or parked',
    async () => (await admin`select 1 from raw_messages where state = 'stored'`).length === 0,
    60_000,
  )

const signedIn = async (): Promise<string> => {
  const answer = await fetch(`${url}/sign-in/demo`, {
    method: 'POST',
    redirect: 'manual',
    headers: { Origin: url, 'Sec-Fetch-Site': 'same-origin' },
    body: new URLSearchParams({ office: 'mopac', role: 'manager' }),
  })
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
}

/** The answer as it goes over the wire: status, headers and body. */
async function wire(where: string, init: RequestInit = {}): Promise<{ status: number; text: string }> {
  const answer = await fetch(url + where, { redirect: 'manual', ...init })
  const headers = [...answer.headers].map(([name, value]) => `${name}: ${value}`).join('\n')
  return { status: answer.status, text: `${headers}\n\n${await answer.text()}` }
}

const linksIn = (page: string): string =>
  [...page.matchAll(/(?:href|action|src)="([^"]*)"/g)].map((found) => found[1]).join('\n')

describe('words of a mail', () => {
  it('stand in no log, job, history, address or error page, whatever fails', async () => {
    await sendAll(4)
    for (const [at, one] of HOSTILE_CLASSES.entries()) {
      await send(one.make(chanceOf(at), canary(), 0.01), `${canary()}@example.net`)
    }
    await settled()
    // The database refuses the rows from here on, and says in its error what stood in them.
    await admin`alter table messages add constraint refused check (subject is null) not valid`
    await sendAll(3)
    await settled()
    expect((await admin`select 1 from raw_messages where state = 'parked'`).length).toBe(3)
    await admin`alter table messages drop constraint refused`
    await send(mailOf(chanceOf(1), [], canary()), `${canary()}@example.net`)
    await settled()

    const cookie = await signedIn()
    const [some] = await admin`select reference from cases where risk = 'immediate' limit 1`
    const pages = ['/', '/problems', '/outbox', `/cases/${some?.['reference']}`]
    for (const page of pages) {
      const { status, text } = await wire(page, { headers: { cookie } })
      expect([page, status]).toEqual([page, 200])
      expect(hitsIn(linksIn(text))).toEqual([])
    }
    const word = canary()
    const key = { Authorization: 'Bearer a-key-that-only-tests-know' }
    const json = { ...key, 'Content-Type': 'application/json' }
    const refused = [
      await wire(`/cases/${word}`, { headers: { cookie } }),
      await wire(`/${word}`, { headers: { cookie } }),
      await wire('/api/messages', { method: 'POST', headers: json, body: `{"message": "${word}` }),
      await wire('/api/messages', { method: 'POST', headers: json, body: JSON.stringify({ subject: word }) }),
      await wire('/api/messages', {
        method: 'POST',
        headers: { Authorization: `Bearer ${word}` },
        body: word,
      }),
    ]
    await admin`alter table cases rename to cases_away`
    refused.push(
      await wire('/', { headers: { cookie } }),
      await wire(`/cases/${word}`, { headers: { cookie } }),
    )
    refused.push(await wire('/readyz'))
    await admin`alter table cases_away rename to cases`
    refused.push(await wire('/readyz'), await wire('/healthz'))
    expect(refused.map(({ status }) => status)).toContain(500)
    expect(refused.flatMap(({ text }) => hitsIn(text))).toEqual([])

    const jobs = await admin`select job::text as row from pgboss.job as job`
    expect(jobs.length).toBeGreaterThan(100)
    expect(hitsIn(jobs.map(({ row }) => row).join('\n'))).toEqual([])
    const history = await admin`select audit::text as row from audit`
    expect(hitsIn(history.map(({ row }) => row).join('\n'))).toEqual([])
    expect(hitsIn(readFileSync(path.join(dataDir, 'postgres', 'server.log'), 'utf8'))).toEqual([])
    expect(said).toContain('take-in.parked')
    expect(said).toContain('web.failed')
    expect(hitsIn(said)).toEqual([])
    expect(canaries.length).toBeGreaterThan(400)
  }, 180_000)

  it('would be found where they are: in what letters are searched by', async () => {
    const letters = await admin`select search_text::text as row from search_text`
    expect(hitsIn(letters.map(({ row }) => row).join('\n')).length).toBeGreaterThan(100)
  })
})
