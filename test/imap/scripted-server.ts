/**
 * An IMAP server that does exactly what a test tells it: enough of RFC 3501 and RFC 9051
 * for our adapter, from a state that the test may change at any moment, with a hook before
 * every command. Not a mail server: what it does well, the real Dovecot of test/end-to-end
 * does better. It is for what no real server can be made to do on demand.
 */
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { createSecureContext, TLSSocket } from 'node:tls'
import type { Certificate } from './certificates.ts'
import { type Command, ScriptedSession } from './scripted-session.ts'
import { freshState, type ScriptedState } from './scripted-state.ts'

/** Answers in the server's place; `proceed` is what the server would have done. */
export type Hook = (session: ScriptedSession, command: Command, proceed: () => void) => void

export type ScriptedServer = {
  port: number
  state: ScriptedState
  sessions: Set<ScriptedSession>
  /** Every command so far: tag, name and words; credentials stand in it as they were sent. */
  commands: Command[]
  /** From now on that command is answered by the hook; `GREETING` is the moment of connecting. */
  on(name: string, hook: Hook): void
  /** Only the next command of that name. */
  once(name: string, hook: Hook): void
  /** Says an untagged line to everybody, as on a new mail. */
  tellAll(line: string): void
  close(): Promise<void>
}

export type ScriptedOptions = { certificate: Certificate; tls?: 'implicit' | 'starttls' }

export async function startScriptedServer(options: ScriptedOptions): Promise<ScriptedServer> {
  const state = freshState()
  const sessions = new Set<ScriptedSession>()
  const hooks = new Map<string, Hook>()
  const commands: Command[] = []
  const secure = (socket: Socket) =>
    new TLSSocket(socket, { isServer: true, secureContext: createSecureContext(options.certificate) })

  const obey = (session: ScriptedSession, command: Command, otherwise?: () => void) => {
    const proceed = otherwise ?? (() => session.answer(command))
    const hook = hooks.get(command.name)
    if (hook) hook(session, command, proceed)
    else proceed()
  }
  const listen = (session: ScriptedSession) => {
    let held = ''
    session.socket.on('error', () => sessions.delete(session))
    session.socket.on('close', () => sessions.delete(session))
    session.socket.on('data', (chunk: Buffer) => {
      held += chunk.toString('latin1')
      for (let end = held.indexOf('\r\n'); end >= 0; end = held.indexOf('\r\n')) {
        const line = held.slice(0, end)
        held = held.slice(end + 2)
        hear(session, line)
      }
    })
  }
  const hear = (session: ScriptedSession, line: string) => {
    const { continuation } = session
    session.continuation = undefined
    if (continuation) return continuation(line)
    if (line.toUpperCase() === 'DONE')
      return obey(session, { tag: '', name: 'DONE', words: '' }, () => session.done())
    const [, tag = '', name = '', words = ''] = /^(\S+) ((?:UID )?\S+) ?(.*)$/s.exec(line) ?? []
    const command = { tag, name: name.toUpperCase(), words }
    commands.push(command)
    if (command.name === 'STARTTLS') return obey(session, command, () => upgrade(session, command))
    obey(session, command)
  }
  const upgrade = (session: ScriptedSession, command: Command) => {
    session.ok(command)
    session.socket.removeAllListeners('data')
    session.socket = secure(session.socket)
    listen(session)
  }
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {}).on('close', () => sockets.delete(socket))
    const spoken = options.tls === 'starttls' ? socket : secure(socket)
    const session = new ScriptedSession(state, { raw: socket, spoken })
    sessions.add(session)
    listen(session)
    obey(session, { tag: '*', name: 'GREETING', words: '' }, () => session.say('* OK ready'))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    port: (server.address() as AddressInfo).port,
    state,
    sessions,
    commands,
    on: (name, hook) => void hooks.set(name, hook),
    once: (name, hook) =>
      void hooks.set(name, (session, command, proceed) => {
        hooks.delete(name)
        hook(session, command, proceed)
      }),
    tellAll: (line) => {
      for (const session of sessions) session.say(line)
    },
    close: () =>
      new Promise((closed) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => closed())
      }),
  }
}
