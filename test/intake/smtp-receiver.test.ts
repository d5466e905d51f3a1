import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rawMessages } from '../../src/db/schema.ts'
import { LARGEST_MAIL_BYTES, type SmtpReceiver, startSmtpReceiver } from '../../src/intake/smtp-receiver.ts'
import { until } from '../end-to-end/until.ts'
import { aLetter, sendBySmtp } from '../faults/faulty-service.ts'
import { type TestService, testService } from '../service.ts'

let service: TestService
let receiver: SmtpReceiver
beforeAll(async () => {
  service = await testService()
  const { database, queue, now, offices } = service
  receiver = await startSmtpReceiver({ db: database.db, queue, now, offices }, '127.0.0.1', 0)
})
afterAll(async () => {
  await receiver.close()
  await service.close()
})
const kept = () => service.read('mopac', (tx) => tx.$count(rawMessages))

describe('the mailbox of our own', () => {
  it('tells the sender of a mail over 50 MB, keeps none of it in memory, and takes the next one', async () => {
    const letter = aLetter()
    const line = `${'long '.repeat(15)}\r\n`
    const tooLarge = {
      ...letter,
      source: letter.source + line.repeat(Math.ceil(LARGEST_MAIL_BYTES / line.length) + 1),
    }
    expect(await sendBySmtp(receiver.port, tooLarge)).toBe(552)
    expect(await kept()).toBe(0)
    expect(await sendBySmtp(receiver.port, letter)).toBe(250)
    expect(await kept()).toBe(1)
  }, 60_000)

  it('keeps nothing of a mail whose sender goes away in the middle of it', async () => {
    const before = await kept()
    let heard = ''
    const socket = connect(receiver.port, '127.0.0.1')
    socket.on('data', (chunk) => (heard += chunk))
    const hears = (code: string) => until(`it hears ${code}`, async () => heard.includes(`\n${code}`))
    await until('it is greeted', async () => heard.startsWith('220'))
    for (const [command, code] of [
      ['EHLO sender.example.net', '250'],
      ['MAIL FROM:<writer@example.net>', '250 Acc'],
      ['RCPT TO:<enquiries@mopac.example.org>', '250 Acc'],
      ['DATA', '354'],
    ] as const) {
      heard = '\n'
      socket.write(`${command}\r\n`)
      await hears(code)
    }
    socket.write('Subject: cut off\r\n\r\nHalf a sent')
    await new Promise((sent) => socket.write('ence', sent))
    socket.resetAndDestroy()
    const letter = aLetter()
    expect(await sendBySmtp(receiver.port, letter)).toBe(250)
    expect(await kept()).toBe(before + 1)
  })
})
