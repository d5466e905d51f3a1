import { describe, expect, it } from 'vitest'
import { ROOM_OF_ITS_OWN, type Room } from '../../src/message/limits.ts'
import { reading } from '../../src/message/message.ts'
import { parseMessage } from '../../src/message/parse-message.ts'
import { isUnreadable } from '../../src/triage/unreadable.ts'
import { aMail, type MailPart } from './a-message.ts'
import { aDocx, aPdf, aZip, pageOf } from './documents.ts'

const PLEA = 'He says that on Friday he will come back with petrol.'
const LETTER = 'I write about the parking in my street, which has not been better since we last spoke of it.'
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

const pdf = (content: Uint8Array, name = 'letter.pdf'): MailPart => ({
  contentType: 'application/pdf',
  name,
  content,
})
const word = (content: Uint8Array): MailPart => ({ contentType: WORD, name: 'letter.docx', content })
const plea = aPdf({ pages: [pageOf('Dear office,', PLEA)] })

const read = (body: string, parts: readonly MailPart[], room?: Room) =>
  parseMessage(aMail({ body, parts }), room)

describe('a letter that comes as a document', () => {
  it.each<[string, MailPart]>([
    ['a PDF', pdf(plea)],
    [
      'a PDF that says it is nothing in particular',
      { ...pdf(plea, 'scan'), contentType: 'application/octet-stream' },
    ],
    ['a PDF with other bytes in front', pdf(Buffer.concat([Buffer.from('\r\n\r\n'), plea]))],
    ['a Word document', word(aDocx('Dear office,', PLEA))],
    [
      'a form with a field filled in',
      pdf(aPdf({ pages: [pageOf('Your complaint:')], fields: { details: PLEA } })),
    ],
  ])('is read where it is %s', async (_, part) => {
    const message = await read('Please see attached.', [part])
    expect(reading(message)).toContain(PLEA)
    expect(message.attachments).toMatchObject([{ read: 'read' }])
    expect(message.unread).toEqual([])
    expect(isUnreadable(message)).toBe(false)
  })

  it('stands under its name, after the words of the mail', async () => {
    const { text } = await read('Please see attached.', [pdf(plea)])
    expect(text).toBe(`Please see attached.\n\n[Attached file: letter.pdf]\nDear office,\n${PLEA}`)
  })

  it('is read too where it is attached to an attached message', async () => {
    const inner = aMail({ body: 'As I said to the police.', parts: [pdf(plea)] })
    const message = await read('For you to see.', [{ contentType: 'message/rfc822', content: inner }])
    expect(message.text).toContain(PLEA)
  })

  it.each<[string, MailPart, string, string[]]>([
    ['locked with a password', pdf(aPdf({ pages: [pageOf(PLEA)], isLocked: true })), 'locked', ['encrypted']],
    ['a scan without text', pdf(aPdf({ pages: [Buffer.from('')] })), 'no-words', ['file']],
    ['broken', pdf(Buffer.from('%PDF-1.7\nnothing more')), 'not-read', ['file']],
    ['a broken Word document', word(Buffer.from('PK\u0003\u0004nothing more')), 'not-read', ['file']],
    ['a zip that is no Word document', word(aZip({ 'a.txt': 'x' })), 'not-read', ['file']],
    [
      'a Word document that unpacks to fifty megabytes',
      word(aZip({ 'word/document.xml': new Uint8Array(50_000_000) })),
      'not-read',
      ['file'],
    ],
  ])('goes before a person where it is %s', async (_, part, outcome, unread) => {
    const message = await read('Please see attached.', [part])
    expect(message.attachments).toMatchObject([{ read: outcome }])
    expect(message.unread).toEqual(unread)
    expect(isUnreadable(message)).toBe(true)
  })

  it('that is a scan beside a full letter leaves the letter readable, and says that nobody has read it', async () => {
    const message = await read(LETTER, [pdf(aPdf({ pages: [Buffer.from('')] }))])
    expect(message.attachments).toMatchObject([{ read: 'no-words' }])
    expect(isUnreadable(message)).toBe(false)
  })

  it('is read only as far as there is room, and says so', async () => {
    const pages = Array.from({ length: 5 }, (_, at) => pageOf(`This is page ${at + 1}.`))
    const documents = { documents: 1, bytes: 1_000_000, pages: 3, chars: 1_000, millis: 10_000 }
    const message = await read(LETTER, [pdf(aPdf({ pages })), pdf(plea, 'second.pdf')], {
      ...ROOM_OF_ITS_OWN,
      documents,
    })
    expect(message.text).toContain('page 3')
    expect(message.text).not.toContain('page 4')
    expect(message.attachments.map((file) => file.read)).toEqual(['partly', 'not-read'])
    expect(message.unread).toContain('file')
  })

  it('that is too big is not opened', async () => {
    const documents = { documents: 1, bytes: 10, pages: 3, chars: 1_000, millis: 10_000 }
    const message = await read(LETTER, [pdf(plea)], { ...ROOM_OF_ITS_OWN, documents })
    expect(message.attachments).toMatchObject([{ read: 'not-read' }])
  })

  it('of other kinds is a file as before, of which nothing is said', async () => {
    const message = await read(LETTER, [{ contentType: 'application/msword', name: 'a.doc', content: 'x' }])
    expect(message.attachments[0]).not.toHaveProperty('read')
  })
})
