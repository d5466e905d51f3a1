import { afterEach, describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { BadRules } from '../../src/errors.ts'
import { clamdScanner } from '../../src/scanner/clamd.ts'
import { readScanAnswer, readVersion } from '../../src/scanner/clamd-answers.ts'
import { isStale, testFile } from '../../src/scanner/scanner.ts'
import { likeClamd, type Script, type ScriptedClamd, says, scriptedClamd } from './scripted-clamd.ts'

/** Long enough for a machine that is busy; only what never answers is waited for less long. */
const PATIENT = { connectMs: 5_000, silenceMs: 10_000, wholeMs: 20_000 }
const QUICK = { connectMs: 500, silenceMs: 150, wholeMs: 400 }
const FILE = new TextEncoder().encode('a harmless file')
const closing: ScriptedClamd[] = []
afterEach(async () => {
  await Promise.all(closing.splice(0).map((one) => one.close()))
})

const clamd = async (script?: Script, early?: Script) => {
  const server = await scriptedClamd(script, early)
  closing.push(server)
  return { server, scanner: clamdScanner(server.place, PATIENT), hurried: clamdScanner(server.place, QUICK) }
}

/** Everything that is not, byte for byte, a yes. */
const NOT_A_YES: Readonly<Record<string, string>> = {
  'another case': 'stream: ok\0',
  'half of it': 'stream: O\0',
  'no NUL at its end': 'stream: OK',
  'a line feed in place of NUL': 'stream: OK\n',
  'a line feed before NUL': 'stream: OK\n\0',
  'a space more': 'stream: OK \0',
  'a space less': 'stream:OK\0',
  'a space before it': ' stream: OK\0',
  'words before it': 'x stream: OK\0',
  'words after it': 'stream: OK\0 and more',
  'two answers': 'stream: OK\0stream: Eicar FOUND\0',
  'a yes after a yes': 'stream: OK\0stream: OK\0',
  'another name for what was scanned': 'fd[10]: OK\0',
  'a session number before it': '1: stream: OK\0',
  'only OK': 'OK\0',
  'a pong': 'PONG\0',
  'an unknown command': 'UNKNOWN COMMAND\0',
  'an empty answer': '\0',
  'an answer of a web server': 'HTTP/1.1 400 Bad Request\r\n\r\n\0',
  'an answer of a mail server': '220 mail.example.org ESMTP\r\n\0',
  'a letter that looks like one of ours': 'str\u0435am: OK\0',
  'a NUL within': 'stream: \0OK\0',
  'found without a name': 'stream:  FOUND\0',
  'found with a line feed in its name': 'stream: a\nb FOUND\0',
  'an error': 'stream: Can\u2019t allocate memory ERROR\0',
}

describe('what clamd answers to a scan', () => {
  it('is a yes in one form only', () => {
    expect(readScanAnswer('stream: OK\0')).toEqual({ outcome: 'clean' })
  })

  it.each(Object.entries(NOT_A_YES))('is not a yes: %s', (_, answer) => {
    expect(readScanAnswer(answer)).toMatchObject({ outcome: 'not-scanned' })
  })

  it.each([
    ['stream: Eicar-Test-Signature FOUND\0', { outcome: 'found', virus: 'Eicar-Test-Signature' }],
    ['INSTREAM size limit exceeded. ERROR\0', { outcome: 'not-scanned', because: 'limit' }],
    ['stream: Heuristics.Limits.Exceeded.MaxScanSize FOUND\0', { outcome: 'not-scanned', because: 'limit' }],
    ['stream: Heuristics.Encrypted.Zip FOUND\0', { outcome: 'not-scanned', because: 'locked' }],
    ['stream: Time limit reached ERROR\0', { outcome: 'not-scanned', because: 'error' }],
    ['Command invalid inside IDSESSION. ERROR\0', { outcome: 'not-scanned', because: 'error' }],
  ])('says what it is: %j', (answer, means) => {
    expect(readScanAnswer(answer)).toEqual(means)
  })
})

describe('what clamd says of itself', () => {
  it.each([
    ['ClamAV 1.4.6/27450/Sun Nov 29 09:30:12 2026\0', 'ClamAV 1.4.6/27450', '2026-11-29T09:30:12.000Z'],
    ['ClamAV 0.103.8/26900/Wed May  3 07:23:01 2023\0', 'ClamAV 0.103.8/26900', '2023-05-03T07:23:01.000Z'],
    ['ClamAV 1.4.6\0', 'ClamAV 1.4.6', undefined],
    ['ClamAV 1.4.6/27450/yesterday\0', 'ClamAV 1.4.6/27450', undefined],
  ])('%j', (answer, name, made) => {
    expect(readVersion(answer)).toEqual({ name, signaturesAt: made && new Date(made) })
  })

  it.each(['ClamAV', 'ClamAV 1.4.6', 'Exim 4.9\0', '\0', 'ClamAV 1.4.6/27450/Sun\0x'])('not %j', (answer) => {
    expect(readVersion(answer)).toBeUndefined()
  })

  it('has signatures that are stale after two days, or where nobody knows how old they are', () => {
    const now = new Date('2026-11-30T10:00:00Z')
    const of = (signaturesAt: Date | undefined) => isStale({ name: 'ClamAV', signaturesAt }, now)
    expect([
      of(new Date('2026-11-28T10:00:00Z')),
      of(new Date('2026-11-28T09:59:59Z')),
      of(undefined),
    ]).toEqual([false, true, true])
  })
})

describe('a scan over the line', () => {
  it('sends the bytes as they are, in chunks, and takes the answer', async () => {
    const { server, scanner } = await clamd()
    const bytes = Uint8Array.from({ length: 300_000 }, (_, at) => at % 251)
    expect(await scanner.scan(bytes)).toEqual({ outcome: 'clean' })
    expect(server.asked).toHaveLength(1)
    expect(server.asked[0]?.bytes.equals(bytes)).toBe(true)
    expect(await scanner.scan(new Uint8Array())).toEqual({ outcome: 'clean' })
  })

  it('finds the test file', async () => {
    const { scanner } = await clamd()
    expect(await scanner.scan(testFile())).toEqual({ outcome: 'found', virus: 'Eicar-Test-Signature' })
  })

  it.each<[string, Script, string]>([
    ['closes without a word', (socket) => void socket.end(), 'cut-off'],
    ['breaks the line', (socket) => void socket.resetAndDestroy(), 'cut-off'],
    ['gives half an answer and closes', says('stream: OK'), 'cut-off'],
    ['gives half an answer and falls silent', (socket) => void socket.write('stream: '), 'timeout'],
    ['says nothing', () => {}, 'timeout'],
    [
      'never ends its answer',
      (socket) => {
        const more = () => socket.writable && socket.write('x'.repeat(500), () => setTimeout(more, 5))
        more()
      },
      'odd-answer',
    ],
    ['answers a byte at a time for ever', (socket) => drip(socket), 'timeout'],
    ['is a web server', says('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n'), 'cut-off'],
    ['is none at all', says(Buffer.from([0xff, 0xfe, 0, 1])), 'odd-answer'],
  ])('is not clean where the other end %s', async (_, script, because) => {
    const { scanner, hurried } = await clamd(script)
    const scan = await (because === 'timeout' ? hurried : scanner).scan(FILE)
    expect(scan).toEqual({ outcome: 'not-scanned', because })
  })

  it('is not clean where the yes comes before all of it was sent', async () => {
    const { scanner } = await clamd(undefined, (socket) => void socket.pause().write('stream: OK\0'))
    expect(await scanner.scan(new Uint8Array(20_000_000))).toEqual({
      outcome: 'not-scanned',
      because: 'odd-answer',
    })
  })

  it('reads the answer where clamd has had enough and closes while more is sent', async () => {
    const { scanner } = await clamd(undefined, (socket) => {
      socket.pause()
      socket.end('INSTREAM size limit exceeded. ERROR\0')
    })
    expect(await scanner.scan(new Uint8Array(20_000_000))).toEqual({
      outcome: 'not-scanned',
      because: 'limit',
    })
  })

  it('is not clean where nobody listens', async () => {
    const { server, scanner } = await clamd()
    await server.close()
    expect(await scanner.scan(FILE)).toEqual({ outcome: 'not-scanned', because: 'unreachable' })
    const nowhere = clamdScanner({ path: '/nowhere/clamd.ctl' }, QUICK)
    expect(await nowhere.scan(FILE)).toEqual({ outcome: 'not-scanned', because: 'unreachable' })
  })
})

describe('whether the scanner can be relied on', () => {
  it('says its name and the age of its signatures', async () => {
    const { scanner } = await clamd()
    expect(await scanner.standing()).toEqual({
      ok: true,
      engine: { name: 'ClamAV 1.4.6/27450', signaturesAt: new Date('2026-11-30T09:30:12Z') },
    })
  })

  it.each<[string, Script, string]>([
    [
      'calls everything clean',
      (socket, asked) =>
        asked.command === 'zVERSION' ? likeClamd()(socket, asked) : void socket.end('stream: OK\0'),
      'finds-nothing',
    ],
    ['does not know how to say its version', says('UNKNOWN COMMAND\0'), 'odd-answer'],
    ['says nothing', () => {}, 'timeout'],
    [
      'cannot scan',
      (socket, asked) => (asked.command === 'zVERSION' ? likeClamd()(socket, asked) : void socket.end()),
      'cut-off',
    ],
  ])('no where it %s', async (_, script, because) => {
    const { scanner, hurried } = await clamd(script)
    const standing = await (because === 'timeout' ? hurried : scanner).standing()
    expect(standing).toEqual({ ok: false, because })
  })
})

describe('the setting SCANNER', () => {
  it.each([
    ['tcp://127.0.0.1:3310', { host: '127.0.0.1', port: 3310 }],
    ['tcp://clamd:3310', { host: 'clamd', port: 3310 }],
    ['tcp://[::1]:3310', { host: '::1', port: 3310 }],
    ['unix:/run/clamav/clamd.ctl', { path: '/run/clamav/clamd.ctl' }],
  ])('%s', (given, place) => {
    expect(readConfig({ SCANNER: given }).scanner).toEqual(place)
  })

  it.each(['clamd:3310', 'tcp://clamd', 'tcp://clamd:99999', 'http://clamd:3310', 'unix:clamd.ctl', 'yes'])(
    'not %s',
    (given) => {
      expect(() => readConfig({ SCANNER: given })).toThrow(BadRules)
    },
  )
})

function drip(socket: Parameters<Script>[0]): void {
  const more = () => socket.writable && socket.write('x', () => setTimeout(more, 40))
  more()
}
