import type { Chance } from './chance.ts'
import { FLAGGED, type HostileClass, NOTED, partly, scaled, UNREAD } from './hostile-class.ts'
import {
  base64Of,
  binaryOf,
  bytesOf,
  filePart,
  headOf,
  joinedBytes,
  mailOf,
  multipartOf,
  textPart,
  withFiles,
} from './write-mail.ts'

const PLAIN = 'I write about the lamp at the end of our road, which has been dark since the spring.'
const HTML = 'Content-Type: text/html; charset=utf-8'

const inCharset = (charset: string, what: string, coded: (plea: string) => Uint8Array): HostileClass => ({
  item: 55,
  what,
  comes: FLAGGED,
  make: (chance, plea) =>
    joinedBytes(headOf(chance, `Content-Type: text/plain; charset=${charset}`), '\r\n\r\n', coded(plea)),
})

const utf16 = (text: string, order: 'le' | 'be'): Uint8Array => {
  const units = Buffer.from(text, 'utf16le')
  return order === 'le' ? units : units.swap16()
}

const utf7 = (text: string): string =>
  text.replace(/\w+/g, (word) => `+${Buffer.from(utf16(word, 'be')).toString('base64').replaceAll('=', '')}-`)

const overlong = (text: string): number[] =>
  [...bytesOf(text)].flatMap((byte) => (byte > 0x40 ? [0xc0 | (byte >> 6), 0x80 | (byte & 0x3f)] : [byte]))

/** One encoded part over the whole body. */
const encoded =
  (encoding: string, body: string): HostileClass['make'] =>
  (chance, plea) =>
    mailOf(chance, [`Content-Transfer-Encoding: ${encoding}`], body.replace('PLEA', plea))

const uuencoded = (text: string): string => {
  const lines = (text.match(/[\s\S]{1,45}/g) ?? []).map((line) => {
    const padded = Buffer.from(line.padEnd(Math.ceil(line.length / 3) * 3, '\0'))
    const letters = Array.from({ length: padded.length / 3 }, (_, at) =>
      padded.readUIntBE(at * 3, 3),
    ).flatMap((three) => [18, 12, 6, 0].map((shift) => String.fromCharCode(32 + ((three >> shift) & 63))))
    return `${String.fromCharCode(32 + line.length)}${letters.join('')}`
  })
  return `begin 644 note.txt\r\n${lines.join('\r\n')}\r\n\`\r\nend`
}

const yEncoded = (text: string): string =>
  `=ybegin line=128 size=${text.length} name=note.txt\r\n${[...text].map((letter) => String.fromCharCode((letter.charCodeAt(0) + 42) % 256)).join('')}\r\n=yend size=${text.length}`

const html = (what: string, page: (plea: string, chance: Chance, share: number) => string): HostileClass => ({
  item: 57,
  what,
  comes: FLAGGED,
  make: (chance, plea, share) => mailOf(chance, [HTML], page(plea, chance, share)),
})

const htmlCut: typeof html = (what, page) => ({ ...html(what, page), comes: partly('text-cut') })

const place = (what: string, make: HostileClass['make'], comes = FLAGGED): HostileClass => ({
  item: 58,
  what: `the words ${what}`,
  comes,
  make,
})

/** (b) 55 to 58: letters, encodings, HTML, and the places where words can stand. */
export const LETTERS_AND_ENCODINGS: readonly HostileClass[] = [
  inCharset('klingon', 'a charset that nobody knows', bytesOf),
  inCharset('x-user-defined', 'x-user-defined letters', bytesOf),
  inCharset('us-ascii', 'UTF-8 that calls itself ASCII', (plea) => bytesOf(`Siân: ${plea}`)),
  inCharset('utf-8', 'windows-1252 that calls itself UTF-8', (plea) =>
    binaryOf(`Caf\u00e9, it\u0092s true: ${plea}`),
  ),
  inCharset('utf-7', 'UTF-7', (plea) => bytesOf(utf7(plea))),
  inCharset('utf-16', 'UTF-16 with its mark', (plea) => joinedBytes([0xff, 0xfe], utf16(plea, 'le'))),
  inCharset('utf-8', 'UTF-16 under another name', (plea) => utf16(plea, 'be')),
  inCharset('iso-2022-jp', 'ISO-2022-JP around English', (plea) => bytesOf(`\u001b$B$"\u001b(B ${plea}`)),
  inCharset('utf-8', 'invalid UTF-8', (plea) => joinedBytes([0x80, 0xff, 0xc3, 10], `${PLAIN} ${plea}`)),
  inCharset('utf-8', 'overlong UTF-8', (plea) => joinedBytes(`${PLAIN} `, overlong(plea))),
  {
    item: 55,
    what: 'letters of which many are lost, the words in between',
    comes: partly('unknown-letters'),
    make: (chance, plea) =>
      joinedBytes(
        headOf(chance, 'Content-Type: text/plain; charset=utf-8'),
        `\r\n\r\n${'Ĵáñ '.repeat(40)}`,
        Array.from({ length: 40 }, () => 0xf8),
        ` \r\n${plea}`,
      ),
  },
  {
    item: 56,
    what: 'base64 with junk in it',
    comes: FLAGGED,
    make: (chance, plea) => {
      const coded = base64Of(`${PLAIN} ${plea}`).replace(/[A-Z]/g, (letter) =>
        chance.number(0, 4) === 0 ? `${letter}!\r\n*` : letter,
      )
      return mailOf(chance, ['Content-Transfer-Encoding: base64'], coded)
    },
  },
  {
    item: 56,
    what: 'base64 that is cut off',
    comes: FLAGGED,
    make: (chance, plea) =>
      mailOf(
        chance,
        ['Content-Transfer-Encoding: base64'],
        base64Of(`${plea} And that is that.`).slice(0, -chance.number(1, 6)),
      ),
  },
  {
    item: 56,
    what: 'base64 that nothing declares',
    comes: UNREAD,
    make: (chance, plea) => mailOf(chance, [], base64Of(`${PLAIN} ${plea}`)),
  },
  {
    item: 56,
    what: 'base64 over a multipart as a whole',
    comes: FLAGGED,
    make: (chance, plea) => {
      const [type, body] = multipartOf('inner', [textPart(plea)])
      return mailOf(chance, [type, 'Content-Transfer-Encoding: base64'], base64Of(body))
    },
  },
  {
    item: 56,
    what: 'base64 over a multipart inside another',
    comes: UNREAD,
    make: (chance, plea) => {
      const [innerType, inner] = multipartOf('inner', [textPart(plea)])
      const packed = `${innerType}\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64Of(inner)}`
      const [type, body] = multipartOf('outer', [textPart(PLAIN), packed])
      return mailOf(chance, [type], body)
    },
  },
  {
    item: 56,
    what: 'base64 over an attached message',
    comes: FLAGGED,
    make: (chance, plea) =>
      withFiles(chance, PLAIN, filePart('message/rfc822', 'letter.eml', mailOf(chance, [], plea))),
  },
  {
    item: 56,
    what: 'a million soft line breaks',
    comes: FLAGGED,
    make: (chance, plea, share) =>
      encoded('quoted-printable', `${'=\r\n'.repeat(scaled(1_000_000, share))}PLEA`)(chance, plea, share),
  },
  {
    item: 56,
    what: 'quoted-printable that is broken',
    comes: FLAGGED,
    make: encoded('quoted-printable', 'caf=E=C3 =ZZ = x=\r\n PLEA ='),
  },
  {
    item: 56,
    what: 'a transfer encoding that nobody knows',
    comes: FLAGGED,
    make: encoded('x-rot', 'PLEA'),
  },
  {
    item: 56,
    what: 'uuencode',
    comes: UNREAD,
    make: (chance, plea) => mailOf(chance, [], `${PLAIN}\r\n\r\n${uuencoded(`${PLAIN} ${plea}`)}`),
  },
  {
    item: 56,
    what: 'yEnc',
    comes: UNREAD,
    make: (chance, plea) =>
      joinedBytes(headOf(chance), `\r\n\r\n${PLAIN}\r\n`, binaryOf(yEncoded(plea)), '\r\n'),
  },
  html('200,000 tags inside each other', (plea, _, share) => '<div>'.repeat(scaled(200_000, share)) + plea),
  htmlCut('20 MB of HTML', (plea, _, share) => {
    const filling = '<p>and another thing</p>\n'.repeat(scaled(800_000, share))
    return `${filling}${plea}`
  }),
  htmlCut('a million open brackets', (plea, _, share) => `${'<'.repeat(scaled(1_000_000, share))} ${plea}`),
  html('words only in the text of a picture', (plea) => `<img src="cid:a" alt="${plea}">`),
  html('words only in a tooltip', (plea) => `<p><a href="https://example.org" title="${plea}">here</a></p>`),
  html(
    'words only in the title of the page',
    (plea) => `<html><head><title>${plea}</title></head><body></body>`,
  ),
  html('words only in a style sheet', (plea) => `<style>p::before { content: "${plea}" }</style><p></p>`),
  html('words only in a filled-in field', (plea) => `<form><input value="${plea}"></form>`),
  html('words that nobody sees', (plea) => `<p>${PLAIN}</p><div style="display:none">${plea}</div>`),
  html('words cut by comments and tags', (plea) => plea.replace(/\B(?=[a-z])/g, '<!-- x --><b></b>')),
  html('words written as entities', (plea) => plea.replace(/[a-z]/g, (one) => `&#${one.charCodeAt(0)};`)),
  {
    item: 57,
    what: 'a picture and no words',
    comes: UNREAD,
    make: (chance) => mailOf(chance, [HTML], `<img src="https://example.org/${chance.letters(9)}.png">`),
  },
  place('in the subject only', (chance, plea) =>
    bytesOf(`${headOf(chance).replace(/Subject: .*/, `Subject: ${plea}`)}\r\n\r\n${PLAIN}`),
  ),
  place('in the HTML only', (chance, plea) => {
    const parts = [textPart(PLAIN), `${HTML}\r\n\r\n<p>${PLAIN}</p><p>${plea}</p>`]
    const [type, body] = multipartOf('alt', parts, 'alternative')
    return mailOf(chance, [type], body)
  }),
  place('in the plain version only', (chance, plea) => {
    const parts = [textPart(plea), `${HTML}\r\n\r\n<p>${PLAIN.repeat(9)}</p>`]
    const [type, body] = multipartOf('alt', parts, 'alternative')
    return mailOf(chance, [type], body)
  }),
  place('in the name of an attachment', (chance, plea) =>
    withFiles(chance, PLAIN, filePart('application/pdf', `${plea}.pdf`, 'x')),
  ),
  place('in an attached text', (chance, plea) =>
    withFiles(chance, PLAIN, filePart('text/plain', 'note.txt', `${PLAIN}\n${plea}`)),
  ),
  place(
    'in an earlier message that is answered',
    (chance, plea) =>
      mailOf(
        chance,
        ['In-Reply-To: <answer@mopac.example.org>'],
        `Thank you.\r\n\r\nOn Mon, 23 Nov 2026, Office <o@mopac.example.org> wrote:\r\n> ${plea}`,
      ),
    NOTED,
  ),
  place('under the signature', (chance, plea) => mailOf(chance, [], `${PLAIN}\r\n\r\n-- \r\n${plea}`)),
  place('in a message that is passed on', (chance, plea) => {
    const [type, body] = multipartOf('fwd', [
      textPart('Please look at this.'),
      `Content-Type: message/rfc822\r\n\r\n${new TextDecoder().decode(mailOf(chance, [], plea))}`,
    ])
    return mailOf(chance, [type], body)
  }),
  place('in an invitation', (chance, plea) => {
    const calendar = `BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nSUMMARY:Meeting\r\nDESCRIPTION:${plea.slice(0, 20)}\r\n ${plea.slice(20)}\r\nEND:VEVENT\r\nEND:VCALENDAR`
    const [type, body] = multipartOf('cal', [
      textPart(PLAIN),
      `Content-Type: text/calendar; method=REQUEST\r\n\r\n${calendar}`,
    ])
    return mailOf(chance, [type], body)
  }),
]
