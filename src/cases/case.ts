/** The moves a case may make, and what stands in the way of closing it. Pure. */
import type { CaseStatus } from '../db/schema.ts'

const MOVES: Record<CaseStatus, readonly CaseStatus[]> = {
  new: ['in-progress', 'referred', 'closed'],
  'in-progress': ['referred', 'closed'],
  referred: ['in-progress', 'closed'],
  closed: ['in-progress'],
}

export type Move =
  | { ok: true; status: CaseStatus }
  | { ok: false; because: 'not-a-move' | 'open-alert' | 'open-task' | 'route-not-confirmed' }

/**
 * Closing waits until a person has answered every alert, done every task and said which
 * route it is: a case that nobody has looked at cannot disappear from the queue.
 */
export function moveCase(
  from: CaseStatus,
  to: CaseStatus,
  facts: { openAlerts: number; openTasks: number; routeConfirmed: boolean },
): Move {
  if (!MOVES[from].includes(to)) return { ok: false, because: 'not-a-move' }
  if (to === 'closed' && facts.openAlerts > 0) return { ok: false, because: 'open-alert' }
  if (to === 'closed' && facts.openTasks > 0) return { ok: false, because: 'open-task' }
  if (to === 'closed' && !facts.routeConfirmed) return { ok: false, because: 'route-not-confirmed' }
  return { ok: true, status: to }
}
