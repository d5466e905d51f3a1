import { afterAll, describe, expect, it } from 'vitest'
import { judgeApart } from '../../src/intake/judge-apart.ts'
import { reading } from '../../src/message/message.ts'
import { rulesOnDisk } from '../../src/rules-on-disk.ts'
import { aMail, type MailPart } from './a-message.ts'
import { aDocx, aZip } from './documents.ts'

const PLEA = 'I am going to kill myself tonight.'
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const MB = 1024 * 1024

const apart = judgeApart(rulesOnDisk(process.cwd()), 1)
afterAll(() => apart.close())
const judged = (body: string, part: MailPart) =>
  apart.judge({ source: aMail({ body, parts: [part] }), envelopeFrom: null, cutShort: false })

const archive = (content: Uint8Array, name = 'a.zip'): MailPart => ({
  contentType: 'application/zip',
  name,
  content,
})
const word = (content: Uint8Array): MailPart => ({ contentType: WORD, name: 'letter.docx', content })

/** Where the header of that kind stands that names `file`, and a change of it. */
function withHeader(
  zip: Uint8Array,
  kind: 'entry' | 'directory',
  file: string,
  change: (header: Buffer) => void,
): Uint8Array {
  const bytes = Buffer.from(zip)
  const mark = kind === 'entry' ? 'PK\x03\x04' : 'PK\x01\x02'
  const nameAt = kind === 'entry' ? 30 : 46
  for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + 4)) {
    if (bytes.toString('latin1', at + nameAt, at + nameAt + file.length) === file) change(bytes.subarray(at))
  }
  return bytes
}

/** APPNOTE.TXT section 4.3.12: where a line of the directory says how long its entry is, who made it, and its attributes. */
const SIZE_AT = 24
const MADE_BY_AT = 4
const ATTRIBUTES_AT = 38
const UNIX = 3 << 8
const LINK = 0o120777 << 16

const zeros = (megabytes: number): Uint8Array => new Uint8Array(megabytes * MB)
const bomb = aZip(
  Object.fromEntries(Array.from({ length: 10 }, (_, at) => [`${at}.bin`, at === 0 ? zeros(100) : zeros(1)])),
)
const link = withHeader(aZip({ 'letter.txt': '/etc/passwd' }), 'directory', 'letter.txt', (header) => {
  header.writeUInt16LE(UNIX, MADE_BY_AT)
  header.writeUInt32LE(LINK >>> 0, ATTRIBUTES_AT)
})
/** Every line of the directory points to the first entry, as in bombs of overlapping files. */
const overlapping = ['1.bin', '2.bin', '3.bin'].reduce<Uint8Array>(
  (zip, file) => withHeader(zip, 'directory', file, (header) => void header.writeUInt32LE(0, 42)),
  aZip({ '0.bin': zeros(50), '1.bin': 'x', '2.bin': 'x', '3.bin': 'x' }),
)
const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-', 'ANTIVIRUS-TEST-FILE!$H+H*'].join('')

/** A Word document of which one part unpacks to so much; what it says of that in the directory is `says`. */
function bigDocument(megabytes: number, says?: number): Uint8Array {
  const zip = aDocx('please '.repeat(megabytes * 150_000))
  if (says === undefined) return zip
  return withHeader(
    zip,
    'directory',
    'word/document.xml',
    (header) => void header.writeUInt32LE(says, SIZE_AT),
  )
}

describe('b60: real archives that harm whoever unpacks them', { timeout: 60_000 }, () => {
  it.each<[string, MailPart]>([
    ['a zip bomb of 100 MB in 100 KB', archive(bomb)],
    ['a zip bomb in a zip', archive(aZip({ 'inner.zip': bomb }))],
    ['a zip whose files overlap', archive(overlapping)],
    ['a zip with a symbolic link', archive(link)],
    [
      'a picture that is a zip bomb too',
      { ...archive(Buffer.concat([Buffer.from('GIF89a'), bomb]), 'a.gif'), contentType: 'image/gif' },
    ],
    ['the test file of virus scanners in a zip', archive(aZip({ 'eicar.com': EICAR }))],
    ['a Word document of no bytes', word(new Uint8Array())],
    ['a Word document that is a zip bomb', word(bomb)],
    ['a Word document with a symbolic link', word(link)],
    ['a Word document that says it unpacks to 60 MB', word(bigDocument(60))],
  ])('%s beside the words: the words are flagged, and nothing of it is unpacked', async (_what, part) => {
    const { message, triage } = await judged(PLEA, part)
    expect(triage.risk.level).toBe('immediate')
    expect(message.attachments).toHaveLength(1)
    expect(reading(message)).not.toContain('root:')
    expect(reading(message).length).toBeLessThan(1_000)
  })

  it.each<[string, number]>([
    ['somewhat more', 30],
    ['more than a thread may have', 120],
  ])(
    'a Word document that lies, and unpacks to %s: the words are flagged, or a person reads it',
    async (_what, megabytes) => {
      const { message, triage } = await judged(PLEA, word(bigDocument(megabytes, 1_000)))
      expect(triage.risk.level).toBe('immediate')
      expect(reading(message)).toContain(PLEA)
    },
  )

  it('alone, a Word document that is a zip bomb counts as unread', async () => {
    const { triage } = await judged('Please see attached.', word(bomb))
    expect(triage.risk.level).toBe('unreadable')
  })
})
