import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { addDays, londonDay, weekdayOf } from '../../src/clocks/days.ts'
import { DrillPlan, plannedDrill } from '../../src/offices/drill-schedule.ts'
import { rulebook } from '../service.ts'

const seed = (words: string): [number, number] => {
  const hash = createHash('sha256').update(words).digest()
  return [hash.readUInt32BE(0), hash.readUInt32BE(4)]
}
const planOf = (windows: unknown, everyWeeks = 1) => DrillPlan.parse({ everyWeeks, windows })
const WORKING = { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '22:00' }
const timeOf = (at: Date) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit' }).format(
    at,
  )

describe('the drill of some weeks', () => {
  it.each([1, 2, 4])('comes once in %i weeks, in a window, on a day of its own', (everyWeeks) => {
    const plan = planOf([WORKING, { days: ['sat'], from: '10:00', to: '10:30' }], everyWeeks)
    const days = Array.from({ length: 7 * 52 }, (_, number) => addDays('2026-01-05', number))
    const planned = days.map((day) => plannedDrill(plan, day, seed))
    const unlike = new Map(planned.map((one) => [one.day, one]))
    // The first and the last weeks may be cut by the year.
    expect(unlike.size).toBeGreaterThanOrEqual(52 / everyWeeks)
    expect(unlike.size).toBeLessThanOrEqual(52 / everyWeeks + 1)
    for (const { day, dueAt, pick } of unlike.values()) {
      expect(londonDay(dueAt)).toBe(day)
      const [from, to] = weekdayOf(day) === 'Saturday' ? ['10:00', '10:30'] : ['08:00', '22:00']
      expect(timeOf(dueAt) >= from && timeOf(dueAt) < to, `${day} ${timeOf(dueAt)}`).toBe(true)
      expect(weekdayOf(day)).not.toBe('Sunday')
      expect(pick).toBeGreaterThanOrEqual(0)
      expect(pick).toBeLessThan(1)
    }
  })

  it('is the same on each of its days, and another with another seed', () => {
    const plan = planOf([WORKING])
    const days = Array.from({ length: 7 }, (_, number) => addDays('2026-11-30', number))
    expect(new Set(days.map((day) => JSON.stringify(plannedDrill(plan, day, seed)))).size).toBe(1)
    const other = (words: string) => seed(`other ${words}`)
    expect(plannedDrill(plan, '2026-11-30', other)).not.toEqual(plannedDrill(plan, '2026-11-30', seed))
  })

  it('uses each minute of its windows about as often as any other', () => {
    const plan = planOf([{ days: ['wed'], from: '09:00', to: '09:10' }])
    const counts = new Map<string, number>()
    for (let week = 0; week < 1000; week++) {
      const { dueAt } = plannedDrill(plan, addDays('2024-01-01', week * 7), seed)
      counts.set(timeOf(dueAt), (counts.get(timeOf(dueAt)) ?? 0) + 1)
    }
    expect([...counts.keys()].sort()).toEqual(Array.from({ length: 10 }, (_, minute) => `09:0${minute}`))
    expect(Math.min(...counts.values())).toBeGreaterThan(60)
  })

  it('that falls into the hour that spring leaves out comes an hour later, and in the doubled one once', () => {
    const night = planOf([{ days: ['sun'], from: '01:30', to: '01:31' }])
    expect(plannedDrill(night, '2026-03-29', seed).dueAt.toISOString()).toBe('2026-03-29T01:30:00.000Z')
    expect(plannedDrill(night, '2026-10-25', seed).dueAt.toISOString()).toBe('2026-10-25T00:30:00.000Z')
  })

  it.each([
    [{ days: ['mon'], from: '22:00', to: '06:00' }, 'ends before it begins'],
    [{ days: ['mon'], from: '9:00', to: '17:00' }, 'is a time such as 09:30'],
    [{ days: [], from: '09:00', to: '17:00' }, 'Too small'],
  ])('is refused in a window that is none: %j', (window, says) => {
    expect(() => planOf([window])).toThrow(says)
  })
})

describe('the invented letters', () => {
  it.each(rulebook.drillLetters.map((letter) => [letter.id, letter] as const))(
    '%s is found as immediate',
    async (_id, { subject, text }) => {
      const source = new TextEncoder().encode(`From: a@example.net\r\nSubject: ${subject}\r\n\r\n${text}`)
      const { triage } = await rulebook.judge({ source, envelopeFrom: 'a@example.net', cutShort: false })
      expect(triage.risk.level).toBe('immediate')
    },
  )
})
