/** How good route proposals are against what people said. */
import { type Share, shareOf } from './model-share.ts'
import { ROUTES, type Route, type RouteProposal } from './route.ts'

/** A proposal beside the label. */
export type JudgedRoute = {
  label: { primary: Route; others: readonly Route[] }
  proposal: Pick<RouteProposal, 'primary' | 'others' | 'abstained'> & {
    candidates: readonly { route: Route; score?: number }[]
  }
}

/** One route: how many letters are of it, how many were proposed, how many of those are right. */
export type RouteFigures = { route: Route; recall: Share; precision: Share; f1: number | undefined }

/**
 * `accuracy` counts every letter; `whenSure` only those where a person was not asked to choose,
 * and `coverage` is their share. `inTopThree` is what the caseworker's list holds. `others` counts
 * each further route by itself, wherever it stood among the further ones.
 */
export type RouteReport = {
  letters: number
  accuracy: Share
  inTopThree: Share
  /** Mean F1 of the routes that occur in the labels: the rare ones count as much as the usual ones. */
  macroF1: number
  whenSure: Share
  coverage: Share
  others: { recall: Share; precision: Share }
  routes: RouteFigures[]
  /** Rows are labels, columns first routes proposed, both in the order of ROUTES. */
  confusion: number[][]
  /** What a person would see if asked less or more often: the surest letters, and how many of them are right. */
  abstention: { coverage: number; right: Share }[]
  /** `label → proposal` with how often, for the mistakes only, most frequent first. */
  mistakes: { label: Route; proposed: Route; letters: number }[]
}

/** Measures proposals. */
export function routeReport(judged: readonly JudgedRoute[]): RouteReport {
  const isRight = ({ label, proposal }: JudgedRoute) => label.primary === proposal.primary
  const sure = judged.filter(({ proposal }) => !proposal.abstained)
  const routes = ROUTES.map((route) => figuresOf(route, judged))
  const occurring = routes.filter(({ recall }) => recall.of > 0)
  return {
    letters: judged.length,
    accuracy: shareOf(judged.filter(isRight).length, judged.length),
    inTopThree: shareOf(judged.filter(isInTopThree).length, judged.length),
    macroF1: occurring.reduce((sum, { f1 }) => sum + (f1 ?? 0), 0) / Math.max(1, occurring.length),
    whenSure: shareOf(sure.filter(isRight).length, sure.length),
    coverage: shareOf(sure.length, judged.length),
    others: othersOf(judged),
    routes,
    confusion: ROUTES.map((label) => ROUTES.map((proposed) => crossing(judged, label, proposed))),
    abstention: COVERAGES.map((coverage) => ({ coverage, right: rightAmongSurest(judged, coverage) })),
    mistakes: mistakesOf(judged),
  }
}

const COVERAGES = [1, 0.9, 0.8, 0.7, 0.6, 0.5]

const crossing = (judged: readonly JudgedRoute[], label: Route, proposed: Route): number =>
  judged.filter((one) => one.label.primary === label && one.proposal.primary === proposed).length

/** The surest letters are those whose first candidate leads the second by most. */
function rightAmongSurest(judged: readonly JudgedRoute[], coverage: number): Share {
  const lead = ({ proposal: { candidates } }: JudgedRoute) =>
    (candidates[0]?.score ?? 0) - (candidates[1]?.score ?? 0)
  const surest = [...judged]
    .sort((one, other) => lead(other) - lead(one))
    .slice(0, Math.round(judged.length * coverage))
  return shareOf(
    surest.filter(({ label, proposal }) => label.primary === proposal.primary).length,
    surest.length,
  )
}

const isInTopThree = ({ label, proposal }: JudgedRoute): boolean =>
  proposal.candidates.slice(0, 3).some(({ route }) => route === label.primary)

function figuresOf(route: Route, judged: readonly JudgedRoute[]): RouteFigures {
  const labelled = judged.filter(({ label }) => label.primary === route)
  const proposed = judged.filter(({ proposal }) => proposal.primary === route)
  const right = labelled.filter(({ proposal }) => proposal.primary === route).length
  const all = labelled.length + proposed.length
  return {
    route,
    recall: shareOf(right, labelled.length),
    precision: shareOf(right, proposed.length),
    f1: all === 0 ? undefined : (2 * right) / all,
  }
}

function othersOf(judged: readonly JudgedRoute[]): RouteReport['others'] {
  const labelled = judged.reduce((sum, { label }) => sum + label.others.length, 0)
  const proposed = judged.reduce((sum, { proposal }) => sum + proposal.others.length, 0)
  const right = judged.reduce(
    (sum, { label, proposal }) =>
      sum + proposal.others.filter((route) => label.others.includes(route)).length,
    0,
  )
  return { recall: shareOf(right, labelled), precision: shareOf(right, proposed) }
}

function mistakesOf(judged: readonly JudgedRoute[]): RouteReport['mistakes'] {
  const counted = new Map<string, RouteReport['mistakes'][number]>()
  for (const { label, proposal } of judged) {
    if (label.primary === proposal.primary) continue
    const key = `${label.primary} ${proposal.primary}`
    const known = counted.get(key) ?? { label: label.primary, proposed: proposal.primary, letters: 0 }
    counted.set(key, { ...known, letters: known.letters + 1 })
  }
  return [...counted.values()].sort((one, other) => other.letters - one.letters)
}
