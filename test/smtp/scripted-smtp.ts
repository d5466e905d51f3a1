/**
 * An outgoing mail server that misbehaves to order: over a real socket, one script for
 * each connection. What no script says goes as on a server in good health. It remembers
 * the mails that it kept, so that a test can count what a person would have received.
 */
import { createServer, type Server, type Socket } from 'node:net'

/** What the server does at a step: answers with that line, says nothing for ever, or hangs up. */
export type Answer = string | 'silence' | 'hang-up'

/** Where in a session the server is; `text` is after the final dot. */
export type Step = 'greeting' | 'ehlo' | 'auth' | 'mail' | 'rcpt' | 'data' | 'text'

export type Script = Partial<Record<Step, Answer>> & {
  /** The answer to `MAIL FROM:<>`, where it differs from that to other senders. */
  nullSender?: Answer
  /** The access tokens that it takes by XOAUTH2; given, nobody sends who has shown none of them. */
  tokens?: ReadonlySet<string>
  /** Says with 334 why it refuses a token, as Gmail does, and refuses at the next line. */
  refusesInTwo?: boolean
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
  /** Who signed in, or tried to, and the token that they showed. */
  signIns: { user: string; token: string; taken: boolean }[]
  connections(): number
  /** Refuses every connection until `open` is called again. */
  shut(): Promise<void>
  open(): Promise<void>
  close(): Promise<void>
}

const HOST = 'scripted.example.net'
const REFUSED = '535 5.7.3 Authentication unsuccessful'

const WELL: Record<Step, string> = {
  greeting: `220 ${HOST} ESMTP`,
  ehlo: `250 ${HOST}`,
  auth: '235 2.7.0 Authentication successful',
  mail: '250 2.1.0 OK',
  rcpt: '250 2.1.5 OK',
  data: '354 Go ahead',
  text: '250 2.0.0 Kept',
}

/** Starts on a free loopback port. */
export async function startScriptedSmtp(host = '127.0.0.1'): Promise<ScriptedSmtp> {
  const waiting: Script[] = []
  const kept: KeptMail[] = []
  const signIns: ScriptedSmtp['signIns'] = []
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
      const session = new Session(socket, waiting.shift() ?? usual, { kept, signIns }, (at, to) =>
        see?.(at, to),
      )
      session.run().catch((error: unknown) => {
        if (!isGone(error)) throw error
      })
    })
  let server = make()
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, host, () => resolve()))
  await listen(0)
  const { port } = server.address() as { port: number }
  const shut = () =>
    new Promise<void>((closed) => {
      server.close(() => closed())
      for (const socket of sockets) socket.destroy()
    })
  return {
    url: `smtp://${host}:${port}`,
    next: (...scripts) => void waiting.push(...scripts),
    usually: (script) => {
      waiting.length = 0
      usual = script
    },
    watch: (watcher) => {
      see = watcher
    },
    kept,
    signIns,
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

const splitOnce = (text: string, at: string): [string, string] => {
  const found = text.indexOf(at)
  return found < 0 ? [text, ''] : [text.slice(0, found), text.slice(found + 1)]
}

type Books = Pick<ScriptedSmtp, 'kept' | 'signIns'>

/** One connection, read line by line; the text of a mail is one long read up to its dot. */
class Session {
  readonly #socket: Socket
  readonly #script: Script
  readonly #books: Books
  readonly #see: Watcher
  #isSignedIn = false
  #from = ''
  #to: string[] = []

  constructor(socket: Socket, script: Script, books: Books, see: Watcher) {
    this.#socket = socket
    this.#script = script
    this.#books = books
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
    if (verb === 'AUTH') return (await this.#takeToken(line)) ? 'on' : 'stop'
    if (line === '' && this.#script.refusesInTwo) return (await this.#say(REFUSED)) ? 'on' : 'stop'
    if (verb === 'MAIL' && this.#script.tokens && !this.#isSignedIn)
      return (await this.#say('530 5.7.57 Client not authenticated to send mail')) ? 'on' : 'stop'
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

  /** `user=…^Aauth=Bearer …^A^A`, in base64. */
  async #takeToken(line: string): Promise<string | boolean | undefined> {
    const shown = Buffer.from(line.split(' ')[2] ?? '', 'base64').toString()
    const fields = new Map(shown.split('\u0001').map((field) => splitOnce(field, '=')))
    const user = fields.get('user') ?? ''
    const token = fields.get('auth')?.replace(/^Bearer /, '') ?? ''
    const taken = line.startsWith('AUTH XOAUTH2 ') && this.#script.tokens?.has(token) === true
    this.#books.signIns.push({ user, token, taken })
    this.#isSignedIn = taken
    if (taken) return this.#answer('auth')
    return this.#say(this.#script.refusesInTwo ? '334 eyJzdGF0dXMiOiI0MDAifQ==' : REFUSED)
  }

  async #takeText(source: string): Promise<'on' | 'stop'> {
    const { text = WELL.text, keeps } = this.#script
    if (keeps ?? text.startsWith('2')) {
      const messageId = /^Message-ID:\s+(<[^>]+>)/im.exec(source)?.[1] ?? ''
      this.#books.kept.push({ from: this.#from, to: this.#to, messageId, source })
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
    const well = step === 'ehlo' && this.#script.tokens ? `250-${HOST}\r\n250 AUTH XOAUTH2` : WELL[step]
    const answer = (isNullSender ? nullSender : undefined) ?? this.#script[step] ?? well
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
