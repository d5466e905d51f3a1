import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { putAlertsBack, putBackMs } from '../../src/jobs/clock-back.ts'
import { type TestDatabase, testDatabase } from '../db.ts'
import { DUTY } from '../faults/ladder-scenarios.ts'
import { officeWith, PageWorld } from './page-world.ts'

const HOUR = 60 * 60_000
const at = (wallMs: number, steadyMs: number) => ({ wallMs, steadyMs })

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

describe('b39: a clock that is set while alerts climb', () => {
  it.each([
    ['goes on as it should', at(2_000, 2_000), 0],
    ['is put back an hour', at(2_000 - HOUR, 2_000), HOUR],
    ['is put back by three minutes', at(2_000 - 180_000, 2_000), 180_000],
    ['is corrected by half a second', at(1_500, 2_000), 0],
    ['is put forward an hour', at(2_000 + HOUR, 2_000), 0],
  ])('is seen to have been put back or not: it %s', (_what, after, backMs) => {
    expect(putBackMs(at(0, 0), after)).toBe(backMs)
  })

  it.each([3, 60])(
    'put back by %i minutes, the next rung is told at its time all the same',
    async (minutes) => {
      const world = new PageWorld(database, { office: officeWith(DUTY), startsAt: '2027-04-01T09:00:00Z' })
      world.onCall = async (_tx, _office, layer) => [
        { personId: layer, name: layer, post: layer, email: `${layer}@mopac.example.org` },
      ]
      world.sweepEveryMs = 2_000
      const [id = ''] = await world.raise(1)
      await world.pass(4 * 60)
      expect(world.attempts.map(({ to }) => to)).toEqual(['primary@mopac.example.org'])
      const backMs = minutes * 60_000
      world.nowMs -= backMs
      world.rewind(backMs)
      await putAlertsBack(database.db, 'mopac', { backMs, now: new Date(world.nowMs) })
      await world.pass(55)
      expect(world.attempts).toHaveLength(1)
      await world.pass(10)
      expect(world.attempts.map(({ to }) => to)).toEqual([
        'primary@mopac.example.org',
        'secondary@mopac.example.org',
      ])
      await world.answer(id)
      await world.finish(id)
    },
  )

  it('put back once for two processes that both see it, and again for the next jump', async () => {
    const world = new PageWorld(database, { office: officeWith(DUTY), startsAt: '2027-05-01T09:00:00Z' })
    const [id = ''] = await world.raise(1)
    const due = async () => (await world.alert(id))?.nextPageAt?.getTime() ?? 0
    const first = await due()
    const at = (afterMs: number) => new Date(world.nowMs + afterMs)
    const jump = { backMs: HOUR, now: at(-HOUR) }
    const both = [putAlertsBack(database.db, 'mopac', jump), putAlertsBack(database.db, 'mopac', jump)]
    const [one, two] = await Promise.all(both)
    expect(first - (await due())).toBe(HOUR)
    const [mine] = [one, two].filter((done) => done !== undefined)
    expect([one, two].filter((done) => done === undefined)).toHaveLength(1)
    // The one that did it sees the next jump, half a minute later; the other one still sees none of its own.
    const next = { backMs: 5_000, now: at(-HOUR + 25_000) }
    expect(await putAlertsBack(database.db, 'mopac', { ...next, mine })).toEqual(next.now)
    expect(await putAlertsBack(database.db, 'mopac', next)).toBeUndefined()
    expect(first - (await due())).toBe(HOUR + 5_000)
    // Later, any of them may be the first to see one.
    const later = { backMs: 2_000, now: at(HOUR) }
    expect(await putAlertsBack(database.db, 'mopac', later)).toEqual(later.now)
    await world.finish(id)
  })
})
