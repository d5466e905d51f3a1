/**
 * The outgoing server in a process of its own. Prints its port, and one line for each page that
 * it takes: the moment on the clock that all processes share, and the references that it names.
 */
import type { Socket } from 'node:net'
import { SMTPServer } from 'smtp-server'

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS'],
  logger: false,
  onData: (stream, _session, callback) => {
    const chunks: Uint8Array[] = []
    stream.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    stream.on('end', () => {
      const takenAt = performance.timeOrigin + performance.now()
      callback()
      const mail = Buffer.concat(chunks).toString('latin1').replace(/=\r\n/g, '')
      const references = new Set(mail.match(/[A-Z]+-\d\d-\d{6}-\d/g))
      if (mail.includes('Subject: IMMEDIATE'))
        process.stdout.write(`page ${[takenAt, ...references].join(' ')}\n`)
    })
  },
})
// Each answer is a line of its own; held back to be sent together they cost 40 ms a step.
server.server.on('connection', (socket: Socket) => socket.setNoDelay(true))
server.listen(0, '127.0.0.1', () => {
  const bound = server.server.address()
  process.stdout.write(`port ${typeof bound === 'object' && bound ? bound.port : 0}\n`)
})
