/** Labelled letters into the model of routes, with what was measured on letters that it had not seen. */
import type { Message } from '../message/message.ts'
import { type RouteSigns, signsOfRoutes } from './choose-route.ts'
import { dangerEvidence } from './danger-evidence.ts'
import type { Evidence } from './evidence.ts'
import { featuresOf } from './features.ts'
import { flagRisk } from './flag-risk.ts'
import type { FurtherModel, Known } from './further-routes.ts'
import { normalised } from './linear-model.ts'
import type { RouteModel } from './model-file.ts'
import type { Rules } from './read-rules.ts'
import { ROUTES, type Route } from './route.ts'
import { ruleEvidence } from './rule-evidence.ts'
import { tokensOf } from './tokens.ts'
import { foldsOf } from './train-folds.ts'
import { besideIn, trainFurther } from './train-further.ts'
import { type Example, type TrainSettings, trainModel } from './train-model.ts'

/**
 * A letter to learn from. `writer` is the file that it came from: letters of one writer are held back
 * together, because they resemble each other more than any letter of the post will resemble them.
 * `seen`: the rules were made with it in view, so it is learned from and not measured with.
 */
export type RouteLetter = {
  message: Message
  primary: Route
  others: readonly Route[]
  writer: string
  seen: boolean
}

/** A letter as it was judged by a model that had not seen it. */
export type HeldBack = { letter: RouteLetter; signs: RouteSigns }

/** What was learned from the letters, and the letters held back in turn. */
export type TrainedRoutes = { model: Omit<RouteModel, 'version'>; heldBack: HeldBack[] }

const FEWEST_WRITERS = 3
/** The probability from which a further route is proposed: see decision 16. */
const LEAST_FURTHER = 0.3

/** Learns the model of routes. */
export function trainRoutes(
  letters: readonly RouteLetter[],
  rules: Rules,
  settings: TrainSettings,
): TrainedRoutes {
  const read = letters.map(({ message }) => readOf(message, rules))
  const examples = letters.map(
    ({ primary, message }, at): Example => ({
      kind: primary,
      features: featuresOf(message),
      hits: read[at]?.hits ?? [],
    }),
  )
  const fold = foldsFor(letters, settings)
  const ruleWeights = new Map(rules.routes.map(({ id, weight }) => [id, weight]))
  const heldBack = letters.map((letter) => ({ letter, signs: undefined as RouteSigns | undefined }))
  for (const held of new Set(fold)) {
    const linear = trainModel(
      examples.filter((_, at) => fold[at] !== held),
      ROUTES,
      settings,
    )
    const model = { ...linear, version: 'held back', temperature: 1, ruleWeights }
    for (const [at, one] of heldBack.entries())
      if (fold[at] === held)
        one.signs = signsOfRoutes(one.letter.message, rules, model, read[at]?.danger ?? [])
  }
  const judged = heldBack as HeldBack[]
  const measured = judged.filter(({ letter }) => !letter.seen)
  const temperature = temperatureOf(measured)
  for (const { signs } of judged)
    signs.logShares = normalised(signs.logShares.map((log) => log / temperature))
  const beside = besideIn(letters)
  const further: FurtherModel = {
    least: LEAST_FURTHER,
    ...trainFurther(
      measured.map((one) => ({ known: knownOf(one.signs), others: one.letter.others })),
      beside,
    ),
  }
  return {
    model: { ...trainModel(examples, ROUTES, settings), temperature, further, ruleWeights },
    heldBack: judged,
  }
}

function readOf(
  message: Message,
  rules: Rules,
): { hits: ReturnType<typeof ruleEvidence>; danger: Evidence[] } {
  return {
    hits: ruleEvidence(message, tokensOf(message), rules),
    danger: dangerEvidence(flagRisk(message, rules)),
  }
}

/** By writer where there are several, and else dealt out by the seed. */
function foldsFor(letters: readonly RouteLetter[], { folds, seed }: TrainSettings): number[] {
  const writers = [...new Set(letters.map(({ writer }) => writer))]
  if (writers.length >= FEWEST_WRITERS) return letters.map(({ writer }) => writers.indexOf(writer))
  return foldsOf(
    letters.map(({ primary }) => primary),
    folds,
    seed,
  )
}

/** What is known once the likeliest route is taken for the first. */
export function knownOf({ logShares, opinion, points }: RouteSigns): Known {
  const first = logShares.indexOf(Math.max(...logShares))
  return { first, logShares, windows: opinion?.windows ?? [], points }
}

/** Platt's scaling for several classes: the one number by which sums are divided so that the labels are likeliest. */
function temperatureOf(judged: readonly HeldBack[]): number {
  const loss = (temperature: number) =>
    judged.reduce((sum, { letter, signs }) => {
      const shares = normalised(signs.logShares.map((log) => log / temperature))
      return sum - (shares[ROUTES.indexOf(letter.primary)] ?? 0)
    }, 0)
  let [low, high] = [0.3, 5]
  // Golden section: the loss has one valley.
  const part = (Math.sqrt(5) - 1) / 2
  for (let round = 0; round < 40; round++) {
    const one = high - part * (high - low)
    const other = low + part * (high - low)
    if (loss(one) < loss(other)) high = other
    else low = one
  }
  return Math.round(((low + high) / 2) * 1000) / 1000
}
