import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pollDeps } from '../../src/deps.ts'
import { pollAccount } from '../../src/intake/poll-account.ts'
import { readiness } from '../../src/web/watch/health.ts'
import { ModelServer } from '../intake/model-server.ts'
import { plainMail, rulebook, type TestService, testService } from '../service.ts'
import { aVisitor } from './a-visitor.ts'

let service: TestService
const server = new ModelServer()
const ACCOUNT = { office: 'mopac', address: server.address, folders: ['INBOX', 'Reviews'] }

beforeAll(async () => {
  service = await testService()
  server.addFolder('Junk', '\\Junk')
  server.addFolder('Old cases')
  server.append(plainMail({ text: 'Who do I ask about patrols?' }))
  server.append(plainMail({ text: 'Another letter' }), { path: 'Junk' })
  server.append('never comes', { trouble: 'not-handed-over' })
  await pollAccount(pollDeps(service), ACCOUNT, server.connect)
  await service.doJobs()
  service.setNow(new Date(Date.now() + 3_600_000))
  await pollAccount(pollDeps(service), ACCOUNT, server.connect)
})
afterAll(() => service.close())

describe('the page of the mailboxes', () => {
  it('shows for each folder what is on the server and what became of it', async () => {
    const { text } = await (await aVisitor(service, 'auditor')).get('/mailboxes')
    expect(text).toContain('INBOXIt does not add up')
    expect(text).toMatch(/Taken in\s*1.*Not handed over by the server\s*1.*On the mail server\s*2/)
    expect(text).toMatch(/Junk \(junk\)It adds up/)
  })

  it('names each message that the server does not hand over, with what happened and when it is asked for again', async () => {
    const { text } = await (await aVisitor(service, 'enquiries-officer')).get('/mailboxes')
    expect(text).toMatch(/Message number 2 ?The server does not hand it over\..*asked for 2 times by itself/)
  })

  it('names the folder that is gone and the folders that nobody watches', async () => {
    const { text } = await (await aVisitor(service, 'enquiries-officer')).get('/mailboxes')
    expect(text).toMatch(/ReviewsNot on the mail server/)
    expect(text).toContain('Not watched: Old cases.')
  })

  it('shows no other office what is in them', async () => {
    const other = await aVisitor(service, 'manager', 'leicestershire-opcc')
    expect((await other.get('/mailboxes')).text).toContain('No mailbox is read over IMAP here.')
  })

  it('is found from the page of the problems', async () => {
    expect((await (await aVisitor(service, 'auditor')).get('/problems')).html).toContain('href="/mailboxes"')
  })
})

describe('/readyz', () => {
  it('says of each mailbox in numbers whether it adds up, and names none', async () => {
    const { mailboxes } = await readiness(service.database.db, rulebook.offices, service.now())
    expect(mailboxes).toContainEqual(
      expect.objectContaining({
        officeId: 'mopac',
        balanced: false,
        counts: expect.objectContaining({ onServer: 2, takenIn: 1, notHandedOver: 1, unaccounted: 0 }),
      }),
    )
    expect(JSON.stringify(mailboxes)).not.toMatch(/@|INBOX/)
  })
})
