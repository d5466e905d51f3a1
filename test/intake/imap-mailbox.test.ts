import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ImapAccount } from '../../src/config.ts'
import { openImapMailbox } from '../../src/intake/imap-mailbox.ts'
import { type Dovecot, startDovecot, whyNoDovecot } from '../end-to-end/dovecot.ts'
import { plainMail } from '../plain-mail.ts'

const why = whyNoDovecot()
if (why) console.warn(`Skipped: the IMAP tests, because ${why}.`)

describe.skipIf(why)('a mailbox over IMAP, on a real Dovecot', () => {
  let dovecot: Dovecot
  const account = (change: Record<string, unknown> = {}) =>
    ImapAccount.parse({
      office: 'mopac',
      address: 'enquiries@mopac.example.org',
      host: 'localhost',
      port: dovecot.port,
      user: dovecot.user,
      password: dovecot.password,
      certificateAuthority: dovecot.certificateAuthority,
      ...change,
    })

  beforeAll(async () => {
    dovecot = await startDovecot()
    dovecot.deliver(plainMail({ subject: 'One', text: 'the first' }))
    dovecot.deliver(plainMail({ subject: 'Two', text: 'the second' }))
  })
  afterAll(() => dovecot?.stop())

  it('lists what the server holds and fetches the bytes as they are', async () => {
    const mailbox = await openImapMailbox(account(), 'INBOX')
    const { uids, validity } = await mailbox.list()
    expect(uids).toHaveLength(2)
    expect(typeof validity).toBe('bigint')
    const fetched = []
    for await (const message of mailbox.fetch(uids)) fetched.push(message)
    expect(fetched.map((message) => new TextDecoder().decode(message.source).includes('the second'))).toEqual(
      [false, true],
    )
    expect(fetched[0]?.receivedAt.getTime()).toBeGreaterThan(Date.now() - 60_000)
    await mailbox.close()
  })

  it('leaves every message on the server as it was, not even marked as read', async () => {
    const mailbox = await openImapMailbox(account(), 'INBOX')
    for await (const _ of mailbox.fetch((await mailbox.list()).uids));
    await mailbox.close()
    expect(dovecot.inbox()).toHaveLength(2)
    expect(dovecot.inbox().filter((name) => /,S/.test(name))).toEqual([])
  })

  it('leaves out a message that is gone, for the caller to notice', async () => {
    const mailbox = await openImapMailbox(account(), 'INBOX')
    const { uids } = await mailbox.list()
    const fetched = []
    for await (const message of mailbox.fetch([...uids, 999n])) fetched.push(message.uid)
    expect(fetched).toEqual([...uids])
    await mailbox.close()
  })

  it.each([
    ['a wrong password', { password: 'wrong' }],
    ['a certificate that nobody we trust has signed', { certificateAuthority: undefined }],
    ['a server that is not there', { port: 1 }],
  ])('can be tried again later after %s', async (_what, change) => {
    await expect(openImapMailbox(account(change), 'INBOX')).rejects.toMatchObject({ name: 'TryAgainLater' })
  })
})
