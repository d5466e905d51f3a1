import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { inOffice } from '../../src/db/db.ts'
import { dutyPeople, escalations, keptFrom, pages } from '../../src/db/schema.ts'
import { noteDelivery } from '../../src/escalations/note-delivery.ts'
import { sweepAll } from '../../src/jobs/sweep-ticker.ts'
import type { OnCallPerson } from '../../src/offices/duty-rung.ts'
import { type TestDatabase, testDatabase } from '../db.ts'
import { RememberingQueue } from '../remembering-queue.ts'
import { type Attempt, officeWith, PageWorld } from './page-world.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())
/** No alert of one test is due in the next. */
afterEach(() =>
  inOffice(database.db, 'mopac', (tx) => tx.update(escalations).set({ state: 'answered', nextPageAt: null })),
)

const HEAD = { post: 'Head of office', email: 'head@mopac.example.org', phone: '+447700900009' }
const DESK = { post: 'Duty desk', email: 'desk@mopac.example.org' }
const BOTH = ['email', 'sms']
const PRIMARY = { who: { rota: 'primary' }, channels: BOTH, waitMinutes: 5 }
const SECONDARY = { who: { rota: 'secondary' }, channels: BOTH, waitMinutes: 5 }
const LAST = { who: HEAD, channels: BOTH, waitMinutes: 5 }
const ladders = (steps: object[]) => ({
  immediate: { steps, repeatMinutes: 10 },
  serious: { steps, repeatMinutes: 10, afterMinutes: 60 },
  fallback: DESK,
})

const person = (name: string, change: Partial<OnCallPerson> = {}): OnCallPerson => ({
  ...{ personId: name.toLowerCase(), name, post: `${name}’s post` },
  ...{ email: `${name.toLowerCase()}@mopac.example.org`, phone: '+447700900001', ...change },
})
const ADA = person('Ada')
const BEN = person('Ben', { phone: '+447700900002' })

type Made = { steps?: object[]; ways?: ('smtp' | 'notify-sms' | 'notify-email')[] }
let day = 0
/** A world of its own day, so that no alert of another test is due in it. */
function aWorld({ steps = [PRIMARY, SECONDARY, LAST], ways }: Made = {}): PageWorld {
  const startsAt = new Date(Date.UTC(2027, 0, ++day, 9)).toISOString()
  const world = new PageWorld(database, {
    office: officeWith(ladders(steps)),
    startsAt,
    ...(ways && { ways }),
  })
  world.onCall = async (_tx, _office, layer) => (layer === 'primary' ? [ADA] : [BEN])
  return world
}
const told = (world: PageWorld, of: (attempt: Attempt) => string = ({ to }) => to) => world.attempts.map(of)
const listedIn = (attempts: readonly Attempt[]) =>
  attempts.flatMap(({ text }) => text.match(/MOPAC-26-[0-9a-f]{8}/g) ?? [])
const raiseOne = async (world: PageWorld, level?: 'immediate' | 'serious') =>
  (await world.raise(1, level))[0] ?? ''
const ended = async (world: PageWorld, id: string) => {
  await world.pass(1)
  await world.answer(id)
  expect(world.unforeseen).toEqual([])
}

describe('an immediate alert', () => {
  it('goes over two channels at once, and says in both the reference, the level and the link, and nothing else', async () => {
    const world = aWorld()
    const id = await raiseOne(world)
    await world.pass(10)
    expect(told(world, ({ way, to }) => `${way} ${to}`).sort()).toEqual([
      'notify-sms +447700900001',
      'smtp ada@mopac.example.org',
    ])
    expect(new Set(told(world, ({ atMs }) => String(atMs))).size).toBe(1)
    for (const { text } of world.attempts) {
      expect(text).toContain('MOPAC-26-')
      expect(text).toMatch(/immediate/i)
      expect(text).toContain(`https://waypost.example.org/alerts/${id}`)
      expect(text).not.toContain('A letter')
      expect(text).not.toContain('Ada')
    }
    const sms = world.attempts.find(({ way }) => way === 'notify-sms')
    expect(sms?.text.length).toBeLessThan(306)
    await ended(world, id)
  })

  it('climbs to each step at its time, repeats a step that is to be repeated, and begins again', async () => {
    const world = aWorld({
      steps: [
        { ...PRIMARY, channels: ['email'] },
        { ...SECONDARY, channels: ['email'], repeats: 1 },
        { ...LAST, channels: ['email'] },
      ],
    })
    const start = world.nowMs
    const id = await raiseOne(world)
    await world.pass(40 * 60)
    expect(
      told(world, ({ atMs, to }) => `${to.split('@')[0]} ${Math.round((atMs - start) / 60_000)}`),
    ).toEqual(
      ['ada 0', 'ben 5', 'ben 10', 'head 15', 'ada 25', 'ben 30', 'ben 35', 'head 40'].slice(
        0,
        world.attempts.length,
      ),
    )
    expect(world.attempts.length).toBeGreaterThanOrEqual(7)
    for (const { atMs } of world.attempts) expect((atMs - start) % 300_000).toBeLessThanOrEqual(5_000)
    await ended(world, id)
  })

  it('asks the rota when a page leaves and not before: whoever takes over in between is told', async () => {
    const world = aWorld({ steps: [{ ...PRIMARY, repeats: 1 }, LAST] })
    const takesOver = world.nowMs + 120_000
    world.onCall = async (_tx, _office, _layer, at) => [at.getTime() < takesOver ? ADA : BEN]
    const id = await raiseOne(world)
    await world.pass(6 * 60)
    expect(told(world)).toEqual([ADA.email, ADA.phone, BEN.email, BEN.phone])
    await ended(world, id)
  })
})

describe('a serious alert', () => {
  it('waits as long as the office says, and goes over one channel', async () => {
    const world = aWorld()
    const id = await raiseOne(world, 'serious')
    await world.pass(59 * 60)
    expect(told(world)).toEqual([])
    await world.pass(2 * 60)
    expect(told(world)).toEqual([ADA.email])
    await ended(world, id)
  })

  it('falls to the second channel at once where the first fails', async () => {
    const world = aWorld()
    world.ending = ({ way }) => ({ outcome: way === 'smtp' ? 'refused' : 'taken' })
    const id = await raiseOne(world, 'serious')
    await world.pass(60 * 60 + 3)
    expect(told(world)).toEqual([ADA.email, ADA.phone])
    await world.pass(60)
    expect(told(world)).toHaveLength(2)
    await ended(world, id)
  })
})

describe('a channel that fails', () => {
  it('is followed by the other provider of the channel where there is one, and brings nobody forward', async () => {
    const world = aWorld({ ways: ['smtp', 'notify-sms', 'notify-email'] })
    world.ending = ({ way }) => ({ outcome: way === 'smtp' ? 'later' : 'taken' })
    const id = await raiseOne(world)
    await world.pass(60)
    expect(told(world, ({ way }) => way).sort()).toEqual(['notify-email', 'notify-sms', 'smtp'])
    expect((await world.pagesOf([id])).map(({ way, state }) => `${way} ${state}`).sort()).toEqual([
      'notify-email sent',
      'notify-sms sent',
      'smtp failed',
    ])
    await ended(world, id)
  })

  it('both of them, brings the next person forward within seconds', async () => {
    const world = aWorld()
    world.ending = ({ to }) => ({ outcome: to === ADA.email || to === ADA.phone ? 'refused' : 'taken' })
    const id = await raiseOne(world)
    await world.pass(12)
    expect(told(world)).toEqual(expect.arrayContaining([BEN.email, BEN.phone]))
    await ended(world, id)
  })
})

describe('b77: a step that has nobody to tell', () => {
  const skippedOf = async (world: PageWorld, id: string) =>
    (await world.pagesOf([id]))
      .filter(({ state }) => state === 'skipped')
      .map(({ post, because }) => `${post}: ${because}`)

  it.each<[string, PageWorld['onCall'], string[]]>([
    [
      'an empty rota',
      async () => [],
      ['Primary duty officer: nobody-on-call', 'Secondary duty officer: nobody-on-call'],
    ],
    [
      'a rota that fails',
      async () => {
        throw new TypeError('a fault of ours')
      },
      ['Primary duty officer: nobody-on-call', 'Secondary duty officer: nobody-on-call'],
    ],
    [
      'a rota whose query fails',
      (tx) => tx.execute('select nobody from nowhere') as never,
      ['Primary duty officer: nobody-on-call', 'Secondary duty officer: nobody-on-call'],
    ],
  ])(
    '%s: is passed over at once, noted, and the fallback and the head of the office are told',
    async (_what, onCall, skipped) => {
      const world = aWorld()
      world.onCall = onCall
      const id = await raiseOne(world)
      await world.pass(3)
      expect(told(world).sort()).toEqual([HEAD.phone, DESK.email, HEAD.email].sort())
      expect((await skippedOf(world, id)).sort()).toEqual(skipped)
      // The fallback once in a round, however many steps are empty.
      await world.pass(9 * 60)
      expect(told(world).filter((to) => to === DESK.email)).toHaveLength(1)
      await world.pass(2 * 60)
      expect(told(world).filter((to) => to === DESK.email)).toHaveLength(2)
      await ended(world, id)
    },
  )

  it('a person with no phone on a step by text message: the next step and the fallback are told', async () => {
    const world = aWorld({ steps: [{ ...PRIMARY, channels: ['sms'] }, SECONDARY, LAST] })
    world.onCall = async (_tx, _office, layer) =>
      layer === 'primary' ? [person('Ada', { phone: undefined })] : [BEN]
    const id = await raiseOne(world)
    await world.pass(3)
    expect(told(world).sort()).toEqual([BEN.phone, BEN.email, DESK.email].sort())
    expect(await skippedOf(world, id)).toEqual(['Ada’s post: no-address'])
    await ended(world, id)
  })

  it('one of two who cannot be reached is noted, and the other is told', async () => {
    const world = aWorld()
    world.onCall = async () => [ADA, person('Cy', { email: undefined, phone: undefined })]
    const id = await raiseOne(world)
    await world.pass(3)
    expect(told(world)).toEqual(expect.arrayContaining([ADA.email, ADA.phone]))
    expect(await skippedOf(world, id)).toEqual(['Cy’s post: no-address'])
    await ended(world, id)
  })

  it('two of one post who cannot be reached hold up neither the step nor the fallback', async () => {
    const world = aWorld()
    const noWay = { post: 'Primary duty officer', email: undefined, phone: undefined }
    world.onCall = async (_tx, _office, layer) =>
      layer === 'primary' ? [person('Cy', noWay), person('Di', noWay)] : [BEN]
    const id = await raiseOne(world)
    await world.pass(3)
    expect(told(world).sort()).toEqual([BEN.phone, BEN.email, DESK.email].sort())
    expect(await skippedOf(world, id)).toEqual(['Primary duty officer: no-address'])
    await ended(world, id)
  })
})

describe('b82: many alerts at once', () => {
  it('are listed in pages that name each of them once for each person and way, and each keeps its own answer', async () => {
    const world = aWorld()
    const ids = await world.raise(40)
    const references = ids.map((id) => world.referenceOf(id))
    await world.pass(5)
    for (const to of [ADA.email, ADA.phone]) {
      const listed = listedIn(world.attempts.filter((attempt) => attempt.to === to))
      expect([...listed].sort()).toEqual([...references].sort())
    }
    expect(world.attempts.length).toBeLessThan(50)
    for (const { way, text } of world.attempts)
      if (way === 'notify-sms') expect(text.length).toBeLessThan(918)
    await world.answer(ids[0] ?? '')
    await world.pass(5 * 60)
    const later = world.attempts.filter(({ to }) => to === BEN.email).map(({ text }) => text)
    expect(later.some((text) => text.includes(references[0] ?? ''))).toBe(false)
    expect(later.some((text) => text.includes(references[1] ?? ''))).toBe(true)
  }, 60_000)

  it('that were cut off are told again without those that somebody has answered since, however often', async () => {
    const world = aWorld({ ways: ['smtp'] })
    world.ending = () => ({ outcome: 'unknown' })
    const ids = await world.raise(5)
    const over: [reference: string, atMs: number][] = []
    for (const id of ids.slice(0, 3)) {
      await world.pass(20)
      await world.answer(id)
      over.push([world.referenceOf(id), world.nowMs])
    }
    await world.pass(60)
    expect(world.attempts.length).toBeGreaterThan(4)
    for (const [reference, atMs] of over) {
      expect(world.attempts.some((one) => one.atMs > atMs && one.text.includes(reference))).toBe(false)
    }
  }, 60_000)

  it('fall to the next way together where the first fails', async () => {
    const world = aWorld({ ways: ['smtp', 'notify-sms', 'notify-email'] })
    world.ending = ({ way }) => ({ outcome: way === 'smtp' ? 'refused' : 'taken' })
    await world.raise(40)
    await world.pass(10)
    const again = world.attempts.filter(({ way }) => way === 'notify-email')
    expect(again.length).toBeLessThan(25)
    expect(new Set(listedIn(again)).size).toBe(40)
  })

  it('are each told once by the next way, whichever workers take them up together', async () => {
    for (let round = 0; round < 3; round++) {
      const world = aWorld({ ways: ['smtp', 'notify-sms', 'notify-email'] })
      world.ending = ({ way }) => ({ outcome: way === 'smtp' ? 'refused' : 'taken' })
      const ids = await world.raise(40)
      await world.pass(10)
      const again = listedIn(world.attempts.filter(({ way }) => way === 'notify-email'))
      expect([...again].sort()).toEqual(ids.map((id) => world.referenceOf(id)).sort())
      for (const id of ids) await world.finish(id)
    }
  }, 60_000)
})

describe('a page that was cut off', () => {
  /** As a version before had it that noted no way, and died. */
  const ofNoWay = (world: PageWorld, id: string) =>
    world.read((tx) =>
      tx.insert(pages).values({
        ...{ id: randomUUID(), officeId: 'mopac', escalationId: id, step: 0, post: 'Ada’s post' },
        ...{ personKey: 'person:old', state: 'sending', claimedAt: new Date(world.nowMs - 60_000) },
      }),
    )

  it('and of which no way was noted, is left, and the rung that is due is told', async () => {
    const world = aWorld()
    const id = await raiseOne(world)
    await ofNoWay(world, id)
    await world.pass(5)
    expect(told(world)).toEqual([ADA.email, ADA.phone])
    const [old] = (await world.pagesOf([id])).filter(({ personKey }) => personKey === 'person:old')
    expect(old?.state).toBe('unknown')
    await ended(world, id)
  })

  it('does not stand as being sent for ever, where nobody is to be told any more', async () => {
    const world = aWorld()
    const id = await raiseOne(world)
    world.ending = () => ({ outcome: 'killed' })
    await world.pass(5)
    expect((await world.pagesOf([id])).map(({ state }) => state)).toEqual(['sending', 'sending'])
    await world.answer(id)
    await world.finish(id)
    await world.pass(180)
    expect((await world.pagesOf([id])).map(({ state }) => state)).toEqual(['unknown', 'unknown'])
    expect(world.attempts).toHaveLength(2)
    expect(world.unforeseen).toEqual([])
  })
})

describe('an office that waits for longer than an hour', () => {
  const duty = ladders([PRIMARY, SECONDARY, LAST])
  const office = officeWith({ ...duty, serious: { ...duty.serious, afterMinutes: 240 } })
  const swept = async (world: PageWorld) => {
    const queue = new RememberingQueue()
    const { offices, now } = world.deps
    await sweepAll({ database, queue, offices, now }, ['page'])
    return queue.owed.length
  }

  it('has no job owed every two seconds for an alert that waits as it should, and one for a time that no wait explains', async () => {
    const startsAt = new Date(Date.UTC(2027, 0, ++day, 9)).toISOString()
    const world = new PageWorld(database, { office, startsAt })
    const id = await raiseOne(world, 'serious')
    expect(await swept(world)).toBe(0)
    await world.read((tx) =>
      tx
        .update(escalations)
        .set({ nextPageAt: new Date(world.nowMs + 300 * 60_000) })
        .where(eq(escalations.id, id)),
    )
    expect(await swept(world)).toBe(1)
  })
})

describe('a step that everybody has to answer', () => {
  const EVERYBODY = {
    who: [{ rota: 'primary' }, { rota: 'secondary' }],
    channels: ['email'],
    waitMinutes: 5,
    everybody: true,
    repeats: 3,
  }
  const [adaId, benId] = [randomUUID(), randomUUID()]

  beforeAll(() =>
    inOffice(database.db, 'mopac', (tx) =>
      tx.insert(dutyPeople).values(
        [
          [adaId, 'Ada', 'key-ada'],
          [benId, 'Ben', 'key-ben'],
        ].map(([id = '', name = '', userKey = '']) => ({
          ...{ id, officeId: 'mopac', name, userKey, email: `${name.toLowerCase()}@mopac.example.org` },
          ...{ addedBy: 'manager', addedByName: 'Manager', addedAt: new Date() },
        })),
      ),
    ),
  )

  const everybody = () => {
    const world = aWorld({ steps: [EVERYBODY, { ...LAST, channels: ['email'] }] })
    world.onCall = async (_tx, _office, layer) =>
      layer === 'primary' ? [{ ...ADA, personId: adaId }] : [{ ...BEN, personId: benId }]
    return world
  }

  it('is answered when each has answered, and climbs on for the other until then', async () => {
    const world = everybody()
    const id = await raiseOne(world)
    await world.pass(10)
    expect(told(world).sort()).toEqual([ADA.email, BEN.email])
    expect(await world.answer(id, 'key-ada', 'Ada')).toEqual({ ok: true })
    expect(await world.alert(id)).toMatchObject({ state: 'paging', answeredBy: null })
    await world.pass(5 * 60)
    expect(told(world).slice(2)).toEqual([BEN.email])
    expect(await world.answer(id, 'key-ben', 'Ben')).toEqual({ ok: true })
    expect(await world.alert(id)).toMatchObject({ state: 'answered', answeredBy: 'Ada and Ben' })
    await world.pass(10 * 60)
    expect(told(world)).toHaveLength(3)
  })

  it('is not answered by one of them twice, and says so', async () => {
    const world = everybody()
    const id = await raiseOne(world)
    await world.pass(10)
    await world.answer(id, 'key-ada', 'Ada')
    expect(await world.answer(id, 'key-ada', 'Ada')).toEqual({ ok: false, because: 'others-still-to-answer' })
    expect(await world.alert(id)).toMatchObject({ state: 'paging' })
  })

  it('is answered by the head of the office alone, once they were told because it was not complete', async () => {
    const world = everybody()
    const id = await raiseOne(world)
    await world.pass(20 * 60 + 10)
    expect(told(world).at(-1)).toBe(HEAD.email)
    expect(await world.answer(id, 'key-head', 'Head')).toEqual({ ok: true })
    expect(await world.alert(id)).toMatchObject({ state: 'answered', answeredBy: 'Head' })
  })
})

describe('somebody who is kept from the case after their page was cut off', () => {
  const [id, userKey] = [randomUUID(), 'key-eve']

  beforeAll(() =>
    inOffice(database.db, 'mopac', (tx) =>
      tx.insert(dutyPeople).values({
        ...{ id, officeId: 'mopac', name: 'Eve', userKey, email: 'eve@mopac.example.org' },
        ...{ addedBy: 'manager', addedByName: 'Manager', addedAt: new Date() },
      }),
    ),
  )

  it('is not told of it again, and the next person is', async () => {
    const world = aWorld({ ways: ['smtp'] })
    world.onCall = async (_tx, _office, layer) =>
      layer === 'primary' ? [person('Eve', { personId: id })] : [BEN]
    world.ending = ({ to }) => ({ outcome: to === BEN.email ? 'taken' : 'killed' })
    const alertId = await raiseOne(world)
    await world.pass(5)
    const alert = await world.alert(alertId)
    await world.read((tx) =>
      tx.insert(keptFrom).values({
        ...{ id: randomUUID(), officeId: 'mopac', caseId: alert?.caseId ?? '', userKey, userName: 'Eve' },
        ...{ reason: 'Named', keptBy: 'manager', keptByName: 'Manager', keptAt: new Date(world.nowMs) },
      }),
    )
    await world.pass(6 * 60)
    expect(told(world)).toEqual(['eve@mopac.example.org', BEN.email])
    await ended(world, alertId)
  })
})

describe('b80: a page that the provider took and that did not get there', () => {
  const hear = (world: PageWorld, attempt: Attempt, state: 'delivered' | 'undelivered', because: string) =>
    world.read(async (tx) => {
      const sentMailId = attempt.key.split('.')[1] ?? ''
      await noteDelivery(tx, world.deps, { sentMailId, delivery: { state, because } })
    })

  it('brings the next person forward at once, by its receipt, once', async () => {
    const world = aWorld({ steps: [{ ...PRIMARY, channels: ['sms'] }, SECONDARY, LAST] })
    const id = await raiseOne(world)
    await world.pass(10)
    const [page] = world.attempts
    if (!page) throw new Error('Nobody was told')
    await hear(world, page, 'undelivered', 'permanent-failure')
    await hear(world, page, 'undelivered', 'permanent-failure')
    await world.pass(3)
    expect(told(world)).toEqual([ADA.phone, ...[BEN.email, BEN.phone]])
    expect((await world.pagesOf([id])).find(({ step }) => step === 0)).toMatchObject({
      ...{ state: 'undelivered', because: 'permanent-failure' },
    })
    await ended(world, id)
  })

  it('brings nobody forward where the other channel is known to have got there', async () => {
    const world = aWorld()
    const id = await raiseOne(world)
    await world.pass(10)
    const sms = world.attempts.find(({ way }) => way === 'notify-sms')
    const mail = (await world.pagesOf([id])).find(({ way }) => way === 'smtp')
    if (!sms || !mail?.sentMailId) throw new Error('Nobody was told')
    await hear(world, sms, 'delivered', 'delivered')
    await world.read((tx) =>
      noteDelivery(tx, world.deps, {
        sentMailId: mail.sentMailId ?? '',
        delivery: { state: 'undelivered', because: 'bounced' },
      }),
    )
    await world.pass(60)
    expect(told(world)).toHaveLength(2)
    await ended(world, id)
  })

  it('changes nothing for an alert that somebody has answered', async () => {
    const world = aWorld({ steps: [{ ...PRIMARY, channels: ['sms'] }, SECONDARY, LAST] })
    const id = await raiseOne(world)
    await world.pass(10)
    await world.answer(id)
    const before = await world.alert(id)
    const [page] = world.attempts
    if (page) await hear(world, page, 'undelivered', 'technical-failure')
    await world.pass(60)
    expect(told(world)).toHaveLength(1)
    expect(await world.alert(id)).toEqual(before)
  })
})
