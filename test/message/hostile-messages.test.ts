import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ROOM_OF_ITS_OWN } from '../../src/message/limits.ts'
import { reading } from '../../src/message/message.ts'
import { parseMessage } from '../../src/message/parse-message.ts'
import { TROUBLES } from '../../src/message/trouble.ts'
import { aMail, bytes } from './a-message.ts'
import { coversReading } from './voices-of.ts'

/** Planted at the end of every broken message: whatever happens, these words must be found. */
const PLEA = 'he says he will burn the house tonight'

const headed = (...lines: string[]): Uint8Array =>
  bytes(['From: Alma <alma@example.net>', 'Subject: Help', ...lines].join('\r\n'))

const latin = (head: string, body: readonly number[]): Uint8Array => new Uint8Array([...bytes(head), ...body])

const utf16 = (text: string, mark: readonly number[] = []): number[] => [
  ...mark,
  ...[...text].flatMap((letter) => [letter.charCodeAt(0) & 255, letter.charCodeAt(0) >> 8]),
]

function nestedParts(depth: number): string[] {
  const levels = Array.from({ length: depth }, (_, at) => [
    `Content-Type: multipart/mixed; boundary="b${at}"`,
    '',
    `--b${at}`,
  ])
  return [...levels.flat(), 'Content-Type: text/plain', '', PLEA]
}

function nestedMessages(depth: number): string {
  let inner = `From: z@example.org\r\nSubject: at the bottom\r\n\r\n${PLEA}`
  for (let at = 0; at < depth; at += 1) {
    const head = `From: p${at}@example.org\r\nSubject: level ${at}\r\nContent-Type: multipart/mixed; boundary=b${at}`
    inner = `${head}\r\n\r\n--b${at}\r\nContent-Type: message/rfc822\r\n\r\n${inner}\r\n--b${at}--\r\n`
  }
  return inner
}

const many = (count: number, line: (at: number) => string): string[] =>
  Array.from({ length: count }, (_, at) => line(at))

const HTML = 'Content-Type: text/html; charset=utf-8'

describe('a message that is broken or built to do harm', () => {
  it.each<[string, Uint8Array]>([
    ['a body without headers', bytes(`Note: ${PLEA}\r\n\r\nplease`)],
    ['no empty line before the body', headed(PLEA, '', 'please')],
    ['no From, To, Date or Message-ID', bytes(`Subject: Help\r\n\r\n${PLEA}`)],
    ['two From lines', headed('From: B <b@example.org>', '', PLEA)],
    ['two Return-Paths', headed('Return-Path: <a@example.org>', 'Return-Path: <b@example.org>', '', PLEA)],
    ['two Content-Types', headed('Content-Type: text/plain', HTML, '', PLEA)],
    ['words in a second Subject', headed(`Subject: ${PLEA}`, '', 'please')],
    ['words among the headers', headed(PLEA, 'To: office@office.example', '', 'please')],
    ['bare carriage returns', bytes(`From: a@example.org\rSubject: Help\r\r${PLEA}\rplease`)],
    ['bare line feeds', bytes(`From: a@example.org\nSubject: Help\n\n${PLEA}\nplease`)],
    ['mixed line ends', bytes(`From: a@example.org\nSubject: Help\r\n\n${PLEA}\rplease\n`)],
    ['1,000 nested parts', headed(...nestedParts(1_000))],
    ['20,000 nested parts', headed(...nestedParts(20_000))],
    ['a message in a message, 50 deep', bytes(nestedMessages(50))],
    ['100,000 headers', headed(...many(100_000, (at) => `X-${at}: y`), '', PLEA)],
    ['3 MB in one header', headed(`X-Long: ${'a'.repeat(3_000_000)}`, '', PLEA)],
    [
      '50,000 recipients',
      headed(`To: ${many(50_000, (at) => `p${at}@example.org`).join(',\r\n ')}`, '', PLEA),
    ],
    [
      '100,000 References',
      headed(`References: ${many(100_000, (at) => `<${at}@example.org>`).join('\r\n ')}`, '', PLEA),
    ],
    [
      '50,000 encoded words',
      headed(`X-Words: ${many(50_000, () => '=?utf-8?q?ab?=').join('\r\n ')}`, '', PLEA),
    ],
    ['a boundary that never ends', headed('Content-Type: multipart/mixed; boundary=z', '', '--z', '', PLEA)],
    ['a boundary that never comes', headed('Content-Type: multipart/mixed; boundary=z', '', PLEA)],
    ['no boundary at all', headed('Content-Type: multipart/alternative', '', PLEA)],
    [
      'one boundary that begins like the other',
      headed(
        'Content-Type: multipart/mixed; boundary=ab',
        '',
        '--ab',
        'Content-Type: multipart/alternative; boundary=abc',
        '',
        '--abc',
        '',
        PLEA,
        '--abc--',
        '--ab--',
      ),
    ],
    [
      'a boundary with spaces and quotes',
      headed('Content-Type: multipart/mixed; boundary="a b\'c"', '', "--a b'c", '', PLEA),
    ],
    ['an unknown charset', headed('Content-Type: text/plain; charset=klingon', '', PLEA)],
    ['x-user-defined letters', headed('Content-Type: text/plain; charset=x-user-defined', '', PLEA)],
    ['UTF-7', headed('Content-Type: text/plain; charset=utf-7', '', PLEA)],
    ['invalid UTF-8', latin('From: a@example.org\r\n\r\n', [0xff, 0xc0, 0xaf, 10, ...bytes(PLEA)])],
    [
      'UTF-16 under another name',
      latin('From: a@example.org\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n', utf16(PLEA)),
    ],
    ['UTF-16 with its mark', latin('From: a@example.org\r\n\r\n', utf16(PLEA, [0xff, 0xfe]))],
    [
      'base64 with junk in it',
      headed('Content-Transfer-Encoding: base64', '', btoa(PLEA).replace('a', 'a!\r\n*')),
    ],
    ['base64 cut off', headed('Content-Transfer-Encoding: base64', '', btoa(`${PLEA} now`).slice(0, -3))],
    [
      'a million soft line breaks',
      headed('Content-Transfer-Encoding: quoted-printable', '', `${'=\r\n'.repeat(1_000_000)}${PLEA}`),
    ],
    ['an unknown transfer encoding', headed('Content-Transfer-Encoding: x-rot', '', PLEA)],
    ['200,000 nested tags', headed(HTML, '', '<div>'.repeat(200_000), PLEA)],
    ['20 MB of HTML', headed(HTML, '', '<p>and another thing</p>\n'.repeat(800_000), PLEA)],
    ['a million open brackets', headed(HTML, '', '<'.repeat(1_000_000), ` ${PLEA}`)],
    ['words only in the text of a picture', headed(HTML, '', `<img src=x alt="${PLEA}">`)],
    ['words cut by comments and tags', headed(HTML, '', PLEA.replace('burn', 'b<!-- x -->u<b></b>rn'))],
    ['words in entities', headed(HTML, '', PLEA.replaceAll('h', '&#104;'))],
    ['NULs in the words', headed('', PLEA.replace('burn', 'bu\0rn'))],
    [
      'a dangerous header name',
      headed('__proto__: x', 'constructor: y', 'Content-Type: text/plain; __proto__=z', '', PLEA),
    ],
    ['a message bigger than any', headed('', 'and another thing\r\n'.repeat(2_400_000), PLEA)],
  ])('keeps its words: %s', async (_, source) => {
    const message = await parseMessage(source)
    expect(reading(message)).toContain(PLEA)
    expect(coversReading(message)).toBe(true)
    expect(message.because).not.toBe('reader-failed')
  })

  it('keeps the words of the last of 900 attached messages', async () => {
    const attached = (text: string) =>
      `--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: b@example.org\r\n\r\n${text}`
    const parts = many(899, () => attached('word '.repeat(400)))
    const message = await parseMessage(
      headed('Content-Type: multipart/mixed; boundary=b', '', ...parts, attached(PLEA), '--b--'),
    )
    expect(message.text).toContain(PLEA)
    expect(message.because).toBe('text-cut')
  })

  it('keeps the words of the last of 100,000 parts', async () => {
    const parts = many(100_000, () => '--b\r\n\r\nx')
    const message = await parseMessage(
      headed('Content-Type: multipart/mixed; boundary=b', '', ...parts, '--b', '', PLEA),
    )
    expect(message.text).toContain(PLEA)
    expect(message.status).toBe('partial')
  })

  it.each([
    '>\n',
    '> a\nb\n',
    'On x wrote\n',
    'On a wrote ',
    'From: a\nTo: b\n',
    'Regards\n\n\n\n',
    'This email ',
    'if you ',
    '----- copied -----\nx\n--- end ---\n',
    'said this:\n> a\n',
    'see find note ',
    '-- \nI\n',
    '[a',
    '<a ',
    '?',
    ' ',
    '😀',
  ])('comes to an end on a million letters of %j', async (piece) => {
    const body = piece.repeat(Math.floor(1_000_000 / piece.length))
    const room = { ...ROOM_OF_ITS_OWN, textChars: 2_000_000 }
    const message = await parseMessage(aMail({ subject: 'Re: yours', body }), room)
    expect(message.because).toBeUndefined()
    expect(coversReading(message)).toBe(true)
    expect(message.stretches.length).toBeLessThanOrEqual(5_001)
  })

  it.each<[string, Uint8Array, string, string | undefined]>([
    ['zero bytes', bytes(''), 'parsed', undefined],
    ['headers only', headed('', ''), 'parsed', undefined],
    ['no headers', bytes('he has a gun'), 'raw-only', 'no-headers'],
    ['two From lines', headed('From: b@example.org', '', 'x'), 'partial', 'several-from'],
    ['nested beyond the parser', headed(...nestedParts(2_000)), 'partial', 'parser-gave-up'],
    [
      'words among the headers',
      headed('loose', 'To: a@example.org', '', 'x'),
      'partial',
      'words-among-headers',
    ],
    ['too many headers', headed(...many(3_000, () => 'X: y'), '', 'x'), 'partial', 'too-many-headers'],
    ['too long a text', headed('', 'word '.repeat(300_000)), 'partial', 'text-cut'],
    [
      'unreadable letters',
      headed('Content-Type: text/plain; charset=iso-2022-jp', '', '\u001b$B\u001b(Jüüüüüüüü'),
      'partial',
      'unknown-letters',
    ],
  ])('says how much of it was read: %s', async (_, source, status, because) => {
    const message = await parseMessage(source)
    expect([message.status, message.because]).toEqual([status, because])
    if (because) expect(TROUBLES).toHaveProperty([because])
  })

  it('names no sender where two From lines do, and shows both', async () => {
    const message = await parseMessage(headed('From: B <b@example.org>', '', 'x'))
    expect(message.from).toBeUndefined()
    expect(message.headers.filter(({ name }) => name === 'from')).toHaveLength(2)
  })

  it('keeps the beginning and the end of a text that is too long', async () => {
    const message = await parseMessage(
      headed('', 'It began in May.', 'word '.repeat(300_000), 'Please ring.'),
    )
    expect(message.text).toMatch(/^It began in May\./)
    expect(message.text).toMatch(/\[…\]\n(?:.|\n)*Please ring\.$/)
    expect(message.text.length).toBeLessThanOrEqual(500_000)
  })

  it('holds no letter that the database cannot keep', async () => {
    const message = await parseMessage(
      aMail({
        headers: { Subject: 'a\0b =?utf-8?Q?=00c?=' },
        body: 'x\0y \ud800',
        from: '"N\0" <n@example.org>',
      }),
    )
    expect(JSON.stringify(message)).not.toContain('\\u0000')
    expect(reading(message).isWellFormed()).toBe(true)
  })

  it('ends and covers its reading whatever the bytes are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (source) => {
        const message = await parseMessage(source)
        expect(coversReading(message)).toBe(true)
        expect(message.because).not.toBe('reader-failed')
      }),
      { numRuns: 300 },
    )
  })

  it('ends and covers its reading whatever is done to a good message', async () => {
    const good = aMail({
      subject: 'Re: yours',
      body: 'Hello\n\nOn 6 Oct 2026 at 10:00, O <o@office.example> wrote:\n> old\n\n-- \nMe',
      html: '<p>Hello</p><blockquote>old</blockquote><i hidden>x</i>',
      parts: [{ contentType: 'message/rfc822', content: aMail() }],
    })
    const change = fc.tuple(fc.nat(good.length - 1), fc.constantFrom(0, 10, 13, 45, 58, 61, 255), fc.nat(60))
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), async (changes) => {
        let source = good.slice()
        for (const [at, byte, cut] of changes) {
          source[at % source.length] = byte
          if (cut % 7 === 0) source = new Uint8Array([...source.slice(0, at), ...source.slice(at + cut)])
        }
        const message = await parseMessage(source)
        expect(coversReading(message)).toBe(true)
        expect(message.because).not.toBe('reader-failed')
      }),
      { numRuns: 300 },
    )
  })
})
