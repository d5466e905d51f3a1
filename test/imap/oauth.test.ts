import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ImapAccount, type OAuth } from '../../src/config.ts'
import { KeptLine } from '../../src/intake/kept-line.ts'
import { askForToken } from '../../src/tokens/ask-for-token.ts'
import { until } from '../end-to-end/until.ts'
import { type TestService, testService } from '../service.ts'
import { giveToken, startTokenServer, type TokenServer } from '../tokens/token-server.ts'
import { type AWatch, startWatch } from './a-watch.ts'
import { type Certificates, makeCertificates } from './certificates.ts'
import { SHORT, scriptedAccount } from './scripted-account.ts'
import { type ScriptedServer, startScriptedServer } from './scripted-server.ts'
import { deliver } from './scripted-state.ts'

const SECRET = 'the-client-secret-of-the-tests'
const MINUTE = 60_000

let certificates: Certificates
let service: TestService
let server: ScriptedServer
let tokens: TokenServer
let account: ImapAccount
let accounts = 0
let watch: AWatch | undefined

beforeAll(async () => {
  certificates = makeCertificates()
  service = await testService()
})
afterAll(() => service.close())
beforeEach(async () => {
  service.setNow(new Date())
  server = await startScriptedServer({ certificate: certificates.good })
  tokens = await startTokenServer()
  account = scriptedAccount(server, certificates.authority, {
    address: `shared-${++accounts}@mopac.example.org`,
    password: undefined,
    oauth: { tokenEndpoint: tokens.endpoint, clientId: 'the-client', clientSecret: SECRET },
  })
  letter(1)
})
afterEach(async () => {
  await watch?.stop()
  watch = undefined
  await server.close()
  await tokens.close()
})

const letter = (n: number) => {
  const inbox = server.state.folders.get('INBOX')
  if (inbox) deliver(inbox, `Subject: ${n}\n\nLetter ${n}`)
}
const settings = (): OAuth => {
  if (!account.oauth) throw new Error('The account has no OAuth')
  return account.oauth
}
const start = () => {
  watch = startWatch(service, account, { pollSeconds: 1 })
  return watch
}
const holds = (uids: number[]) =>
  until(`${uids.length} are held`, async () => (await watch?.held())?.join() === uids.join())
const now = () => service.now()
const later = (minutes: number) => service.setNow(new Date(now().getTime() + minutes * MINUTE))
const openAlarms = (kinds: string[]) =>
  until(`the open alarms are [${kinds}]`, async () => (await watch?.openAlarms())?.join() === kinds.join())

describe('asking for an access token', () => {
  it('sends the client credentials and the scope, and gets a token', async () => {
    const token = await askForToken(settings(), { now })
    expect(token).toMatchObject({ value: 'token-1', lifeMs: 3_600_000 })
    expect(Object.fromEntries(tokens.asked[0] ?? [])).toEqual({
      grant_type: 'client_credentials',
      client_id: 'the-client',
      client_secret: SECRET,
      scope: 'https://outlook.office365.com/.default',
    })
  })

  it('goes to Microsoft’s address of the tenant where none is given, and never in clear to a host elsewhere', () => {
    const given = { office: 'mopac', address: 'a@example.org', host: 'h', user: 'a@example.org' }
    const oauth = { clientId: 'c', clientSecret: 's' }
    expect(
      ImapAccount.parse({ ...given, oauth: { ...oauth, tenant: 'contoso.example' } }).oauth,
    ).toMatchObject({
      tokenEndpoint: 'https://login.microsoftonline.com/contoso.example/oauth2/v2.0/token',
    })
    const refused = [{}, { tenant: '../evil' }, { tokenEndpoint: 'http://id.example.org/token' }]
    for (const change of refused)
      expect(ImapAccount.safeParse({ ...given, oauth: { ...oauth, ...change } }).success).toBe(false)
  })

  it.each<[string, NonNullable<TokenServer['answer']>]>([
    ['500', (response) => response.writeHead(500).end('broken')],
    [
      '401',
      (response) => response.writeHead(401).end(`{"error":"invalid_client","error_description":"${SECRET}"}`),
    ],
    ['garbage', (response) => response.end('<html>Please sign in</html>')],
    ['a redirect', (response) => response.writeHead(307, { location: '/elsewhere' }).end()],
    [
      'an answer without end',
      (response) => {
        const drip = setInterval(() => response.write('x'.repeat(20_000)), 5)
        response.on('close', () => clearInterval(drip))
      },
    ],
    ['nothing', () => {}],
    ['half an answer', (response) => void response.write('{"access_token":')],
    ['a cut line', (response) => void response.destroy()],
  ])('24: %s is no token, and nothing of it is in the error', async (_what, answer) => {
    tokens.answer = answer
    const failure = await askForToken(settings(), { now, timeoutMs: 400 }).catch((error: unknown) => error)
    expect(failure).toMatchObject({ name: 'TryAgainLater', code: 'token-not-given' })
    const { cause, message, stack } = failure as Error
    expect(`${message} ${stack} ${String(cause)}`).not.toContain(SECRET)
    expect(tokens.asked).toHaveLength(1)
  })

  it('24: an endpoint that is busy says when to come back', async () => {
    tokens.answer = (response) => response.writeHead(429, { 'retry-after': '30' }).end()
    await expect(askForToken(settings(), { now })).rejects.toMatchObject({ waitMs: 30_000 })
  })
})

describe('the settings of an account', () => {
  const given = { office: 'mopac', address: 'a@example.org', host: 'h', user: 'a@example.org' }
  const oauth = { tenant: 'contoso.example', clientId: 'c', clientSecret: 's' }
  it.each([
    ['no way to sign in', {}, false],
    ['a password', { password: 'p' }, true],
    ['tokens', { oauth }, true],
    ['a password and tokens', { password: 'p', oauth }, false],
  ])('with %s is taken or not, as it should be', (_what, change, isTaken) => {
    expect(ImapAccount.safeParse({ ...given, ...change }).success).toBe(isTaken)
  })
})

describe('a mailbox that is opened with tokens', () => {
  it('signs in with the token by XOAUTH2 and reads', async () => {
    server.state.accessTokens.add('token-1')
    start()
    await holds([1])
    expect(tokens.asked).toHaveLength(1)
    await openAlarms([])
  })

  it('renews at four fifths of its life, and signs in anew with the new one', async () => {
    server.state.accessTokens.add('token-1').add('token-2')
    start()
    await holds([1])
    later(47)
    letter(2)
    await holds([1, 2])
    expect(tokens.asked).toHaveLength(1)
    later(2)
    letter(3)
    await holds([1, 2, 3])
    expect(tokens.asked).toHaveLength(2)
    expect(server.commands.filter(({ name }) => name === 'AUTHENTICATE')).toHaveLength(2)
    expect(server.commands.filter(({ name }) => name === 'LOGOUT')).toHaveLength(1)
  })

  it('raises an alarm when it cannot be renewed, reads on while the old one works, and ends the alarm', async () => {
    server.state.accessTokens.add('token-1').add('renewed')
    start()
    await holds([1])
    tokens.answer = (response) => response.writeHead(500).end()
    later(50)
    await openAlarms(['token-not-refreshed'])
    letter(2)
    await holds([1, 2])
    expect(await watch?.lastFailure()).toBeNull()
    tokens.answer = (response) => giveToken(response, 'renewed')
    await openAlarms([])
  })

  it('24: takes a new one at once where the server ended the session because the old one is over', async () => {
    server.state.accessTokens.add('token-1')
    start()
    await holds([1])
    server.state.accessTokens.clear()
    server.state.accessTokens.add('token-2')
    for (const session of server.sessions) {
      session.say('* BYE Session invalidated - AccessTokenExpired')
      session.socket.end()
    }
    letter(2)
    await holds([1, 2])
    expect(await watch?.openAlarms()).toEqual([])
  })

  it('24: says that no token was given, and not that the sign-in was refused', async () => {
    tokens.answer = (response) => response.writeHead(401).end('{"error":"invalid_client"}')
    start()
    await openAlarms(['token-not-refreshed'])
    expect(await watch?.lastFailure()).toBe('token-not-given')
    expect(server.commands).toEqual([])
  })

  it('a new token that is refused is a refused sign-in, and is not tried again at once', async () => {
    start()
    await openAlarms(['mailbox-refused'])
    expect(server.commands.filter(({ name }) => name === 'AUTHENTICATE')).toHaveLength(1)
    expect(tokens.asked).toHaveLength(1)
  })

  it('never has the secret or a token in what it logs', async () => {
    const said: string[] = []
    const write = console.error
    console.error = (line: string) => void said.push(line)
    try {
      const line = new KeptLine(account, { now, limits: SHORT })
      await expect(line.open()).rejects.toMatchObject({ outcome: 'sign-in-refused' })
      start()
      await openAlarms(['mailbox-refused'])
    } finally {
      console.error = write
    }
    expect(said.some((line) => line.includes('sign-in-refused'))).toBe(true)
    expect(said.join('\n')).not.toMatch(/the-client-secret|token-\d/)
  })
})
