/**
 * Proposes the routes of a message, with reasons. Never decides: a caseworker confirms or
 * changes it, and where the evidence is thin it abstains and says so.
 *
 * The model says how likely each route is from the words and the rules found in them; the
 * mailbox, signs of a machine and danger told are added as points, which are log-odds. Rules that the model was not taught with count by their own weight.
 */
import { type Message, reading } from '../message/message.ts'
import type { Evidence } from './evidence.ts'
import { type FurtherModel, furtherRoutes, kindOfReferral } from './further-routes.ts'
import { normalised } from './linear-model.ts'
import { machineEvidence } from './machine-evidence.ts'
import { mailboxEvidence } from './mailbox-evidence.ts'
import type { RouteModel } from './model-file.ts'
import { ADDRESSED, ENQUIRIES, inOrder, isOutranked, referralFirst } from './precedence.ts'
import type { Rules } from './read-rules.ts'
import { type FurtherRoute, ROUTES, type Route, type RouteCandidate, type RouteProposal } from './route.ts'
import { type Opinion, opinionOn } from './route-opinion.ts'
import { type RuleEvidence, ruleEvidence } from './rule-evidence.ts'
import { tokensOf } from './tokens.ts'

/** Below this probability, or this far ahead of the next, a person has to choose; from the abstention curve of decision 16. */
export const SURE = 0.55
export const AHEAD = 0.15

const FEWEST_CANDIDATES = 3
const MOST_CANDIDATES = 5
const WORTH_SHOWING = 0.02
const isShown = (rank: number, score: number): boolean =>
  rank < FEWEST_CANDIDATES || (rank < MOST_CANDIDATES && score >= WORTH_SHOWING)

const MOST_FURTHER = 3

const NO_EVIDENCE = 'Nothing in its words speaks for it; it is here because letters often are of this kind.'

/** All that is known of the routes of a message, before anything is proposed. */
export type RouteSigns = {
  opinion: Opinion | undefined
  /** In the order of ROUTES: logarithms of shares. */
  logShares: Float64Array
  ruled: readonly RuleEvidence[]
  evidence: readonly Evidence[]
  /** The points that rules gave each route. */
  points: ReadonlyMap<Route, number>
}

/** `more` is evidence from elsewhere: danger told in the message. */
export const chooseRoute = (message: Message, rules: Rules, more: readonly Evidence[] = []): RouteProposal =>
  proposalOf(signsOfRoutes(message, rules, rules.routeModel, more), {
    message,
    further: rules.routeModel?.further,
  })

type Read = { message: Message; further: FurtherModel | undefined }

/** What is proposed on these signs. */
export function proposalOf(signs: RouteSigns, read: Read): RouteProposal {
  const ranked = inOrder(rankedCandidates(signs))
  const [best, next] = ranked
  const primary = best?.route ?? 'general-enquiry'
  const further = furtherOf(primary, signs, read)
  return {
    primary,
    others: further.map(({ route }) => route),
    further,
    candidates: ranked.filter(({ score }, rank) => isShown(rank, score)),
    abstained: !best || best.score < SURE || best.score - (next?.score ?? 0) < AHEAD || saysLittle(signs),
  }
}

/** Of so few telling words and no rule the model can say only what is usual. */
const FEWEST_TELLING = 4
const saysLittle = ({ opinion, ruled, evidence }: RouteSigns): boolean =>
  opinion !== undefined && opinion.telling < FEWEST_TELLING && ruled.length + evidence.length === 0

/** Reads the message once: by the rules, by the model where there is one, and by what is not in its words. */
export function signsOfRoutes(
  message: Message,
  rules: Rules,
  model: Omit<RouteModel, 'further'> | undefined,
  more: readonly Evidence[],
): RouteSigns {
  const tokens = tokensOf(message)
  const ruled = ruleEvidence(message, tokens, rules)
  const opinion = model && opinionOn(model, message, { tokens, hits: ruled })
  const points = pointsOf(ruled)
  const evidence = [
    ...mailboxEvidence(message),
    ...machineEvidence(message),
    ...more.map((one) => ({ ...one, points: one.points * dangerCounts(ruled) })),
    ...ruled.map((one) => ({ ...one, points: one.points - taught(one, model) })),
    ...referralFirst(points),
  ]
  const sums = pointsOf(evidence)
  const base = opinion?.logShares ?? Float64Array.from(ROUTES, (route) => USUAL[route] ?? -2.8)
  const temperature = model?.temperature ?? 1
  return {
    opinion,
    logShares: normalised(base.map((log, at) => (log + (sums.get(ROUTES[at] as Route) ?? 0)) / temperature)),
    ruled,
    evidence,
    points,
  }
}

/**
 * The model has read the words of danger too, so beside another request the flags add little; where
 * no rule finds one, a report of danger goes by what it tells of.
 */
const dangerCounts = (ruled: readonly RuleEvidence[]): number =>
  ruled.some(({ route, points }) => points > 0 && !ENQUIRIES.includes(route)) ? 0.3 : 1

/** How much of a rule's points the model has learned already: all but what its weight was changed by since. */
const taught = ({ id, counts }: RuleEvidence, model: Pick<RouteModel, 'ruleWeights'> | undefined): number =>
  (model?.ruleWeights.get(id) ?? 0) * counts

/** How usual a route is, where there is no model to say. */
const USUAL: Partial<Record<Route, number>> = { 'general-enquiry': -0.6 }

function pointsOf(evidence: readonly Evidence[]): Map<Route, number> {
  const sums = new Map<Route, number>()
  for (const { route, points } of evidence) sums.set(route, (sums.get(route) ?? 0) + points)
  return sums
}

/** Every route with its probability and its reasons, best first. */
const rankedCandidates = (signs: RouteSigns): RouteCandidate[] =>
  ROUTES.map((route, at) => ({ route, score: Math.exp(signs.logShares[at] ?? 0), at }))
    .sort((one, other) => other.score - one.score)
    .map(({ route, score, at }, rank) => ({
      route,
      score,
      because: isShown(rank, score) ? reasonsFor(route, at, signs) : [],
    }))

/** Rules and the like, the weightiest first, and then the words of the letter that the model went by. */
function reasonsFor(route: Route, at: number, { opinion, ruled, evidence }: RouteSigns): string[] {
  const ruleReasons = ruled.filter((one) => one.route === route && one.points > 0)
  const others = evidence.filter((one) => one.route === route && one.points > 0)
  const words = opinion?.wordsFor(at) ?? []
  const reasons = [
    ...[...ruleReasons, ...others]
      .sort((one, other) => other.points - one.points)
      .map(({ because }) => because),
    ...(words.length > 0 ? [`Words that spoke for it: ${words.map((word) => `“${word}”`).join(', ')}.`] : []),
  ]
  return reasons.length > 0 ? [...new Set(reasons)] : [NO_EVIDENCE]
}

function furtherOf(primary: Route, signs: RouteSigns, { message, further }: Read): FurtherRoute[] {
  if (primary === 'not-correspondence') return []
  const first = ROUTES.indexOf(primary)
  const known = {
    first,
    logShares: signs.logShares,
    windows: signs.opinion?.windows ?? [],
    points: signs.points,
  }
  const learned = further
    ? furtherRoutes(known, further).filter(({ probability }) => probability >= further.least)
    : []
  const found = learned.map(({ at }) => ({
    route: ROUTES[at] as Route,
    because: [sentenceFor(at, signs, message)],
  }))
  const settled = settledFor(primary, signs)
  const isSettled = ({ route }: FurtherRoute) => settled.some((one) => one.route === route)
  return [...settled, ...found.filter((one) => !isSettled(one))].slice(0, MOST_FURTHER)
}

/** Further routes that the taxonomy gives and nobody has to guess. */
function settledFor(primary: Route, { logShares, evidence }: RouteSigns): FurtherRoute[] {
  if (primary === 'iopc-referral')
    return [
      {
        route: kindOfReferral(logShares),
        because: ['A matter that may be referred is a complaint as well.'],
      },
    ]
  const addressed = evidence.find(({ route, points }) => ADDRESSED.includes(route) && points > 0)
  return addressed && isOutranked(primary) && addressed.route !== primary
    ? [{ route: addressed.route, because: ['It was addressed to that role.'] }]
    : []
}

/** The sentences of the letter that speak most for it. */
function sentenceFor(at: number, { opinion }: RouteSigns, message: Message): string {
  const [one, two] = opinion?.windows.map((window) => window[at]) ?? []
  const strongest = one && two && two.logShare > one.logShare + CLEARLY ? two : one
  if (!strongest) return NO_EVIDENCE
  const said = reading(message).slice(strongest.start, strongest.end).replace(/\s+/g, ' ').trim()
  return `The writer also says: “${said.length > MOST_SHOWN ? `${said.slice(0, MOST_SHOWN)}…` : said}”`
}

const CLEARLY = 0.5
const MOST_SHOWN = 300
