/**
 * A line to Postgres that can be cut at any statement. It reads the protocol far enough
 * to know which statement goes by (PostgreSQL documentation, "Frontend/Backend Protocol",
 * Message Formats) and never changes a byte: what it can do is lose the line before the
 * server has the statement, or after the server has carried it out and before we hear so.
 */
import { connect, createServer, type Server, type Socket } from 'node:net'

export type Statement = {
  text: string
  /** The statements of the open transaction before this one, `begin` first; empty outside of one. */
  inTransaction: readonly string[]
}

/** `lose-request`: the server never has it. `lose-answer`: it has carried it out, and we never know. */
export type Cut = 'pass' | 'lose-request' | 'lose-answer'

export type PostgresProxy = {
  /** That database, over this line. */
  through(url: string): string
  /** Asked at every statement; nothing is cut while it is undefined. */
  judge(decide: ((statement: Statement) => Cut) | undefined): void
  /** Called at the moment of a cut, before our side can notice; the line waits for it. */
  atCut(act: (() => Promise<void>) | undefined): void
  /** Half-open: on the lines there are nothing passes any more, and no side is told. New ones are well. */
  freeze(): void
  /** Statements that came outside of any transaction right after a rollback on their line. */
  stragglers(): string[]
  close(): Promise<void>
}

/** Listens on a free loopback port; where to is in the URL that `through` was given last. */
export async function startPostgresProxy(): Promise<PostgresProxy> {
  const lines = new Set<Line>()
  const shared: Shared = { decide: undefined, act: undefined, stragglers: [] }
  let target = { host: '127.0.0.1', port: 0 }
  const server: Server = createServer((client) => {
    const line = new Line(client, connect(target.port, target.host), shared)
    lines.add(line)
    void line.closed.then(() => lines.delete(line))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = server.address() as { port: number }
  return {
    through: (url) => {
      const at = new URL(url)
      target = { host: at.hostname, port: Number(at.port) }
      return Object.assign(at, { port: String(port) }).href
    },
    judge: (decide) => {
      shared.decide = decide
    },
    atCut: (act) => {
      shared.act = act
    },
    freeze: () => {
      for (const line of lines) line.freeze()
    },
    stragglers: () => shared.stragglers,
    close: async () => {
      for (const line of lines) line.cut()
      await new Promise<void>((closed) => server.close(() => closed()))
    },
  }
}

type Shared = {
  decide: ((statement: Statement) => Cut) | undefined
  act: (() => Promise<void>) | undefined
  stragglers: string[]
}

class Line {
  readonly closed: Promise<void>
  readonly #client: Socket
  readonly #server: Socket
  readonly #shared: Shared
  readonly #prepared = new Map<string, string>()
  #started = false
  #fromClient = Buffer.alloc(0)
  #fromServer = Buffer.alloc(0)
  #held: Buffer[] = []
  #bound = ''
  #transaction: string[] = []
  #rolledBack = false
  /** Rounds that end with Sync or a simple query, and the server's ReadyForQuery for each. */
  #roundsSent = 0
  #roundsAnswered = 0
  #loseFromRound = Number.POSITIVE_INFINITY

  constructor(client: Socket, server: Socket, shared: Shared) {
    this.#client = client
    this.#server = server
    this.#shared = shared
    this.closed = new Promise((resolve) => client.once('close', () => resolve()))
    for (const socket of [client, server]) {
      socket.setNoDelay(true)
      socket.on('error', () => this.cut())
      socket.on('close', () => this.cut())
    }
    client.on('data', (chunk) => this.#readClient(chunk as Buffer))
    server.on('data', (chunk) => this.#readServer(chunk as Buffer))
  }

  cut(): void {
    this.#client.destroy()
    this.#server.destroy()
  }

  freeze(): void {
    for (const socket of [this.#client, this.#server]) socket.pause()
  }

  #readClient(chunk: Buffer): void {
    this.#fromClient = Buffer.concat([this.#fromClient, chunk])
    for (;;) {
      const head = this.#started ? 1 : 0
      if (this.#fromClient.length < head + 4) return
      const length = head + this.#fromClient.readUInt32BE(head)
      if (this.#fromClient.length < length) return
      const frame = this.#fromClient.subarray(0, length)
      this.#fromClient = this.#fromClient.subarray(length)
      if (this.#started) {
        if (this.#takeFrame(frame) === 'cut') return
      } else {
        // The start-up message has no type; a cancel request is one too, and a line of its own.
        this.#started = true
        this.#server.write(frame)
      }
    }
  }

  /** Frames of one round are held back until it is whole, so that a lost statement is lost from its first byte. */
  #takeFrame(frame: Buffer): 'on' | 'cut' {
    const type = String.fromCharCode(frame[0] ?? 0)
    const words = frame.subarray(5)
    this.#held.push(frame)
    if (type === 'P') {
      const [name = '', text = ''] = textsOf(words)
      this.#prepared.set(name, text)
    }
    if (type === 'B') this.#bound = this.#prepared.get(textsOf(words)[1] ?? '') ?? ''
    const text = type === 'Q' ? textsOf(words)[0] : type === 'E' ? this.#bound : undefined
    if (text !== undefined && this.#judge(text) === 'lose-request') {
      void this.#lose()
      return 'cut'
    }
    if (type === 'Q' || type === 'S') this.#roundsSent++
    if (type !== 'P' && type !== 'B' && type !== 'D' && type !== 'E') {
      for (const held of this.#held.splice(0)) this.#server.write(held)
    }
    return 'on'
  }

  #judge(text: string): Cut {
    const verb = /^\s*(\w+)/.exec(text)?.[1]?.toLowerCase() ?? ''
    const isAlone = this.#transaction.length === 0
    if (isAlone && this.#rolledBack && verb !== 'begin') this.#shared.stragglers.push(text)
    const cut = this.#shared.decide?.({ text, inTransaction: [...this.#transaction] }) ?? 'pass'
    if (verb === 'begin') this.#transaction = [text]
    else if (!isAlone) this.#transaction.push(text)
    if (verb === 'commit' || verb === 'rollback') this.#transaction = []
    this.#rolledBack = verb === 'rollback'
    if (cut === 'lose-answer' && this.#loseFromRound === Number.POSITIVE_INFINITY)
      this.#loseFromRound = this.#roundsSent + 1
    return cut
  }

  #readServer(chunk: Buffer): void {
    this.#fromServer = Buffer.concat([this.#fromServer, chunk])
    for (;;) {
      if (this.#fromServer.length < 5) return
      const length = 1 + this.#fromServer.readUInt32BE(1)
      if (this.#fromServer.length < length) return
      const frame = this.#fromServer.subarray(0, length)
      this.#fromServer = this.#fromServer.subarray(length)
      const ends = frame[0] === 'Z'.charCodeAt(0)
      const isLost = this.#roundsAnswered >= this.#loseFromRound
      if (!isLost && !this.#client.destroyed) this.#client.write(frame)
      // The ReadyForQuery after the start-up answers no round and is number 0.
      if (ends && isLost) return void this.#lose()
      if (ends) this.#roundsAnswered++
    }
  }

  async #lose(): Promise<void> {
    this.freeze()
    await this.#shared.act?.()
    this.cut()
  }
}

/** The zero-terminated texts at the beginning of a message. */
const textsOf = (words: Buffer): string[] => words.toString('utf8').split('\0', 2)
