import { describe, expect, it } from 'vitest'
import { contentKey } from '../../src/intake/content-key.ts'
import { aMail, bytes } from '../message/a-message.ts'

const text = (source: Uint8Array): string => new TextDecoder().decode(source)
const LETTER = text(aMail({ body: 'My son was stopped again.\n\nAlma' }))
const keyOf = (letter: string): string => contentKey(bytes(letter))
const above = (lines: string): string => `${lines}\r\n${LETTER}`

describe('what is the same in every delivery of a letter', () => {
  it.each([
    [
      'another way through servers',
      above('Received: from a.example.net by mx.example.org; Tue, 06 Oct 2026 09:15:00 +0100'),
    ],
    ['another mailbox', above('Delivered-To: hr@mopac.example.org\r\nX-Original-To: hr@mopac.example.org')],
    [
      'another return path, as a forwarder writes it',
      LETTER.replace(/^Return-Path: .*$/m, 'Return-Path: <SRS0=x=forward@example.com>'),
    ],
    [
      'a verdict of the mail server',
      above('Authentication-Results: mx.example.org;\r\n dmarc=pass header.from=example.net'),
    ],
    [
      'a verdict of spam',
      above('X-Spam-Status: Yes, score=9\r\nX-Spam-Flag: YES\r\nX-MS-Exchange-Organization-SCL: 6'),
    ],
    [
      'a forwarder',
      above(
        'Resent-From: old@example.com\r\nX-Forwarded-To: enquiries@mopac.example.org\r\nARC-Seal: i=1; a=rsa-sha256',
      ),
    ],
    [
      'a header folded in another place',
      LETTER.replace('Subject: A question for', 'Subject: A question\r\n for'),
    ],
    ['line feeds alone', LETTER.replaceAll('\r\n', '\n')],
    ['an empty line more at its end', `${LETTER}\r\n`],
  ])('is not changed by %s', (_, other) => {
    expect(other).not.toBe(LETTER)
    expect(keyOf(other)).toBe(keyOf(LETTER))
  })

  it.each([
    ['a word of the letter', LETTER.replace('again', 'twice')],
    ['its subject', LETTER.replace('A question', 'The question')],
    ['its sender', LETTER.replace('Alma Penhaligon <', 'Alma P <')],
    ['its date', LETTER.replace('09:15', '09:16')],
    ['its Message-ID', LETTER.replace('letter-1@', 'letter-2@')],
    ['its content type', LETTER.replace('text/plain', 'text/html')],
    ['a header that we do not know', above('X-Something-New: 1')],
    ['a blank line in the middle', LETTER.replace('again.\r\n', 'again.\r\n\r\n')],
  ])('is another with another %s', (_, other) => {
    expect(other).not.toBe(LETTER)
    expect(keyOf(other)).not.toBe(keyOf(LETTER))
  })

  it.each(['Date', 'Message-ID'])(
    'counts every byte where a letter has no %s: it may be a second cry for help',
    (name) => {
      const bare = LETTER.replace(new RegExp(`^${name}: .*\r\n`, 'm'), '')
      expect(keyOf(bare)).not.toBe(keyOf(`Received: from b.example.net\r\n${bare}`))
      expect(keyOf(bare)).toBe(keyOf(bare))
    },
  )

  it('counts every byte of what is no message', () => {
    expect(keyOf('help')).not.toBe(keyOf('help\r\n'))
  })
})
