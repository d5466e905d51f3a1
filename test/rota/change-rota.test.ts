import { randomUUID } from 'node:crypto'
import { and, eq, isNull, like } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { verifyAudit } from '../../src/audit/verify.ts'
import type { Db } from '../../src/db/db.ts'
import { inOffice } from '../../src/db/db.ts'
import { alarms, audit, dutyOverrides, dutyPeople, dutyRotations } from '../../src/db/schema.ts'
import { fallbackOf } from '../../src/offices/duty-rung.ts'
import type { OfficeProfile } from '../../src/offices/profile.ts'
import { noteCover, swapShifts, withdrawCover } from '../../src/rota/change-cover.ts'
import { addPerson, changePerson, noteLeaving } from '../../src/rota/change-people.ts'
import type { ActingOnRota } from '../../src/rota/change-rota.ts'
import { addRotation, endRotation, type NewRotation } from '../../src/rota/change-rotations.ts'
import { checkRotas } from '../../src/rota/check-rotas.ts'
import { whoIsOnCall } from '../../src/rota/who-is-on-call.ts'
import { rulebook, type TestService, testService } from '../service.ts'

let service: TestService
let ada: string
let ben: string
/** A Monday. */
const START = new Date('2026-11-30T10:00:00Z')
const [mopac, others] = [rulebook.offices.get('mopac'), rulebook.offices.get('leicestershire-opcc')]
if (!mopac || !others) throw new Error('The rules have no such office')
/** Ladders that tell the primary duty officer and the fixed posts. */
const withoutSecondary = <T extends typeof mopac.duty.immediate>(ladder: T): T => ({
  ...ladder,
  steps: ladder.steps.filter(({ who }) => who.every(({ rota }) => rota !== 'secondary')),
})
const PRIMARY_ALONE = {
  ...mopac.duty,
  immediate: withoutSecondary(mopac.duty.immediate),
  serious: withoutSecondary(mopac.duty.serious),
}
/** Each test has an office of its own in the one database. */
let office: OfficeProfile
let count = 0

const acting = (now = service.now()): ActingOnRota => ({
  ...{ office, actor: 'demo:manager', actorName: 'Demo manager', now, queue: service.queue },
})
const inOurs = <T>(work: (tx: Db) => Promise<T>) => service.read(office.id, work)

beforeAll(async () => {
  service = await testService()
})
beforeEach(() => begin({ ...mopac, id: `office-${count++}`, duty: PRIMARY_ALONE }))
afterAll(() => service.close())

async function begin(here: OfficeProfile): Promise<void> {
  office = here
  service.setNow(START)
  ada = await person('Ada')
  ben = await person('Ben')
}

async function person(name: string, more: { email?: string | null; userKey?: string } = {}): Promise<string> {
  const entry = {
    name,
    email: `${name.toLowerCase()}@mopac.example.org`,
    phone: null,
    userKey: null,
    ...more,
  }
  expect(await inOurs((tx) => addPerson(tx, acting(), entry))).toEqual({ ok: true })
  const [row] = await inOurs((tx) => tx.select().from(dutyPeople).where(eq(dutyPeople.name, name)))
  return row?.id ?? ''
}

const rotation = (more: Partial<NewRotation> = {}): NewRotation => ({
  layer: 'primary',
  people: [ada, ben],
  startsOn: '2026-11-30',
  handover: { weekday: 1, time: '09:00' },
  hours: undefined,
  onBankHolidays: { what: 'as-usual' },
  ...more,
})
const add = (more: Partial<NewRotation> = {}) => inOurs((tx) => addRotation(tx, acting(), rotation(more)))
const cover = (from: string, to: string, personId = ben) =>
  inOurs((tx) =>
    noteCover(tx, acting(), {
      layer: 'primary',
      from: new Date(from),
      to: new Date(to),
      personId,
      reason: 'Dentist',
    }),
  )
const who = async (at: string) =>
  (await inOurs((tx) => whoIsOnCall(tx, office.id, 'primary', new Date(at)))).map(({ name }) => name)
const openAlarms = async () =>
  (await inOurs((tx) => tx.select().from(alarms).where(isNull(alarms.endedAt)))).map(
    ({ kind, about }) => `${kind} ${about}`,
  )
const history = async () =>
  (await inOurs((tx) => tx.select().from(audit))).filter(({ action }) =>
    /duty|rotation|cover|shift/.test(action),
  )

describe('changing the rota', () => {
  it('is in the history with who did it, and the history holds no name and no address', async () => {
    await add()
    await cover('2026-12-01T09:00:00Z', '2026-12-01T17:00:00Z')
    await inOurs((tx) =>
      changePerson(tx, acting(), ada, { name: 'Ada', email: null, phone: '+447700900123', userKey: null }),
    )
    const rows = await history()
    expect(rows.map(({ action }) => action)).toEqual([
      ...['duty-person-added', 'duty-person-added', 'rotation-added', 'cover-noted', 'duty-person-changed'],
    ])
    expect(rows.every(({ actor }) => actor === 'demo:manager')).toBe(true)
    expect(JSON.stringify(rows)).not.toMatch(/Ada|Ben|example|7700|Dentist/)
    expect(rows.at(-1)?.detail).toEqual({ personId: ada, changed: 'email phone' })
    expect(await inOurs(verifyAudit)).toMatchObject({ ok: true })
  })

  it('takes a rotation that began in the past from now on, in the turn where the weeks are', async () => {
    expect(await add({ startsOn: '2026-11-16', people: [ada, ben] })).toEqual({ ok: true })
    expect(await who('2026-11-30T10:05:00Z')).toEqual(['Ada'])
    expect(await who('2026-11-30T09:59:59Z')).toEqual([])
    expect(await who('2026-12-07T09:00:00Z')).toEqual(['Ben'])
  })

  it('lets a new rotation take the place of the one before it at the moment it begins', async () => {
    await add({ people: [ada] })
    expect(await add({ people: [ben], startsOn: '2026-12-02' })).toEqual({ ok: true })
    expect(await who('2026-12-02T08:59:59Z')).toEqual(['Ada'])
    expect(await who('2026-12-02T09:00:00Z')).toEqual(['Ben'])
    expect(await who('2026-12-09T09:00:00Z')).toEqual(['Ben'])
  })

  it('refuses hours that overlap with those of another rotation, over the end of the week too', async () => {
    const hours = { on: [7], from: '20:00', to: '08:00' }
    expect(await add({ hours })).toEqual({ ok: true })
    expect(await add({ hours: { on: [1], from: '07:00', to: '09:00' } })).toEqual({
      ok: false,
      because: 'hours-overlap',
    })
    expect(await add({ hours: { on: [1], from: '08:00', to: '09:00' } })).toEqual({ ok: true })
    expect(await add({ hours, layer: 'secondary' })).toEqual({ ok: true })
  })

  it('refuses people who are not there or have left, in a rotation, on bank holidays, and as cover', async () => {
    await inOurs((tx) => noteLeaving(tx, acting(), { id: ben, leavesAt: START }))
    expect(await add()).toEqual({ ok: false, because: 'person-has-left' })
    expect(await add({ people: [ada], onBankHolidays: { what: 'person', personId: ben } })).toEqual({
      ok: false,
      because: 'person-has-left',
    })
    expect(await add({ people: [randomUUID()] })).toEqual({ ok: false, because: 'no-such-person' })
    expect(await cover('2026-12-01T09:00:00Z', '2026-12-02T09:00:00Z')).toEqual({
      ok: false,
      because: 'person-has-left',
    })
    expect(await inOurs((tx) => noteLeaving(tx, acting(), { id: ben, leavesAt: START }))).toEqual({
      ok: false,
      because: 'person-has-left',
    })
  })

  it('links one person to a key that signs in, until they have left', async () => {
    const userKey = 'demo:duty-officer'
    await inOurs((tx) =>
      changePerson(tx, acting(), ada, { name: 'Ada', email: null, phone: '+447700900123', userKey }),
    )
    const taken = { name: 'Cy', email: 'cy@mopac.example.org', phone: null, userKey }
    expect(await inOurs((tx) => addPerson(tx, acting(), taken))).toEqual({
      ok: false,
      because: 'user-taken',
    })
    await inOurs((tx) => noteLeaving(tx, acting(), { id: ada, leavesAt: START }))
    expect(await inOurs((tx) => addPerson(tx, acting(), taken))).toEqual({ ok: true })
  })

  it('ends a cover that is taken back half-way now, and leaves what was before', async () => {
    await add({ people: [ada] })
    await cover('2026-12-01T09:00:00Z', '2026-12-03T09:00:00Z')
    const [row] = await inOurs((tx) => tx.select().from(dutyOverrides))
    service.setNow(new Date('2026-12-02T09:00:00Z'))
    expect(await inOurs((tx) => withdrawCover(tx, acting(), row?.id ?? ''))).toEqual({ ok: true })
    expect(await who('2026-12-01T12:00:00Z')).toEqual(['Ben'])
    expect(await who('2026-12-02T12:00:00Z')).toEqual(['Ada'])
    expect(await inOurs((tx) => withdrawCover(tx, acting(), row?.id ?? ''))).toEqual({
      ok: false,
      because: 'over-already',
    })
    expect(await inOurs((tx) => withdrawCover(tx, acting(), randomUUID()))).toEqual({
      ok: false,
      because: 'no-such-cover',
    })
  })

  it('refuses a cover that is over, or whose end is before its beginning', async () => {
    expect(await cover('2026-11-29T09:00:00Z', '2026-11-30T09:00:00Z')).toEqual({
      ok: false,
      because: 'over-already',
    })
    await expect(cover('2026-12-03T09:00:00Z', '2026-12-02T09:00:00Z')).rejects.toThrow()
    expect(await inOurs((tx) => tx.$count(dutyOverrides))).toBe(0)
  })

  it('swaps two shifts in one act, takes both halves back together, and refuses a shift that has changed', async () => {
    await add()
    const [mine, theirs] = [
      { layer: 'primary' as const, from: new Date('2026-12-07T09:00:00Z'), personId: ben },
      { layer: 'primary' as const, from: new Date('2026-12-14T09:00:00Z'), personId: ada },
    ]
    const swap = () => inOurs((tx) => swapShifts(tx, acting(), { mine, theirs, reason: 'School play' }))
    expect(await swap()).toEqual({ ok: true })
    expect([await who('2026-12-08T09:00:00Z'), await who('2026-12-15T09:00:00Z')]).toEqual([['Ada'], ['Ben']])
    expect(await swap()).toEqual({ ok: false, because: 'shift-changed' })
    const halves = await inOurs((tx) => tx.select().from(dutyOverrides))
    expect(halves).toHaveLength(2)
    expect(await inOurs((tx) => withdrawCover(tx, acting(), halves[0]?.id ?? ''))).toEqual({ ok: true })
    expect([await who('2026-12-08T09:00:00Z'), await who('2026-12-15T09:00:00Z')]).toEqual([['Ben'], ['Ada']])
    expect(await inOurs((tx) => swapShifts(tx, acting(), { mine, theirs: mine, reason: '' }))).toEqual({
      ok: false,
      because: 'same-person',
    })
  })

  it('lets of two people who change it at once the second see the first', async () => {
    const hours = { on: [1], from: '09:00', to: '17:00' }
    const done = await Promise.all([add({ hours }), add({ hours })])
    expect(done.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await inOurs((tx) => tx.$count(dutyRotations))).toBe(1)
  })

  it('is of one office: another one neither sees nor changes it', async () => {
    await add()
    const [row] = await inOurs((tx) => tx.select().from(dutyRotations))
    const there = { ...acting(), office: others }
    const elsewhere = <T>(work: (tx: Db) => Promise<T>) => inOffice(service.database.db, others.id, work)
    expect(await elsewhere((tx) => endRotation(tx, there, { id: row?.id ?? '', endsAt: START }))).toEqual({
      ok: false,
      because: 'no-such-rotation',
    })
    expect(await elsewhere((tx) => noteLeaving(tx, there, { id: ada, leavesAt: START }))).toEqual({
      ok: false,
      because: 'no-such-person',
    })
    expect(await elsewhere((tx) => tx.$count(dutyPeople))).toBe(0)
  })
})

describe('the readiness check', () => {
  const check = () =>
    checkRotas({
      ...service,
      db: service.database.db,
      offices: { ...service.offices, all: [office, others] },
    })
  const SOON = 'rota-gap-soon Primary: nobody reachable now, with no end'

  it('raises an alarm at the change that leaves a gap, and ends it at the one that fills it', async () => {
    expect(await openAlarms()).toEqual([SOON])
    await add()
    expect(await openAlarms()).toEqual([])
    await inOurs((tx) => noteLeaving(tx, acting(), { id: ada, leavesAt: new Date('2026-12-05T02:00:00Z') }))
    expect(await openAlarms()).toEqual([
      'rota-gap Primary: nobody reachable Saturday 5 December 02:00 to Monday 7 December 09:00',
    ])
    await cover('2026-12-05T02:00:00Z', '2026-12-07T09:00:00Z')
    expect(await openAlarms()).toEqual([])
  })

  it('tells whoever is named for when nobody is on duty, once a day, and names the hours', async () => {
    await begin({ ...mopac, duty: PRIMARY_ALONE })
    await add()
    await inOurs((tx) => noteLeaving(tx, acting(), { id: ada, leavesAt: new Date('2026-12-05T02:00:00Z') }))
    service.setNow(new Date('2026-11-30T10:01:00Z'))
    await service.doJobs()
    const told = () =>
      service.outgoing().filter((mail) => mail.includes('has a gap within the next seven days'))
    expect(told().map((mail) => /^To: (.+)$/m.exec(mail)?.[1]?.trim())).toEqual([fallbackOf(mopac).email])
    expect(told()[0]).toContain('nobody reachable Saturday 5 December 02:00')
    expect(told()[0]).not.toContain('Ada')
    const owed = async () =>
      (
        await inOurs((tx) =>
          tx
            .select()
            .from(alarms)
            .where(and(isNull(alarms.endedAt), like(alarms.kind, 'rota-gap%'))),
        )
      )[0]?.nextMailAt
    expect((await owed())?.getTime()).toBeGreaterThanOrEqual(new Date('2026-12-01T10:01:00Z').getTime())
  })

  it('finds a gap that comes within a week as time goes on, is sharper within a day, and is quiet when it is past', async () => {
    await add()
    await add({ people: [ben], hours: { on: [1], from: '00:00', to: '00:00' } })
    // The last day of the rotation is still ten days off.
    const [row] = await inOurs((tx) => tx.select().from(dutyRotations).where(isNull(dutyRotations.hoursOn)))
    await inOurs((tx) =>
      endRotation(tx, acting(), { id: row?.id ?? '', endsAt: new Date('2026-12-13T22:00:00Z') }),
    )
    expect(await openAlarms()).toEqual([])
    service.setNow(new Date('2026-12-06T22:30:00Z'))
    await check()
    const gap = 'Primary: nobody reachable Sunday 13 December 22:00 to 24:00'
    expect(await openAlarms()).toContain(`rota-gap ${gap}`)
    await check()
    expect((await openAlarms()).filter((one) => one.endsWith(gap))).toHaveLength(1)
    service.setNow(new Date('2026-12-12T22:30:00Z'))
    await check()
    expect(await openAlarms()).toContain(`rota-gap-soon ${gap}`)
    expect(await openAlarms()).not.toContain(`rota-gap ${gap}`)
    service.setNow(new Date('2026-12-13T23:00:00Z'))
    await check()
    expect(await openAlarms()).toContain(
      'rota-gap-soon Primary: nobody reachable now, until Monday 14 December 00:00',
    )
    service.setNow(new Date('2026-12-14T00:00:00Z'))
    await check()
    expect((await openAlarms()).filter((one) => one.includes('14 December 00:00'))).toEqual([])
  })

  it('names what is missing where nobody has begun a rota that the ladder tells', async () => {
    await begin({ ...mopac, id: `office-${count++}` })
    await add({ layer: 'primary' })
    expect(await openAlarms()).toEqual(['rota-gap-soon Secondary: nobody reachable now, with no end'])
    await check()
    expect(await inOffice(service.database.db, others.id, (tx) => tx.$count(alarms))).toBe(2)
  })
})
