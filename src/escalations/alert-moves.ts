/**
 * Which state of an alert follows which, and how long it may stay in each before duty staff
 * are told again. Pure.
 *
 * "The police were told" is not the end: under Right Care, Right Person they may decline, and
 * the person is then nobody's. So an alert is over only when somebody owns it (`accepted`) or a
 * person decided, with a reason, that nothing is to be done (`no-action`).
 */
import type { AlertState } from '../db/alert-states.ts'

/** From each state, the states that it may go to. */
export const MOVES: Readonly<Record<AlertState, readonly AlertState[]>> = {
  raised: ['paging', 'answered'],
  paging: ['answered'],
  answered: ['deciding', 'referred', 'no-action'],
  deciding: ['answered', 'referred', 'no-action'],
  referred: ['accepted', 'declined'],
  declined: ['referred', 'deciding', 'no-action'],
  accepted: ['closed', 'referred'],
  'no-action': ['closed'],
  closed: [],
}

export const mayMove = (from: AlertState, to: AlertState): boolean => MOVES[from].includes(to)

export type AlertLevel = 'immediate' | 'serious'

/** Minutes in a state after which somebody is told that nothing followed; undefined where nothing has to. */
const TOLD_AFTER: Readonly<Record<AlertState, Readonly<Record<AlertLevel, number>> | undefined>> = {
  raised: undefined,
  paging: undefined,
  answered: { immediate: 15, serious: 60 },
  deciding: { immediate: 10, serious: 60 },
  referred: { immediate: 30, serious: 60 },
  declined: { immediate: 10, serious: 30 },
  accepted: undefined,
  'no-action': undefined,
  closed: undefined,
}

/** When duty staff are told that an alert has stayed in this state, or null where they are not. */
export function toldAgainAt(state: AlertState, level: AlertLevel, since: Date): Date | null {
  const minutes = TOLD_AFTER[state]?.[level]
  return minutes === undefined ? null : new Date(since.getTime() + minutes * 60_000)
}
