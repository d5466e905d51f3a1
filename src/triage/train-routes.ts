/** Letters into examples of their routes. */
import type { Message } from '../message/message.ts'
import { featuresOf } from './features.ts'
import type { RouteOpinion } from './linear-model.ts'
import type { JudgedRoute } from './model-route-figures.ts'
import { ROUTES } from './route.ts'
import type { LabelledLetter } from './train-letters.ts'
import { type Example, type Trained, type TrainSettings, trainModel } from './train-model.ts'

/** A further route is in the letter too, though often in a single sentence of it. */
const OTHER_COUNTS = 0.5

/** A letter as an example of its first route, and somewhat of each further one. */
export const routeExample = (
  { primary, others }: Pick<LabelledLetter, 'primary' | 'others'>,
  message: Message,
): Example => ({
  kind: primary,
  features: featuresOf(message),
  classes: new Map([...others.map((route) => [route, OTHER_COUNTS] as const), [primary, 1]]),
})

/** Learns the model of routes. */
export const trainRoutes = (examples: readonly Example[], settings: TrainSettings): Trained =>
  trainModel(examples, ROUTES, settings)

/** How far the likeliest must be ahead, in log-odds, for the model alone to be sure. */
const AHEAD = 1

/** The model's proposal when it is asked alone, to compare it with the rules. */
export function proposalOf(
  opinions: readonly Pick<RouteOpinion, 'route' | 'logOdds'>[],
): JudgedRoute['proposal'] {
  const ranked = opinions.toSorted((one, other) => other.logOdds - one.logOdds)
  const [best, next] = ranked
  return {
    primary: best?.route ?? 'general-enquiry',
    others: ranked.slice(1).flatMap(({ route, logOdds }) => (logOdds > 0 ? [route] : [])),
    candidates: ranked,
    abstained: (best?.logOdds ?? 0) - (next?.logOdds ?? 0) < AHEAD,
  }
}
