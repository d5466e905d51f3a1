import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { TryAgainLater } from '../../src/errors.ts'
import type { OutgoingMail } from '../../src/outbox/outbox.ts'
import { smtpOutbox } from '../../src/outbox/smtp-outbox.ts'
import { type Script, type ScriptedSmtp, startScriptedSmtp } from '../smtp/scripted-smtp.ts'

let server: ScriptedSmtp
beforeAll(async () => {
  server = await startScriptedSmtp()
})
afterAll(() => server.close())
beforeEach(() => {
  server.kept.length = 0
  server.usually({})
})

/** The real order of limits, shorter. */
const SHORT = { setUpMs: 400, answerMs: 400, wholeMs: 1_500 }
const outbox = (bounceAddress?: string) =>
  smtpOutbox(server.url, { bounceAddress, limits: { urgent: SHORT, patient: SHORT } })

const mail = (change: Partial<OutgoingMail> = {}): OutgoingMail => ({
  messageId: '<ack.MOPAC-26-000001@mopac.example.org>',
  from: { name: 'MOPAC', address: 'enquiries@mopac.example.org' },
  to: 'writer@example.net',
  subject: 'We have received your message',
  text: 'Thank you for writing.\n\n.A line that starts with a dot.\n',
  headers: { 'Auto-Submitted': 'auto-replied' },
  nullReturnPath: true,
  ...change,
})
const page = () => mail({ urgent: true, to: 'duty@mopac.example.org' })

describe('b76: a mail handed to an outgoing server that', () => {
  it('is in good health is handed over once, under the null return path', async () => {
    expect(await outbox().send(mail())).toEqual({ state: 'handed-over', response: 250 })
    expect(server.kept).toMatchObject([{ from: '', to: ['writer@example.net'], messageId: mail().messageId }])
    expect(server.kept[0]?.source).toContain('\r\n..A line that starts with a dot.')
  })

  it.each<[string, Script]>([
    ['greets with 421', { greeting: '421 4.3.2 Closing' }],
    ['greets with 554, which speaks of us and not of the mail', { greeting: '554 5.7.1 Not you' }],
    ['hangs up instead of greeting', { greeting: 'hang-up' }],
    ['refuses EHLO', { ehlo: '421 4.3.2 Closing' }],
    ['says 4xx to the sender', { mail: '451 4.3.0 Later' }],
    ['greylists the receiver', { rcpt: '450 4.2.0 Greylisted, come again' }],
    ['says 421 at the receiver', { rcpt: '421 4.7.0 Too many' }],
    ['says 4xx to DATA', { data: '451 4.3.0 Later' }],
    ['hangs up at DATA', { data: 'hang-up' }],
    ['says 452 after the dot', { text: '452 4.3.1 Disk full' }],
    ['says 421 after the dot', { text: '421 4.3.2 Closing' }],
  ])('%s is tried again later', async (_what, script) => {
    server.usually(script)
    await expect(outbox().send(mail())).rejects.toThrow(TryAgainLater)
    expect(server.kept).toHaveLength(0)
  })

  it.each<[string, Script, number]>([
    ['refuses the receiver', { rcpt: '550 5.1.1 No such person' }, 550],
    ['refuses DATA', { data: '554 5.5.1 No' }, 554],
    ['refuses the text', { text: '554 5.7.1 Looks like spam' }, 554],
  ])('%s has refused it for good', async (_what, script, response) => {
    server.usually(script)
    expect(await outbox().send(mail())).toEqual({ state: 'refused', response })
  })

  it.each<[string, Script]>([
    ['keeps it and never answers the dot', { keeps: true, text: 'silence' }],
    ['does not keep it and never answers the dot', { keeps: false, text: 'silence' }],
    ['keeps it and hangs up at the dot', { keeps: true, text: 'hang-up' }],
    ['does not keep it and hangs up at the dot', { keeps: false, text: 'hang-up' }],
  ])('%s may have it: the outcome is unknown, and it is not sent again', async (_what, script) => {
    server.usually(script)
    const before = server.connections()
    expect(await outbox().send(mail())).toEqual({ state: 'unknown' })
    expect(server.connections() - before).toBe(1)
    expect(server.kept).toHaveLength(script.keeps ? 1 : 0)
  })

  it.each<[string, Script]>([
    ['accepts the connection and never greets', { greeting: 'silence' }],
    ['goes silent after EHLO', { ehlo: 'silence' }],
    ['goes silent at the sender', { mail: 'silence' }],
    ['goes silent at DATA', { data: 'silence' }],
  ])('%s is given up in bounded time', async (_what, script) => {
    server.usually(script)
    const start = performance.now()
    await expect(outbox().send(mail())).rejects.toThrow(TryAgainLater)
    expect(performance.now() - start).toBeLessThan(SHORT.wholeMs + 500)
  })

  it('answers a byte at a time, each in good time, is given up when the whole has taken too long', async () => {
    server.usually({ dripMs: 10 })
    const limits = { setUpMs: 2_000, answerMs: 400, wholeMs: 600 }
    const start = performance.now()
    const dripping = smtpOutbox(server.url, { limits: { urgent: limits, patient: limits } })
    await expect(dripping.send(mail())).rejects.toThrow(TryAgainLater)
    expect(performance.now() - start).toBeGreaterThan(550)
    expect(performance.now() - start).toBeLessThan(1_200)
  })

  it('is a black hole holds a page up for at most six seconds, with the limits that are in force', async () => {
    server.usually({ greeting: 'silence' })
    const start = performance.now()
    await expect(smtpOutbox(server.url).send(page())).rejects.toThrow(TryAgainLater)
    expect(performance.now() - start).toBeLessThan(6_000)
  })

  it('is not there at all is tried again later', async () => {
    await server.shut()
    await expect(outbox().send(mail())).rejects.toThrow(TryAgainLater)
    await server.open()
    expect(await outbox().send(mail())).toMatchObject({ state: 'handed-over' })
  })

  it('refuses our password is tried again later: that says nothing about the mail', async () => {
    const signingIn = smtpOutbox(server.url.replace('//', '//waypost:wrong@'), {
      limits: { urgent: SHORT, patient: SHORT },
    })
    server.usually({ ehlo: '250-scripted\r\n250 AUTH PLAIN' })
    await expect(signingIn.send(mail())).rejects.toThrow(TryAgainLater)
  })
})

describe('b76: a server that refuses the null sender', () => {
  beforeEach(() => server.usually({ nullSender: '550 5.7.1 No null senders' }))

  it('is named as the reason why an acknowledgement was refused', async () => {
    expect(await outbox().send(mail())).toEqual({ state: 'refused', response: 550, because: 'null-sender' })
  })

  it('gets an acknowledgement with the return path that is set for this', async () => {
    expect(await outbox('no-answers@mopac.example.org').send(mail())).toMatchObject({ state: 'handed-over' })
    expect(server.kept).toMatchObject([{ from: 'no-answers@mopac.example.org' }])
  })

  it('gets a page under our own address, because somebody may be dying', async () => {
    expect(await outbox().send(page())).toMatchObject({ state: 'handed-over' })
    expect(server.kept).toMatchObject([{ from: 'enquiries@mopac.example.org' }])
  })
})

describe('b42: stopping while a mail is on its way', () => {
  it('cuts it off before the dot, to be tried again, and says unknown after it', async () => {
    for (const [script, expected] of [
      [{ data: 'silence' }, 'later'],
      [{ text: 'silence' }, 'unknown'],
    ] as const) {
      const patient = smtpOutbox(server.url)
      server.next(script)
      const reached = new Promise<void>((resolve) =>
        server.watch((at) => {
          if (at === (script as Script).text || at in script) resolve()
        }),
      )
      const outcome = patient.send(mail()).then(
        ({ state }) => state,
        (error: unknown) => (error instanceof TryAgainLater ? 'later' : 'fault'),
      )
      await reached
      await patient.close()
      expect(await outcome).toBe(expected)
    }
    server.watch(undefined)
  })
})
