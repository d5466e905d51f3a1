/** A clamd that answers as a test wants it to, on a port of its own; it remembers what it was asked. */
import { createServer, type Socket } from 'node:net'

/** What it does once a whole question has come; `bytes` is what was streamed. */
export type Script = (socket: Socket, question: { command: string; bytes: Buffer }) => void

export type ScriptedClamd = {
  place: { host: string; port: number }
  /** Every question that came, the oldest first. */
  asked: { command: string; bytes: Buffer }[]
  next(script: Script): void
  close(): Promise<void>
}

export const says =
  (answer: string | Buffer): Script =>
  (socket) =>
    void socket.end(answer)

const TEST_FILE = /EICAR-STANDARD-ANTIVIRUS-TEST-FILE/

/** As clamd answers with one signature, made when this says. */
export const likeClamd =
  (made = 'Mon Nov 30 09:30:12 2026'): Script =>
  (socket, { command, bytes }) => {
    if (command === 'zVERSION') return void socket.end(`ClamAV 1.4.6/27450/${made}\0`)
    const isBad = TEST_FILE.test(bytes.toString('latin1')) || /^bad/.test(bytes.toString('latin1'))
    socket.end(isBad ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0')
  }

/** `early` is done as soon as the command has come, before what is streamed. */
export async function scriptedClamd(script: Script = likeClamd(), early?: Script): Promise<ScriptedClamd> {
  const asked: ScriptedClamd['asked'] = []
  let doNext = script
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    let heard = Buffer.alloc(0)
    let isDone = false
    socket.on('close', () => open.delete(socket))
    socket.on('error', () => {})
    socket.on('data', (piece: Buffer) => {
      if (isDone) return
      heard = Buffer.concat([heard, piece])
      const at = heard.indexOf(0)
      if (at < 0) return
      const command = heard.subarray(0, at).toString('latin1')
      if (early) {
        isDone = true
        return early(socket, { command, bytes: Buffer.alloc(0) })
      }
      const bytes = command === 'zINSTREAM' ? streamed(heard.subarray(at + 1)) : Buffer.alloc(0)
      if (!bytes) return
      isDone = true
      asked.push({ command, bytes })
      doNext(socket, { command, bytes })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  return {
    place: { host: '127.0.0.1', port },
    asked,
    next: (other) => {
      doNext = other
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy()
        server.close(() => resolve())
      }),
  }
}

/** Undefined until the length of zero has come. */
function streamed(bytes: Buffer): Buffer | undefined {
  const chunks: Buffer[] = []
  for (let at = 0; at + 4 <= bytes.byteLength; ) {
    const length = bytes.readUInt32BE(at)
    if (length === 0) return Buffer.concat(chunks)
    chunks.push(bytes.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return undefined
}
