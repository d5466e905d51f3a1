/**
 * A linear model: for each class, the sum of the weights of a letter's words, made into
 * a probability that was calibrated on letters held back from the learning.
 *
 * Linear, because its reason can be told: what spoke for a class is the words whose
 * weight times value was largest. It proposes; it never decides.
 */
import { z } from 'zod'
import { BadRules } from '../errors.ts'
import type { Message } from '../message/message.ts'
import { type Feature, featuresOf, MAILBOX } from './features.ts'
import { ROUTES, type Route } from './route.ts'
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

const ModelFile = z.strictObject({
  format: z.literal(1),
  version: z.string().min(8),
  /** What it was learned from and what was measured then; for people, not for scoring. */
  about: z.record(z.string(), z.json()),
  classes: z.array(
    z.strictObject({
      name: z.string(),
      bias: z.number(),
      slope: z.number().positive(),
      offset: z.number(),
      /** The worth of one step of a weight; weights are kept as whole numbers from -127 to 127. */
      step: z.number().positive(),
    }),
  ),
  /** A line for each word: the word, its idf in hundredths, and its weight for each class in order. */
  terms: z.array(z.string()),
})

export type ModelFile = z.input<typeof ModelFile>

/** Reads a model file; throws BadRules, because a model that half works would send letters astray unseen. */
export function readModel(path: string, text: string): LinearModel {
  const checked = ModelFile.safeParse(parseJson(path, text))
  if (!checked.success) {
    const issue = checked.error.issues[0]
    throw new BadRules(`${path}: ${issue?.path.join(' › ') || 'the file'}: ${issue?.message}`)
  }
  const { version, classes, terms } = checked.data
  const steps = classes.map(({ step }) => step)
  return {
    version,
    classes: classes.map(({ name, bias, slope, offset }) => ({ name, bias, slope, offset })),
    terms: new Map(terms.map((line) => readTerm(path, line, steps))),
  }
}

/** Reads the model of routes: as `readModel`, and its classes are the routes, all of them. */
export function readRouteModel(path: string, text: string): LinearModel {
  const model = readModel(path, text)
  const names = new Set(model.classes.map(({ name }) => name))
  const missing = ROUTES.filter((route) => !names.has(route))
  if (missing.length > 0 || names.size !== ROUTES.length)
    throw new BadRules(`${path}: the classes must be the routes, once each; missing: ${missing.join(', ') || 'none'}`)
  return model
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new BadRules(`${path}: this is not JSON`, { cause: error })
  }
}

function readTerm(path: string, line: string, steps: readonly number[]): [string, Term] {
  const [word = '', idf, ...weights] = line.split('\t')
  const values = weights.map(Number)
  const isWhole = values.length === steps.length && values.every(Number.isInteger)
  if (word === '' || !isWhole || !(Number(idf) > 0))
    throw new BadRules(`${path}: the line of the word “${word}” needs an idf and ${steps.length} whole weights`)
  return [word, { idf: Number(idf) / 100, weights: values.map((value, at) => value * (steps[at] ?? 0)) }]
}

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

/** What the model says of every class, in the order of its classes. */
export function opinionsOn(model: LinearModel, features: readonly Feature[]): Opinion[] {
  const known = valuesOf(features, model.terms)
  return model.classes.map(({ name, bias, slope, offset }, at) => {
    const parts = known.map(({ feature, term, value }) => ({ feature, points: (term.weights[at] ?? 0) * value }))
    const sum = parts.reduce((total, { points }) => total + points, bias)
    const logOdds = slope * sum + offset
    return { name, logOdds, probability: 1 / (1 + Math.exp(-logOdds)), spoke: wordsOf(parts) }
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
