import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cases, clocks, escalations, messages } from '../../src/db/schema.ts'
import { pollDeps } from '../../src/deps.ts'
import { pollAccount } from '../../src/intake/poll-account.ts'
import { plainMail, type TestService, testService } from '../service.ts'
import { aVisitor } from '../web/a-visitor.ts'
import { ModelServer } from './model-server.ts'

let service: TestService
let server: ModelServer

beforeEach(async () => {
  service = await testService()
  server = new ModelServer()
  server.addFolder('Junk', '\\Junk')
})
afterEach(() => service.close())

const mail = (options: Parameters<typeof plainMail>[0]) => plainMail(options).replaceAll('\n', '\r\n')

async function pollAndWork() {
  const account = { office: 'mopac', address: server.address, folders: ['INBOX'] }
  await pollAccount(pollDeps(service), account, server.connect)
  await service.doJobs()
  return service.read('mopac', async (tx) => ({
    cases: await tx.select().from(cases),
    messages: await tx.select().from(messages),
    alerts: await tx.select().from(escalations),
    clocks: await tx.select().from(clocks),
  }))
}

const casePage = async (reference = '') =>
  (await (await aVisitor(service, 'enquiries-officer')).get(`/cases/${reference}`)).text

describe('from the mailbox to the case', () => {
  it('line 11: a letter over 35 MB is read as far as it was fetched, the case says so, and a person is alerted', async () => {
    const head = mail({
      subject: 'Patrols',
      text: 'Who do I ask about patrols on our road? Thank you for your time.',
    })
    server.append(head, { size: 36 * 1024 * 1024 })
    const found = await pollAndWork()
    expect(found.messages).toMatchObject([{ status: 'partial', because: 'oversize' }])
    expect(found.cases).toMatchObject([{ risk: 'unreadable' }])
    expect(found.alerts).toHaveLength(1)
    expect(await casePage(found.cases[0]?.reference)).toContain(
      'Open it in the mailbox and read the whole of it',
    )
  })

  it('line 18: a letter from junk becomes a case like any other, which says where it came from', async () => {
    server.append(mail({ text: 'He says he will kill me tonight and he has a knife.' }), { path: 'Junk' })
    const found = await pollAndWork()
    expect(found.alerts).toMatchObject([{ level: 'immediate' }])
    expect(await casePage(found.cases[0]?.reference)).toContain('It came from the junk folder')
  })

  it('line 29: deadlines start when the server received the letter, and not on the day that its writer put on it', async () => {
    const text = 'Under the Freedom of Information Act please send me the number of reviews received in 2025.'
    server.append(mail({ subject: 'Request', text, headers: 'Date: Mon, 1 Jan 2024 10:00:00 +0000' }), {
      receivedAt: new Date('2026-11-23T09:00:00Z'),
    })
    expect((await pollAndWork()).clocks).toMatchObject([{ kind: 'foi', startsOn: '2026-11-23' }])
  })

  it('line 20 and fault 21: one letter in the inbox and in junk is one case', async () => {
    const letter = mail({ text: 'Who do I ask about patrols on our road?' })
    server.append(letter)
    server.append(letter, { path: 'Junk' })
    expect((await pollAndWork()).cases).toHaveLength(1)
  })

  it('line 20: two letters with one Message-ID and other words are both kept', async () => {
    const headers = 'Message-ID: <same@example.net>'
    server.append(`${headers}\r\n${mail({ text: 'Who do I ask about patrols on our road?' })}`)
    server.append(`${headers}\r\n${mail({ text: 'I am going to kill myself tonight.' })}`)
    const found = await pollAndWork()
    expect(found.messages).toHaveLength(2)
    expect(found.alerts).toMatchObject([{ level: 'immediate' }])
  })
})
