/**
 * Asking somebody outside again and again until they answer: the force for its part of an
 * answer, the IOPC for a decision. Pure; the record of a chase is only ever added to.
 */
import type { Calendars, Division } from './calendars.ts'
import { byDay, type IsoDate } from './days.ts'
import { workingDayFrom } from './standing.ts'

/** `asked` begins it, `chased` is each reminder, the others end it. */
export type ChaseMove = { move: 'asked' | 'chased' | 'answered' | 'withdrawn'; on: IsoDate }

/** What is next: chase them on a day, bring it before the deputy, or nothing because it has ended. */
export type ChaseState =
  | { state: 'waiting'; chaseOn: IsoDate; rung: number; isLast: boolean }
  | { state: 'answered' | 'withdrawn'; on: IsoDate }

/**
 * Where a chase stands. `ladder` is the working days to wait before each reminder; after its
 * last rung the last wait goes on, so that a chase never falls silent.
 */
export function chaseState(
  moves: readonly ChaseMove[],
  ladder: readonly number[],
  where: { calendars: Calendars; division: Division },
): ChaseState {
  const ended = moves
    .filter(({ move }) => move === 'answered' || move === 'withdrawn')
    .sort((a, b) => byDay(a.on, b.on))[0]
  if (ended && ended.move !== 'asked' && ended.move !== 'chased') return { state: ended.move, on: ended.on }
  const told = moves.map(({ on }) => on).sort()
  const rung = told.length - 1
  const wait = ladder[Math.min(rung, ladder.length - 1)]
  const last = told.at(-1)
  if (last === undefined || wait === undefined)
    throw new Error('A chase begins with its asking and has a ladder')
  return {
    state: 'waiting',
    chaseOn: workingDayFrom(last, wait, where),
    rung,
    isLast: rung >= ladder.length - 1,
  }
}
