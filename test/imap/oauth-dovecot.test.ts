import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { KeptLine } from '../../src/intake/kept-line.ts'
import { type Dovecot, startDovecot, whyNoDovecot } from '../end-to-end/dovecot.ts'
import { plainMail } from '../plain-mail.ts'
import { startTokenServer, type TokenServer } from '../tokens/token-server.ts'
import { collect, scriptedAccount } from './scripted-account.ts'

const why = whyNoDovecot()
if (why) console.warn(`Skipped: tokens on a real Dovecot, because ${why}.`)

describe.skipIf(why)('a mailbox that is opened with tokens, on a real Dovecot', () => {
  let tokens: TokenServer
  let dovecot: Dovecot
  let line: KeptLine
  beforeAll(async () => {
    tokens = await startTokenServer()
    dovecot = await startDovecot({ introspectionUrl: tokens.introspectionUrl })
    dovecot.deliver(plainMail({ subject: 'By token' }))
    const account = scriptedAccount(dovecot, dovecot.certificateAuthority, {
      password: undefined,
      oauth: { tokenEndpoint: tokens.endpoint, clientId: 'the-client', clientSecret: 'the-secret' },
    })
    line = new KeptLine(account, { now: () => new Date() })
  })
  afterAll(async () => {
    await line?.close()
    await dovecot?.stop()
    await tokens?.close()
  })

  it('is refused with a token that is not good', async () => {
    await expect(line.open()).rejects.toMatchObject({ outcome: 'sign-in-refused' })
  })

  it('is read with one that is, asked for anew because the first was refused', async () => {
    tokens.good.set('token-2', dovecot.user)
    const { fetched } = await collect(await (await line.open()).open('INBOX'))
    expect(fetched).toHaveLength(1)
    expect(tokens.asked).toHaveLength(2)
  })

  it('is read on with the next token when the one in use was taken back', async () => {
    tokens.good.clear()
    tokens.good.set('token-3', dovecot.user)
    await line.close()
    const { fetched } = await collect(await (await line.open()).open('INBOX'))
    expect(fetched).toHaveLength(1)
  })
})
