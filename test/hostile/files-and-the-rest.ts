import { FLAGGED, type HostileClass, scaled, UNREAD } from './hostile-class.ts'
import { bytesOf, filePart, headOf, joinedBytes, mailOf, withFiles } from './write-mail.ts'

const PLAIN = 'I write about the lamp at the end of our road, which has been dark since the spring.'

const hides = (what: string, file: (plea: string) => string): HostileClass => ({
  item: 59,
  what,
  comes: UNREAD,
  make: (chance, plea) => withFiles(chance, PLAIN, file(plea)),
})

/** One entry of a zip as its local header says it (APPNOTE.TXT section 4.3.7); nothing here is ever unpacked. */
function zipEntry(name: string, content: Uint8Array, { flags = 0, size = content.length } = {}): Uint8Array {
  const head = Buffer.alloc(30)
  head.writeUInt32LE(0x04034b50, 0)
  head.writeUInt16LE(20, 4)
  head.writeUInt16LE(flags, 6)
  head.writeUInt32LE(content.length, 18)
  head.writeUInt32LE(size, 22)
  head.writeUInt16LE(name.length, 26)
  return joinedBytes(head, name, content)
}

const besideFile = (what: string, file: (share: number) => string): HostileClass => ({
  item: 60,
  what: `${what} beside the words`,
  comes: FLAGGED,
  make: (chance, plea, share) => withFiles(chance, plea, file(share)),
})

/** The test file of the virus scanners, put together here so that none of them stops this file. */
const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-', 'ANTIVIRUS-TEST-FILE!$H+H*'].join('')

const GIF = bytesOf('GIF89a\u0001\u0000\u0001\u0000')

const named = (what: string, name: string): HostileClass => ({
  item: 61,
  what: `a file ${what}`,
  comes: FLAGGED,
  make: (chance, plea) => withFiles(chance, plea, filePart('application/pdf', name, 'x')),
})

const letterIn = (language: string, letter: string): HostileClass => ({
  item: 64,
  what: `a letter in ${language}`,
  comes: UNREAD,
  make: (chance) => mailOf(chance, ['Content-Type: text/plain; charset=utf-8'], letter),
})

const regexWorst = (what: string, piece: string): HostileClass => ({
  item: 63,
  what: `a long run of ${what}`,
  comes: FLAGGED,
  make: (chance, plea, share) =>
    mailOf(chance, [], `${plea}\r\n\r\n${piece.repeat(scaled(400_000, share) / piece.length)}`),
})

/** (b) 59 to 64: locked and odd files, their names, dangerous keys, worst strings, other tongues. */
export const FILES_AND_THE_REST: readonly HostileClass[] = [
  hides('winmail.dat', (plea) => filePart('application/ms-tnef', 'winmail.dat', plea)),
  hides('winmail.dat under another type', (plea) =>
    filePart('application/octet-stream', 'winmail.dat', plea),
  ),
  hides('a letter saved by Outlook', (plea) => filePart('application/vnd.ms-outlook', 'letter.msg', plea)),
  hides('S/MIME', (plea) => filePart('application/pkcs7-mime; smime-type=enveloped-data', 'smime.p7m', plea)),
  hides('a PGP file', (plea) => filePart('application/octet-stream', 'letter.pgp', plea)),
  hides('a zip with a password', (plea) =>
    filePart('application/zip', 'letter.zip', zipEntry('a.txt', bytesOf(plea), { flags: 1 })),
  ),
  hides('a zip with a locked file behind an open one', (plea) =>
    filePart(
      'application/zip',
      'letters.zip',
      joinedBytes(zipEntry('a.txt', bytesOf('open')), zipEntry('b.txt', bytesOf(plea), { flags: 1 })),
    ),
  ),
  hides('a 7z archive', (plea) =>
    filePart('application/octet-stream', 'a.7z', joinedBytes([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], plea)),
  ),
  {
    item: 59,
    what: 'PGP in the text',
    comes: UNREAD,
    make: (chance) =>
      mailOf(
        chance,
        [],
        `${PLAIN}\r\n\r\n-----BEGIN PGP MESSAGE-----\r\n\r\nhQEMA${chance.letters(40)}\r\n-----END PGP MESSAGE-----`,
      ),
  },
  {
    item: 59,
    what: 'a message that is encrypted as a whole',
    comes: UNREAD,
    make: (chance) =>
      mailOf(
        chance,
        ['Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=e'],
        `--e\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n--e\r\nContent-Type: application/octet-stream\r\n\r\n${chance.letters(60)}\r\n--e--`,
      ),
  },
  besideFile('a zip that claims 4 GB', () =>
    filePart('application/zip', 'a.zip', zipEntry('a.txt', bytesOf('x'), { size: 0xffffffff })),
  ),
  besideFile('a zip of entries that overlap', () => {
    const entry = zipEntry('a.txt', bytesOf('same bytes'))
    return filePart('application/zip', 'a.zip', joinedBytes(entry, entry.slice(0, 20), entry, entry))
  }),
  besideFile('a zip with a link out of its folder', () =>
    filePart('application/zip', 'a.zip', zipEntry('../../etc/passwd', bytesOf('/etc/shadow'))),
  ),
  besideFile('a picture that is a zip too', () =>
    filePart('image/gif', 'a.gif', joinedBytes(GIF, zipEntry('a.txt', bytesOf('x')))),
  ),
  besideFile('the test file of virus scanners', () =>
    filePart('application/octet-stream', 'eicar.com', EICAR),
  ),
  besideFile('a file of no bytes', () => filePart('application/pdf', 'empty.pdf', '')),
  besideFile('a file of 35 MB', (share) =>
    filePart('application/pdf', 'big.pdf', new Uint8Array(scaled(26 * 1024 * 1024, share)).fill(65)),
  ),
  named('whose name ends the header', 'x\r\n Set-Cookie: a=b.html'),
  named('whose name leads out of its folder', '../../etc/passwd'),
  named('whose name leads to a Windows folder', 'C:\\\\Windows\\\\win.ini'),
  named('whose name reads backwards', 'photo\u202egpj.exe'),
  named('whose name is a device', 'CON'),
  named('whose name has a NUL', 'letter\0.pdf.exe'),
  named('whose name is 10 KB long', `${'x'.repeat(10_000)}.pdf`),
  named('whose name is markup', '<img src=x onerror=alert(1)>.pdf'),
  {
    item: 61,
    what: 'two files of one name',
    comes: FLAGGED,
    make: (chance, plea) =>
      withFiles(
        chance,
        plea,
        filePart('application/pdf', 'a.pdf', 'x'),
        filePart('application/pdf', 'A.PDF', 'y'),
      ),
  },
  {
    item: 61,
    what: 'a name of 10 KB with the words at its end',
    comes: FLAGGED,
    make: (chance, plea) =>
      withFiles(chance, PLAIN, filePart('application/pdf', `${'x'.repeat(10_000)} ${plea}.pdf`, 'x')),
  },
  {
    item: 62,
    what: 'headers and parameters named like parts of the language',
    comes: FLAGGED,
    make: (chance, plea) =>
      mailOf(
        chance,
        [
          '__proto__: polluted',
          'constructor: polluted',
          'hasOwnProperty: x',
          'toString: x',
          'Content-Type: text/plain; __proto__=x; constructor=y; charset=utf-8',
          'Content-Disposition: inline; __proto__="z"; filename*=__proto__',
        ],
        plea,
      ),
  },
  regexWorst('one letter', 'a'),
  regexWorst('spaces', ' '),
  regexWorst('line ends', '\r\n'),
  regexWorst('quotation marks', '>'),
  regexWorst('half-written quotation lines', 'On x wrote\r\n'),
  regexWorst('header lines', 'From: a\r\nTo: b\r\n'),
  regexWorst('signatures', '-- \r\nI\r\n'),
  regexWorst('open brackets', '[<('),
  regexWorst('addresses', 'a@a.a,'),
  regexWorst('words that half match a rule', 'kill my kill my '),
  letterIn(
    'Welsh',
    'Annwyl syr, rwy’n ysgrifennu atoch am fy mrawd. Mae’n dweud y bydd yn lladd ei hun heno ac nid wyf yn gwybod beth i’w wneud.',
  ),
  letterIn(
    'Polish',
    'Szanowni Państwo, piszę w sprawie mojego brata. Mówi, że dziś wieczorem się zabije, a ja nie wiem, co mam zrobić.',
  ),
  letterIn('Arabic', 'السلام عليكم، أكتب إليكم بشأن أخي. يقول إنه سيقتل نفسه الليلة ولا أعرف ماذا أفعل.'),
  letterIn('emoji', '😭😭😭 🔪🩸 🏠 ⏰🌙 🙏🙏'),
  {
    item: 64,
    what: 'a letter in capitals',
    comes: FLAGGED,
    make: (chance, plea) => mailOf(chance, [], `PLEASE READ THIS\r\n${plea.toUpperCase()}`),
  },
  {
    item: 64,
    what: 'a letter that was spoken to a phone',
    comes: FLAGGED,
    make: (chance, plea) =>
      mailOf(
        chance,
        [],
        `hello um i am calling about my case comma ${plea.toLowerCase().replaceAll('.', '')} full stop i do not know what else to do`,
      ),
  },
  {
    item: 64,
    what: 'a letter between emoji',
    comes: FLAGGED,
    make: (chance, plea) =>
      joinedBytes(headOf(chance, 'Content-Type: text/plain; charset=utf-8'), `\r\n\r\n😭😭 ${plea} 😭🙏`),
  },
]
