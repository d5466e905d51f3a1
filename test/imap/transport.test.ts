import { createServer } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../../src/db/embedded.ts'
import { type Certificates, makeCertificates } from './certificates.ts'
import { type HalfOpenProxy, startHalfOpenProxy } from './half-open-proxy.ts'
import { collect, openImapAccount, SHORT, scriptedAccount, withAccount } from './scripted-account.ts'
import { type ScriptedOptions, type ScriptedServer, startScriptedServer } from './scripted-server.ts'
import { deliver, emptyFolder, inSet } from './scripted-state.ts'

let certificates: Certificates
beforeAll(() => {
  certificates = makeCertificates()
})

let closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.reverse()) await close()
  closing = []
})

/** A server with ten letters in its inbox. */
async function startServer(options: Partial<ScriptedOptions> = {}): Promise<ScriptedServer> {
  const server = await startScriptedServer({ certificate: certificates.good, ...options })
  closing.push(() => server.close())
  for (let n = 1; n <= 10; n++) deliver(inbox(server), `Subject: ${n}\n\nLetter ${n}\n`)
  return server
}

const inbox = (server: ScriptedServer) => {
  const folder = server.state.folders.get('INBOX')
  if (!folder) throw new Error('The scripted server has no INBOX')
  return folder
}

async function startProxy(server: ScriptedServer): Promise<HalfOpenProxy> {
  const proxy = await startHalfOpenProxy(server.port)
  closing.push(() => proxy.close())
  return proxy
}

const accountAt = (server: Pick<ScriptedServer, 'port'>, change: Record<string, unknown> = {}) =>
  scriptedAccount(server, certificates.authority, change)

const connecting = (server: Pick<ScriptedServer, 'port'>, change: Record<string, unknown> = {}) =>
  withAccount(accountAt(server, change), async () => 'connected')

/** Opens the inbox and fetches all of it. */
const fetchAll = (server: Pick<ScriptedServer, 'port'>) =>
  withAccount(accountAt(server), async (opened) => collect(await opened.open('INBOX')))

const fails = (outcome: string) => ({ name: 'TryAgainLater', outcome })

describe('reaching a mail server', () => {
  it('1: connection refused is unreachable', async () => {
    await expect(connecting({ port: await freePort() })).rejects.toMatchObject(fails('unreachable'))
  })

  it('2: a name that DNS does not know is unreachable', async () => {
    const server = await startServer()
    const account = { host: 'no-such-host.invalid' }
    await expect(connecting(server, account)).rejects.toMatchObject(fails('unreachable'))
  })

  it.each([
    ['signed by nobody we trust', 'good', { certificateAuthority: undefined }],
    ['expired', 'expired', {}],
    ['made out for another name', 'forAnotherName', {}],
  ] as const)(
    '3: a certificate that is %s is not trusted, and nothing is said to it',
    async (_what, which, change) => {
      const server = await startServer({ certificate: certificates[which] })
      await expect(connecting(server, change)).rejects.toMatchObject(fails('not-trusted'))
      expect(server.commands).toEqual([])
    },
  )

  it('4: a server that never greets gives no answer', async () => {
    const server = await startServer()
    server.on('GREETING', () => {})
    await expect(connecting(server)).rejects.toMatchObject(fails('no-answer'))
  })

  it('4: a port that takes the connection and never speaks TLS is given up in the time for it', async () => {
    const mute = createServer((socket) => socket.on('error', () => {}).resume())
    await new Promise<void>((listening) => mute.listen(0, '127.0.0.1', listening))
    closing.push(() => new Promise((closed) => mute.close(closed)))
    const bound = mute.address()
    const port = typeof bound === 'object' && bound ? bound.port : 0
    const account = accountAt({ port })
    const limits = { ...SHORT, connectMs: 400 }
    await expect(openImapAccount(account, limits)).rejects.toMatchObject(fails('unreachable'))
  })

  it('25: STARTTLS taken out of the way is not trusted, and no password is said in clear', async () => {
    const server = await startServer({ tls: 'starttls' })
    await expect(connecting(server, { tls: 'starttls' })).rejects.toMatchObject(fails('not-trusted'))
    expect(server.commands.map(({ name }) => name)).not.toContain('LOGIN')
    expect(server.commands.map(({ name }) => name)).not.toContain('AUTHENTICATE')
  })

  it('25: words slipped in behind the OK of STARTTLS are not trusted, and no password follows', async () => {
    const server = await startServer({ tls: 'starttls' })
    server.state.capabilities.push('STARTTLS')
    server.on('STARTTLS', (session, { tag }) =>
      session.write(`${tag} OK begin\r\n* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n`),
    )
    await expect(connecting(server, { tls: 'starttls' })).rejects.toMatchObject(fails('not-trusted'))
    expect(server.commands.map(({ name }) => name)).not.toContain('AUTHENTICATE')
  })

  it('25: STARTTLS as it should be carries the sign-in', async () => {
    const server = await startServer({ tls: 'starttls' })
    server.state.capabilities.push('STARTTLS')
    await expect(connecting(server, { tls: 'starttls' })).resolves.toBe('connected')
  })
})

describe('signing in', () => {
  it('a wrong password is a refused sign-in', async () => {
    const server = await startServer()
    await expect(connecting(server, { password: 'wrong' })).rejects.toMatchObject(fails('sign-in-refused'))
  })

  it('23: authenticated but not connected is no wrong password', async () => {
    const server = await startServer()
    server.state.accessTokens.add('a-token')
    server.on('AUTHENTICATE', (session, { tag }) =>
      session.say(`${tag} NO User is authenticated but not connected.`),
    )
    const account = { password: undefined, accessToken: 'a-token' }
    await expect(connecting(server, account)).rejects.toMatchObject(fails('not-connected'))
  })

  it('23: the same answer to opening the inbox means the same', async () => {
    const server = await startServer()
    server.on('EXAMINE', (session, { tag }) =>
      session.say(`${tag} BAD User is authenticated but not connected.`),
    )
    await expect(fetchAll(server)).rejects.toMatchObject(fails('not-connected'))
  })

  it('a server that cannot sign anybody in just now is unavailable', async () => {
    const server = await startServer()
    server.on('AUTHENTICATE', (session, { tag }) =>
      session.say(`${tag} NO [UNAVAILABLE] Temporary authentication failure.`),
    )
    await expect(connecting(server)).rejects.toMatchObject(fails('unavailable'))
  })

  it('24: a token that the server no longer takes is a refused sign-in', async () => {
    const server = await startServer()
    const account = { password: undefined, accessToken: 'of yesterday' }
    await expect(connecting(server, account)).rejects.toMatchObject(fails('sign-in-refused'))
  })

  it('24: a token that ends in the middle of a session cuts the line', async () => {
    const server = await startServer()
    server.on('UID FETCH', (session) => {
      session.say('* BYE Session invalidated - AccessTokenExpired')
      session.socket.end()
    })
    await expect(fetchAll(server)).rejects.toMatchObject(fails('cut-off'))
  })

  it('22: a throttled sign-in is not a refused one, and is told at once how long to stay away', async () => {
    const server = await startServer()
    server.on('AUTHENTICATE', (session, { tag }) =>
      session.say(`${tag} BAD Request is throttled. Suggested Backoff Time: 92415 milliseconds`),
    )
    await expect(connecting(server)).rejects.toMatchObject({ ...fails('throttled'), waitMs: 92_415 })
  })
})

describe('a connection that breaks', () => {
  it('5: a link that fell silent while idling is noticed by the next command and ends', async () => {
    const server = await startServer()
    const proxy = await startProxy(server)
    const opened = await openImapAccount(accountAt(proxy), SHORT)
    const mailbox = await opened.open('INBOX')
    proxy.fallSilent()
    await expect(mailbox.status()).rejects.toMatchObject(fails('no-answer'))
    await expect(mailbox.status()).rejects.toMatchObject(fails('no-answer'))
    await opened.close()
  })

  it('6: RST in the middle of a literal cuts off, and only the whole messages before it came', async () => {
    const server = await startServer()
    deliver(inbox(server), `Subject: long\n\n${'x'.repeat(500_000)}`)
    const proxy = await startProxy(server)
    server.on('UID FETCH', (_session, { words }, proceed) => {
      if (/BODY/.test(words)) proxy.resetAfter(300_000)
      proceed()
    })
    const { listed, fetched, failure } = await fetchAll(proxy)
    expect(failure).toMatchObject(fails('cut-off'))
    expect(listed).toHaveLength(11)
    expect(fetched.length).toBeLessThanOrEqual(10)
    expect(fetched.every(({ size, source }) => source.byteLength === size)).toBe(true)
  })

  it('7: BYE in the middle of a fetch cuts off, and what came before is whole', async () => {
    const server = await startServer()
    server.on('UID FETCH', (session, { words }, proceed) => {
      if (!/BODY/.test(words)) return proceed()
      for (const message of inbox(server).messages.slice(0, 3)) session.fetched(message, words)
      session.say('* BYE shutting down')
      session.socket.end()
    })
    const { fetched, failure } = await fetchAll(server)
    expect(failure).toMatchObject(fails('cut-off'))
    expect(fetched.map(({ uid }) => uid)).toEqual([1n, 2n, 3n])
  })
})

describe('a server that does not keep to the protocol', () => {
  /** The third of ten is sent with a literal whose length is a lie. */
  const lying = async (lie: (length: number) => number) => {
    const server = await startServer()
    server.on('UID FETCH', (session, { words, tag }, proceed) => {
      if (!/BODY/.test(words)) return proceed()
      for (const message of inbox(server).messages)
        session.fetched(message, words, message.uid === 3 ? lie(message.source.length) : undefined)
      session.say(`${tag} OK FETCH completed`)
    })
    return fetchAll(server)
  }
  const isLie = ({ uid, size, source }: { uid: bigint; size: number; source: Uint8Array }) =>
    uid === 3n && source.byteLength === size

  it('8: a literal longer than it says never passes for the whole message', async () => {
    const { fetched, failure } = await lying((length) => length - 5)
    expect(fetched.filter(isLie)).toEqual([])
    expect(fetched.length < 10 || failure !== undefined || fetched.some(({ uid }) => uid === 3n)).toBe(true)
    expect(fetched.slice(0, 2).map(({ uid }) => uid)).toEqual([1n, 2n])
  })

  it('8: a literal shorter than it says takes the next bytes for its own, and never passes for the whole message', async () => {
    const { fetched } = await lying((length) => length + 7)
    expect(fetched.filter(isLie)).toEqual([])
    expect(fetched.slice(0, 2).map(({ uid }) => uid)).toEqual([1n, 2n])
  })

  it.each([
    ['2 GB', 2 ** 31],
    ['50 MB, more than any message that is asked for whole', 50 * 1024 * 1024],
  ])('9: a literal of %s is too large, and no memory is kept ready for it', async (_what, bytes) => {
    const server = await startServer()
    server.on('UID FETCH', (session, { words }, proceed) => {
      if (!/BODY/.test(words)) return proceed()
      session.write(`* 1 FETCH (UID 1 BODY[] {${bytes}}\r\nSubject: `)
    })
    const before = process.memoryUsage().rss
    const { fetched, failure } = await fetchAll(server)
    expect(failure).toMatchObject(fails('too-large'))
    expect(fetched).toEqual([])
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024)
  })

  it('10: a line without an end is too large after 16 MB', async () => {
    const server = await startServer()
    server.on('UID SEARCH', (session) => {
      session.write('* SEARCH')
      for (let n = 0; n < 20; n++) session.write(' 1234567'.repeat(128 * 1024))
    })
    await expect(
      withAccount(accountAt(server), async (opened) => (await opened.open('INBOX')).uidsFrom(1n), {
        ...SHORT,
        answerMs: 10_000,
      }),
    ).rejects.toMatchObject(fails('too-large'))
  })

  it('a server that keeps talking and never answers gives no answer', async () => {
    const server = await startServer()
    server.on('UID SEARCH', (session) => {
      const talk = setInterval(() => session.say('* OK one moment'), 100)
      session.socket.on('close', () => clearInterval(talk))
    })
    await expect(fetchAll(server)).rejects.toMatchObject(fails('no-answer'))
  })

  it('10: a line without an end that stops coming gives no answer', async () => {
    const server = await startServer()
    server.on('UID SEARCH', (session) => session.write('* SEARCH 1 2 3'))
    await expect(fetchAll(server)).rejects.toMatchObject(fails('no-answer'))
  })

  it('11: an answer to a command that nobody gave is not taken for an answer', async () => {
    const server = await startServer()
    server.on('UID SEARCH', (session) => session.say('ZZZ99 OK SEARCH completed'))
    await expect(fetchAll(server)).rejects.toMatchObject(fails('no-answer'))
  })

  it('11: an answer to a command that waits its turn is a broken protocol', async () => {
    const server = await startServer()
    server.once('UID SEARCH', (session, { tag }) => {
      const next = (Number.parseInt(tag, 16) + 1).toString(16).toUpperCase()
      session.say('* SEARCH 1', `${next} OK SEARCH completed`)
    })
    await withAccount(accountAt(server), async (opened) => {
      const mailbox = await opened.open('INBOX')
      const answers = await Promise.allSettled([mailbox.uidsFrom(1n), mailbox.uidsFrom(1n)])
      for (const answer of answers)
        expect(answer).toMatchObject({ status: 'rejected', reason: fails('protocol-broken') })
    })
  })

  it('13: EXISTS and then an empty range is an empty list, which is no error', async () => {
    const server = await startServer()
    server.on('UID SEARCH', (session, command) => {
      session.say('* 11 EXISTS', '* SEARCH')
      session.ok(command)
    })
    expect(await fetchAll(server)).toMatchObject({ listed: [], fetched: [] })
  })

  it('14: the old uid that `n:*` brings is left out', async () => {
    const server = await startServer()
    const asked = (opened: {
      open(path: string): Promise<{ uidsFrom(from: bigint): Promise<readonly bigint[]> }>
    }) => opened.open('INBOX').then((mailbox) => mailbox.uidsFrom(11n))
    expect(await withAccount(accountAt(server), asked)).toEqual([])
    expect(inSet(inbox(server), '11:*')).toHaveLength(1)
  })

  it('16: a uid of 2^32-1 is a number like any other', async () => {
    const server = await startServer()
    const [first] = inbox(server).messages
    if (first) inbox(server).messages.push({ ...first, uid: 4_294_967_295 })
    const { listed, fetched } = await fetchAll(server)
    expect(listed.at(-1)).toBe(4_294_967_295n)
    expect(fetched.at(-1)?.uid).toBe(4_294_967_295n)
  })
})

describe('a server that hands over less than it was asked for', () => {
  it('12: one of ten that no longer exists is missing from the answer, though the server is taken to have succeeded', async () => {
    const server = await startServer()
    server.on('UID FETCH', (session, { words, tag }, proceed) => {
      if (!/BODY/.test(words)) return proceed()
      for (const message of inbox(server).messages) if (message.uid !== 4) session.fetched(message, words)
      session.say(`${tag} NO Some of the requested messages no longer exist.`)
    })
    const { listed, fetched, failure } = await fetchAll(server)
    expect(failure).toBeUndefined()
    const received = fetched.map(({ uid }) => uid)
    expect(listed.filter((uid) => !received.includes(uid))).toEqual([4n])
  })

  it('17: a message removed in the middle of the fetch is missing, and no other is taken for it', async () => {
    const server = await startServer()
    server.on('UID FETCH', (session, { words, tag }, proceed) => {
      if (!/BODY/.test(words)) return proceed()
      const [first, second, ...others] = [...inbox(server).messages]
      if (first) session.fetched(first, words)
      inbox(server).messages = inbox(server).messages.filter((message) => message !== second)
      session.say('* 2 EXPUNGE')
      for (const message of others) session.fetched(message, words)
      session.say(`${tag} OK FETCH completed`)
    })
    const { fetched } = await fetchAll(server)
    expect(fetched.map(({ uid }) => uid)).toEqual([1n, 3n, 4n, 5n, 6n, 7n, 8n, 9n, 10n])
    expect(new TextDecoder().decode(fetched[1]?.source)).toContain('Letter 3')
  })

  it('a message that nobody asked for is not handed on', async () => {
    const server = await startServer()
    server.on('UID FETCH', (session, { words }, proceed) => {
      const [first] = inbox(server).messages
      if (/BODY/.test(words) && first) session.fetched({ ...first, uid: 777 }, words)
      proceed()
    })
    const { fetched } = await fetchAll(server)
    expect(fetched.map(({ uid }) => uid)).not.toContain(777n)
    expect(fetched).toHaveLength(10)
  })

  it('15: the numbers that the server gives now are told, also none and 0', async () => {
    const server = await startServer()
    const validities = await withAccount(accountAt(server), async (opened) => {
      const mailbox = await opened.open('INBOX')
      const before = (await mailbox.status()).validity
      inbox(server).validity = 99
      const between = (await mailbox.status()).validity
      inbox(server).validity = 0
      return [before, between, (await mailbox.status()).validity]
    })
    expect(validities).toEqual([1n, 99n, undefined])
  })

  it('15: size and receipt time are those of the bytes, where another message got the number meanwhile', async () => {
    const server = await startServer()
    const fetched = await withAccount(accountAt(server), async (opened) => {
      const mailbox = await opened.open('INBOX')
      const described = await mailbox.describe([1n, 2n])
      inbox(server).messages.splice(0, 2)
      inbox(server).uidNext = 1
      deliver(inbox(server), `Subject: another\n\n${'x'.repeat(400)}\n`, '23-Nov-2026 10:00:00 +0000')
      deliver(inbox(server), `Subject: a third\n\n${'y'.repeat(400)}\n`, '23-Nov-2026 11:00:00 +0000')
      const all = []
      for await (const one of mailbox.fetch(described, 30)) all.push(one)
      for await (const one of mailbox.fetch(described, 1_000)) all.push(one)
      return all
    })
    expect(fetched.map(({ uid, size, receivedAt, cutShort }) => [uid, size, receivedAt, cutShort])).toEqual([
      [1n, 422, new Date('2026-11-23T10:00:00Z'), false],
      [2n, 422, new Date('2026-11-23T11:00:00Z'), false],
      [1n, 422, new Date('2026-11-23T10:00:00Z'), false],
      [2n, 422, new Date('2026-11-23T11:00:00Z'), false],
    ])
    for (const { source } of fetched) expect(source.byteLength).toBe(422)
  })

  it('27: an INTERNALDATE of 1970, of 2099 or of no day at all is told as it is', async () => {
    const server = await startServer()
    const [first, second, third] = inbox(server).messages
    if (first) first.internalDate = '01-Jan-1970 00:00:00 +0000'
    if (second) second.internalDate = '01-Jun-2099 00:00:00 +0000'
    if (third) third.internalDate = '99-Foo-0000 99:99:99 +0000'
    const { fetched } = await fetchAll(server)
    expect(fetched.slice(0, 3).map(({ receivedAt }) => receivedAt.getTime())).toEqual([
      0,
      Date.parse('2099-06-01T00:00:00Z'),
      Number.NaN,
    ])
    expect(fetched).toHaveLength(10)
  })
})

describe('a folder', () => {
  it('18: deleted or renamed is missing, and the others can still be opened', async () => {
    const server = await startServer()
    server.state.folders.set('Junk', emptyFolder({ specialUse: '\\Junk' }))
    await withAccount(accountAt(server), async (opened) => {
      expect(await opened.folders()).toEqual([
        { path: 'INBOX', specialUse: '\\Inbox' },
        { path: 'Junk', specialUse: '\\Junk' },
      ])
      server.state.folders.delete('Junk')
      await expect(opened.open('Junk')).rejects.toMatchObject({ name: 'FolderMissing' })
      expect((await opened.open('INBOX')).folder).toBe('INBOX')
    })
  })

  it('18: that is read-only is read like any other: it is only ever opened by EXAMINE', async () => {
    const server = await startServer()
    server.on('SELECT', (session, { tag }) => session.say(`${tag} NO [NOPERM] Read-only`))
    expect((await fetchAll(server)).fetched).toHaveLength(10)
    expect(server.commands.map(({ name }) => name)).not.toContain('SELECT')
    expect(server.commands.map(({ name }) => name)).not.toContain('UID STORE')
  })

  it('18: over quota is refused for what it refuses, and the line goes on', async () => {
    const server = await startServer()
    await withAccount(accountAt(server), async (opened) => {
      const mailbox = await opened.open('INBOX')
      server.once('UID SEARCH', (session, { tag }) => session.say(`${tag} NO [OVERQUOTA] Over quota`))
      await expect(mailbox.uidsFrom(1n)).rejects.toMatchObject(fails('refused'))
      expect(await mailbox.uidsFrom(1n)).toHaveLength(10)
    })
  })

  it.each([
    ['92,415 ms', 92_415],
    ['ten days', 864_000_000],
  ])('22: throttled for %s is told at once, without waiting it out on the line', async (_what, hint) => {
    const server = await startServer()
    server.on('UID FETCH', (session, { tag }) =>
      session.say(`${tag} BAD Request is throttled. Suggested Backoff Time: ${hint} milliseconds`),
    )
    await expect(fetchAll(server)).rejects.toMatchObject({ ...fails('throttled'), waitMs: hint })
    expect(server.commands.filter(({ name }) => name === 'UID FETCH')).toHaveLength(1)
  })
})

describe('what an error says', () => {
  it('has none of the server’s words in it', async () => {
    const server = await startServer()
    server.on('AUTHENTICATE', (session, { tag }) =>
      session.say(`${tag} NO enquiries@mopac.example.org wrote about the lamp`),
    )
    const failure = await connecting(server).catch((error: unknown) => error)
    expect(String(failure)).toBe('TryAgainLater: The mail server failed: sign-in-refused')
  })
})

afterAll(async () => {
  for (const close of closing) await close()
})
