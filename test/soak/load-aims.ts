import type { LoadFigures } from './load-run.ts'

/** What the service has to reach under load (shared/reliability.md, promise 18), and which of it was not. */
const AIMS: Record<string, (of: LoadFigures) => boolean> = {
  'lost 0': ({ lost }) => lost === 0,
  'duplicated 0': ({ duplicated }) => duplicated === 0,
  'parked 0': ({ parked }) => parked === 0,
  'p95 stored to judged at most 2 s': ({ p95Ms }) => p95Ms <= 2_000,
  'event loop p99 at most 200 ms': ({ loopP99Ms }) => loopP99Ms <= 200,
  'memory grows by less than a tenth': ({ growth }) => growth < 0.1,
}

export const failures = (figures: LoadFigures): string[] =>
  Object.keys(AIMS).filter((aim) => !AIMS[aim]?.(figures))
