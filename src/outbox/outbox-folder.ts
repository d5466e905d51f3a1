/**
 * The outgoing mail server of an embedded start: it takes what Waypost sends over SMTP
 * and files each mail as an .eml in a folder, where any mail program opens it. Nothing
 * leaves the machine.
 */
import { randomUUID } from 'node:crypto'
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import type { Socket } from 'node:net'
import path from 'node:path'
import { SMTPServer } from 'smtp-server'

export type OutboxFolder = { url: string; folder: string; close(): Promise<void> }

/** Starts on a free loopback port. */
export function startOutboxFolder(folder: string): Promise<OutboxFolder> {
  mkdirSync(folder, { recursive: true })
  const server = new SMTPServer({
    banner: 'Waypost outbox',
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onData: (stream, session, callback) => {
      const chunks: Uint8Array[] = []
      stream.on('data', (chunk: Uint8Array) => chunks.push(chunk))
      stream.on('error', callback)
      stream.on('end', () => {
        const sender = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address
        const head = Buffer.from(`Return-Path: <${sender}>\r\n`)
        try {
          fileMail(folder, Buffer.concat([head, ...chunks]))
        } catch (cause) {
          // A full disk is for the sender to hear: thrown from here it would end the process.
          return callback(Object.assign(new Error('Not filed', { cause }), { responseCode: 452 }))
        }
        callback()
      })
    },
  })
  // Each answer is a line of its own; held back to be sent together they cost 40 ms a step.
  server.server.on('connection', (socket: Socket) => socket.setNoDelay(true))
  server.on('error', () => {})
  return new Promise((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const bound = server.server.address()
      const port = typeof bound === 'object' && bound ? bound.port : 0
      resolve({
        url: `smtp://127.0.0.1:${port}`,
        folder,
        close: () => new Promise((closed) => server.close(() => closed())),
      })
    })
  })
}

/** Written under another name first: whoever watches the folder never sees half a mail. */
function fileMail(folder: string, bytes: Uint8Array): void {
  const name = `${new Date().toISOString().replaceAll(':', '-')}-${randomUUID().slice(0, 8)}.eml`
  const unfinished = path.join(folder, `.${name}`)
  try {
    writeFileSync(unfinished, bytes)
    renameSync(unfinished, path.join(folder, name))
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw error
  }
}
