/** Letters that people write: kept, held, called back, sent once and never lost, from templates that two people agree on. */
import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inOffice } from '../../src/db/db.ts'
import { disclosures, replies, sentMails, tasks } from '../../src/db/schema.ts'
import { TryAgainLater } from '../../src/errors.ts'
import { sweep } from '../../src/jobs/sweep.ts'
import type { Handover, OutgoingMail } from '../../src/outbox/outbox.ts'
import { MemoryOutbox } from '../../src/outbox/outbox.ts'
import { type SendReplyDeps, sendReply } from '../../src/replies/send-reply.ts'
import { caseOf } from '../case-of.ts'
import { RememberingQueue } from '../remembering-queue.ts'
import { plainMail, SECRET, type TestService, testService } from '../service.ts'
import { aVisitor, type Visitor } from '../web/a-visitor.ts'

let service: TestService
let officer: Visitor

beforeAll(async () => {
  service = await testService()
  officer = await aVisitor(service, 'enquiries-officer')
})
afterAll(() => service.close())

let count = 0
/** A case of somebody’s own, with the address that they wrote from. */
async function aCase(text = 'When are you open?') {
  const address = `writer${++count}@example.net`
  const made = await caseOf(
    service,
    await service.receive(plainMail({ from: `Wren Example <${address}>`, subject: 'Hours', text })),
  )
  return { ...made.found, address }
}
const repliesOf = (caseId: string) =>
  service.read('mopac', (tx) => tx.select().from(replies).where(eq(replies.caseId, caseId)))
const sentOf = (caseId: string) =>
  service.read('mopac', async (tx) =>
    (await tx.select().from(sentMails).where(eq(sentMails.caseId, caseId))).filter(
      ({ kind }) => kind === 'reply',
    ),
  )
const tasksOf = (caseId: string) =>
  service.read('mopac', (tx) => tx.select().from(tasks).where(eq(tasks.caseId, caseId)))
const send = (reference: string, form: Record<string, string>) =>
  officer.post(`/cases/${reference}/reply`, { version: '0', step: 'send', ...form })
const letter = { subject: 'Our hours', text: 'We are open from 9 to 5.' }

/** The clock goes on, and whoever was signed in comes back. */
async function later(seconds: number): Promise<void> {
  service.setNow(new Date(service.now().getTime() + seconds * 1000))
}

/** The job by hand, with an outgoing server of the test’s own. */
const deps = (outbox = new MemoryOutbox()): SendReplyDeps & { outbox: MemoryOutbox } => ({
  ...{ db: service.database.db, offices: service.offices, grounds: service.grounds, outbox },
  ...{ senderOf: () => 'enquiries@mopac.example.org', secretKey: SECRET, now: service.now },
})
const run = async (id: string, with_ = deps()) => {
  await sendReply(with_, { officeId: 'mopac', id })
  return with_.outbox.sent
}
const only = async (caseId: string) => {
  const [one] = await repliesOf(caseId)
  if (!one) throw new Error('no reply')
  return one
}

describe('a letter that somebody sends', () => {
  it('waits half a minute, leaves once in answer to the writer, and stands in the case', async () => {
    const made = await aCase()
    const sent = await send(made.reference, { to: made.address, ...letter })
    expect(sent.location).toBe(`/cases/${made.reference}`)
    const page = await officer.get(`/cases/${made.reference}`)
    expect(page.text).toContain(`Your letter to ${made.address} leaves at`)
    await service.doJobs()
    expect(await sentOf(made.id)).toEqual([])
    await later(31)
    const held = await only(made.id)
    await service.queue.enqueue(service.database.db, 'reply', { officeId: 'mopac', id: held.id })
    await service.doJobs()
    await service.doJobs()
    expect((await only(made.id)).state).toBe('sent')
    expect((await sentOf(made.id)).map(({ toAddress, text, state }) => [toAddress, text, state])).toEqual([
      [made.address, 'We are open from 9 to 5.\n', 'handed-over'],
    ])
    const mails = service.outgoing().filter((mail) => mail.includes('We are open from 9 to 5.'))
    expect(mails).toHaveLength(1)
    expect(mails[0]).toMatch(/^Subject: Our hours \[MOPAC-26-\d+-\d \w{10}\]/m)
    expect(mails[0]).toMatch(/^In-Reply-To: </m)
    // What they answer comes into the case.
    const id = /^Message-ID: (<reply\..*>)/m.exec(mails[0] ?? '')?.[1] ?? ''
    const answer = await caseOf(
      service,
      await service.receive(
        plainMail({ from: `Wren <${made.address}>`, subject: 'Re: thanks', headers: `In-Reply-To: ${id}` }),
      ),
    )
    expect(answer.found.id).toBe(made.id)
  })

  it('is called back within it, and is a draft again with every word', async () => {
    const made = await aCase()
    await send(made.reference, { to: made.address, ...letter })
    const { id } = await only(made.id)
    const back = await officer.post(`/cases/${made.reference}/replies/${id}/call-back`, {})
    expect(back.location).toBe(`/cases/${made.reference}/reply`)
    expect((await officer.get(`/cases/${made.reference}/reply`)).html).toContain('We are open from 9 to 5.')
    await later(60)
    expect(await run(id)).toEqual([])
    expect((await only(made.id)).state).toBe('draft')
    // Too late: it has left.
    await send(made.reference, {
      to: made.address,
      ...letter,
      version: String((await only(made.id)).version),
    })
    await later(31)
    expect(await run(id)).toHaveLength(1)
    await officer.post(`/cases/${made.reference}/replies/${id}/call-back`, {})
    expect((await only(made.id)).state).toBe('sent')
  })

  it('is one letter however often and in how many windows it is pressed', async () => {
    const made = await aCase()
    const form = { to: made.address, ...letter, 'reply-id': randomUUID() }
    const both = await Promise.all([send(made.reference, form), send(made.reference, form)])
    expect(both.map(({ location }) => location)).toEqual([
      `/cases/${made.reference}`,
      `/cases/${made.reference}`,
    ])
    // The other window says something else: it is not lost, and not sent either.
    const again = await send(made.reference, { ...form, text: 'We are open from 9 to 6.', version: '1' })
    expect(again.html).toContain('We are open from 9 to 6.')
    expect([again.status, again.text.includes('on its way already')]).toEqual([400, true])
    expect((await repliesOf(made.id)).filter(({ state }) => state === 'held')).toHaveLength(1)
  })

  it('is asked about where it goes to another address, is to nobody or several, or is unfinished', async () => {
    const made = await aCase()
    const said = async (form: Record<string, string>) => {
      const version = String((await repliesOf(made.id))[0]?.version ?? 0)
      return (await send(made.reference, { to: made.address, ...letter, ...form, version })).text
    }
    expect(await said({ to: '' })).toContain('Give the address that it goes to.')
    expect(await said({ to: 'a@example.net, b@example.net' })).toContain('Give one address.')
    expect(await said({ text: 'Dear A\n[Write the answer here.]' })).toContain(
      'in place of [Write the answer here.]',
    )
    const other = await said({ to: 'bob@elsewhere.example' })
    expect(other).toContain('This is not the address that the letter came from.')
    expect(other).toContain('outside the office')
    expect((await only(made.id)).state).toBe('draft')
    await said({ to: 'bob@elsewhere.example', confirmed: 'yes' })
    expect(await only(made.id)).toMatchObject({ state: 'held', confirmed: ['other-address', 'outside'] })
  })

  it('stops where it is noted meanwhile that the writer is not safe to reach, and a person is told', async () => {
    const made = await aCase()
    await send(made.reference, { to: made.address, ...letter })
    const duty = await aVisitor(service, 'duty-officer')
    await duty.post(`/cases/${made.reference}/safe-contact`, {
      'reach-how': 'By telephone.',
      'reach-why': 'x',
    })
    await later(31)
    const { id } = await only(made.id)
    expect(await run(id)).toEqual([])
    expect((await only(made.id)).state).toBe('failed')
    expect((await tasksOf(made.id)).map(({ kind }) => kind)).toEqual(['reply-not-sent'])
  })
})

describe('a process that dies', () => {
  /** Held, and its time has come. */
  async function aHeldOne() {
    const made = await aCase()
    await send(made.reference, { to: made.address, ...letter })
    await later(31)
    return { made, id: (await only(made.id)).id }
  }
  class Dying extends MemoryOutbox {
    readonly left: OutgoingMail[] = []
    override async send(mail: OutgoingMail): Promise<Handover> {
      this.left.push(mail)
      throw new Error('killed')
    }
  }

  it('before the claim leaves it held, and the sweep finds it although its job is lost', async () => {
    const { made, id } = await aHeldOne()
    await later(61)
    const queue = new RememberingQueue()
    await sweep(service.database.db, queue, { officeId: 'mopac', now: service.now(), names: ['reply'] })
    expect(queue.owed.map(({ ids }) => ids.id)).toContain(id)
    expect(await run(id)).toHaveLength(1)
    expect(await run(id)).toEqual([])
    expect((await sentOf(made.id)).map(({ state }) => state)).toEqual(['handed-over'])
  })

  it('between the hand-over and its note never sends it again, and tells a person', async () => {
    const { made, id } = await aHeldOne()
    const dying = new Dying()
    await expect(run(id, deps(dying))).rejects.toThrow('killed')
    expect(dying.left).toHaveLength(1)
    expect(await run(id)).toEqual([])
    expect((await only(made.id)).state).toBe('sending')
    await later(121)
    const queue = new RememberingQueue()
    await sweep(service.database.db, queue, { officeId: 'mopac', now: service.now(), names: ['reply'] })
    expect(queue.owed.map(({ ids }) => ids.id)).toContain(id)
    expect(await run(id)).toEqual([])
    expect((await only(made.id)).state).toBe('unknown')
    expect((await tasksOf(made.id)).map(({ kind }) => kind)).toEqual(['reply-not-sent'])
    expect(await run(id)).toEqual([])
  })

  it('is not needed for a server that is busy: it is held again and goes with the next try, under the same number', async () => {
    const { made, id } = await aHeldOne()
    const busy = deps()
    busy.outbox.next(() => {
      throw new TryAgainLater('busy')
    })
    await expect(run(id, busy)).rejects.toThrow('busy')
    const [first] = await sentOf(made.id)
    expect((await only(made.id)).state).toBe('held')
    const [mail] = await run(id)
    expect(mail?.messageId).toBe(first?.messageId)
    expect(await sentOf(made.id)).toHaveLength(1)
  })
})

describe('a draft', () => {
  it('that two windows changed shows both texts, and loses neither', async () => {
    const made = await aCase()
    const save = (version: number, text: string) =>
      officer.post(`/cases/${made.reference}/reply`, {
        ...{ step: 'save', to: made.address, subject: 'Hours', text, version: String(version) },
      })
    await save(0, 'First words.')
    await save(1, 'What the one window says.')
    const conflict = await save(1, 'What the other window says.')
    expect(conflict.status).toBe(409)
    expect(conflict.text).toContain('This draft was changed in another window')
    expect(conflict.text).toContain('What the one window says.')
    expect(conflict.text).toContain('What the other window says.')
    expect((await only(made.id)).text).toBe('What the one window says.')
    const version = Number(/name="version" value="(\d+)"/.exec(conflict.html)?.[1])
    expect((await save(version, 'Both together.')).status).toBe(303)
    expect((await only(made.id)).text).toBe('Both together.')
  })

  it('is kept by the script of the page, encrypted, and says when it is another’s turn', async () => {
    const made = await aCase()
    const keep = (version: string, text: string) =>
      officer.post(`/cases/${made.reference}/reply/draft`, { version, to: '', subject: '', text })
    expect(JSON.parse((await keep('0', 'zqdraftwords')).html)).toEqual({ version: 1 })
    expect(JSON.parse((await keep('1', 'zqdraftwords two')).html)).toEqual({ version: 2 })
    expect((await keep('1', 'zqdraftwords three')).status).toBe(409)
    const stored = await inOffice(service.database.db, 'mopac', (tx) =>
      tx.execute<{ all: string }>(`select replies::text as all from replies where case_id = '${made.id}'`),
    )
    expect(stored[0]?.all).not.toContain('zqdraftwords')
  })
})

describe('a letter passed on', () => {
  const form = {
    ...{ receiver: 'force', 'receiver-name': 'Desk', purpose: 'answer', ground: 'notice', channel: 'email' },
    ...{ words: 'The writer asks about the patrol.', why: 'It is theirs to answer.' },
    ...{ 'held-back': 'The address.', person: 'told', 'person-why': 'In our letter.' },
  }

  it('leaves with its disclosure in the ledger, word for word, and not where the matrix forbids it', async () => {
    const made = await aCase('Can you tell me when the officers patrol our street?')
    const ground = 'legal-obligation'
    const post = (more: Record<string, string>) =>
      officer.post(`/cases/${made.reference}/sharing/tell`, { ...form, ground, ...more })
    const looked = await post({ step: 'look' })
    expect(looked.text).toContain('Or send it from here')
    const wrong = await post({ step: 'send', 'send-to': 'nobody' })
    expect(wrong.text).toContain('Give a whole email address')
    expect((await post({ step: 'send', 'send-to': 'desk@force.example' })).location).toBe(
      `/cases/${made.reference}`,
    )
    await later(31)
    const { id } = (await repliesOf(made.id)).find(({ state }) => state === 'held') ?? { id: '' }
    const told = () =>
      service.read('mopac', (tx) => tx.select().from(disclosures).where(eq(disclosures.caseId, made.id)))
    expect(await told()).toEqual([])
    const [mail] = await run(id)
    expect([mail?.to, mail?.text]).toEqual(['desk@force.example', 'The writer asks about the patrol.\n'])
    expect(mail?.subject).not.toContain('[')
    expect((await told()).map(({ words, receiver }) => [words, receiver])).toEqual([[form.words, 'force']])
  })
})

describe('a template of the office', () => {
  it('is used once a second person has agreed, and old letters keep their version', async () => {
    const manager = await aVisitor(service, 'manager')
    const asked = await officer.post('/templates', {
      ...{ key: 'answered', 'name-answered': 'Answer to an enquiry', 'routes-answered': '' },
      ...{ 'subject-answered': 'About {reference}', 'text-answered': 'Hello {name}. zqnewtemplate' },
    })
    expect(asked.location).toBe('/templates')
    const wrong = await officer.post('/templates', {
      ...{
        key: 'more-needed',
        'name-more-needed': 'Ask',
        'subject-more-needed': 'x',
        'text-more-needed': '{who}',
      },
    })
    expect([wrong.status, wrong.text.includes('Write the letter.')]).toEqual([400, true])
    const made = await aCase()
    const fill = async () =>
      (await officer.post(`/cases/${made.reference}/reply`, { step: 'template', template: 'answered' })).html
    expect(await fill()).not.toContain('zqnewtemplate')
    const page = await manager.get('/templates')
    const id = /\/templates\/([0-9a-f-]{36})\/decide/.exec(page.html)?.[1] ?? ''
    const own = await officer.post(`/templates/${id}/decide`, { decision: 'agree' })
    expect([own.status, own.text.includes('somebody else has to decide')]).toEqual([400, true])
    await manager.post(`/templates/${id}/decide`, { decision: 'agree' })
    const filled = await fill()
    expect(filled).toContain('Hello Wren Example. zqnewtemplate')
    expect(filled).toContain(`About ${made.reference}`)
  })
})
