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

function nestedParts(depth: number): string[] {
  const levels = Array.from({ length: depth }, (_, at) => [
    `Content-Type: multipart/mixed; boundary="b${at}"`,
    '',
    `--b${at}`,
  ])
  return [...levels.flat(), 'Content-Type: text/plain', '', PLEA]
}

const many = (count: number, line: (at: number) => string): string[] =>
  Array.from({ length: count }, (_, at) => line(at))

describe('a message that is broken or built to do harm', () => {
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
  ])('b63: comes to an end on a million letters of %j', async (piece) => {
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
