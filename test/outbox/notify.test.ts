import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { TryAgainLater } from '../../src/errors.ts'
import { deliveryOf, notifyCarriers } from '../../src/outbox/notify.ts'
import {
  API_KEY,
  EMAIL_TEMPLATE,
  type NotifyServer,
  SECRET,
  SERVICE_ID,
  SMS_TEMPLATE,
  startNotifyServer,
} from './notify-server.ts'

let server: NotifyServer
beforeEach(async () => {
  server = await startNotifyServer()
})
afterEach(() => server.close())

const NOTICE = { key: 'mopac.1', to: '+447700900001', subject: 'IMMEDIATE', text: 'Sign in and answer' }
/** A machine that is busy answers late; what hangs is given up sooner by its own test. */
const LIMITS = { answerMs: 10_000, mostBytes: 8192 }

function carriers(now = () => new Date(), apiKey = API_KEY, limits = LIMITS) {
  const settings = { apiKey, smsTemplate: SMS_TEMPLATE, emailTemplate: EMAIL_TEMPLATE, baseUrl: server.url }
  const made = notifyCarriers(settings, { now, limits })
  const sms = made['notify-sms']
  const email = made['notify-email']
  if (!sms || !email) throw new Error('Both templates are set')
  return { sms, email }
}

describe('GOV.UK Notify', () => {
  it('takes a text message and a mail, with a token that it accepts', async () => {
    const { sms, email } = carriers()
    expect(await sms.send(NOTICE)).toEqual({
      ...{ state: 'handed-over', response: 201 },
      providerId: server.sent[0]?.id,
    })
    await email.send({ ...NOTICE, to: 'ada@example.org' })
    expect(server.sent).toMatchObject([
      {
        path: '/v2/notifications/sms',
        body: {
          template_id: SMS_TEMPLATE,
          phone_number: '+447700900001',
          personalisation: { text: 'Sign in and answer' },
          reference: 'mopac.1',
        },
      },
      {
        path: '/v2/notifications/email',
        body: {
          template_id: EMAIL_TEMPLATE,
          email_address: 'ada@example.org',
          personalisation: { text: 'Sign in and answer', subject: 'IMMEDIATE' },
        },
      },
    ])
  })

  it.each([
    ['429 for the rate', { status: 429, error: 'RateLimitError' }],
    ['429 for the day', { status: 429, error: 'TooManyRequestsError' }],
    ['500', { status: 500, error: 'Exception' }],
    ['503', { status: 503 }],
  ])('may take it later: %s', async (_what, answer) => {
    server.next(answer)
    await expect(carriers().sms.send(NOTICE)).rejects.toThrow(TryAgainLater)
  })

  it.each([
    ['400 for what was sent', { status: 400, error: 'ValidationError' }],
    ['400 for a team-only key', { status: 400, error: 'BadRequestError' }],
    ['404', { status: 404 }],
  ])('has refused it: %s', async (_what, answer) => {
    server.next(answer)
    expect(await carriers().sms.send(NOTICE)).toEqual({ state: 'refused', response: answer.status })
  })

  it('may have taken it where it does not answer in time', async () => {
    server.next('hang')
    expect(await carriers(undefined, undefined, { ...LIMITS, answerMs: 200 }).sms.send(NOTICE)).toEqual({
      state: 'unknown',
    })
  })

  it('has taken it where its answer cannot be read: only its status is then not known', async () => {
    server.next('garbage')
    expect(await carriers().sms.send(NOTICE)).toEqual({ state: 'handed-over', response: 201 })
  })

  it('may take it later where nothing listens', async () => {
    const { sms } = carriers()
    await server.close()
    await expect(sms.send(NOTICE)).rejects.toThrow(TryAgainLater)
  })

  it('refuses a key that is another’s, and a clock that is wrong', async () => {
    const other = API_KEY.replace(SECRET, SERVICE_ID)
    expect(await carriers(undefined, other).sms.send(NOTICE)).toEqual({ state: 'refused', response: 403 })
    const wrong = () => new Date(Date.now() - 120_000)
    expect(await carriers(wrong).sms.send(NOTICE)).toEqual({ state: 'refused', response: 403 })
    expect(server.sent).toEqual([])
  })

  it('says what became of a page', async () => {
    const { sms } = carriers()
    const sent = await sms.send(NOTICE)
    const id = 'providerId' in sent ? (sent.providerId ?? '') : ''
    expect(await sms.statusOf?.(id)).toBeUndefined()
    server.statuses.set(id, 'permanent-failure')
    expect(await sms.statusOf?.(id)).toEqual({ state: 'undelivered', because: 'permanent-failure' })
  })

  it.each([
    ['delivered', 'delivered'],
    ['permanent-failure', 'undelivered'],
    ['temporary-failure', 'undelivered'],
    ['technical-failure', 'undelivered'],
    ['created', undefined],
    ['sending', undefined],
    ['pending', undefined],
    ['sent', undefined],
    [undefined, undefined],
    [{}, undefined],
  ])('its status %j ends a page as %j', (status, state) => {
    expect(deliveryOf(status)?.state).toBe(state)
  })

  it('is tried by doctor without sending anything', async () => {
    expect(await carriers().sms.check()).toBeUndefined()
    expect(await carriers().email.check()).toBeUndefined()
    server.templates.set(SMS_TEMPLATE, { type: 'sms', body: 'Hello ((name))' })
    expect(await carriers().sms.check()).toContain('((text))')
    server.templates.set(SMS_TEMPLATE, { type: 'email', body: '((text))' })
    expect(await carriers().sms.check()).toContain('is one for email')
    server.templates.delete(SMS_TEMPLATE)
    expect(await carriers().sms.check()).toContain('does not know the template')
    expect(await carriers(undefined, API_KEY.replace(SECRET, SERVICE_ID)).sms.check()).toContain('the key')
    expect(server.sent).toEqual([])
  })
})

describe('the setting NOTIFY', () => {
  const read = (change: object) =>
    readConfig({ NOTIFY: JSON.stringify({ apiKey: API_KEY, smsTemplate: SMS_TEMPLATE, ...change }) })

  it('is read, with their own address', () => {
    expect(read({}).notify?.baseUrl).toBe('https://api.notifications.service.gov.uk')
  })

  it.each([
    ['a key that is none', { apiKey: 'secret' }, /NOTIFY › apiKey is wrong: is not a key of GOV.UK Notify/],
    ['no template', { smsTemplate: undefined }, /NOTIFY is wrong: needs smsTemplate or emailTemplate/],
    ['a short token', { callbackToken: 'short' }, /callbackToken is wrong: must have at least 24 characters/],
    ['an address without TLS', { baseUrl: 'http://notify.example.org' }, /must start with https/],
  ])('stops the start: %s', (_what, change, complaint) => {
    expect(() => read(change)).toThrow(complaint)
  })
})
