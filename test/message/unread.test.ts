import { describe, expect, it } from 'vitest'
import { parseMessage } from '../../src/message/parse-message.ts'
import { aMail, type MailPart, type MailParts } from './a-message.ts'

const LETTER = 'I write about the parking in my street, which has not been better since we last spoke of it.'
const PHOTO = new Uint8Array(20_000)

const part = (contentType: string, name: string, content: MailPart['content'] = 'x'): MailPart => ({
  contentType,
  name,
  content,
})

const lockedZip = new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 1, 0, 8, 0])
const rar = new Uint8Array([0x52, 0x61, 0x72, 0x21, 0x1a, 7, 1, 0])
const sevenZip = new Uint8Array([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 4])
const log = 'one more line of it\n'.repeat(12_000)
const openZip = new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0])

describe('what could not be turned into words', () => {
  it.each<[string, MailParts, string[]]>([
    ['an ordinary letter', { body: LETTER }, []],
    ['an empty mail', { subject: '', body: '' }, ['empty']],
    ['a signature and nothing else', { body: '-- \nAda Finch' }, ['empty']],
    ['two letters of words', { body: 'ok' }, []],
    ['a letter in Chinese', { body: '您好，我想请问一下' }, []],
    ['a picture alone', { body: '', parts: [part('image/jpeg', 'a.jpg')] }, ['image']],
    [
      'a picture with hardly a word',
      { body: 'see pic', parts: [part('image/jpeg', 'a.jpg', PHOTO)] },
      ['image'],
    ],
    ['a letter with a picture', { body: LETTER, parts: [part('image/jpeg', 'a.jpg', PHOTO)] }, []],
    ['a short note with a logo', { body: 'Thank you', parts: [part('image/png', 'logo.png')] }, []],
    ['a sound beside a letter', { body: LETTER, parts: [part('audio/mpeg', 'call.mp3')] }, ['audio']],
    ['a film', { body: LETTER, parts: [part('video/mp4', 'v.mp4')] }, ['audio']],
    ['a document alone', { body: '', parts: [part('application/pdf', 'letter.pdf')] }, ['file']],
    [
      'a document pointed at',
      { body: 'Please see attached.', parts: [part('application/pdf', 'letter.pdf')] },
      ['file'],
    ],
    ['a letter with a document', { body: LETTER, parts: [part('application/pdf', 'letter.pdf')] }, []],
    [
      'Outlook’s own packing',
      { body: LETTER, parts: [part('application/ms-tnef', 'winmail.dat')] },
      ['tnef'],
    ],
    [
      'the same by its name',
      { body: LETTER, parts: [part('application/octet-stream', 'winmail.dat')] },
      ['tnef'],
    ],
    ['a locked zip', { body: LETTER, parts: [part('application/zip', 'a.zip', lockedZip)] }, ['encrypted']],
    ['an open zip', { body: LETTER, parts: [part('application/zip', 'a.zip', openZip)] }, []],
    [
      'a locked file in an open zip',
      {
        body: LETTER,
        parts: [part('application/zip', 'a.zip', new Uint8Array([...openZip, 9, ...lockedZip]))],
      },
      ['encrypted'],
    ],
    ['a RAR archive', { body: LETTER, parts: [part('application/vnd.rar', 'a.rar', rar)] }, ['encrypted']],
    ['a 7z archive', { body: LETTER, parts: [part('application/x-7z', 'a.7z', sevenZip)] }, ['encrypted']],
    [
      'a letter saved by Outlook',
      { body: LETTER, parts: [part('application/octet-stream', 'A letter.msg')] },
      ['tnef'],
    ],
    [
      'a locked letter inside a forwarded one',
      {
        body: LETTER,
        parts: [
          {
            contentType: 'message/rfc822',
            content: aMail({ body: '', parts: [part('application/pkcs7-mime', 'smime.p7m')] }),
          },
        ],
      },
      ['encrypted'],
    ],
    [
      'an attached text too long to read',
      { body: LETTER, parts: [part('text/plain', 'log.txt', log)] },
      ['file'],
    ],
    ['S/MIME', { body: '', parts: [part('application/pkcs7-mime', 'smime.p7m')] }, ['encrypted']],
    ['a signed letter', { body: LETTER, parts: [part('application/pkcs7-signature', 'smime.p7s')] }, []],
    [
      'PGP in the text',
      { body: '-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----' },
      ['encrypted'],
    ],
    ['uuencode', { body: `${LETTER}\nbegin 644 a.doc\nM1234\nend` }, ['encoded']],
    ['a gateway’s note of a sound', { body: '[New Recording 7.m4a]\n\nSent from my iPhone' }, ['audio']],
    ['a gateway’s note of a picture', { body: '[image: IMG_7.jpg]' }, ['image']],
    ['a note of a picture in a letter', { body: `${LETTER}\n[image: logo.png]` }, []],
    [
      'a voice message by a carrier',
      { body: 'You have received a fax.\n[attachment: fax.tif, blank]' },
      ['image'],
    ],
    ['letters lost on the way', { body: 'Message: ï¿½ï¿½ï¿½ï¿½ ï¿½ï¿½ï¿½ 07700 900310' }, ['garbled']],
    ['an address in brackets', { body: 'Ada <ada@example.org>' }, []],
  ])('%s', async (_, mail, unread) => {
    expect((await parseMessage(aMail(mail))).unread).toEqual(unread)
  })

  it('is locked as a whole where the message is multipart/encrypted', async () => {
    const type = 'multipart/encrypted; protocol="application/pgp-encrypted"; boundary=e'
    const body =
      '--e\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--e\nContent-Type: application/octet-stream\n\nx\n--e--\n'
    const message = await parseMessage(aMail({ body, headers: { 'Content-Type': type } }))
    expect(message.unread).toEqual(['encrypted', 'file'])
  })
})
