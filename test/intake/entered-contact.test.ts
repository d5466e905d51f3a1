import { describe, expect, it } from 'vitest'
import { enteredAsMessage } from '../../src/intake/entered-contact.ts'
import { correspondentOf } from '../../src/intake/message-row.ts'
import { parseMessage } from '../../src/message/parse-message.ts'

const AT = new Date('2026-11-23T09:00:00Z')

describe('contact that was entered by hand', () => {
  it('is kept word for word as a message that can be read like mail', async () => {
    const text = 'She said:\nthe lamp is out — again.\n\n“Third time”, she said.'
    const message = await parseMessage(
      enteredAsMessage(
        { channel: 'call', name: 'Zoë Ångström', subject: 'Lamp · out', text, receivedAt: AT },
        'office@wm-pcc.example.org',
      ),
    )
    expect(message.status).toBe('parsed')
    expect(message.subject).toBe('Lamp · out')
    expect(message.text).toBe(text)
    expect(message.from).toBeUndefined()
    expect(correspondentOf(message)).toBe('Zoë Ångström')
  })

  it.each([
    ['the name', { name: 'A\r\nBcc: duty@example.org' }],
    ['the subject', { subject: 'Hello\r\nX-Waypost-Channel: email\r\n\r\nbody' }],
  ])('cannot be given header lines through %s', async (_what, change) => {
    const source = enteredAsMessage(
      {
        channel: 'web-form',
        name: 'A',
        address: 'a@example.net',
        subject: 'S',
        text: 'T',
        receivedAt: AT,
        ...change,
      },
      'office@wm-pcc.example.org',
    )
    const message = await parseMessage(source)
    expect(message.headers.map(({ name }) => name)).toEqual([
      'from',
      'to',
      'subject',
      'date',
      'x-waypost-channel',
      'mime-version',
      'content-type',
      'content-transfer-encoding',
    ])
    expect(message.text).toBe('T')
  })
})
