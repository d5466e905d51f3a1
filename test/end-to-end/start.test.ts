import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../../src/db/embedded.ts'
import { plainMail } from '../plain-mail.ts'
import { type Dovecot, startDovecot, whyNoDovecot } from './dovecot.ts'
import { until } from './until.ts'

const why = whyNoDovecot()
if (why) console.warn(`Skipped: the Dovecot part of the end-to-end test, because ${why}.`)

type Started = { child: ChildProcess; said: () => string; exit: Promise<number | null> }

/** Starts the service the way `npm start` does, as a process of its own. */
function start(settings: Record<string, string>): Started {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/node.ts'], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stdout?.on('data', (chunk) => (said += chunk))
  child.stderr?.on('data', (chunk) => (said += chunk))
  return {
    child,
    said: () => said,
    exit: new Promise((resolve) => child.once('exit', (code) => resolve(code))),
  }
}

type Listed = {
  reference: string
  office: string
  messageIds: string[]
  route: string
  risk: string
  acknowledgement: { state: string; reason: string }
  alerts: { level: string; state: string }[]
  clocks: { kind: string; dueOn: string }[]
  disposeAfter: string | null
}

const folder = mkdtempSync(path.join(tmpdir(), 'waypost-e2e-'))
const dataDir = path.join(folder, 'data')
let settings: Record<string, string>
let running: Started
let dovecot: Dovecot | undefined

/** What `npm run -s waypost -- cases --jsonl` prints of the running service. */
function listCases(): Promise<Listed[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli.ts', 'cases', '--jsonl'], {
      env: { ...process.env, ...settings },
    })
    let out = ''
    child.stdout.on('data', (chunk) => (out += chunk))
    child.once('error', reject)
    child.once('exit', (code) =>
      code === 0
        ? resolve(
            out
              .split('\n')
              .filter(Boolean)
              .map((line) => JSON.parse(line) as Listed),
          )
        : reject(new Error(`cases ended with ${code}`)),
    )
  })
}

const caseWith = (messageId: string) =>
  until(
    'the mail is a case',
    async () => (await listCases()).find((one) => one.messageIds.includes(messageId)),
    30_000,
  )
const idOf = (mail: string) => /^Message-ID: (.+)$/m.exec(mail)?.[1] ?? ''
const outgoing = () =>
  readdirSync(path.join(dataDir, 'outbox')).map((name) =>
    readFileSync(path.join(dataDir, 'outbox', name), 'utf8'),
  )

beforeAll(async () => {
  dovecot = why ? undefined : await startDovecot()
  settings = {
    DATA_DIR: dataDir,
    PORT: String(await freePort()),
    SMTP_PORT: String(await freePort()),
    ...(dovecot
      ? {
          MAILBOXES: JSON.stringify([
            {
              office: 'leicestershire-opcc',
              address: 'opcc@leics-opcc.example.org',
              host: 'localhost',
              port: dovecot.port,
              user: dovecot.user,
              password: dovecot.password,
              certificateAuthority: dovecot.certificateAuthority,
            },
          ]),
        }
      : {}),
  }
  running = start(settings)
  await until(
    'the letters are loaded',
    async () => running.said().includes('All letters are in the queue'),
    60_000,
  ).catch((error) => {
    throw new Error(`${error.message}\n${running.said()}`)
  })
}, 90_000)

afterAll(async () => {
  running.child.kill('SIGKILL')
  await dovecot?.stop()
  rmSync(folder, { recursive: true, force: true })
})

describe('a first start', () => {
  it('says where the dashboard is, how to sign in and where to send a mail, and shows its progress', () => {
    const said = running.said()
    expect(said).toContain(`http://127.0.0.1:${settings['PORT']}`)
    expect(said).toContain('/sign-in/demo?office=mopac&role=duty-officer')
    expect(said).toContain('enquiries@mopac.example.org')
    expect(said).toContain(`port ${settings['SMTP_PORT']}`)
    expect(said).toMatch(/Taken in: \d+ of 12/)
  })

  it('has made twelve cases of the invented letters, through the mailbox', async () => {
    const cases = await listCases()
    expect(cases).toHaveLength(12)
    expect(new Set(cases.map(({ office }) => office)).size).toBe(3)
    expect(cases.some(({ risk }) => risk === 'immediate')).toBe(true)
  })

  it('answers whether it is alive and ready, without sign-in', async () => {
    const at = `http://127.0.0.1:${settings['PORT']}`
    expect((await fetch(`${at}/healthz`)).status).toBe(200)
    const ready = await fetch(`${at}/readyz`)
    expect(ready.status).toBe(200)
    expect(await ready.text()).not.toContain('@')
  })

  it('makes a case, an acknowledgement and an alert of a mail that is sent to it', async () => {
    const mail = plainMail({
      subject: 'please read',
      text: 'I am going to kill myself tonight, the rope is in the car.',
    })
    const transport = createTransport({
      host: '127.0.0.1',
      port: Number(settings['SMTP_PORT']),
      ignoreTLS: true,
    })
    await transport.sendMail({
      envelope: { from: 'writer@example.net', to: 'enquiries@mopac.example.org' },
      raw: mail.replaceAll('\n', '\r\n'),
    })
    transport.close()
    const found = await caseWith(idOf(mail))
    expect(found).toMatchObject({
      office: 'mopac',
      risk: 'immediate',
      alerts: [{ level: 'immediate', state: 'paging' }],
    })
    await until('both mails have left', async () => {
      const mine = outgoing().filter((text) => text.includes(found.reference))
      return (
        mine.some((text) => text.includes('Auto-Submitted: auto-replied')) &&
        mine.some((text) => text.includes('IMMEDIATE'))
      )
    })
  })

  it.skipIf(why)('does the same for a mail that is put into a real Dovecot mailbox', async () => {
    const mail = plainMail({
      to: 'opcc@leics-opcc.example.org',
      subject: 'Information request',
      text: 'Under the Freedom of Information Act please send me the number of complaint reviews received in 2025.',
      headers: 'Return-Path: <writer@example.net>',
    })
    dovecot?.deliver(mail)
    const found = await caseWith(idOf(mail))
    expect(found).toMatchObject({ office: 'leicestershire-opcc', route: 'foi', disposeAfter: null })
    expect(found.clocks.map(({ kind }) => kind)).toEqual(['foi'])
    await until('it is acknowledged', async () => outgoing().some((text) => text.includes(found.reference)))
    const danger = plainMail({
      to: 'opcc@leics-opcc.example.org',
      subject: 'tonight',
      text: 'He is downstairs with a knife and says he will kill me tonight.',
    })
    dovecot?.deliver(danger)
    expect(await caseWith(idOf(danger))).toMatchObject({
      risk: 'immediate',
      alerts: [{ level: 'immediate', state: 'paging' }],
    })
  })
})

describe('what keeps it from starting', () => {
  it('is said in one sentence when another process uses the data directory', async () => {
    const second = start({ ...settings, PORT: String(await freePort()), SMTP_PORT: String(await freePort()) })
    expect(await second.exit).toBe(1)
    expect(second.said()).toMatch(/^Waypost did not start\. Another Waypost \(process \d+\) is using .+\n$/)
  })

  it.each([
    ['a port that is taken', 'PORT', 'Port {port} is taken: stop what uses it, or set PORT to another port.'],
    [
      'a mail port that is taken',
      'SMTP_PORT',
      'Port {port} is taken: stop what uses it, or set SMTP_PORT to another port.',
    ],
  ])(
    'is said for %s, and nothing is left running',
    async (_what, setting, sentence) => {
      const blocker = createServer()
      const port = await new Promise<number>((resolve) =>
        blocker.listen(0, '127.0.0.1', () => resolve((blocker.address() as { port: number }).port)),
      )
      const other = path.join(folder, `other-${setting}`)
      const started = start({
        DATA_DIR: other,
        PORT: String(await freePort()),
        SMTP_PORT: String(await freePort()),
        [setting]: String(port),
      })
      expect(await started.exit).toBe(1)
      expect(started.said()).toContain(sentence.replace('{port}', String(port)))
      expect(readdirSync(other)).not.toContain('lock')
      blocker.close()
    },
    60_000,
  )

  it.each([
    ['a port that is no number', { PORT: 'eighty' }, /The setting PORT is wrong/],
    ['mailboxes that are not JSON', { MAILBOXES: '[{' }, /The setting MAILBOXES is wrong: is not JSON/],
    [
      'a mailbox of an office that is not there',
      { MAILBOXES: '[{"office":"atlantis","address":"a@example.org","host":"h","user":"u","password":"p"}]' },
      /MAILBOXES names an office "atlantis"/,
    ],
    [
      'production without its settings',
      { WAYPOST_MODE: 'production' },
      /WAYPOST_MODE=production needs these settings too: DATABASE_URL/,
    ],
    ['demo sign-in shown to the network', { HOST: '0.0.0.0' }, /HOST=0\.0\.0\.0 would show the demo sign-in/],
  ])(
    'is said for %s',
    async (_what, wrong, sentence) => {
      const started = start({ DATA_DIR: path.join(folder, 'wrong'), ...wrong })
      expect(await started.exit).toBe(1)
      expect(started.said()).toMatch(sentence)
      expect(started.said().trim().split('\n')).toHaveLength(1)
    },
    60_000,
  )
})

describe('stopping', () => {
  it('is clean on Ctrl-C, and the next start has everything and sends no letters again', async () => {
    const before = (await listCases()).length
    running.child.kill('SIGINT')
    expect(await running.exit).toBe(0)
    expect(running.said()).toContain('Stopped.')
    expect(readdirSync(dataDir)).not.toContain('lock')
    running = start(settings)
    await until(
      'it runs again',
      async () => (await fetch(`http://127.0.0.1:${settings['PORT']}/healthz`)).status === 200,
      30_000,
    )
    expect(await listCases()).toHaveLength(before)
  }, 60_000)

  it('by force loses nothing: the next start takes the data directory over', async () => {
    const before = (await listCases()).length
    running.child.kill('SIGKILL')
    await running.exit
    running = start(settings)
    await until(
      'it runs again',
      async () => (await fetch(`http://127.0.0.1:${settings['PORT']}/healthz`)).status === 200,
      30_000,
    )
    expect(await listCases()).toHaveLength(before)
  }, 60_000)
})
