import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { checkSending } from '../../src/alarms/check-sending.ts'
import { readConfig } from '../../src/config.ts'
import { alarms } from '../../src/db/schema.ts'
import { signInOf } from '../../src/deps.ts'
import { TryAgainLater } from '../../src/errors.ts'
import type { OutgoingMail } from '../../src/outbox/outbox.ts'
import { smtpOutbox, trySigningIn } from '../../src/outbox/smtp-outbox.ts'
import { SignInRefused } from '../../src/outbox/smtp-sign-in.ts'
import { type TestService, testService } from '../service.ts'
import { type ScriptedSmtp, startScriptedSmtp } from '../smtp/scripted-smtp.ts'
import { giveToken, startTokenServer, type TokenServer } from '../tokens/token-server.ts'

const SECRET = 'the-client-secret-of-the-tests'
const OURS = 'enquiries@mopac.example.org'
const MINUTE = 60_000

let server: ScriptedSmtp
let tokens: TokenServer
let time: Date
const now = () => time
beforeAll(async () => {
  server = await startScriptedSmtp()
})
afterAll(() => server.close())
beforeEach(async () => {
  tokens = await startTokenServer()
  time = new Date('2026-11-30T09:00:00Z')
  server.kept.length = 0
  server.signIns.length = 0
  return () => tokens.close()
})

const takes = (...good: string[]) => server.usually({ tokens: new Set(good) })
const signIn = (user?: string) => {
  const SMTP_OAUTH = { tokenEndpoint: tokens.endpoint, clientId: 'the-client', clientSecret: SECRET, user }
  const config = readConfig({ SMTP_URL: server.url, SMTP_OAUTH: JSON.stringify(SMTP_OAUTH) })
  const found = signInOf(config, now)
  if (!found) throw new Error('No sign-in')
  return found
}
const LIMITS = { setUpMs: 400, answerMs: 400, wholeMs: 3_000 }
const outbox = (by = signIn()) =>
  smtpOutbox(server.url, { signIn: by, limits: { urgent: LIMITS, patient: LIMITS } })
const mail = (change: Partial<OutgoingMail> = {}): OutgoingMail => ({
  messageId: '<page.1@mopac.example.org>',
  from: { name: 'MOPAC', address: OURS },
  to: 'duty@mopac.example.org',
  subject: 'An alert',
  text: 'Sign in and look.\n',
  headers: {},
  nullReturnPath: false,
  urgent: true,
  ...change,
})

describe('an outgoing server that is signed in to with tokens', () => {
  it('is shown one by XOAUTH2, as the sender of the mail, and takes the mail', async () => {
    takes('token-1')
    const out = outbox()
    expect(await out.send(mail())).toEqual({ state: 'handed-over', response: 250 })
    const other = { name: 'Leicestershire', address: 'office@leics.example.org' }
    expect(await out.send(mail({ from: other }))).toMatchObject({ state: 'handed-over' })
    expect(server.signIns).toEqual([
      { user: OURS, token: 'token-1', taken: true },
      { user: other.address, token: 'token-1', taken: true },
    ])
    expect(Object.fromEntries(tokens.asked[0] ?? [])).toEqual({
      grant_type: 'client_credentials',
      client_id: 'the-client',
      client_secret: SECRET,
      scope: 'https://outlook.office365.com/.default',
    })
    expect(tokens.asked).toHaveLength(1)
  })

  it('is signed in to as the user that is set', async () => {
    takes('token-1')
    await outbox(signIn('relay@mopac.example.org')).send(mail())
    expect(server.signIns).toMatchObject([{ user: 'relay@mopac.example.org' }])
  })

  it('is shown a new token after four fifths of the life of the old one', async () => {
    takes('token-1', 'token-2')
    const out = outbox()
    for (const minutes of [0, 47, 48]) {
      time = new Date(Date.parse('2026-11-30T09:00:00Z') + minutes * MINUTE)
      await out.send(mail())
    }
    expect(server.signIns.map(({ token }) => token)).toEqual(['token-1', 'token-1', 'token-2'])
  })

  it.each([
    ['with 535', false],
    ['in two steps', true],
  ])(
    '24: refuses an old token %s, is shown a new one at once, and has the mail once',
    async (_how, refusesInTwo) => {
      takes('token-1')
      const out = outbox()
      await out.send(mail())
      server.usually({ tokens: new Set(['token-2']), refusesInTwo })
      expect(await out.send(mail({ messageId: '<page.2@mopac.example.org>' }))).toMatchObject({
        state: 'handed-over',
      })
      expect(server.signIns).toEqual([
        { user: OURS, token: 'token-1', taken: true },
        { user: OURS, token: 'token-1', taken: false },
        { user: OURS, token: 'token-2', taken: true },
      ])
      expect(server.kept.map(({ messageId }) => messageId)).toEqual([
        '<page.1@mopac.example.org>',
        '<page.2@mopac.example.org>',
      ])
    },
  )

  it('refuses a new token: tried again later, and not with another one at once', async () => {
    takes()
    await expect(outbox().send(mail())).rejects.toThrow(SignInRefused)
    expect(server.signIns).toHaveLength(1)
    expect(tokens.asked).toHaveLength(1)
  })

  it('does not offer it: tried again later, and never a refusal of the mail', async () => {
    server.usually({ tokens: new Set(), ehlo: '250 scripted.example.net' })
    await expect(outbox().send(mail())).rejects.toThrow(TryAgainLater)
    expect(server.kept).toHaveLength(0)
  })

  it('does not let us send as the office: a person can mend that, so it is tried again later', async () => {
    server.usually({ tokens: new Set(['token-1']), text: '554 5.2.252 SendAsDenied' })
    await expect(outbox().send(mail())).rejects.toThrow(TryAgainLater)
  })

  it('says so of the null sender: that is a refused null sender, and a page leaves under our own', async () => {
    server.usually({ tokens: new Set(['token-1']), nullSender: '550 5.7.60 May not send as this sender' })
    const out = outbox()
    const ack = mail({ urgent: false, nullReturnPath: true })
    expect(await out.send(ack)).toMatchObject({ state: 'refused', because: 'null-sender' })
    expect(await out.send(mail({ nullReturnPath: true }))).toMatchObject({ state: 'handed-over' })
  })

  it.each<[string, NonNullable<TokenServer['answer']>]>([
    ['answers 500', (response) => response.writeHead(500).end(SECRET)],
    ['answers garbage', (response) => response.end('<html>Please sign in</html>')],
    ['cuts the line', (response) => void response.destroy()],
  ])(
    '24: without a token, because the sign-in service %s, nothing is sent and no secret is told',
    async (_what, answer) => {
      takes('token-1')
      tokens.answer = answer
      const before = server.connections()
      const failure = (await outbox()
        .send(mail())
        .catch((error: unknown) => error)) as Error
      expect(failure).toMatchObject({ name: 'TryAgainLater', code: 'token-not-given' })
      expect(`${failure.message} ${failure.stack} ${String(failure.cause)}`).not.toContain(SECRET)
      expect(server.connections()).toBe(before)
    },
  )

  it('many pages at once ask for one token', async () => {
    takes('token-1')
    const out = outbox()
    await Promise.all([1, 2, 3, 4].map((n) => out.send(mail({ messageId: `<page.${n}@mopac.example.org>` }))))
    expect(server.kept).toHaveLength(4)
    expect(tokens.asked).toHaveLength(1)
  })

  it('is tried by doctor without sending anything', async () => {
    takes('token-1')
    await trySigningIn(server.url, signIn(), OURS)
    takes()
    await expect(trySigningIn(server.url, signIn(), OURS)).rejects.toMatchObject({ code: 'sign-in-refused' })
    expect(server.kept).toHaveLength(0)
  })
})

describe('25: a server on the network that offers no encryption', () => {
  it('gets neither a token nor a password', async () => {
    const far = await startScriptedSmtp('127.0.0.2')
    try {
      far.usually({ ehlo: '250-scripted.example.net\r\n250 AUTH PLAIN XOAUTH2' })
      const commands: string[] = []
      far.watch((at) => void commands.push(at))
      const limits = { limits: { urgent: LIMITS, patient: LIMITS } }
      const withToken = smtpOutbox(far.url, { signIn: signIn(), ...limits })
      const withPassword = smtpOutbox(far.url.replace('//', '//waypost:secret@'), limits)
      for (const out of [withToken, withPassword])
        await expect(out.send(mail())).rejects.toThrow(TryAgainLater)
      expect(far.signIns).toEqual([])
      expect(new Set(commands)).toEqual(new Set(['greeting', 'ehlo']))
    } finally {
      await far.close()
    }
  })
})

describe('the settings', () => {
  const oauth = JSON.stringify({ tenant: 'contoso.example', clientId: 'c', clientSecret: 's' })
  it.each([
    ['tokens without a server', { SMTP_OAUTH: oauth }, /SMTP_OAUTH needs SMTP_URL/],
    ['tokens and a password', { SMTP_OAUTH: oauth, SMTP_URL: 'smtp://a:b@h:587' }, /keep one of the two/],
    ['no place to ask for tokens', { SMTP_OAUTH: '{"clientId":"c","clientSecret":"s"}' }, /needs tenant/],
  ])('%s stop the start in a sentence', (_what, source, says) => {
    expect(() => readConfig(source)).toThrow(says)
  })
})

describe('looking every minute whether we may send', () => {
  let service: TestService
  beforeAll(async () => {
    service = await testService()
  })
  afterAll(() => service.close())

  it('renews the token before a page needs it, and is an alarm while it cannot be', async () => {
    const by = signIn()
    const look = () =>
      checkSending({ db: service.database.db, queue: service.queue, now }, by.tokens, service.offices.all)
    const open = () =>
      service.read('mopac', async (tx) => {
        const rows = await tx.select().from(alarms)
        return rows.filter(({ endedAt }) => endedAt === null).map(({ kind }) => kind)
      })
    await look()
    expect(tokens.asked).toHaveLength(1)
    expect(await open()).toEqual([])
    tokens.answer = (response) => response.writeHead(500).end()
    time = new Date(time.getTime() + 50 * MINUTE)
    await look()
    expect(await open()).toEqual(['sending-token-not-renewed'])
    takes('token-1')
    expect(await outbox(by).send(mail())).toMatchObject({ state: 'handed-over' })
    time = new Date(time.getTime() + 15 * MINUTE)
    await look()
    await expect(outbox(by).send(mail())).rejects.toThrow(TryAgainLater)
    tokens.answer = (response) => giveToken(response, 'renewed')
    await look()
    expect(await open()).toEqual([])
  })
})
