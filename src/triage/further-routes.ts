/**
 * Further routes of a message. Each starts a clock of its own, so each is judged by itself: by
 * the few sentences that speak most for it, by the rules found for it, and by how often it stands
 * beside the first route. What the taxonomy settles is settled here and not learned.
 */
import { ROUTES, type Route } from './route.ts'
import type { Strongest } from './route-opinion.ts'

/**
 * Logistic regression: `weights` for the signs below in their order, `bias` for each route,
 * `beside` the log-odds of a route (second place) beside a first one. `least` is the probability
 * from which a route is proposed.
 */
export type FurtherModel = {
  least: number
  weights: readonly number[]
  bias: readonly number[]
  beside: readonly (readonly number[])[]
}

/** What is known of a message once its first route is chosen; arrays are in the order of ROUTES. */
export type Known = {
  /** The place of the first route. */
  first: number
  logShares: Float64Array
  windows: readonly (readonly Strongest[])[]
  /** The points that rules gave. */
  points: ReadonlyMap<Route, number>
}

/** A logarithm of next to nothing says no more than this. */
const LEAST_LOG = -12

/** The signs of a further route, as numbers. */
export function signsOf(at: number, known: Known, beside: FurtherModel['beside']): number[] {
  const route = ROUTES[at] as Route
  return [
    held(known.logShares[at]),
    ...known.windows.map((window) => held(window[at]?.logShare)),
    Math.min(2, Math.max(-1, (known.points.get(route) ?? 0) / 3)),
    beside[known.first]?.[at] ?? 0,
    held(known.logShares[known.first]),
  ]
}

const held = (log: number | undefined): number => Math.max(LEAST_LOG, log ?? LEAST_LOG)

/** These describe the whole message, not a part of it; a referral is never second. */
const NEVER_FURTHER: ReadonlySet<Route> = new Set(['not-correspondence', 'iopc-referral'])

/** Whether a route may stand beside the first. */
export const mayBeFurther = (at: number, first: number): boolean =>
  at !== first && !NEVER_FURTHER.has(ROUTES[at] as Route) && ROUTES[first] !== 'not-correspondence'

/** The probability of each route that may stand beside the first, the likeliest first. */
export function furtherRoutes(known: Known, model: FurtherModel): { at: number; probability: number }[] {
  return ROUTES.map((_, at) => at)
    .filter((at) => mayBeFurther(at, known.first))
    .map((at) => {
      const signs = signsOf(at, known, model.beside)
      const logOdds = signs.reduce(
        (sum, sign, n) => sum + sign * (model.weights[n] ?? 0),
        model.bias[at] ?? 0,
      )
      return { at, probability: 1 / (1 + Math.exp(-logOdds)) }
    })
    .sort((one, other) => other.probability - one.probability)
}

const KINDS: readonly Route[] = ['police-complaint', 'chief-officer-complaint']

/** A referral-level allegation keeps its kind of complaint: the likelier of the two (taxonomy, cases decided). */
export function kindOfReferral(logShares: Float64Array): Route {
  const log = (route: Route) => logShares[ROUTES.indexOf(route)] ?? 0
  return KINDS.reduce((one, other) => (log(other) > log(one) ? other : one))
}
