/**
 * An outgoing mail server that misbehaves to order: over a real socket, one script for
 * each connection. What no script says goes as on a server in good health. It remembers
 * the mails that it kept, so that a test can count what a person would have received.
 */
import { createServer, type Server, type Socket } from 'node:net'

/** What the server does at a step: answers with that line, says nothing for ever, or hangs up. */
export type Answer = string | 'silence' | 'hang-up'

/** Where in a session the server is; `text` is after the final dot. */
export type Step = 'greeting' | 'ehlo' | 'mail' | 'rcpt' | 'data' | 'text'

export type Script = Partial<Record<Step, Answer>> & {
  /** The answer to `MAIL FROM:<>`, where it differs from that to other senders. */
  nullSender?: Answer
  /** Whether the mail is kept at the dot; without it, exactly where the answer is a 2xx. */
  keeps?: boolean
  /** Each answer is sent a byte at a time, with this pause between. */
  dripMs?: number
}

export type KeptMail = { from: string; to: string[]; messageId: string; source: string }

/** `to`: the receivers named so far. */
type Watcher = (at: Step | 'kept', to: readonly string[]) => Promise<void> | void

export type ScriptedSmtp = {
  url: string
  /** The scripts of the next connections, one each; after them the usual one again. */
  next(...scripts: Script[]): void
  /** The script of every connection from now on; those that were to come next are forgotten. */
  usually(script: Script): void
  /** Called before each step is answered, and with `kept` when a mail is safe; may take its time. */
  watch(see: Watcher | undefined): void
  kept: KeptMail[]
  connections(): number
  /** Refuses every connection until `open` is called again. */
  shut(): Promise<void>
  open(): Promise<void>
  close(): Promise<void>
}

const WELL: Record<Step, string> = {
  greeting: '220 scripted.example.net ESMTP',
  ehlo: '250 scripted.example.net',
  mail: '250 2.1.0 OK',
  rcpt: '250 2.1.5 OK',
  data: '354 Go ahead',
  text: '250 2.0.0 Kept',
}

/** Starts on a free loopback port. */
export async function startScriptedSmtp(): Promise<ScriptedSmtp> {
  const waiting: Script[] = []
  const kept: KeptMail[] = []
  const sockets = new Set<Socket>()
  let usual: Script = {}
  let see: Watcher | undefined
  let connections = 0
  const make = (): Server =>
    createServer((socket) => {
      connections++
      sockets.add(socket)
      socket.on('close', () => sockets.delete(socket))
      // A client that went away is what many of these tests are about.
      socket.on('error', () => socket.destroy())
      const session = new Session(socket, waiting.shift() ?? usual, kept, (at, to) => see?.(at, to))
      session.run().catch((error: unknown) => {
        if (!isGone(error)) throw error
      })
    })
  let server = make()
  const listen = (port: number) =>
    new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()))
  await listen(0)
  const { port } = server.address() as { port: number }
  const shut = () =>
    new Promise<void>((closed) => {
      server.close(() => closed())
      for (const socket of sockets) socket.destroy()
    })
  return {
    url: `smtp://127.0.0.1:${port}`,
    next: (...scripts) => void waiting.push(...scripts),
    usually: (script) => {
      waiting.length = 0
      usual = script
    },
    watch: (watcher) => {
      see = watcher
    },
    kept,
    connections: () => connections,
    shut,
    open: async () => {
      server = make()
      await listen(port)
    },
    close: shut,
  }
}

/** A client that was killed or hung up; anything else is a fault of this server and fails the test run. */
const isGone = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  ['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE'].includes(String(error.code))

/** One connection, read line by line; the text of a mail is one long read up to its dot. */
class Session {
  readonly #socket: Socket
  readonly #script: Script
  readonly #kept: KeptMail[]
  readonly #see: Watcher
  #from = ''
  #to: string[] = []

  constructor(socket: Socket, script: Script, kept: KeptMail[], see: Watcher) {
    this.#socket = socket
    this.#script = script
    this.#kept = kept
    this.#see = see
  }

  async run(): Promise<void> {
    let buffered = ''
    let inText = false
    if (!(await this.#answer('greeting'))) return
    for await (const chunk of this.#socket) {
      buffered += (chunk as Uint8Array).toString()
      for (;;) {
        const end = inText ? '\r\n.\r\n' : '\r\n'
        const at = buffered.indexOf(end)
        if (at < 0) break
        const read = buffered.slice(0, at)
        buffered = buffered.slice(at + end.length)
        const goesOn: 'on' | 'text' | 'stop' = inText
          ? await this.#takeText(read)
          : await this.#takeCommand(read)
        if (goesOn === 'stop') return
        inText = goesOn === 'text'
      }
    }
  }

  async #takeCommand(line: string): Promise<'on' | 'text' | 'stop'> {
    const verb = line.slice(0, 4).toUpperCase()
    if (verb === 'QUIT') return (await this.#say('221 Bye')) ? 'stop' : 'stop'
    if (verb === 'RSET' || verb === 'NOOP') return (await this.#say('250 OK')) ? 'on' : 'stop'
    const step = (
      { EHLO: 'ehlo', HELO: 'ehlo', MAIL: 'mail', RCPT: 'rcpt', DATA: 'data' } as Record<string, Step>
    )[verb]
    if (!step) return (await this.#say('502 Not known here')) ? 'on' : 'stop'
    const address = /<(.*?)>/.exec(line)?.[1] ?? ''
    if (step === 'mail') this.#from = address
    if (step === 'rcpt') this.#to.push(address)
    const answered = await this.#answer(step, step === 'mail' && address === '')
    if (!answered) return 'stop'
    return step === 'data' && answered.startsWith('3') ? 'text' : 'on'
  }

  async #takeText(source: string): Promise<'on' | 'stop'> {
    const { text = WELL.text, keeps } = this.#script
    if (keeps ?? text.startsWith('2')) {
      const messageId = /^Message-ID:\s+(<[^>]+>)/im.exec(source)?.[1] ?? ''
      this.#kept.push({ from: this.#from, to: this.#to, messageId, source })
      await this.#see('kept', this.#to)
    }
    const answered = await this.#answer('text')
    this.#to = []
    return answered ? 'on' : 'stop'
  }

  /** The line that was sent, or undefined where the session is over or stands still. */
  async #answer(step: Step, isNullSender = false): Promise<string | undefined> {
    await this.#see(step, this.#to)
    const { nullSender } = this.#script
    const answer = (isNullSender ? nullSender : undefined) ?? this.#script[step] ?? WELL[step]
    if (answer === 'hang-up') this.#socket.destroy()
    if (answer === 'hang-up' || answer === 'silence') return undefined
    if (!(await this.#say(answer))) return undefined
    if (answer.startsWith('421')) this.#socket.end()
    return answer.startsWith('421') ? undefined : answer
  }

  async #say(line: string): Promise<boolean> {
    const { dripMs } = this.#script
    for (const part of dripMs === undefined ? [`${line}\r\n`] : `${line}\r\n`) {
      if (this.#socket.destroyed) return false
      this.#socket.write(part)
      if (dripMs !== undefined) await new Promise((resolve) => setTimeout(resolve, dripMs))
    }
    return true
  }
}
