import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ImapAccount } from '../../src/config.ts'
import type { Described, FetchedMessage, Mailbox } from '../../src/intake/mailbox.ts'
import { type Dovecot, startDovecot, whyNoDovecot } from '../end-to-end/dovecot.ts'
import { openImapAccount } from '../imap/scripted-account.ts'
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

  const CEILING = 35 * 1024 * 1024
  const fetchAll = async (mailbox: Mailbox, described: readonly Described[], ceiling = CEILING) => {
    const fetched: FetchedMessage[] = []
    for await (const message of mailbox.fetch(described, ceiling)) fetched.push(message)
    return fetched
  }
  const opened = async () => {
    const opened = await openImapAccount(account())
    return { opened, inbox: await opened.open('INBOX') }
  }

  it('lists what the server holds and fetches the bytes as they are', async () => {
    const { opened: account, inbox } = await opened()
    const uids = await inbox.uidsFrom(1n)
    expect(uids).toHaveLength(2)
    expect(typeof (await inbox.status()).validity).toBe('bigint')
    const described = await inbox.describe(uids)
    const fetched = await fetchAll(inbox, described)
    expect(fetched.map((message) => new TextDecoder().decode(message.source).includes('the second'))).toEqual(
      [false, true],
    )
    expect(fetched.map(({ size, source }) => size - source.byteLength)).toEqual([0, 0])
    expect(fetched[0]?.receivedAt.getTime()).toBeGreaterThan(Date.now() - 60_000)
    await account.close()
  })

  it('names no uid below the one asked from, though the server does', async () => {
    const { opened: account, inbox } = await opened()
    expect(await inbox.uidsFrom(1_000n)).toEqual([])
    await account.close()
  })

  it('fetches only the head of what is over the ceiling', async () => {
    const { opened: account, inbox } = await opened()
    const [first] = await fetchAll(inbox, await inbox.describe([1n]), 10)
    expect(first).toMatchObject({ uid: 1n, cutShort: true })
    await account.close()
  })

  it('hands a message over in pieces, the last one shorter, and nothing behind its end', async () => {
    const { opened: account, inbox } = await opened()
    const [whole] = await fetchAll(inbox, await inbox.describe([1n]))
    const length = Math.ceil((whole?.source.byteLength ?? 0) / 2) + 1
    const first = await inbox.piece(1n, { start: 0, length })
    const second = await inbox.piece(1n, { start: length, length })
    expect(first).toMatchObject({ size: whole?.size })
    expect(second?.bytes.byteLength).toBeLessThan(length)
    expect(
      Buffer.concat([first?.bytes ?? [], second?.bytes ?? []].map((piece) => Buffer.from(piece))),
    ).toEqual(Buffer.from(whole?.source ?? []))
    const behind = await inbox.piece(1n, { start: 100_000, length })
    expect(behind?.bytes.byteLength).toBe(0)
    expect(await inbox.piece(999n, { start: 0, length })).toBeUndefined()
    await account.close()
  })

  it('leaves every message on the server as it was, not even marked as read', async () => {
    const { opened: account, inbox } = await opened()
    await fetchAll(inbox, await inbox.describe(await inbox.uidsFrom(1n)))
    await account.close()
    expect(dovecot.inbox()).toHaveLength(2)
    expect(dovecot.inbox().filter((name) => /,S/.test(name))).toEqual([])
  })

  it('leaves out a message that is gone, for the caller to notice', async () => {
    const { opened: account, inbox } = await opened()
    const described = await inbox.describe([...(await inbox.uidsFrom(1n)), 999n])
    expect(described.map(({ uid }) => uid)).not.toContain(999n)
    const gone = { uid: 999n, size: 10, receivedAt: new Date() }
    expect((await fetchAll(inbox, [...described, gone])).map(({ uid }) => uid)).toEqual(
      described.map(({ uid }) => uid),
    )
    await account.close()
  })

  it('says of a folder that is not there that it is missing, and lists those that are', async () => {
    const { opened: account } = await opened()
    await expect(account.open('Not a folder')).rejects.toMatchObject({ name: 'FolderMissing' })
    expect((await account.folders()).map(({ path }) => path)).toContain('INBOX')
    await account.close()
  })

  it.each([
    ['a wrong password', 'sign-in-refused', { password: 'wrong' }],
    ['a certificate that nobody we trust has signed', 'not-trusted', { certificateAuthority: undefined }],
    ['a server that is not there', 'unreachable', { port: 1 }],
  ])('can be tried again later after %s, and says %s', async (_what, outcome, change) => {
    const failed = openImapAccount(account(change))
    await expect(failed).rejects.toMatchObject({ name: 'TryAgainLater', outcome })
  })
})
