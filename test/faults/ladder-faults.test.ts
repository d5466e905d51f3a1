/**
 * The fault matrix of paging on a clock that the test moves: in each scenario alerts are raised
 * over half an hour and answered at random, or by nobody. Eight scenarios and eighty alerts here, all
 * twenty and ten thousand with `npm run faults`; docs/faults.md has the figures.
 */
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sentMails } from '../../src/db/schema.ts'
import { noteDelivery } from '../../src/escalations/note-delivery.ts'
import { type TestDatabase, testDatabase } from '../db.ts'
import { type Attempt, officeWith, PageWorld } from '../escalations/page-world.ts'
import { DUTY, MINUTE, type Scenario, scenarios } from './ladder-scenarios.ts'
import { type Figures, judge, NOTHING, type Told } from './ladder-truth.ts'

const IS_LONG = process.env['FAULTS'] === 'long'
const EACH = Number(process.env['ALERTS'] ?? (IS_LONG ? 500 : 10))
/** One of each kind of fault; the others are variations that cost CI a minute. */
const SHORT = /^(nothing|SMTP alone|both|the database|the worker|an empty|the night the clocks go back|pages)/
const staged = () => scenarios(() => random()).filter(({ name }) => IS_LONG || SHORT.test(name))
/** The long run raises them in twenties and more, as a bad night does; many of its pages tell of several. */
const TOGETHER = IS_LONG ? 25 : 1
const RAISED_OVER_MS = 20 * MINUTE
const RUN_MS = 36 * MINUTE
const office = officeWith(DUTY)

/** Seeded (mulberry32), so that a run can be made again. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
const SEED = Number(process.env['SEED'] ?? 22)
/** Begun anew for each scenario, so that one that fails fails alone too. */
let random = seeded(SEED)

/** Each scenario has a database of its own: what others left would slow it down. */
let database: TestDatabase
beforeEach(async () => {
  database = await testDatabase()
  random = seeded(SEED)
})
afterEach(() => database.close())

type Alert = { id: string; reference: string; raisedMs: number; answeredMs: number | undefined }

function aWorld(scenario: Scenario): PageWorld {
  const world = new PageWorld(database, { office, startsAt: scenario.startsAt, ways: scenario.ways })
  const startMs = world.nowMs
  world.ending = (attempt) => scenario.ending(attempt, attempt.atMs - startMs)
  world.onCall = async (_tx, _office, layer, at) => scenario.rota(layer, at)
  if (scenario.losesJob) world.losesJob = scenario.losesJob
  if (scenario.databaseFails) world.databaseFails = scenario.databaseFails
  if (scenario.sweeps) world.sweepEveryMs = 2_000
  return world
}

/** Raises each at its moment, and answers it at its own, if anybody does. */
function plan(world: PageWorld, scenario: Scenario, alerts: Alert[]): void {
  const startMs = world.nowMs
  for (let raised = 0; raised < EACH; raised += TOGETHER) {
    const raisedMs = startMs + (scenario.atOnce ? 1_000 : Math.floor(random() * RAISED_OVER_MS))
    world.at(raisedMs, () =>
      world.during(async () => {
        for (const id of await world.raise(TOGETHER)) {
          const alert: Alert = { id, reference: world.referenceOf(id), raisedMs, answeredMs: undefined }
          alerts.push(alert)
          const answeredMs = raisedMs + Math.floor(random() * 14 * MINUTE)
          if (random() < 0.8) world.at(answeredMs, () => world.during(() => answer(world, alert)))
        }
      }),
    )
  }
}

async function answer(world: PageWorld, alert: Alert): Promise<void> {
  alert.answeredMs = world.nowMs
  expect(await world.answer(alert.id)).toEqual({ ok: true })
  await world.finish(alert.id)
}

/** A report that a page came back, as its bounce or receipt brings it. */
function hear(world: PageWorld, scenario: Scenario): void {
  const { comesBack } = scenario
  if (!comesBack) return
  world.taken = (attempt) => {
    const afterMs = comesBack(attempt)
    if (afterMs === undefined) return
    world.at(world.nowMs + afterMs, () =>
      world.during(() =>
        world.read(async (tx) => {
          const [mail] = await tx.select().from(sentMails).where(eq(sentMails.messageId, attempt.key))
          const delivery = { state: 'undelivered' as const, because: 'bounced' }
          await noteDelivery(tx, world.deps, { sentMailId: mail?.id ?? '', delivery })
        }),
      ),
    )
  }
}

async function run(scenario: Scenario): Promise<{ figures: Figures; wrong: string[] }> {
  const world = aWorld(scenario)
  const alerts: Alert[] = []
  const startMs = world.nowMs
  plan(world, scenario, alerts)
  hear(world, scenario)
  await world.pass(RUN_MS / 1000)
  expect(world.unforeseen).toEqual([])
  expect(alerts).toHaveLength(EACH)
  const figures = { ...NOTHING }
  const wrong: string[] = []
  const byReference = attemptsBy(world.attempts)
  for (const alert of alerts) {
    const told: Told = { ...alert, attempts: byReference.get(alert.reference) ?? [] }
    const { offTime, missed, afterAnswer, tooOften } = figures
    judge(figures, told, scenario, { startMs, endMs: world.nowMs })
    if (
      figures.offTime + figures.missed + figures.afterAnswer + figures.tooOften >
      offTime + missed + afterAnswer + tooOften
    )
      wrong.push(sayTold(told, startMs))
  }
  return { figures, wrong }
}

/** One alert of which something was wrong, in seconds since the start, for whoever looks into it. */
function sayTold({ raisedMs, answeredMs, attempts }: Told, startMs: number): string {
  const since = (ms: number | undefined) => (ms === undefined ? 'never' : String((ms - startMs) / 1000))
  const told = attempts.map(({ atMs, to, outcome }) => `${since(atMs)} ${to} ${outcome}`)
  return `raised ${since(raisedMs)}, answered ${since(answeredMs)}: ${told.join('; ')}`
}

/** A page may tell of several alerts. */
function attemptsBy(attempts: readonly Attempt[]): Map<string, Attempt[]> {
  const found = new Map<string, Attempt[]>()
  for (const attempt of attempts) {
    for (const reference of new Set(attempt.text.match(/MOPAC-26-[0-9a-f]{8}/g))) {
      found.set(reference, [...(found.get(reference) ?? []), attempt])
    }
  }
  return found
}

const all: Figures = { ...NOTHING }

describe('b77, b80 to b82: paging under faults', () => {
  it.each(staged())(
    '$name: every rung in time, nobody missed, nobody told after an answer',
    async (scenario) => {
      const { figures, wrong } = await run(scenario)
      console.info(`${scenario.name}: ${say(figures)}`)
      for (const [name, count] of Object.entries(figures)) {
        all[name as keyof Figures] =
          name === 'worstMs' ? Math.max(all.worstMs, count) : all[name as keyof Figures] + count
      }
      expect(figures, wrong.slice(0, 3).join('\n')).toMatchObject({
        missed: 0,
        offTime: 0,
        afterAnswer: 0,
        tooOften: 0,
      })
      expect(figures.rungs).toBeGreaterThanOrEqual(EACH)
    },
    IS_LONG ? 3_600_000 : 60_000,
  )

  it('over all of them together', () => {
    console.info(`LADDERS, seed ${SEED}: ${say(all)}`)
    expect(all.alerts).toBe(EACH * staged().length)
    expect(all).toMatchObject({ missed: 0, offTime: 0, afterAnswer: 0, tooOften: 0 })
  })
})

const say = (figures: Figures): string =>
  Object.entries(figures)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ')
