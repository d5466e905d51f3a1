import type { Attempt } from '../escalations/page-world.ts'

/** Seconds after a page that did not get through, doubled with each round of the ladder, up to a minute. */
export function roundPause(outcome: Attempt['outcome'], round: number): number {
  const first = outcome === 'unknown' ? 30_000 : 5_000
  return Math.min(60_000, first * 2 ** Math.min(round, 8))
}
