/** Waypost as a process of its own, on a given database and outgoing server, to be stopped the hard way. */
import { type ChildProcess, spawn } from 'node:child_process'
import { freePort } from '../../src/db/embedded.ts'
import { until } from '../end-to-end/until.ts'
import { SECRET } from '../service.ts'
import { type Letter, sendBySmtp } from './faulty-service.ts'

export type RealProcess = {
  child: ChildProcess
  url: string
  smtpPort: number
  /** What it wrote to either of its outputs. */
  said(): string
  /** Ends with its exit code, or null where a signal ended it. */
  exited: Promise<number | null>
  send(letter: Letter): Promise<number>
  signal(name: 'SIGKILL' | 'SIGTERM' | 'SIGSTOP' | 'SIGCONT'): void
  isAlive(): boolean
}

/** Starts it and waits until it answers. */
export async function startProcess(settings: Record<string, string>): Promise<RealProcess> {
  const port = await freePort()
  const smtpPort = await freePort()
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/node.ts'], {
    env: {
      ...process.env,
      PORT: String(port),
      SMTP_PORT: String(smtpPort),
      SECRET_KEY: SECRET,
      DEMO_LETTERS: 'no',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  let alive = true
  child.stdout?.on('data', (chunk) => (said += chunk))
  child.stderr?.on('data', (chunk) => (said += chunk))
  const exited = new Promise<number | null>((resolve) =>
    child.once('exit', (code) => {
      alive = false
      resolve(code)
    }),
  )
  const url = `http://127.0.0.1:${port}`
  const answers = until('Waypost answers', async () => (await fetch(`${url}/healthz`)).ok, 120_000)
  await Promise.race([
    answers,
    exited.then((code) => Promise.reject(new Error(`ended with ${code}\n${said}`))),
  ])
  return {
    child,
    url,
    smtpPort,
    said: () => said,
    exited,
    send: (letter) => sendBySmtp(smtpPort, letter),
    signal: (name) => void child.kill(name),
    isAlive: () => alive,
  }
}
