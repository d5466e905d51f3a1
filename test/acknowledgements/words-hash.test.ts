import { describe, expect, it } from 'vitest'
import { wordsHash } from '../../src/acknowledgements/words-hash.ts'
import { parseMessage } from '../../src/message/parse-message.ts'
import { aMail, type MailParts } from '../message/a-message.ts'

const hashOf = async (mail: MailParts) => wordsHash(await parseMessage(aMail(mail)))
const LETTER = { subject: 'We have your message', body: 'Your number is 4711. We will write soon.' }

describe('the hash of what a letter says', () => {
  it.each<[string, MailParts]>([
    ['other numbers', { ...LETTER, body: 'Your number is 4712. We will write soon.' }],
    ['an answer to it', { ...LETTER, subject: 'Re: AW: We have your message' }],
    ['a mark in its subject', { ...LETTER, subject: 'We have your message [MOPAC-26-000123-4 k7q2m9x4ta]' }],
    ['other blanks and case', { ...LETTER, body: 'YOUR  number is 4711.\n\nWe will write soon.' }],
    [
      'what it answers quoted below',
      {
        ...LETTER,
        subject: 'Re: We have your message',
        body: `${LETTER.body}\n\nOn Mon, 23 Nov 2026 at 09:00, Office <office@office.example> wrote:\n> Something else each time.`,
      },
    ],
  ])('is the same with %s', async (_, other) => {
    expect(await hashOf(other)).toBe(await hashOf(LETTER))
  })

  it.each<[string, MailParts]>([
    ['another subject', { ...LETTER, subject: 'We have your letter' }],
    ['another word', { ...LETTER, body: 'Your number is 4711. We will ring soon.' }],
    ['no words', { ...LETTER, body: '' }],
  ])('is another with %s', async (_, other) => {
    expect(await hashOf(other)).not.toBe(await hashOf(LETTER))
  })

  it('tells letters in other scripts apart', async () => {
    const [one, other] = [
      await hashOf({ body: 'я хочу пожаловаться' }),
      await hashOf({ body: 'помогите мне' }),
    ]
    expect(one).not.toBe(other)
  })
})
