import { describe, expect, it } from 'vitest'
import { parseMessage } from '../../src/message/parse-message.ts'
import { repeatedHeaders } from '../../src/message/repeated-headers.ts'
import { aMail, bytes } from './a-message.ts'

const repeatedIn = async (source: Uint8Array) => repeatedHeaders((await parseMessage(source)).headers)

describe('headers that a message may have once', () => {
  it('are not named where each stands once', async () => {
    expect(await repeatedIn(aMail())).toEqual([])
  })

  it.each([
    ['From', 'From: Other <other@example.org>'],
    ['Sender', 'Sender: a@example.org\r\nSender: b@example.org'],
    ['Reply-To', 'Reply-To: a@example.org\r\nreply-to: b@example.org'],
    ['To', 'To: other@example.org'],
    ['Subject', 'SUBJECT: another'],
    ['Date', 'Date: Mon, 05 Oct 2026 09:15:00 +0100'],
    ['Message-ID', 'Message-Id: <other@example.org>'],
    ['Content-Type', 'Content-Type: text/html'],
    ['Return-Path', 'Return-Path: <other@example.org>'],
  ])('%s is named where it stands twice', async (name, line) => {
    const mail = new TextDecoder().decode(aMail())
    expect(await repeatedIn(bytes(mail.replace('\r\n', `\r\n${line}\r\n`)))).toEqual([name])
  })

  it('may be repeated where they are the trace of the way: Received, Authentication-Results', async () => {
    const headers = { Received: ['from a', 'from b'], 'Authentication-Results': ['a; none', 'b; none'] }
    expect(await repeatedIn(aMail({ headers }))).toEqual([])
  })

  it('are found behind thousands of others', async () => {
    const head = Array.from({ length: 3_000 }, (_, at) => `X-${at}: y`).join('\r\n')
    const source = bytes(`From: a@example.org\r\n${head}\r\nFrom: b@example.org\r\n\r\nHello`)
    const message = await parseMessage(source)
    expect(repeatedHeaders(message.headers)).toEqual(['From'])
    expect(message.from).toBeUndefined()
    expect(message.headers.length).toBeLessThan(2_100)
  })
})
