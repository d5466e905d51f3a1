import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { machineSigns } from '../../src/message/machine-made.ts'
import type { Message, Voice } from '../../src/message/message.ts'
import { parseMessage } from '../../src/message/parse-message.ts'
import { coversReading, voiceOfWords } from './voices-of.ts'

const FOLDER = new URL('../fixtures/messages/', import.meta.url)

const read = (name: string): Promise<Message> => parseMessage(readFileSync(new URL(`${name}.eml`, FOLDER)))

/** Files as programs write them: each with the words that matter and whose they are. */
const FILES: [file: string, words: [string, Voice][]][] = [
  [
    'reply-from-a-phone',
    [
      ['I’m all right now, I’m at my brother’s. Sorry for worrying everybody.', 'own'],
      ['Sent from my iPhone', 'signature'],
      ['If you are thinking of ending your life, the Samaritans are there day and night.', 'quoted'],
    ],
  ],
  [
    'forwarded-by-outlook-html-only',
    [
      ['Preview of this message', 'hidden'],
      ['It’s the third.', 'own'],
      ['i know the shift you finish on. see you at the bus stop friday', 'forwarded'],
    ],
  ],
  [
    'forwarded-by-apple-mail',
    [
      ["My mother got this from the landlord's son.", 'own'],
      ['out by sunday or i will put you out with the furniture', 'forwarded'],
    ],
  ],
  ['out-of-office-from-exchange', [['tell my sister I am sorry', 'own']]],
  [
    'bounce-from-postfix',
    [
      ['could not be delivered', 'own'],
      ['If anyone is in danger now, ring 999.', 'quoted'],
    ],
  ],
  [
    'letter-in-welsh',
    [
      ['Ateb: Chŵyn', 'own'],
      ['hoffwn gael ateb', 'own'],
      ['Cofion cynnes', 'signature'],
      ['Rydym wedi derbyn eich cŵyn.', 'quoted'],
    ],
  ],
  ['headers-without-a-blank-line', [['he has locked her in again and the phone is off', 'own']]],
  [
    'letter-lying-about-its-charset',
    [
      ['Café opening hours', 'own'],
      ['Is the café by the station yours? My son’s coat is there.', 'own'],
    ],
  ],
]

describe('mails as programs write them', () => {
  it.each(FILES)('%s', async (file, words) => {
    const message = await read(file)
    expect(message.status).toBe('parsed')
    expect(coversReading(message)).toBe(true)
    expect(words.map(([said]) => [said, voiceOfWords(message, said)])).toEqual(words)
  })

  it.each([
    ['out-of-office-from-exchange', ['NULL_PATH', 'AUTO_SUBMITTED', 'MS_SUPPRESS', 'SUBJECT_AUTO']],
    ['bounce-from-postfix', ['NULL_PATH', 'REPORT', 'AUTO_SUBMITTED', 'ROLE', 'SUBJECT_AUTO']],
    ['reply-from-a-phone', []],
    ['letter-in-welsh', []],
  ])('%s shows the machine signs %j', async (file, codes) => {
    expect(machineSigns(await read(file)).map((sign) => sign.code)).toEqual(codes)
  })

  it('shows both senders of a forged mail and believes neither', async () => {
    const message = await read('two-senders')
    expect([message.status, message.because, message.from]).toEqual(['partial', 'several-from', undefined])
  })

  it('says that it could not open what Outlook packed', async () => {
    expect((await read('packed-by-outlook')).unread).toEqual(['tnef'])
  })
})
