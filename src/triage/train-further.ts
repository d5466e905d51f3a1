/**
 * Learns when a route stands beside the first, from letters judged by a model that had not seen
 * them: otherwise it would trust sentences that the model knows by heart.
 */
import { type FurtherModel, type Known, mayBeFurther, signsOf } from './further-routes.ts'
import { ROUTES, type Route } from './route.ts'
import { least } from './train-descent.ts'

/** A letter: what is known of it, and which routes people said stand beside the first. */
export type FurtherExample = { known: Known; others: readonly Route[] }

/** What two routes are to each other before a letter is read counts as so many letters. */
const PRIOR = 5
const PENALTY = 1
const ROUNDS = 100

/** The labels of letters, for how often each route stands beside each first one. */
export function besideIn(
  labels: readonly { primary: Route; others: readonly Route[] }[],
): FurtherModel['beside'] {
  const usual = ROUTES.map(
    (route) => labels.filter(({ others }) => others.includes(route)).length / Math.max(1, labels.length),
  )
  return ROUTES.map((first) => {
    const letters = labels.filter(({ primary }) => primary === first)
    return ROUTES.map((route, at) => {
      const beside = letters.filter(({ others }) => others.includes(route)).length
      const share = (beside + PRIOR * (usual[at] ?? 0)) / (letters.length + PRIOR)
      return Math.round(100 * Math.log((share + 1e-4) / (1 - share + 1e-4))) / 100
    })
  })
}

/** Fits weights for the signs and a bias for each route. */
export function trainFurther(
  examples: readonly FurtherExample[],
  beside: FurtherModel['beside'],
): Omit<FurtherModel, 'least'> {
  const rows = examples.flatMap(({ known, others }) =>
    ROUTES.flatMap((route, at) =>
      mayBeFurther(at, known.first)
        ? [{ at, signs: signsOf(at, known, beside), yes: others.includes(route) }]
        : [],
    ),
  )
  const wide = rows[0]?.signs.length ?? 0
  const x = least(
    (here, slope) => {
      let loss = 0
      for (const [n, weight] of here.entries()) {
        loss += (PENALTY * weight * weight) / 2
        slope[n] = PENALTY * weight
      }
      for (const { at, signs, yes } of rows) {
        let logOdds = here[wide + at] ?? 0
        for (let n = 0; n < wide; n++) logOdds += (here[n] ?? 0) * (signs[n] ?? 0)
        const probability = 1 / (1 + Math.exp(-logOdds))
        loss += Math.max(logOdds, 0) - (yes ? logOdds : 0) + Math.log1p(Math.exp(-Math.abs(logOdds)))
        const off = probability - (yes ? 1 : 0)
        for (let n = 0; n < wide; n++) slope[n] = (slope[n] ?? 0) + off * (signs[n] ?? 0)
        slope[wide + at] = (slope[wide + at] ?? 0) + off
      }
      return loss
    },
    wide + ROUTES.length,
    ROUNDS,
  )
  const kept = Array.from(x, (value) => Number(value.toPrecision(5)))
  return { weights: kept.slice(0, wide), bias: kept.slice(wide), beside }
}
