import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inOffice } from '../../src/db/db.ts'
import { dutyOverrides, dutyPeople, dutyRotations } from '../../src/db/schema.ts'
import { whoIsOnCall } from '../../src/rota/who-is-on-call.ts'
import { type TestDatabase, testDatabase } from '../db.ts'

let database: TestDatabase
const AT = new Date('2026-11-30T12:00:00Z')
const noted = { notedBy: 'demo:manager', notedByName: 'Demo manager', notedAt: AT }
const added = { addedBy: 'demo:manager', addedByName: 'Demo manager', addedAt: AT }
const [ada, ben] = [randomUUID(), randomUUID()]

beforeAll(async () => {
  database = await testDatabase()
  await inOffice(database.db, 'mopac', async (tx) => {
    await tx.insert(dutyPeople).values([
      { id: ada, officeId: 'mopac', name: 'Ada', email: 'ada@mopac.example.org', ...added },
      { id: ben, officeId: 'mopac', name: 'Ben', phone: '+447700900123', ...added },
    ])
    await tx.insert(dutyRotations).values({
      ...{ id: randomUUID(), officeId: 'mopac', layer: 'primary', people: [ada], startsOn: '2026-11-02' },
      ...{
        handoverWeekday: 1,
        handoverTime: '09:00',
        bankHolidays: 'as-usual',
        calendar: 'england-and-wales',
      },
      ...noted,
    })
  })
})
afterAll(() => database.close())

const who = (layer: 'primary' | 'secondary', at = AT, office = 'mopac') =>
  inOffice(database.db, office, (tx) => whoIsOnCall(tx, office, layer, at))

describe('who is on call by the tables', () => {
  it('is a person with a post and a way to reach them, and nobody where no rotation is', async () => {
    expect(await who('primary')).toEqual([
      { personId: ada, name: 'Ada', post: 'Primary duty officer', email: 'ada@mopac.example.org' },
    ])
    expect(await who('secondary')).toEqual([])
    expect(await who('primary', new Date('2026-11-01T12:00:00Z'))).toEqual([])
  })

  it('holds from the next question on when somebody covers, and is over with the cover', async () => {
    const id = randomUUID()
    const [fromAt, toAt] = [new Date('2026-12-01T09:00:00Z'), new Date('2026-12-01T17:00:00Z')]
    await inOffice(database.db, 'mopac', (tx) =>
      tx.insert(dutyOverrides).values({
        ...{ id, officeId: 'mopac', layer: 'primary', fromAt, toAt, personId: ben, reason: 'Dentist' },
        ...noted,
      }),
    )
    expect(await who('primary', fromAt)).toEqual([
      { personId: ben, name: 'Ben', post: 'Primary duty officer', phone: '+447700900123' },
    ])
    expect((await who('primary', toAt)).map(({ name }) => name)).toEqual(['Ada'])
  })

  it('shows no other office anything', async () => {
    expect(await who('primary', AT, 'leicestershire-opcc')).toEqual([])
  })

  it('is never rewritten: a rotation and a cover can only be ended', async () => {
    const rewrite = (change: (tx: Parameters<Parameters<typeof inOffice>[2]>[0]) => Promise<unknown>) =>
      inOffice(database.db, 'mopac', change)
    await expect(rewrite((tx) => tx.update(dutyRotations).set({ people: [ben] }))).rejects.toThrow()
    await expect(rewrite((tx) => tx.update(dutyOverrides).set({ personId: ada }))).rejects.toThrow()
    await expect(rewrite((tx) => tx.delete(dutyPeople))).rejects.toThrow()
  })
})
