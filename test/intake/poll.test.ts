import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inOffice } from '../../src/db/db.ts'
import { mailAccounts } from '../../src/db/schema.ts'
import { takeLease } from '../../src/intake/lease.ts'
import { pollAccount } from '../../src/intake/poll-account.ts'
import { type TestDatabase, testDatabase } from '../db.ts'
import { type APoller, aPoller } from './a-poller.ts'
import { ModelServer } from './model-server.ts'

/** The lines are those of the poller's checklist in docs/decisions/0011-the-poller.md. */
let database: TestDatabase
let server: ModelServer
let poller: APoller

beforeEach(async () => {
  database = await testDatabase()
  server = new ModelServer()
  poller = aPoller(database, server)
})
afterEach(() => database.close())

const inbox = async () => (await poller.poll()).folders.find(({ folder }) => folder === 'INBOX')
const fetched = () => server.asked.filter(({ command }) => command === 'fetch').flatMap(({ uids }) => uids)
const forget = () => void server.asked.splice(0)

describe('polling a mailbox', () => {
  it('keeps each message with its ledger row and owes the job to take it in', async () => {
    server.append('Subject: one\r\n\r\none')
    server.append('Subject: two\r\n\r\ntwo')
    expect(await inbox()).toEqual({ folder: 'INBOX', taken: 2, known: 0, missing: 0, isBalanced: true })
    expect(poller.queue.owed.map(({ name }) => name)).toEqual(['take-in', 'take-in'])
    expect((await poller.rows()).map(({ uid, uidValidity, size }) => ({ uid, uidValidity, size }))).toEqual([
      { uid: 1n, uidValidity: 7n, size: 19 },
      { uid: 2n, uidValidity: 7n, size: 19 },
    ])
  })

  it('asks only for what it does not hold', async () => {
    server.append('one')
    await poller.poll()
    server.append('two')
    expect(await inbox()).toEqual({ folder: 'INBOX', taken: 1, known: 1, missing: 0 })
    expect(fetched()).toEqual([1n, 2n])
  })

  it('line 14: keeps one message and one job when the process dies before the commit and polls again', async () => {
    server.append('help me')
    const die = () => {
      throw new Error('the process died')
    }
    poller.queue.failNext = new Error('the process died')
    server.before = () => (poller.queue.failNext ? undefined : die())
    await expect(poller.poll()).rejects.toThrow('the process died')
    server.before = undefined
    expect(await poller.raws()).toHaveLength(0)
    expect(await poller.rows()).toHaveLength(0)
    poller.wait(60)
    await poller.poll()
    await poller.poll()
    expect(await poller.raws()).toHaveLength(1)
    expect(poller.owed()).toBe(1)
  })
})

describe('one poller for each mailbox', () => {
  it('line 2: polls nothing while another process holds the lease', async () => {
    server.append('one')
    await takeLease(poller.deps, { officeId: 'mopac', mailbox: server.address })
    expect(await poller.poll()).toEqual({ elsewhere: true, folders: [] })
    expect(server.connections).toBe(0)
    poller.wait(31)
    expect((await poller.poll()).elsewhere).toBe(false)
  })

  it('line 2 and fault 26: a poller that was paused and wakes up writes nothing any more', async () => {
    server.append('one')
    const other = new ModelServer()
    other.append('one')
    const account = { office: 'mopac', address: server.address, folders: ['INBOX'] }
    let polledMeanwhile = false
    server.before = async (command) => {
      if (command !== 'fetch' || polledMeanwhile) return
      polledMeanwhile = true
      poller.wait(60)
      await pollAccount(poller.deps, account, other.connect)
      server.append('two')
    }
    expect(await poller.poll()).toEqual({ elsewhere: true, folders: [] })
    expect(await poller.letters()).toEqual(['one'])
    expect(await poller.rows()).toHaveLength(1)
    expect(poller.owed()).toBe(1)
    expect((await poller.state()).lastFailure).toBeNull()
  })

  it('line 2: gives the lease back at the end, so that the next poll does not wait', async () => {
    await poller.poll()
    expect((await poller.poll()).elsewhere).toBe(false)
    const [row] = await inOffice(database.db, 'mopac', (tx) =>
      tx.select().from(mailAccounts).where(eq(mailAccounts.mailbox, server.address)),
    )
    expect(row?.fence).toBe(2n)
  })
})

describe('the numbers of the mailbox', () => {
  it('line 3: are remembered for each folder, with the mark and when it was last read', async () => {
    server.append('one')
    server.append('two')
    await poller.poll()
    expect(await poller.state()).toMatchObject({
      uidValidity: 7n,
      contiguousUid: 2n,
      lastFailure: null,
      lastPolledAt: poller.deps.now(),
    })
  })

  it('line 4: are compared as whole numbers, also beyond what a float can tell apart', async () => {
    server.folder().validity = 9_007_199_254_740_993n
    server.append('one')
    await poller.poll()
    server.rebuild('INBOX', 9_007_199_254_740_992n)
    forget()
    await poller.poll()
    expect(fetched()).toEqual([1n])
    expect((await poller.state()).uidValidity).toBe(9_007_199_254_740_992n)
  })

  it('line 5 and fault 15: when they are new, everything is looked at again, old rows stay, and known bytes make no second message', async () => {
    server.append('one')
    server.append('two')
    await poller.poll()
    server.rebuild()
    server.append('three')
    expect(await inbox()).toMatchObject({ taken: 3, known: 0, isBalanced: true })
    expect(await poller.letters()).toEqual(['one', 'three', 'two'])
    expect((await poller.rows()).map(({ uidValidity }) => uidValidity)).toEqual([7n, 7n, 8n, 8n, 8n])
    expect(poller.owed()).toBe(3)
    expect(await poller.openAlarms()).toEqual([])
  })

  it('line 5: an alarm sounds at the fourth change in a day, and not for four changes in four days', async () => {
    server.append('one')
    const change = async (hours: number) => {
      poller.wait(hours * 3600)
      server.rebuild()
      await poller.poll()
    }
    for (const hours of [0, 13, 13, 13, 13]) await change(hours)
    expect(await poller.openAlarms()).toEqual([])
    for (const hours of [1, 1, 1]) await change(hours)
    expect(await poller.openAlarms()).toEqual(['mailbox-renumbered'])
    expect(await poller.letters()).toEqual(['one'])
  })

  it('fault 15: one that changes at every opening still loses nothing and makes nothing twice', async () => {
    server.append('one')
    await poller.poll()
    server.renumbersEachTime = true
    for (const text of ['two', 'three', 'four', 'five', 'six']) {
      server.append(text)
      poller.wait(60)
      await poller.poll()
    }
    expect(await poller.letters()).toEqual(['five', 'four', 'one', 'six', 'three', 'two'])
    expect(poller.owed()).toBe(6)
    expect(await poller.openAlarms()).toEqual(['mailbox-renumbered'])
  })

  it('line 4 and fault 15: none, or 0, means that a message is known by its look, and every hour by its bytes', async () => {
    server.folder().validity = 0n
    server.append('one')
    server.append('two')
    expect(await inbox()).toMatchObject({ taken: 2, isBalanced: true })
    forget()
    expect(await inbox()).toMatchObject({ taken: 0, known: 2 })
    expect(fetched()).toEqual([])
    server.expunge(1n)
    server.rebuild('INBOX', 0n)
    server.append('drei')
    expect(await inbox()).toMatchObject({ taken: 1 })
    server.rebuild('INBOX', 0n)
    const two = server.folder().held.get(1n)
    if (two) two.source = new TextEncoder().encode('TWO')
    await poller.poll()
    expect(await poller.letters()).toEqual(['drei', 'one', 'two'])
    poller.wait(3600)
    await poller.poll()
    expect(await poller.letters()).toEqual(['TWO', 'drei', 'one', 'two'])
    expect(poller.owed()).toBe(4)
  })

  it('fault 15: the same numbers back after a poll without any are the old ones', async () => {
    server.append('one')
    await poller.poll()
    server.folder().validity = undefined
    server.append('two')
    await poller.poll()
    server.folder().validity = 7n
    await poller.poll()
    expect(await poller.letters()).toEqual(['one', 'two'])
    expect(await poller.openAlarms()).toEqual([])
  })

  it('line 6 and fault 15: a change between the search and the fetch writes nothing under the old numbers', async () => {
    server.append('one')
    server.append('two')
    let changed = false
    server.before = (command) => {
      if (command !== 'fetch' || changed) return
      changed = true
      server.expunge(1n)
      server.rebuild()
      server.append('three')
    }
    await poller.poll()
    expect(await poller.letters()).toEqual(['three', 'two'])
    expect((await poller.rows()).map(({ uidValidity, uid }) => [uidValidity, uid])).toEqual([
      [8n, 1n],
      [8n, 2n],
    ])
  })

  it('fault 45: a mail server that came back from a backup gives out its numbers again', async () => {
    for (const text of ['one', 'two', 'three']) server.append(text)
    await poller.poll()
    server.expunge(2n)
    server.expunge(3n)
    server.folder().uidNext = 2n
    server.append('zwei', { receivedAt: new Date('2026-11-23T09:05:00Z') })
    await poller.poll()
    expect(await poller.letters()).toEqual(['one', 'three', 'two', 'zwei'])
  })

  it('fault 45: numbers given out again are found within the hour, though there are as many as before', async () => {
    for (const text of ['one', 'two']) server.append(text)
    await poller.poll()
    server.expunge(2n)
    server.folder().uidNext = 2n
    server.append('zwei', { receivedAt: new Date('2026-11-23T09:05:00Z') })
    server.append('drei')
    await poller.poll()
    poller.wait(3600)
    await poller.poll()
    expect(await poller.letters()).toEqual(['drei', 'one', 'two', 'zwei'])
  })

  it('fault 16: a uid of 2^32 - 1 is a uid like any other', async () => {
    server.append('one')
    server.folder().uidNext = 4_294_967_295n
    server.append('last')
    await poller.poll()
    expect(await poller.letters()).toEqual(['last', 'one'])
    expect((await poller.state()).contiguousUid).toBe(4_294_967_295n)
  })
})

describe('listing', () => {
  it('line 7: looks back below the mark for what the server lists late, and never by read state', async () => {
    server.append('one', { late: 2 })
    server.append('two')
    await poller.poll()
    expect(await poller.letters()).toEqual(['two'])
    expect((await poller.state()).contiguousUid).toBe(2n)
    await poller.poll()
    expect(await poller.letters()).toEqual(['one', 'two'])
  })

  it('line 7 and fault 14: a last message that the server adds to an empty range is not fetched again', async () => {
    server.listsLastAlways = true
    server.append('one')
    server.folder().uidNext = 2_000n
    server.append('two')
    await poller.poll()
    forget()
    await poller.poll()
    expect(fetched()).toEqual([])
  })

  it('line 17 and fault 19: a message that a person has read already is a message', async () => {
    server.append('one', { seen: true })
    await poller.poll()
    expect(await poller.letters()).toEqual(['one'])
  })

  it('fault 13: messages that the server counts and lists to nobody raise an alarm', async () => {
    server.append('one')
    server.folder().hidden = 1
    expect(await inbox()).toMatchObject({ isBalanced: false })
    expect(await poller.openAlarms()).toEqual(['mailbox-unbalanced'])
    expect((await poller.state()).counts).toMatchObject({ onServer: 2, waiting: 1, unaccounted: 1 })
    server.folder().hidden = 0
    poller.wait(3600)
    await poller.poll()
    expect(await poller.openAlarms()).toEqual([])
  })
})

describe('fetching', () => {
  it('line 8: asks for sizes first, and then for at most 20 messages or 8 MB at a time', async () => {
    for (let number = 0; number < 45; number++) server.append(`letter ${number}`)
    const commits: number[] = []
    server.before = (command) => {
      if (command === 'status') commits.push(fetched().length)
    }
    await poller.poll()
    expect(server.asked.map(({ command }) => command).indexOf('describe')).toBeLessThan(
      server.asked.map(({ command }) => command).indexOf('fetch'),
    )
    expect([...new Set(commits)]).toEqual([0, 20, 40, 45])
  })

  it('line 9 and fault 12: what was asked for and did not come is asked for by itself', async () => {
    for (let number = 0; number < 9; number++) server.append(`letter ${number}`)
    server.append('the tenth', { trouble: 'not-handed-over', times: 1 })
    expect(await inbox()).toMatchObject({ taken: 10, missing: 0 })
    expect(await poller.letters()).toContain('the tenth')
    expect(await poller.problems()).toEqual([])
  })

  it('line 9 and fault 17: what is gone meanwhile is noted as removed before it was read, and a person is told', async () => {
    server.append('one')
    server.append('two')
    server.before = (command) => {
      if (command === 'fetch') server.expunge(2n)
    }
    expect(await inbox()).toMatchObject({ taken: 1, missing: 0, isBalanced: true })
    expect((await poller.rows()).map(({ uid, outcome }) => [uid, outcome])).toEqual([
      [1n, 'kept'],
      [2n, 'vanished'],
    ])
    expect(await poller.openAlarms()).toEqual(['message-vanished'])
    expect((await poller.state()).contiguousUid).toBe(2n)
  })

  it.each(['not-described', 'not-handed-over', 'throws', 'breaks'] as const)(
    'lines 9 and 10: a message that is listed and %s stays on the list of problems, holds up no other, and is told of at the third try',
    async (trouble) => {
      server.append('one')
      server.append('two', { trouble })
      server.append('three')
      for (let polls = 0; polls < 8; polls++) {
        await poller.poll().catch(() => {})
        poller.wait(60)
      }
      expect(await poller.letters()).toEqual(['one', 'three'])
      expect((await poller.state()).contiguousUid).toBe(1n)
      const [problem, ...others] = await poller.problems()
      expect(others).toEqual([])
      expect(problem).toMatchObject({ uid: 2n })
      expect(await poller.openAlarms()).toContain('message-not-fetched')
      server.append('four')
      await poller.poll().catch(() => {})
      expect(await poller.letters()).toContain('four')
    },
  )

  it('line 9: asks again later and later, and ends the alarm when the message comes at last', async () => {
    server.append('one', { trouble: 'not-handed-over', times: 5 })
    const tries: number[] = []
    for (let minute = 0; minute < 30; minute++) {
      forget()
      await poller.poll()
      if (fetched().length > 0) tries.push(minute)
      poller.wait(60)
    }
    expect(tries).toEqual([0, 1, 2, 4, 8])
    expect(await poller.letters()).toEqual(['one'])
    expect(await poller.openAlarms()).toEqual([])
    expect((await poller.state()).contiguousUid).toBe(1n)
  })

  it('line 10: a message that the database does not take holds up no other', async () => {
    for (let number = 0; number < 5; number++) server.append(`letter ${number}`)
    const enqueueAll = poller.queue.enqueueAll.bind(poller.queue)
    let refusals = 0
    const refusing = Object.assign(poller.queue, {
      enqueueAll: async (...job: Parameters<typeof enqueueAll>) => {
        // The batch, and then the second message by itself.
        if (job[2].length > 1 || ++refusals === 2) throw new Error('refused')
        return enqueueAll(...job)
      },
    })
    expect(await inbox()).toMatchObject({ taken: 4, missing: 1 })
    Object.assign(refusing, { enqueueAll })
    poller.wait(60)
    await poller.poll()
    expect(await poller.letters()).toHaveLength(5)
    expect(await poller.problems()).toEqual([])
  })

  it('line 11: of one over 35 MB the head is kept, and it is marked as not whole', async () => {
    server.append('the beginning', { size: 36 * 1024 * 1024 })
    await poller.poll()
    expect(await poller.raws()).toMatchObject([{ cutShort: true, size: 13 }])
  })

  it('line 12: half a message is not kept as a whole one, and the whole is asked for again', async () => {
    const whole = `Subject: help\r\n\r\n${'I am in danger. '.repeat(200)}`
    server.append(whole, { trouble: 'short', times: 2 })
    await poller.poll()
    expect(await poller.letters()).toEqual([])
    poller.wait(60)
    await poller.poll()
    expect(await poller.letters()).toEqual([whole])
    expect((await poller.raws())[0]?.cutShort).toBe(false)
  })

  it('line 12: one that is always half is kept as half at the third try, so that somebody reads it', async () => {
    server.append(`Subject: help\r\n\r\n${'I am in danger. '.repeat(200)}`, { trouble: 'short' })
    for (let polls = 0; polls < 4; polls++) {
      await poller.poll()
      poller.wait(60)
    }
    expect(await poller.raws()).toMatchObject([{ cutShort: true }])
    expect(await poller.problems()).toEqual([])
  })

  it('line 12 and fault 15: half of a longer letter that got the number meanwhile is not taken for the letter that was described', async () => {
    server.folder().validity = 0n
    const uid = server.append('a letter of sixty letters, or as many as half of the next one')
    const longer = 'I am in danger, and the words that tell where I am stand at the end. '.padEnd(122, 'x')
    let hasChanged = false
    server.before = (command) => {
      if (command !== 'fetch' || hasChanged) return
      hasChanged = true
      server.expunge(uid)
      server.folder().uidNext = uid
      server.append(longer, { trouble: 'short', times: 1, receivedAt: new Date('2026-11-23T09:00:30Z') })
    }
    await poller.poll()
    expect(await poller.letters()).toEqual([longer])
    expect(await poller.raws()).toMatchObject([{ cutShort: false }])
    expect(await poller.rows()).toMatchObject([
      { uid, size: 122, receivedAt: new Date('2026-11-23T09:00:30Z') },
    ])
  })

  it('line 12: is not kept as half because the line broke twice before', async () => {
    const whole = `Subject: help\r\n\r\n${'I am in danger. '.repeat(200)}`
    server.append(whole, { trouble: 'breaks', times: 4 })
    for (let polls = 0; polls < 5; polls++) {
      await poller.poll().catch(() => {})
      poller.wait(600)
    }
    const held = server.folder().held.get(1n)
    if (held) held.trouble = { what: 'short', times: 1 }
    for (let polls = 0; polls < 3; polls++) {
      await poller.poll().catch(() => {})
      poller.wait(1_000)
    }
    expect(await poller.raws()).toMatchObject([{ cutShort: false }])
    expect(await poller.letters()).toEqual([whole])
  })

  it('line 16: asks the server for nothing but lists and messages', async () => {
    server.append('one')
    await poller.poll()
    expect([...new Set(server.asked.map(({ command }) => command))].sort()).toEqual([
      'connect',
      'describe',
      'fetch',
      'list',
      'open',
      'search',
      'status',
    ])
    expect(server.folder().held.get(1n)?.seen).toBe(false)
  })

  it.each([
    ['1970', '1970-01-01T00:00:00Z'],
    ['2099', '2099-06-01T00:00:00Z'],
  ])(
    'line 29 and fault 27: a receipt time of %s is not believed: the clocks start when we first saw it',
    async (_year, receivedAt) => {
      server.append('one', { receivedAt: new Date(receivedAt) })
      await poller.poll()
      expect((await poller.raws())[0]?.receivedAt).toEqual(new Date('2026-11-23T09:01:00Z'))
      expect((await poller.rows())[0]?.receivedAt).toEqual(new Date(receivedAt))
    },
  )
})

describe('folders', () => {
  it('line 18 and fault 20: reads junk too, wherever the server has it, and says that it came from there', async () => {
    server.addFolder('Unerwünscht', '\\Junk')
    server.append('help me', { path: 'Unerwünscht' })
    server.append('hello')
    await poller.poll()
    expect((await poller.raws()).map(({ fromJunk }) => fromJunk).sort()).toEqual([false, true])
  })

  it('fault 20: a message that the provider moves to junk before we read it is read there', async () => {
    server.addFolder('Junk', '\\Junk')
    server.append('help me')
    let moved = false
    server.before = (command) => {
      if (command !== 'describe' || moved) return
      moved = true
      server.move(1n, 'INBOX', 'Junk')
    }
    await poller.poll()
    expect(await poller.raws()).toMatchObject([{ fromJunk: true }])
  })

  it('fault 21: the same message in two folders is one message with two rows in the ledger', async () => {
    server.addFolder('Junk', '\\Junk')
    server.append('one')
    server.append('one', { path: 'Junk' })
    await poller.poll()
    expect(await poller.raws()).toMatchObject([{ fromJunk: false }])
    expect((await poller.rows()).map(({ folder }) => folder).sort()).toEqual(['INBOX', 'Junk'])
    expect(poller.owed()).toBe(1)
  })

  it('line 18: gives notice of a new folder, and not of those that were there at the first poll', async () => {
    server.addFolder('Old cases')
    await poller.poll()
    expect(await poller.openAlarms()).toEqual([])
    server.addFolder('Complaints')
    server.addFolder('Sent Items', '\\Sent')
    await poller.poll()
    expect(await poller.openAlarms()).toEqual(['folder-new'])
  })

  it('line 19 and fault 18: a folder of the settings that is gone raises an alarm, and what was remembered of it is kept', async () => {
    poller = aPoller(database, server, ['INBOX', 'Reviews'])
    const folder = server.addFolder('Reviews')
    server.append('a review', { path: 'Reviews' })
    await poller.poll()
    server.folders.delete('Reviews')
    server.append('in the inbox')
    poller.wait(60)
    await poller.poll()
    expect(await poller.openAlarms()).toEqual(['folder-missing'])
    expect(await poller.state('Reviews')).toMatchObject({
      contiguousUid: 1n,
      missingSince: poller.deps.now(),
    })
    expect(await poller.letters()).toEqual(['a review', 'in the inbox'])
    server.folders.set('Reviews', folder)
    forget()
    await poller.poll()
    expect(await poller.openAlarms()).toEqual([])
    expect(fetched()).toEqual([])
  })

  it('line 19: a folder that goes by another name is found by its special use', async () => {
    poller = aPoller(database, server, ['INBOX', 'Junk'])
    const junk = server.addFolder('Junk', '\\Junk')
    server.append('one', { path: 'Junk' })
    await poller.poll()
    server.folders.delete('Junk')
    server.folders.set('Spam', { ...junk, path: 'Spam' })
    server.append('two', { path: 'Spam' })
    await poller.poll()
    expect(await poller.openAlarms()).toEqual([])
    expect(await poller.letters()).toEqual(['one', 'two'])
  })

  it('line 19: an inbox that is not there is an alarm, and never passed over', async () => {
    server.addFolder('Junk', '\\Junk')
    server.append('from junk', { path: 'Junk' })
    server.folders.delete('INBOX')
    await expect(poller.poll()).rejects.toMatchObject({ name: 'FolderMissing' })
    expect(await poller.openAlarms()).toEqual(['folder-missing'])
    expect(await poller.letters()).toEqual(['from junk'])
  })
})
