import type { Socket } from 'node:net'
import { inSet, type ScriptedFolder, type ScriptedMessage, type ScriptedState } from './scripted-state.ts'

export type Command = { tag: string; name: string; words: string }

/** One client's connection: says lines, answers commands from the state. */
export class ScriptedSession {
  readonly state: ScriptedState
  socket: Socket
  path: string | undefined
  /** What the next line answers, where a command waits for one (RFC 4959 section 3). */
  continuation: ((line: string) => void) | undefined
  /** The tag of a running IDLE. */
  idleTag: string | undefined

  readonly #raw: Socket

  constructor(state: ScriptedState, sockets: { raw: Socket; spoken: Socket }) {
    this.state = state
    this.socket = sockets.spoken
    this.#raw = sockets.raw
  }

  get folder(): ScriptedFolder | undefined {
    return this.path === undefined ? undefined : this.state.folders.get(this.path)
  }

  say(...lines: string[]): void {
    for (const line of lines) this.write(`${line}\r\n`)
  }

  /** Bytes as they are, each character one. */
  write(bytes: string): void {
    if (!this.socket.destroyed) this.socket.write(bytes, 'latin1')
  }

  ok({ tag, name }: Command, words = `${name} completed`): void {
    this.say(`${tag} OK ${words}`)
  }

  /** The untagged answer to a fetch; with another literal length where a test wants a lie. */
  fetched(message: ScriptedMessage, words: string, literalLength = message.source.length): void {
    const sequence = (this.folder?.messages.indexOf(message) ?? 0) + 1
    const items = [`UID ${message.uid}`]
    if (/RFC822\.SIZE/i.test(words)) items.push(`RFC822.SIZE ${message.source.length}`)
    if (/INTERNALDATE/i.test(words)) items.push(`INTERNALDATE "${message.internalDate}"`)
    if (/FLAGS/i.test(words)) items.push(`FLAGS (${message.seen ? '\\Seen' : ''})`)
    const body = /BODY(?:\.PEEK)?\[\](?:<(\d+)\.(\d+)>)?/i.exec(words)
    this.write(`* ${sequence} FETCH (${items.join(' ')}`)
    if (body) {
      const [, from, most] = body
      const part =
        from === undefined ? message.source : message.source.slice(Number(from), Number(from) + Number(most))
      const length = from === undefined ? literalLength : part.length
      this.write(` BODY[]${from === undefined ? '' : `<${from}>`} {${length}}\r\n${part}`)
    }
    this.write(')\r\n')
  }

  /** The server hangs up without a word: RST. */
  cut(): void {
    this.#raw.resetAndDestroy()
  }

  /** What a well-behaved server does with that command. */
  answer(command: Command): void {
    const answers: Record<string, (command: Command) => void> = {
      CAPABILITY: () => this.capability(command),
      LOGIN: () => this.login(command),
      AUTHENTICATE: () => this.authenticate(command),
      LIST: () => this.list(command),
      SELECT: () => this.select(command),
      EXAMINE: () => this.select(command),
      IDLE: () => {
        this.idleTag = command.tag
        this.say('+ idling')
      },
      'UID SEARCH': () => this.search(command),
      'UID FETCH': () => this.fetch(command),
      LOGOUT: () => {
        this.say('* BYE see you')
        this.ok(command)
        this.socket.end()
      },
    }
    const known = answers[command.name]
    if (known) known(command)
    else if (['NOOP', 'ENABLE', 'CLOSE', 'ID', 'NAMESPACE'].includes(command.name)) this.ok(command)
    else this.say(`${command.tag} BAD ${command.name} is not known here`)
  }

  done(): void {
    if (this.idleTag) this.say(`${this.idleTag} OK IDLE completed`)
    this.idleTag = undefined
  }

  private capability(command: Command): void {
    this.say(`* CAPABILITY ${this.state.capabilities.join(' ')}`)
    this.ok(command)
  }

  private login(command: Command): void {
    const [user, password] = [...command.words.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g)].map(
      ([, quoted, bare]) => quoted?.replace(/\\(.)/g, '$1') ?? bare,
    )
    if (user === this.state.user && password === this.state.password) this.ok(command)
    else this.say(`${command.tag} NO [AUTHENTICATIONFAILED] Authentication failed.`)
  }

  private authenticate(command: Command): void {
    const [mechanism, encoded] = command.words.split(' ')
    if (encoded === undefined) {
      this.continuation = (line) => this.authenticate({ ...command, words: `${mechanism} ${line}` })
      this.say('+ ')
      return
    }
    const given = Buffer.from(encoded, 'base64').toString('utf8')
    const isRight =
      mechanism?.toUpperCase() === 'XOAUTH2'
        ? [...this.state.accessTokens].some(
            (token) => given === `user=${this.state.user}\u0001auth=Bearer ${token}\u0001\u0001`,
          )
        : given === `\0${this.state.user}\0${this.state.password}`
    if (isRight) this.ok(command)
    else this.say(`${command.tag} NO AUTHENTICATE failed.`)
  }

  private list(command: Command): void {
    const asked = /"?([^"\s]*)"?$/.exec(command.words)?.[1] ?? '*'
    for (const [path, { specialUse }] of this.state.folders) {
      if (asked === '*' || asked === '%' || asked === path)
        this.say(
          `* LIST (${['\\HasNoChildren', ...(specialUse ? [specialUse] : [])].join(' ')}) "/" "${path}"`,
        )
    }
    this.ok(command)
  }

  private select(command: Command): void {
    const path = command.words.replace(/^"|"$/g, '')
    const folder = this.state.folders.get(path)
    if (!folder) {
      this.path = undefined
      this.say(`${command.tag} NO [NONEXISTENT] Mailbox does not exist`)
      return
    }
    this.path = path
    this.say(
      '* FLAGS (\\Seen)',
      `* ${folder.messages.length} EXISTS`,
      ...(folder.validity > 0 ? [`* OK [UIDVALIDITY ${folder.validity}] valid`] : []),
      `* OK [UIDNEXT ${folder.uidNext}] next`,
    )
    this.ok(command, `[READ-ONLY] ${command.name} completed`)
  }

  private search(command: Command): void {
    const set = /UID ([\d,:*]+)/i.exec(command.words)?.[1] ?? '1:*'
    const uids = this.folder ? inSet(this.folder, set).map(({ uid }) => uid) : []
    this.say(uids.length > 0 ? `* SEARCH ${uids.join(' ')}` : '* SEARCH')
    this.ok(command)
  }

  private fetch(command: Command): void {
    const [set = '', ...rest] = command.words.split(' ')
    for (const message of this.folder ? inSet(this.folder, set) : []) this.fetched(message, rest.join(' '))
    this.ok(command)
  }
}
