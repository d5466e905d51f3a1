import { FLAGGED, type HostileClass, partly, partlyUnread, rawOnly, scaled, UNREAD } from './hostile-class.ts'
import {
  aSender,
  base64Of,
  bytesOf,
  headOf,
  joinedBytes,
  mailOf,
  multipartOf,
  textPart,
} from './write-mail.ts'

const repeat = (count: number, line: (at: number) => string): string[] =>
  Array.from({ length: count }, (_, at) => line(at))

const without = (head: string, names: readonly string[]): string =>
  head
    .split('\r\n')
    .filter((line) => !names.some((name) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`)))
    .join('\r\n')

const lacking = (...names: string[]): HostileClass => ({
  item: 48,
  what: `no ${names.join(', ')}`,
  comes: FLAGGED,
  make: (chance, plea) => bytesOf(`${without(headOf(chance), names)}\r\n\r\n${plea}`),
})

function nestedParts(depth: number, plea: string): [string, string] {
  const levels = repeat(
    depth - 1,
    (at) => `--b${at}\r\nContent-Type: multipart/mixed; boundary="b${at + 1}"\r\n\r\n`,
  )
  return [
    'Content-Type: multipart/mixed; boundary="b0"',
    `${levels.join('')}--b${depth - 1}\r\n${textPart(plea)}\r\n`,
  ]
}

function nestedMessages(depth: number, plea: string): string {
  let inner = `From: z@example.org\r\nSubject: at the bottom\r\n\r\n${plea}`
  for (let at = 0; at < depth; at += 1) {
    const head = `From: p${at}@example.org\r\nSubject: level ${at}\r\nContent-Type: multipart/mixed; boundary=b${at}`
    inner = `${head}\r\n\r\n--b${at}\r\nContent-Type: message/rfc822\r\n\r\n${inner}\r\n--b${at}--\r\n`
  }
  return inner
}

/** (b) 46 to 54: mail that is not built as mail is. */
export const BUILT_WRONGLY: readonly HostileClass[] = [
  { item: 46, what: 'a mail of no bytes', comes: UNREAD, make: () => bytesOf('') },
  {
    item: 46,
    what: 'a mail of line ends only',
    comes: UNREAD,
    make: (chance) => bytesOf(chance.pick(['\r\n', '\n', '\r']).repeat(chance.number(1, 50))),
  },
  {
    item: 46,
    what: 'headers and a body of spaces',
    comes: UNREAD,
    make: (chance) => mailOf(chance, [], ' \t\r\n'.repeat(chance.number(1, 20))),
  },
  { item: 47, what: 'headers only', comes: UNREAD, make: (chance) => bytesOf(`${headOf(chance)}\r\n\r\n`) },
  {
    item: 47,
    what: 'headers only, and not ended',
    comes: FLAGGED,
    make: (chance, plea) => bytesOf(headOf(chance).replace(/Subject: .*/, `Subject: ${plea}`)),
  },
  {
    item: 47,
    what: 'a body without headers',
    comes: rawOnly('no-headers'),
    make: (chance, plea) => bytesOf(`Note ${chance.letters(5)}, ${plea}\r\n\r\nplease`),
  },
  {
    item: 47,
    what: 'a body at once after the headers',
    comes: FLAGGED,
    make: (chance, plea) => bytesOf(`${headOf(chance)}\r\n${plea}\r\n\r\nplease`),
  },
  lacking('From'),
  lacking('To'),
  lacking('Date'),
  lacking('Message-ID'),
  lacking('From', 'To', 'Date', 'Message-ID', 'Return-Path'),
  {
    item: 49,
    what: 'two From lines',
    comes: partly('several-from'),
    make: (chance, plea) => mailOf(chance, [`From: ${aSender(chance)}`], plea),
  },
  {
    item: 49,
    what: 'two Return-Path lines',
    comes: FLAGGED,
    make: (chance, plea) => mailOf(chance, ['Return-Path: <office@mopac.example.org>'], plea),
  },
  {
    item: 49,
    what: 'two Content-Types, the words in what the second says',
    comes: FLAGGED,
    make: (chance, plea) => {
      const [type, body] = multipartOf('second', [textPart(plea)])
      return mailOf(chance, ['Content-Type: text/plain', type], body)
    },
  },
  {
    item: 49,
    what: 'two boundaries, the words behind the second',
    comes: partly('parser-gave-up'),
    make: (chance, plea) => {
      const [, body] = multipartOf('second', [textPart(plea)])
      const types = ['first', 'second'].map((one) => `Content-Type: multipart/mixed; boundary=${one}`)
      return mailOf(chance, types, body)
    },
  },
  ...(['\r', '\n'] as const).map(
    (end): HostileClass => ({
      item: 50,
      what: end === '\r' ? 'bare carriage returns' : 'bare line feeds',
      comes: FLAGGED,
      make: (chance, plea) =>
        bytesOf(`${headOf(chance)}\r\n\r\nHello\r\n${plea}\r\nplease`.replaceAll('\r\n', end)),
    }),
  ),
  {
    item: 50,
    what: 'mixed line ends',
    comes: FLAGGED,
    make: (chance, plea) =>
      bytesOf(
        `${headOf(chance)}\r\n\r\nHello\r\n${plea}\r\nplease`.replace(/\r\n(?!\r\n)/g, (end) =>
          chance.pick([end, '\n']),
        ),
      ),
  },
  {
    item: 50,
    what: 'NULs between the letters',
    comes: FLAGGED,
    make: (chance, plea) =>
      mailOf(chance, [], [...plea].map((letter) => letter + '\0'.repeat(chance.number(0, 1))).join('')),
  },
  {
    item: 51,
    what: '1,000 parts inside each other',
    comes: partly('parser-gave-up'),
    make: (chance, plea, share) => {
      const [type, body] = nestedParts(Math.max(300, scaled(1_000, share)), plea)
      return mailOf(chance, [type], body)
    },
  },
  {
    item: 51,
    what: '20,000 parts inside each other',
    comes: partly('parser-gave-up'),
    make: (chance, plea, share) => {
      const [type, body] = nestedParts(Math.max(300, scaled(20_000, share)), plea)
      return mailOf(chance, [type], body)
    },
  },
  {
    item: 51,
    what: 'a message inside a message, 50 deep, the words at the bottom',
    comes: FLAGGED,
    make: (chance, plea) => bytesOf(nestedMessages(chance.number(40, 50), plea)),
  },
  {
    item: 52,
    what: '100,000 parts, the words in the last',
    comes: partly('parser-gave-up'),
    make: (chance, plea, share) => {
      const parts = repeat(Math.max(1_500, scaled(100_000, share)), () => '\r\nx')
      const [type, body] = multipartOf('b', [...parts, textPart(plea)])
      return mailOf(chance, [type], body)
    },
  },
  {
    item: 52,
    what: '100,000 headers',
    comes: partly('too-many-headers'),
    make: (chance, plea, share) =>
      mailOf(
        chance,
        repeat(Math.max(2_500, scaled(100_000, share)), (at) => `X-${at}: y`),
        plea,
      ),
  },
  {
    item: 53,
    what: 'a header of 3 MB',
    comes: FLAGGED,
    make: (chance, plea, share) => mailOf(chance, [`X-Long: ${'a'.repeat(scaled(3_000_000, share))}`], plea),
  },
  {
    item: 53,
    what: '50,000 addresses',
    comes: FLAGGED,
    make: (chance, plea, share) => {
      const list = repeat(scaled(50_000, share), (at) => `p${at}@example.org`)
      return mailOf(chance, [`Cc: ${list.join(',\r\n ')}`], plea)
    },
  },
  {
    item: 53,
    what: '100,000 References',
    comes: FLAGGED,
    make: (chance, plea, share) => {
      const ids = repeat(scaled(100_000, share), (at) => `<${at}@example.org>`)
      return mailOf(chance, [`References: ${ids.join('\r\n ')}`], plea)
    },
  },
  {
    item: 53,
    what: 'a subject of 50,000 encoded words, the plea in the last',
    comes: partlyUnread('text-cut'),
    make: (chance, plea, share) => {
      const words = repeat(scaled(50_000, share), () => '=?utf-8?q?ab=20?=')
      const last = `=?utf-8?b?${base64Of(plea)}?=`
      const head = headOf(chance).replace(/Subject: .*/, `Subject: ${[...words, last].join('\r\n ')}`)
      return bytesOf(`${head}\r\n\r\nHello`)
    },
  },
  {
    item: 54,
    what: 'a boundary that never ends',
    comes: FLAGGED,
    make: (chance, plea) =>
      mailOf(chance, ['Content-Type: multipart/mixed; boundary=z'], `--z\r\n\r\n${plea}`),
  },
  {
    item: 54,
    what: 'a boundary that never comes',
    comes: partly('parser-gave-up'),
    make: (chance, plea) => mailOf(chance, ['Content-Type: multipart/mixed; boundary=z'], plea),
  },
  {
    item: 54,
    what: 'no boundary at all',
    comes: partly('parser-gave-up'),
    make: (chance, plea) => mailOf(chance, ['Content-Type: multipart/alternative'], plea),
  },
  {
    item: 54,
    what: 'one boundary that begins like the other',
    comes: FLAGGED,
    make: (chance, plea) => {
      const outer = chance.letters(6)
      const [type, body] = multipartOf(`${outer}${chance.letters(2)}`, [textPart(plea)], 'alternative')
      const [outerType, outerBody] = multipartOf(outer, [`${type}\r\n\r\n${body}`])
      return mailOf(chance, [outerType], outerBody)
    },
  },
  {
    item: 54,
    what: 'a boundary with spaces and quotes in it',
    comes: FLAGGED,
    make: (chance, plea) => {
      const [type, body] = multipartOf(`a b'${chance.letters(3)}`, [textPart(plea)])
      return mailOf(chance, [type], body)
    },
  },
  {
    item: 54,
    what: 'the words before the first boundary',
    comes: FLAGGED,
    make: (chance, plea) => {
      const [type, body] = multipartOf('b', [textPart('Hello, this is about the road.')])
      return mailOf(chance, [type], `${plea}\r\n\r\n${body}`)
    },
  },
  {
    item: 54,
    what: 'the words after the last boundary',
    comes: FLAGGED,
    make: (chance, plea) => {
      const [type, body] = multipartOf('b', [textPart('Hello, this is about the road.')])
      return joinedBytes(mailOf(chance, [type], body), `\r\n${plea}\r\n`)
    },
  },
]
