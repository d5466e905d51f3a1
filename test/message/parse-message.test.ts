import { describe, expect, it } from 'vitest'
import { reading } from '../../src/message/message.ts'
import { parseMessage } from '../../src/message/parse-message.ts'
import { aMail, aMessage, bytes } from './a-message.ts'
import { coversReading, spokenIn } from './voices-of.ts'

describe('reading a plain letter', () => {
  it('gives the body exactly as it was written, with line feeds', async () => {
    const body = '   Indented first line\n\n  two  spaces\there \nand a long line '.concat(
      'word '.repeat(60),
      'end',
    )
    const message = await parseMessage(aMail({ subject: 'About  my   case', body }))
    expect(reading(message)).toBe(`About  my   case\n${body}`)
    expect(message.status).toBe('parsed')
    expect(message.because).toBeUndefined()
  })

  it('does not re-wrap a letter that allows it (format=flowed)', async () => {
    const body = 'This line goes on \nhere \n\n> quoted \n> line'
    const type = 'text/plain; charset=utf-8; format=flowed; delsp=yes'
    const message = await parseMessage(aMail({ subject: 'Re: x', body, headers: { 'Content-Type': type } }))
    expect(message.text).toBe(body)
  })

  it('gives what the builder of test messages promises', async () => {
    const { headers: _, ...read } = await parseMessage(aMail())
    const { headers: __, ...promised } = aMessage()
    expect(read).toEqual(promised)
  })

  it('names everyone it was addressed or delivered to once, in lower case', async () => {
    const message = await parseMessage(
      aMail({
        to: 'Office <Enquiries@Office.example>, "Last, First" <two@example.org>',
        headers: {
          Cc: 'Friends: three@example.org, four@example.org;',
          'Delivered-To': 'enquiries@office.example',
          'X-Original-To': 'alias@office.example',
        },
      }),
    )
    expect(message.addressedTo).toEqual([
      'enquiries@office.example',
      'two@example.org',
      'three@example.org',
      'four@example.org',
      'alias@office.example',
    ])
  })

  it('reads names and subjects in any letters, also where a letter is cut between two words', async () => {
    const message = await parseMessage(
      aMail({
        from: '=?utf-8?Q?Ll=C5=B7r_?= =?utf-8?Q?ap_Gwilym?= <llyr@example.org>',
        headers: { Subject: '=?utf-8?B?Q3fFtw==?= =?utf-8?Q?n_ffurfiol_=C5?=\r\n =?utf-8?Q?=B5?=' },
      }),
    )
    expect(message.from).toEqual({ name: 'Llŷr ap Gwilym', address: 'llyr@example.org' })
    expect(message.subject).toBe('Cwŷn ffurfiol ŵ')
  })

  it('knows which messages it answers, oldest first and each once', async () => {
    const message = await parseMessage(
      aMail({
        headers: {
          References: '<a@example.org>\r\n <b@example.org>',
          'In-Reply-To': '<b@example.org> (your note)',
        },
      }),
    )
    expect(message.answers).toEqual(['<a@example.org>', '<b@example.org>'])
  })

  it.each([
    ['the null path of a bounce', '', ''],
    ['an ordinary path', 'Alma@Example.NET', 'alma@example.net'],
    ['a missing path', null, undefined],
  ])('tells %s', async (_, returnPath, expected) => {
    expect((await parseMessage(aMail({ returnPath }))).returnPath).toBe(expected)
  })

  it.each([
    ['Tue, 06 Oct 2026 09:15:00 +0100 (BST)', '2026-10-06T08:15:00.000Z'],
    ['yesterday', undefined],
    ['Mon, 01 Jan 99999 00:00:00 +0000', undefined],
  ])('reads the Date header %s as %s', async (date, expected) => {
    expect((await parseMessage(aMail({ date }))).sentAt?.toISOString()).toBe(expected)
  })

  it.each([
    ['From', null, undefined],
    ['From', 'not an address', undefined],
    ['From', 'a@example.org, b@example.org', undefined],
    ['From', '<a@example.org>', 'a@example.org'],
  ])('takes %s: %s as %s', async (_, from, expected) => {
    const message = await parseMessage(aMail({ headers: { From: from } }))
    expect(message.from?.address).toBe(expected)
    expect(message.status).toBe('parsed')
  })
})

describe('choosing between the versions of a letter', () => {
  it('takes the plain version where it is a version', async () => {
    const html = '<p>I wish to complain about the <b>delay</b>.</p>'
    const message = await parseMessage(aMail({ body: 'I wish to complain about the delay.', html }))
    expect(message.text).toBe('I wish to complain about the delay.')
  })

  it.each([
    ['a note that there is an HTML version', 'Please view this email in your browser.'],
    ['far shorter', 'Hello'],
    ['empty', '  \n'],
  ])('takes the HTML version where the plain one is %s', async (_, body) => {
    const html = '<p>My neighbour has been shouting at my door every night this week, and I cannot sleep.</p>'
    const message = await parseMessage(aMail({ body, html }))
    expect(message.text).toMatch(/^My neighbour has been shouting/)
  })

  it('adds what only the other version says', async () => {
    const html = '<p>Thank you for the meeting.</p><p>I will wait for him outside with a bat.</p>'
    const message = await parseMessage(aMail({ body: 'Thank you for the meeting.\n', html }))
    expect(message.text).toBe(
      'Thank you for the meeting.\n\n[Also in the HTML version]\nI will wait for him outside with a bat.',
    )
  })

  it('does not take old mail that only the HTML version quotes for new words', async () => {
    const html =
      '<p>Thank you for the meeting on Monday, it helped.</p><div>On 6 Oct 2026 at 10:00, Office &lt;o@office.example&gt; wrote:<blockquote>If you are in danger ring 999 at once.</blockquote></div>'
    const message = await parseMessage(
      aMail({ subject: 'Re: Monday', body: 'Thank you for the meeting on Monday, it helped.', html }),
    )
    expect(spokenIn(message).find(([, words]) => words.includes('ring 999'))?.[0]).toBe('quoted')
  })

  it('marks what an HTML reader would not see', async () => {
    const message = await parseMessage(
      aMail({ subject: 'Hi', html: '<p>Hello</p><div style="display: none">he has a knife</div><p>Bye</p>' }),
    )
    expect(spokenIn(message)).toEqual([
      ['own', 'Hi\nHello'],
      ['hidden', 'he has a knife'],
      ['own', 'Bye'],
    ])
  })
})

describe('what comes with a letter', () => {
  it('adds the words of attached messages, invitations and texts under labels, and the names of the rest', async () => {
    const message = await parseMessage(
      aMail({
        subject: 'Papers',
        body: 'All the papers are with this.',
        parts: [
          { contentType: 'application/pdf', content: '%PDF', name: 'he hits us.pdf' },
          { contentType: 'message/rfc822', content: aMail({ subject: 'You', body: 'You will pay.' }) },
          { contentType: 'text/plain', content: 'A list of dates', name: 'dates.txt' },
          {
            contentType: 'text/calendar',
            content: 'BEGIN:VEVENT\r\nSUMMARY:Hearing\r\nDESCRIPTION:Room 2\\, at\r\n  ten\r\nEND:VEVENT',
          },
        ],
      }),
    )
    expect(spokenIn(message)).toEqual([
      ['own', 'Papers\nAll the papers are with this.\n\n[Attached file: he hits us.pdf]'],
      [
        'forwarded',
        '[Attached message]\nFrom: Alma Penhaligon <alma.penhaligon@example.net>\nSubject: You\n\nYou will pay.',
      ],
      ['own', '[Attached file: dates.txt]\nA list of dates\n\n[Invitation]\nHearing\nRoom 2, at ten'],
    ])
    expect(message.attachments.map(({ name, contentType, size }) => [name, contentType, size])).toEqual([
      ['he hits us.pdf', 'application/pdf', 4],
      ['', 'message/rfc822', expect.any(Number)],
      ['dates.txt', 'text/plain', 15],
      ['', 'text/calendar', expect.any(Number)],
    ])
  })

  it('takes the message that a bounce brings back for our own, and not for one passed on', async () => {
    const report = [
      'From: Mail System <mailer-daemon@example.org>',
      'Subject: Undelivered Mail',
      'Content-Type: multipart/report; report-type=delivery-status; boundary=r',
      '',
      '--r',
      '',
      'Your letter could not be delivered.',
      '--r',
      'Content-Type: message/rfc822',
      '',
      'From: office@office.example',
      'Subject: Your letter',
      '',
      'If you are in danger ring 999.',
      '--r--',
    ]
    const message = await parseMessage(bytes(report.join('\r\n')))
    expect(spokenIn(message).map(([voice]) => voice)).toEqual(['own', 'quoted'])
    expect(coversReading(message)).toBe(true)
  })
})
