import type { Route } from './route.ts'

/**
 * One thing that speaks for a route, or against it. Points are log-odds: 1 is a fair sign,
 * 3 is nearly enough alone. `because` is a sentence for a caseworker.
 */
export type Evidence = { route: Route; points: number; because: string }
