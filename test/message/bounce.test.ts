import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readBounce } from '../../src/message/bounce.ts'
import { parseMessage } from '../../src/message/parse-message.ts'
import { aMail, bytes, type MailParts } from './a-message.ts'

const ID = '<ack.MOPAC-26-000123-4.0123456789abcdef0123@mopac.example.org>'

const bounceIn = async (source: Uint8Array) => readBounce(await parseMessage(source), source)

/** A report as RFC 3464 has it, with the returned headers as a part of their own. */
const aReport = (given: {
  action?: string
  status?: string
  lead?: string
  returned?: string
  head?: string
}) =>
  bytes(
    [
      given.head ?? 'Return-Path: <>\r\nFrom: Mail Delivery System <MAILER-DAEMON@mx.example.net>',
      'To: enquiries@mopac.example.org',
      'Subject: Undelivered Mail Returned to Sender',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      '',
      '--b',
      'Content-Type: text/plain; charset=utf-8',
      '',
      given.lead ?? 'The mail could not be delivered.',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.example.net',
      '',
      'Final-Recipient: rfc822; writer@example.net',
      ...(given.action === undefined ? [] : [`Action: ${given.action}`]),
      ...(given.status === undefined ? [] : [`Status: ${given.status}`]),
      '--b',
      given.returned ??
        `Content-Type: text/rfc822-headers\r\n\r\nMessage-ID: ${ID}\r\nSubject: We have received your message`,
      '--b--',
      '',
    ].join('\r\n'),
  )

describe('a report that a letter came back', () => {
  it.each<[string, Parameters<typeof aReport>[0]]>([
    ['with the returned headers', { action: 'failed', status: '5.1.1' }],
    [
      'with the whole letter',
      {
        action: 'failed',
        status: '5.1.1',
        returned: `Content-Type: message/rfc822\r\n\r\nMessage-ID: ${ID}\r\n\r\nWords`,
      },
    ],
    [
      'in German',
      { action: 'failed', status: '5.1.1', lead: 'Ihre Nachricht konnte nicht zugestellt werden.' },
    ],
    [
      'with its fields in capitals and comments',
      { action: 'FAILED (bad mailbox)', status: '5.1.1 (no such user)' },
    ],
    ['that gives no action', { status: '5.1.1' }],
    [
      'from a real address and without the null path',
      {
        action: 'failed',
        status: '5.1.1',
        head: 'Return-Path: <postbox@example.net>\r\nFrom: Post <postbox@example.net>',
      },
    ],
    [
      'with the id folded onto the next line',
      {
        action: 'failed',
        status: '5.1.1',
        returned: `Content-Type: text/rfc822-headers\r\n\r\nMessage-ID:\r\n ${ID}`,
      },
    ],
    [
      'with the id cut by quoted-printable',
      {
        action: 'failed',
        status: '5.1.1',
        returned: `Content-Type: text/rfc822-headers\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nMessage-ID: ${ID.slice(0, 40)}=\r\n${ID.slice(40)}`,
      },
    ],
  ])('is read %s', async (_, given) => {
    expect(await bounceIn(aReport(given))).toMatchObject({
      ids: expect.arrayContaining([ID]),
      isFinal: true,
      status: '5.1.1',
    })
  })

  it('is final where the server gave up after days, though its status is of class 4', async () => {
    expect(await bounceIn(aReport({ action: 'failed', status: '4.4.7' }))).toMatchObject({
      isFinal: true,
      status: '4.4.7',
    })
  })

  it.each([
    ['of delay', 'delayed', '4.4.1'],
    ['of delivery', 'delivered', '2.0.0'],
    ['of passing on', 'relayed', '2.0.0'],
  ])('is not final where it is one %s', async (_, action, status) => {
    expect(await bounceIn(aReport({ action, status }))).toMatchObject({ isFinal: false, status })
  })

  it.each<[string, MailParts]>([
    [
      "Exim's",
      {
        returnPath: '',
        from: 'Mailer-Daemon@mx.example.net',
        subject: 'Mail delivery failed: returning message to sender',
        headers: { 'X-Failed-Recipients': 'writer@example.net' },
        body: `550 5.1.1 unknown\n\n------ This is a copy of the message ------\n\nMessage-ID: ${ID}`,
      },
    ],
    [
      "qmail's",
      {
        returnPath: '',
        from: 'MAILER-DAEMON@mx.example.net',
        subject: 'failure notice',
        body: `Hi. This is the qmail-send program at mx.example.net.\nI'm afraid I wasn't able to deliver your message.\n\n<writer@example.net>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\nMessage-ID: ${ID}`,
      },
    ],
    [
      "Exchange's, which is not marked as automatic and names the letter in its own headers",
      {
        returnPath: '',
        from: 'Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@example.net>',
        subject: 'Undeliverable: We have received your message',
        headers: { 'In-Reply-To': ID },
        body: 'Your message to writer@example.net could not be delivered.\n\nRemote server returned 550 5.1.1 RESOLVER.ADR.RecipNotFound',
      },
    ],
  ])('is read where it follows no standard: %s', async (_, mail) => {
    expect(await bounceIn(aMail(mail))).toMatchObject({
      ids: expect.arrayContaining([ID]),
      isFinal: true,
      status: '5.1.1',
    })
  })

  it.each<[string, MailParts]>([
    ['a letter of a person that quotes one', { body: `I got this:\nStatus: 5.1.1\nMessage-ID: ${ID}` }],
    [
      'an absence notice from the null path',
      { returnPath: '', subject: 'Automatic reply: hello', body: 'I am in room 550.' },
    ],
    [
      'a letter about a returned letter',
      { subject: 'Undeliverable letters at my address', body: 'Please help.' },
    ],
  ])('is not seen in %s', async (_, mail) => {
    expect(await bounceIn(aMail(mail))).toBeUndefined()
  })

  it('reads the fixture of Postfix', async () => {
    const source = readFileSync('test/fixtures/messages/bounce-from-postfix.eml')
    expect(await bounceIn(source)).toMatchObject({ isFinal: true, status: '5.1.1' })
  })

  it('takes no time over a report made to be slow', async () => {
    const source = bytes(
      `Return-Path: <>\r\nFrom: postmaster@x.example\r\nSubject: failure notice\r\n\r\n${'<a@'.repeat(300_000)}`,
    )
    const message = await parseMessage(source)
    const started = performance.now()
    readBounce(message, source)
    expect(performance.now() - started).toBeLessThan(1_000)
  })
})
