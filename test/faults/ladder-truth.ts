/**
 * What a ladder should have done, reckoned from what left and what became of it, by rules
 * written here a second time: when each rung is due, that nobody is missed, and that nobody
 * is told after an answer.
 */

import type { Attempt } from '../escalations/page-world.ts'
import { DESK, HEAD, ROUND_WAIT_MS, type Scenario, WAIT_MS } from './ladder-scenarios.ts'
import { roundPause } from './round-pause.ts'

/** One alert: when it was raised and answered, and every page that told of it. */
export type Told = {
  reference: string
  raisedMs: number
  answeredMs: number | undefined
  attempts: Attempt[]
}

export type Figures = {
  alerts: number
  rungs: number
  pages: number
  missed: number
  offTime: number
  worstMs: number
  afterAnswer: number
  /** The same page by the same way to the same person more often than one that got an answer may be. */
  tooOften: number
}

export const NOTHING: Figures = {
  ...{ alerts: 0, rungs: 0, pages: 0, missed: 0, offTime: 0, worstMs: 0, afterAnswer: 0, tooOften: 0 },
}

const EXACT_MS = 5_000
/** After this of working ways somebody has to have been told. */
const TOLD_WITHIN_MS = 65_000

/** Adds what is to be said of one alert. */
export function judge(
  figures: Figures,
  told: Told,
  scenario: Scenario,
  run: { startMs: number; endMs: number },
): void {
  figures.alerts++
  figures.pages += told.attempts.length
  const overMs = told.answeredMs ?? run.endMs
  // A reminder that nothing was done since is another thing.
  figures.afterAnswer += told.attempts.filter(
    ({ atMs, subject }) => atMs > overMs && /needs? an answer now/.test(subject),
  ).length
  const worksFromMs = Math.max(told.raisedMs, run.startMs + (scenario.downUntilMs ?? 0))
  if (!isTold(told, scenario, worksFromMs) && overMs - worksFromMs > TOLD_WITHIN_MS) figures.missed++
  figures.tooOften += repeatedFor(told.attempts)
  for (const lateMs of latenesses(told, scenario, overMs)) {
    figures.rungs++
    figures.worstMs = Math.max(figures.worstMs, Math.abs(lateMs))
    if (lateMs < -1_000 || lateMs > EXACT_MS) figures.offTime++
  }
}

/** Where a way hears nothing now and then, three such in a row are bad luck; that it was tried so often is not. */
function isTold({ attempts }: Told, { hearsNothing }: Scenario, worksFromMs: number): boolean {
  if (attempts.some(({ outcome }) => outcome === 'taken')) return true
  const tried = attempts.filter(({ atMs }) => atMs <= worksFromMs + TOLD_WITHIN_MS)
  return hearsNothing === true && tried.length >= 3
}

/** A page is sent again only where nobody knows whether it left: so each page that was taken left once. */
function repeatedFor(attempts: readonly Attempt[]): number {
  const taken = attempts.filter(({ outcome }) => outcome === 'taken')
  return taken.length - new Set(taken.map(({ key, to }) => `${key} ${to}`)).size
}

/** How late each rung was that was due before the alert was over. */
function latenesses(told: Told, scenario: Scenario, overMs: number): number[] {
  const found: number[] = []
  const seen = new Set<string>()
  let dueMs = told.raisedMs
  let step = 0
  while (dueMs < overMs - EXACT_MS && step < 300) {
    const here = firstOf(scenario, step, dueMs)
    const from = dueMs
    const first = told.attempts.find(
      ({ atMs, to, key }) => !seen.has(key) && here.addresses.includes(to) && atMs >= from - 1_000,
    )
    if (!first) {
      // It never came, although it was due well before the end.
      found.push(Number.POSITIVE_INFINITY)
      return found
    }
    found.push(first.atMs - dueMs)
    const ofRung = attemptsOf(told.attempts, first, here.addresses, seen)
    for (const { key } of ofRung) seen.add(key)
    dueMs = nextDue(first.atMs - dueMs > 10_000 ? first.atMs : dueMs, here.step, ofRung, scenario)
    step = here.step + 1
  }
  return found
}

/** Those of the rung that begins with this one: to its people, until somebody else is told, and within its wait. */
function attemptsOf(
  attempts: readonly Attempt[],
  first: Attempt,
  addresses: readonly string[],
  seen: ReadonlySet<string>,
): Attempt[] {
  const next = attempts.find(
    ({ atMs, to, key }) => atMs > first.atMs && to !== DESK && !addresses.includes(to) && !seen.has(key),
  )
  const untilMs = Math.min(first.atMs + WAIT_MS - 2_000, next?.atMs ?? Number.POSITIVE_INFINITY)
  return attempts.filter(
    ({ atMs, to, key }) => atMs >= first.atMs && atMs < untilMs && addresses.includes(to) && !seen.has(key),
  )
}

/** The next rung that has somebody, and where they are reached. */
function firstOf(scenario: Scenario, from: number, atMs: number): { step: number; addresses: string[] } {
  for (let step = from; ; step++) {
    const at = new Date(atMs)
    const place = step % 3
    if (place === 2) return { step, addresses: [HEAD, '+447700900009'] }
    const people = scenario.rota(place === 0 ? 'primary' : 'secondary', at)
    const addresses = people.flatMap(({ email, phone }) => [email ?? [], phone ?? []].flat())
    if (addresses.length > 0) return { step, addresses }
  }
}

/** When the rung after it is due: after the wait, or sooner where nothing of this one got through. */
function nextDue(dueMs: number, step: number, ofRung: readonly Attempt[], scenario: Scenario): number {
  const waitMs = step % 3 === 2 ? ROUND_WAIT_MS : WAIT_MS
  const usualMs = dueMs + waitMs
  const back = ofRung.flatMap((attempt) => {
    const afterMs = attempt.outcome === 'taken' ? scenario.comesBack?.(attempt) : undefined
    return afterMs === undefined ? [] : [attempt.endedMs + afterMs]
  })
  const first = firstTries(ofRung)
  const through = first.filter(({ outcome }) => outcome === 'taken' || outcome === 'killed')
  if (through.length > back.length) return usualMs
  if (back.length > 0) return Math.min(usualMs, Math.max(...back))
  const last = first.reduce((a, b) => (b.endedMs >= a.endedMs ? b : a))
  return Math.min(usualMs, last.endedMs + roundPause(last.outcome, Math.floor(step / 3)))
}

/**
 * Of each page the first try: the next rung does not wait for those after it. A page that told of
 * several alerts goes again as another mail where some of them were answered meanwhile.
 */
const firstTries = (attempts: readonly Attempt[]): Attempt[] => [
  ...new Map([...attempts].reverse().map((one) => [`${one.way} ${one.to}`, one])).values(),
]

export { DESK }
