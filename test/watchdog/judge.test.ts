import { describe, expect, it } from 'vitest'
import { type Answer, type Check, judgeCheck } from '../../src/watchdog/judge.ts'
import { NOTHING_SEEN, type Notice, type WatchedState } from '../../src/watchdog/state.ts'

const MINUTE = 60_000
const limits = { checks: 2, remindMs: 30 * MINUTE, canary: { withinMs: 10 * MINUTE, paged: true } }
const WELL: Answer = {
  database: { ok: true },
  intake: { ok: true },
  jobs: { ok: true },
  pages: { ok: true },
  watchdog: null,
}
const without = (part: 'database' | 'intake' | 'jobs' | 'pages'): Answer => ({
  ...WELL,
  [part]: { ok: false },
})

/** Checks a minute apart; what was told at which minute. */
function run(answers: readonly (Answer | undefined)[], begin: WatchedState = NOTHING_SEEN) {
  let state = begin
  const told: [number, Notice['kind'], string][] = []
  for (const [minute, answer] of answers.entries()) {
    const check: Check = { answer, canarySent: undefined, now: minute * MINUTE }
    const judged = judgeCheck('here', state, check, limits)
    state = judged.state
    for (const { kind, trouble } of judged.notices) told.push([minute, kind, trouble])
  }
  return { told, state }
}
const times = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one)

describe('the watchdog', () => {
  it('says nothing while all is well, and nothing of one bad check', () => {
    expect(run([WELL, without('jobs'), WELL, undefined, WELL, WELL]).told).toEqual([])
  })

  it.each(['database', 'intake', 'jobs', 'pages'] as const)(
    'raises %s once, reminds every half an hour, and says once that it is over',
    (part) => {
      const { told, state } = run([...times(65, without(part)), ...times(5, WELL)])
      expect(told).toEqual([
        [1, 'raised', part],
        [31, 'still', part],
        [61, 'still', part],
        [66, 'over', part],
      ])
      expect(state.known).toEqual([])
    },
  )

  it('raises a service that is gone as gone and as nothing else, and keeps what it knew of its parts', () => {
    const { told } = run([...times(2, without('jobs')), ...times(3, undefined), ...times(2, WELL)])
    expect(told).toEqual([
      [1, 'raised', 'jobs'],
      [3, 'raised', 'gone'],
      [6, 'over', 'jobs'],
      [6, 'over', 'gone'],
    ])
  })

  it('raises a database that is away as that, whatever else cannot be asked', () => {
    const all = { ...without('database'), jobs: { ok: false }, pages: { ok: false }, intake: { ok: false } }
    expect(run(times(4, all)).told).toEqual([[1, 'raised', 'database']])
  })

  it('takes a good check between bad ones for no end, and a bad one between good ones for no new trouble', () => {
    const bad = without('pages')
    const { told } = run([bad, bad, WELL, bad, WELL, bad, WELL, WELL])
    expect(told).toEqual([
      [1, 'raised', 'pages'],
      [7, 'over', 'pages'],
    ])
  })
})

describe('its test messages', () => {
  const sent = (id: string, minute: number) => ({ id, sentAt: minute * MINUTE, seen: false })
  const came = (canary: string, paged: boolean): Answer => ({ ...WELL, watchdog: { canary, paged } })
  const waiting = { ...NOTHING_SEEN, outstanding: [sent('one', 0), sent('two', 5)] }

  it('are missing where they have not come in their time', () => {
    const { told } = run(times(14, WELL), waiting)
    expect(told).toEqual([[12, 'raised', 'canary-missing']])
  })

  it('have come and not been paged, which is another trouble', () => {
    const { told } = run(times(18, came('two', false)), waiting)
    // The first of the two was sent at minute 0; that a later one came says only that the way is open.
    expect(told).toEqual([[12, 'raised', 'canary-not-paged']])
  })

  it('that come all the way answer for those before them, and end the trouble', () => {
    const { told, state } = run([...times(14, WELL), ...times(2, came('two', true))], waiting)
    expect(told).toEqual([
      [12, 'raised', 'canary-missing'],
      [15, 'over', 'canary-missing'],
    ])
    expect(state.outstanding).toEqual([])
  })

  it('do not come while the service is gone, and that is not told twice', () => {
    expect(run(times(20, undefined), waiting).told).toEqual([[1, 'raised', 'gone']])
  })

  it('that cannot be sent are told as that, and only checks that sent one count', () => {
    let state = NOTHING_SEEN
    const told: string[] = []
    for (const [minute, canarySent] of [
      false,
      undefined,
      undefined,
      false,
      undefined,
      true,
      true,
    ].entries()) {
      const judged = judgeCheck('here', state, { answer: WELL, canarySent, now: minute * MINUTE }, limits)
      state = judged.state
      told.push(...judged.notices.map(({ kind, trouble }) => `${minute} ${kind} ${trouble}`))
    }
    expect(told).toEqual(['3 raised canary-not-sent', '6 over canary-not-sent'])
  })
})
