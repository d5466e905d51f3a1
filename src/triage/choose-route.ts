/**
 * Proposes the route of a message, with reasons. Never decides: a caseworker confirms or
 * changes it, and where the evidence is thin it abstains and says so.
 *
 * Evidence is added up for each route (rules, mailbox, signs of a machine, danger told),
 * the order of precedence is applied, and the sums become probabilities. The constants
 * were fitted on invented letters of the development set; they are refitted when real
 * letters have been sorted by people.
 */
import type { Message } from '../message/message.ts'
import type { Evidence } from './evidence.ts'
import { machineEvidence } from './machine-evidence.ts'
import { mailboxEvidence } from './mailbox-evidence.ts'
import { precedence } from './precedence.ts'
import type { Rules } from './read-rules.ts'
import { ROUTES, type Route, type RouteCandidate, type RouteProposal } from './route.ts'
import { ruleEvidence } from './rule-evidence.ts'
import { tokensOf } from './tokens.ts'

/** What a route has before anything is read: how usual it is, and how much its rules tend to find. */
const START: Readonly<Record<Route, number>> = {
  'iopc-referral': -1.8,
  'chief-officer-complaint': -2.6,
  'police-complaint': -2.5,
  'complaint-review': -3.2,
  'office-complaint': -1.8,
  'office-holder-complaint': -2.6,
  'force-enquiry': -2.3,
  foi: -2.8,
  sar: -2.3,
  'data-rights': -2.6,
  'victims-commissioner': -2.4,
  'deputy-mayor': -3.3,
  consultation: -2.9,
  'board-question': -3.1,
  volunteering: -2.7,
  'supplier-or-funding': -2.9,
  recruitment: -2.9,
  'event-or-list': -2.9,
  'general-enquiry': -0.6,
  'not-correspondence': -2.4,
}

/** Divides the sums: above 1 makes the probabilities more modest. */
const TEMPERATURE = 1
/** A further route is proposed when its own sum is at least this. */
const OTHER_POINTS = 2.2
const MOST_OTHERS = 3
/** Below this probability, or this far ahead of the next, a person has to choose. */
const SURE = 0.5
const AHEAD = 0.15
const FEWEST_CANDIDATES = 3
const MOST_CANDIDATES = 5
const WORTH_SHOWING = 0.02

const NO_EVIDENCE = 'No rule speaks for it; it is here because letters often are of this kind.'

/** `more` is evidence from elsewhere: danger told in the message, or a learned model. */
export function chooseRoute(message: Message, rules: Rules, more: readonly Evidence[] = []): RouteProposal {
  const found = [
    ...ruleEvidence(message, tokensOf(message), rules),
    ...mailboxEvidence(message),
    ...machineEvidence(message),
    ...more,
  ]
  const evidence = [...found, ...precedence(sumsOf(found))]
  const sums = sumsOf(evidence)
  const ranked = rankedCandidates(sums, evidence)
  const [best, next] = ranked
  const primary = best?.route ?? 'general-enquiry'
  return {
    primary,
    others: othersOf(primary, sumsOf(found)),
    candidates: ranked.filter(
      ({ score }, at) => at < FEWEST_CANDIDATES || (at < MOST_CANDIDATES && score >= WORTH_SHOWING),
    ),
    abstained: !best || best.score < SURE || best.score - (next?.score ?? 0) < AHEAD,
  }
}

/** The points of each route, its start included. */
function sumsOf(evidence: readonly Evidence[]): Map<Route, number> {
  const sums = new Map<Route, number>(ROUTES.map((route) => [route, START[route]]))
  for (const { route, points } of evidence) sums.set(route, (sums.get(route) ?? 0) + points)
  return sums
}

/** Every route with its probability (softmax) and its reasons, best first. */
function rankedCandidates(sums: ReadonlyMap<Route, number>, evidence: readonly Evidence[]): RouteCandidate[] {
  const top = Math.max(...sums.values())
  const shares = [...sums].map(([route, sum]) => ({ route, share: Math.exp((sum - top) / TEMPERATURE) }))
  const whole = shares.reduce((total, { share }) => total + share, 0)
  return shares
    .map(({ route, share }) => ({ route, score: share / whole, because: reasonsFor(route, evidence) }))
    .sort((one, other) => other.score - one.score)
}

function reasonsFor(route: Route, evidence: readonly Evidence[]): string[] {
  const reasons = evidence
    .filter((one) => one.route === route && one.points > 0)
    .sort((one, other) => other.points - one.points)
    .map(({ because }) => because)
  return reasons.length > 0 ? [...new Set(reasons)] : [NO_EVIDENCE]
}

/** Further routes start clocks of their own, so they are proposed on their own evidence and not against the first. */
function othersOf(primary: Route, sums: ReadonlyMap<Route, number>): Route[] {
  if (primary === 'not-correspondence') return []
  return [...sums]
    .filter(([route, sum]) => route !== primary && !NEVER_OTHER.has(route) && sum >= OTHER_POINTS)
    .sort(([, one], [, other]) => other - one)
    .slice(0, MOST_OTHERS)
    .map(([route]) => route)
}

/** These describe the whole message, not a part of it. */
const NEVER_OTHER: ReadonlySet<Route> = new Set(['not-correspondence', 'iopc-referral', 'general-enquiry'])
