/**
 * A linear model: for each class, the sum of the weights of a letter's words, made into
 * a probability that was calibrated on letters held back from the learning.
 *
 * Linear, because its reason can be told: what spoke for a class is the words whose
 * weight times value was largest. It proposes; it never decides.
 */
import type { Message } from '../message/message.ts'
import { type Feature, featuresOf, MAILBOX } from './features.ts'
import type { Route } from './route.ts'
import type { Token } from './tokens.ts'

/** A word of the vocabulary: how telling it is by its rarity, and its weight for each class. */
export type Term = { idf: number; weights: readonly number[] }

/** One class: `bias` and then `slope` and `offset` turn the sum of weights into log-odds (Platt). */
export type ModelClass = { name: string; bias: number; slope: number; offset: number }

/** `version` names the letters and settings that it was learned from, and is kept with a proposal. */
export type LinearModel = {
  version: string
  classes: readonly ModelClass[]
  terms: ReadonlyMap<string, Term>
}

/** What the model says of one class, with the words that spoke for it, the weightiest first. */
export type Opinion = { name: string; logOdds: number; probability: number; spoke: readonly string[] }

/** The opinion on one route as a caseworker reads it. */
export type RouteOpinion = { route: Route; logOdds: number; probability: number; because: readonly string[] }

/** A feature that the model knows, with its value in this letter. */
type Known<T> = { feature: Feature; term: T; value: number }

const MAILBOX_VALUE = 0.25

/**
 * The value of each known feature: more for a rare word and for one that is repeated,
 * and together of length one, so that a long letter does not shout. The mailbox has a fixed small
 * value, because people write to whichever address they find.
 */
export function valuesOf<T extends { idf: number }>(
  features: readonly Feature[],
  terms: ReadonlyMap<string, T>,
): Known<T>[] {
  const known = features.flatMap((feature) => {
    const term = terms.get(feature.name)
    return term ? [{ feature, term, value: (1 + Math.log(feature.count)) * term.idf }] : []
  })
  const isMailbox = ({ feature }: Known<T>) => feature.name.startsWith(MAILBOX)
  const length = Math.hypot(...known.filter((one) => !isMailbox(one)).map(({ value }) => value)) || 1
  return known.map((one) => ({ ...one, value: isMailbox(one) ? MAILBOX_VALUE : one.value / length }))
}

const MOST_WORDS_TOLD = 5
/** Words that one letter in five has ("he", "was") count, but tell a caseworker nothing. */
const COMMON_IDF = 2.5

/** What the model says of every class, in the order of its classes. */
export function opinionsOn(model: LinearModel, features: readonly Feature[]): Opinion[] {
  const known = valuesOf(features, model.terms)
  return model.classes.map(({ name, bias, slope, offset }, at) => {
    const parts = known.map(({ feature, term, value }) => ({
      feature,
      points: (term.weights[at] ?? 0) * value,
      isTelling: term.idf >= COMMON_IDF || feature.name.startsWith(MAILBOX),
    }))
    const sum = parts.reduce((total, { points }) => total + points, bias)
    const logOdds = slope * sum + offset
    return {
      name,
      logOdds,
      probability: 1 / (1 + Math.exp(-logOdds)),
      spoke: wordsOf(parts.filter(({ isTelling }) => isTelling)),
    }
  })
}

/** The words that spoke for it; a word that is part of a pair already told is not told again. */
function wordsOf(parts: readonly { feature: Feature; points: number }[]): string[] {
  const told: string[] = []
  for (const { feature, points } of parts.toSorted((one, other) => other.points - one.points)) {
    if (points <= 0 || told.length === MOST_WORDS_TOLD) break
    const bare = feature.shown.replace(/[“”]/g, '').toLowerCase()
    const isTold = told.some((other) => ` ${other.replace(/[“”]/g, '').toLowerCase()} `.includes(` ${bare} `))
    if (!isTold) told.push(feature.shown)
  }
  return told
}

/**
 * What the model says of each route, the likeliest first. Each probability stands by itself
 * (a letter may need several routes), so they do not add up to one.
 */
export function scoreRoutes(model: LinearModel, message: Message, tokens?: readonly Token[]): RouteOpinion[] {
  return opinionsOn(model, featuresOf(message, tokens))
    .map(({ name, logOdds, probability, spoke }) => ({
      route: name as Route,
      logOdds,
      probability,
      because: spoke.length > 0 ? [`Words that spoke for it: ${spoke.join(', ')}.`] : [],
    }))
    .sort((one, other) => other.logOdds - one.logOdds)
}
