import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  acknowledgements,
  cases,
  clocks,
  escalations,
  messages,
  rawMessages,
  tasks,
  wholeFetches,
  wholePieces,
} from '../../src/db/schema.ts'
import { pollDeps } from '../../src/deps.ts'
import { askForWhole } from '../../src/intake/ask-for-whole.ts'
import { fetchWholes } from '../../src/intake/fetch-whole.ts'
import { holdLease, takeLease } from '../../src/intake/lease.ts'
import { pollAccount } from '../../src/intake/poll-account.ts'
import { takeInTogether } from '../../src/intake/take-in.ts'
import { plainMail, type TestService, testService } from '../service.ts'
import { aVisitor } from '../web/a-visitor.ts'
import { ModelServer } from './model-server.ts'

/** Over the ceiling of 35 MB, as the server says; of the bytes themselves there need not be so many. */
const OVERSIZE = 36 * 1024 * 1024
/** Small pieces, so that a letter of a few thousand bytes takes several. */
const SMALL = { pieceBytes: 500, betweenPollsBytes: 1_000, mostBytes: 100_000 }

let service: TestService
let server: ModelServer
beforeAll(async () => {
  service = await testService()
})
afterAll(() => service.close())
beforeEach(() => {
  letter++
  server = new ModelServer({ address: `box-${letter}@mopac.example.org` })
  WHOLE = mail(
    `Letter ${letter}. ${HARMLESS}\r\n\r\n${filler}\r\n\r\nHe says he will kill me tonight and he has a knife.`,
  )
})
afterEach(() => {
  server.before = undefined
})

const mail = (text: string, subject = 'Patrols') =>
  plainMail({ subject, text, from: `Ann Writer <ann-${letter}@example.net>` }).replaceAll('\n', '\r\n')

const HARMLESS = 'Under the Freedom of Information Act please send me the number of reviews received in 2025.'
const filler = 'A long letter. '.repeat(200)
/** Its beginning says nothing of the danger at its end; each test has one of its own. */
let WHOLE = ''
let letter = 0

const account = () => ({ office: 'mopac', address: server.address, folders: ['INBOX'] })
const poll = () => pollAccount(pollDeps(service), account(), server.connect)

/** The message as it is at first: its announced size is over the ceiling, so that its head is all that is had. */
async function keepPart() {
  const uid = server.append(WHOLE.slice(0, 700), { size: OVERSIZE })
  await poll()
  await service.doJobs()
  const held = server.folder().held.get(uid)
  if (held) Object.assign(held, { source: new TextEncoder().encode(WHOLE), size: WHOLE.length })
  const found = await rows()
  const part = found.raws.find(({ cutShort }) => cutShort)
  if (!part || !held) throw new Error('No part was kept')
  return { uid, held, partId: part.id }
}

const rows = () =>
  service.read('mopac', async (tx) => {
    const raws = (await tx.select().from(rawMessages)).filter(({ mailbox }) => mailbox === server.address)
    const ids = new Set(raws.map(({ id }) => id))
    const inCase = (await tx.select().from(messages)).filter(({ rawMessageId }) => ids.has(rawMessageId))
    const caseIds = new Set(inCase.map(({ caseId }) => caseId))
    const ofCase = <T extends { caseId: string }>(all: T[]) => all.filter(({ caseId }) => caseIds.has(caseId))
    return {
      raws,
      messages: inCase,
      cases: (await tx.select().from(cases)).filter(({ id }) => caseIds.has(id)),
      tasks: ofCase(await tx.select().from(tasks)),
      clocks: ofCase(await tx.select().from(clocks)),
      alerts: ofCase(await tx.select().from(escalations)),
      answers: ofCase(await tx.select().from(acknowledgements)),
      fetches: (await tx.select().from(wholeFetches)).filter(({ partId }) => ids.has(partId)),
      pieces: (await tx.select().from(wholePieces)).filter(({ partId }) => ids.has(partId)),
    }
  })

const ask = (partId: string) =>
  service.read('mopac', (tx) =>
    askForWhole(tx, { now: service.now() }, { officeId: 'mopac', actor: 'someone', partId }),
  )

/** One poll's share of it, with small pieces. */
async function fetchOnce(): Promise<boolean> {
  const deps = pollDeps(service)
  const lease = await takeLease(deps, { officeId: 'mopac', mailbox: server.address })
  if (!lease) throw new Error('The lease is taken')
  return holdLease(deps, lease, async () => fetchWholes(deps, lease, await server.connect(), SMALL))
}

async function fetchAll(): Promise<number> {
  for (let passes = 1; passes < 50; passes++) if (!(await fetchOnce())) return passes
  throw new Error('It never ends')
}

describe('a message of which only a part is here', () => {
  it('is a task for a person, is counted as a part, and the page says so with a button', async () => {
    await keepPart()
    await poll()
    const found = await rows()
    expect(found.tasks).toMatchObject([{ kind: 'part-only', doneAt: null }])
    const visitor = await aVisitor(service, 'enquiries-officer')
    const page = (await visitor.get(`/cases/${found.cases[0]?.reference}`)).text
    expect(page).toContain('Only a part of a message is here')
    expect(page).toContain('Fetch the whole message')
    const report = (await visitor.get('/mailboxes')).text
    expect(report).toContain('of which only the beginning is here')
  })

  it('is fetched whole when a person presses the button: one case, judged anew, danger at its end paged, no second answer or clock', async () => {
    const { partId } = await keepPart()
    const before = await rows()
    expect(before.alerts).toMatchObject([{ level: 'serious' }])
    const reference = before.cases[0]?.reference
    const visitor = await aVisitor(service, 'enquiries-officer')
    const pressed = await visitor.post(`/cases/${reference}/wholes/${partId}`, {})
    expect(pressed.status).toBe(303)
    expect((await visitor.get(`/cases/${reference}`)).text).toContain('The whole message was asked for')
    expect(await poll()).toMatchObject({ isUnfinished: false })
    await service.doJobs()
    const after = await rows()
    expect(after.raws.find(({ wholeOf }) => wholeOf === partId)).toMatchObject({
      cutShort: false,
      state: 'taken-in',
      size: WHOLE.length,
    })
    const whole = after.raws.find(({ wholeOf }) => wholeOf === partId)
    expect(new TextDecoder().decode(whole?.source)).toBe(WHOLE)
    expect(after.cases).toHaveLength(1)
    expect(after.cases).toMatchObject([{ risk: 'immediate' }])
    expect(after.messages.map(({ hints }) => hints)).toContainEqual(['the-whole'])
    expect(after.alerts.map(({ level }) => level)).toContain('immediate')
    expect(after.clocks.map(({ kind }) => kind)).toEqual(['foi'])
    expect(after.answers.filter(({ reason }) => reason !== 'DUP')).toHaveLength(1)
    expect(after.tasks).toMatchObject([{ kind: 'part-only', doneBy: 'Waypost' }])
    expect(after.pieces).toEqual([])
    await poll()
    expect((await rows()).raws).toHaveLength(2)
    const page = (await visitor.get(`/cases/${reference}`)).text
    expect(page).toContain('This is the whole of the message')
    expect(page).not.toContain('Fetch the whole message')
  })

  it('comes in pieces, so many between two polls, and new letters come first', async () => {
    const { partId } = await keepPart()
    await ask(partId)
    expect(await fetchOnce()).toBe(true)
    expect((await rows()).fetches).toMatchObject([{ hadBytes: 1_000, size: WHOLE.length }])
    expect((await rows()).pieces).toHaveLength(2)
    server.append(mail('Who do I ask about patrols on our road?', 'Another'))
    server.asked.length = 0
    await poll()
    const order = server.asked.map(({ command }) => command).filter((one) => ['fetch', 'piece'].includes(one))
    expect(order).toEqual(['fetch', 'piece'])
    await service.doJobs()
    expect((await rows()).raws).toHaveLength(3)
  })

  it.each([1, 2, 3])('goes on where the line broke, at piece %d, and keeps no byte twice', async (at) => {
    const { partId } = await keepPart()
    await ask(partId)
    let pieces = 0
    server.before = (command) => {
      if (command === 'piece' && ++pieces === at) throw new Error('The line broke')
    }
    await expect(fetchAll()).rejects.toThrow('The line broke')
    server.before = undefined
    await fetchAll()
    const whole = (await rows()).raws.find(({ wholeOf }) => wholeOf === partId)
    expect(new TextDecoder().decode(whole?.source)).toBe(WHOLE)
  })

  it('that breaks the line each time is given up after five tries, and can be asked for again', async () => {
    const { partId } = await keepPart()
    await ask(partId)
    server.before = (command) => {
      if (command === 'piece') throw new Error('The line broke')
    }
    for (let tries = 0; tries < 5; tries++) await expect(fetchOnce()).rejects.toThrow('The line broke')
    expect(await fetchOnce()).toBe(false)
    expect((await rows()).fetches).toMatchObject([{ state: 'failed', failure: 'not-handed-over' }])
    server.before = undefined
    expect(await ask(partId)).toEqual({ ok: true })
    expect(await ask(partId)).toEqual({ ok: false, because: 'asked-before' })
    await fetchAll()
    expect((await rows()).fetches).toMatchObject([{ state: 'fetched' }])
    expect(await ask(partId)).toEqual({ ok: false, because: 'not-a-part' })
  })

  it('whose number another letter has by now is not taken for it: gone', async () => {
    const { partId, held } = await keepPart()
    await ask(partId)
    held.source = new TextEncoder().encode(mail('Quite another letter. '.repeat(100)))
    held.size = held.source.byteLength
    await fetchAll()
    const found = await rows()
    expect(found.fetches).toMatchObject([{ state: 'failed', failure: 'gone' }])
    expect(found.raws).toHaveLength(1)
    expect(found.pieces).toEqual([])
    const page = await (await aVisitor(service, 'enquiries-officer')).get(
      `/cases/${found.cases[0]?.reference}`,
    )
    expect(page.text).toContain('no longer where it was')
    expect(page.text).toContain('Try again to fetch the whole message')
  })

  it('that changes under its number while it is fetched is begun anew, and both halves are of one letter', async () => {
    const { partId, held } = await keepPart()
    await ask(partId)
    await fetchOnce()
    const longer = `${WHOLE}\r\nOne more line.`
    held.source = new TextEncoder().encode(longer)
    held.size = longer.length
    await fetchAll()
    const whole = (await rows()).raws.find(({ wholeOf }) => wholeOf === partId)
    expect(new TextDecoder().decode(whole?.source)).toBe(longer)
  })

  it.each<[string, (held: { size: number }, uid: bigint) => void, string]>([
    ['was removed from the mailbox', (_held, uid) => server.expunge(uid), 'gone'],
    ['is larger than is fetched', (held) => Object.assign(held, { size: 200_000 }), 'too-large'],
    ['is never handed over whole', (held) => Object.assign(held, { size: WHOLE.length * 2 }), 'short'],
    ['is in a mailbox that was renumbered', () => Object.assign(server.folder(), { validity: 99n }), 'gone'],
  ])('that %s is not fetched, and the case says why', async (_what, change, failure) => {
    const { partId, held, uid } = await keepPart()
    await ask(partId)
    change(held, uid)
    await fetchAll()
    const found = await rows()
    expect(found.fetches).toMatchObject([{ state: 'failed', failure }])
    expect(found.tasks).toMatchObject([{ doneAt: null }])
    expect(found.raws).toHaveLength(1)
  })
})

describe('a message that is larger than what is read of one', () => {
  it('is read from both ends, says so, and danger at its end is found', async () => {
    const { partId } = await keepPart()
    await ask(partId)
    await fetchAll()
    const whole = (await rows()).raws.find(({ wholeOf }) => wholeOf === partId)
    if (!whole) throw new Error('The whole is not here')
    const room = { ...service.room, wholeBytes: 2_000, headBytes: 800, tailBytes: 300 }
    const deps = { ...service, db: service.database.db, secretKey: service.web.secretKey, room }
    await takeInTogether(deps, [{ officeId: 'mopac', id: whole.id }])
    const found = (await rows()).messages.find(({ rawMessageId }) => rawMessageId === whole.id)
    expect(found).toMatchObject({ status: 'partial', because: 'too-big', unread: ['left-out'] })
    expect(found?.text).toContain('He says he will kill me tonight')
    expect((await rows()).cases).toMatchObject([{ risk: 'immediate' }])
  })
})
