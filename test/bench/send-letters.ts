/**
 * A mail program in a process of its own, so that its work is not counted as ours:
 * `send-letters.ts PORT COUNT LANES NAME`. Says `sent` when the last one was accepted.
 */
import { createTransport } from 'nodemailer'
import { letterNumber, writerOf } from './letters.ts'

const [port, count, lanes, name = ''] = process.argv.slice(2)
const transport = createTransport({
  host: '127.0.0.1',
  port: Number(port),
  ignoreTLS: true,
  pool: true,
  maxConnections: Number(lanes),
  maxMessages: Number.POSITIVE_INFINITY,
})
let next = 0
const lane = async (): Promise<void> => {
  while (next < Number(count)) {
    const n = next++
    await transport.sendMail({
      envelope: { from: writerOf(`${name}-${n}`), to: 'enquiries@mopac.example.org' },
      raw: letterNumber(n, name),
    })
  }
}
process.stdout.write('ready\n')
process.stdin.once('data', async () => {
  await Promise.all(Array.from({ length: Number(lanes) }, lane))
  transport.close()
  process.stdout.write('sent\n')
  process.exit(0)
})
