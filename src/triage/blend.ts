/**
 * The linear model's opinion as evidence beside the rules, for `chooseRoute`.
 *
 * Rules know what somebody thought of; the model has seen how such letters are worded. Adding
 * its log-odds, made small, lets it settle what rules leave open and lets a plain rule outweigh it.
 * The constants were chosen by cross-validation (docs/decisions/0006-linear-model.md).
 */
import type { Message } from '../message/message.ts'
import type { Evidence } from './evidence.ts'
import { type LinearModel, type RouteOpinion, scoreRoutes } from './linear-model.ts'

/** What one unit of the model's log-odds is worth in points. */
const WORTH = 0.3
/** Log-odds of one in twenty, what a route has before a word is read: less than this speaks against it. */
const USUAL = -3
/** At most a fair sign against and a strong one for: not enough to undo a formal request that a rule has found. */
const LEAST = -1
const MOST = 2.5

/** What the model says of each route; nothing where there is no model. */
export const modelEvidence = (message: Message, model: LinearModel | undefined): Evidence[] =>
  model === undefined ? [] : evidenceOf(scoreRoutes(model, message))

/** Opinions in points. A caseworker is told the words; they are the writer's, so they never go into a log. */
export const evidenceOf = (opinions: readonly Omit<RouteOpinion, 'probability'>[]): Evidence[] =>
  opinions.map(({ route, logOdds, because }) => ({
    route,
    points: Math.min(MOST, Math.max(LEAST, WORTH * (logOdds - USUAL))),
    because: because[0] ?? 'Letters of this kind are often worded so.',
  }))
