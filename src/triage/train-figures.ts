/** What was measured on letters that were held back from learning: rules alone, and the model with them. */
import { chooseRoute, proposalOf } from './choose-route.ts'
import type { FurtherModel } from './further-routes.ts'
import { type RouteReport, routeReport } from './model-route-figures.ts'
import type { Rules } from './read-rules.ts'
import type { RouteProposal } from './route.ts'
import type { HeldBack } from './train-routes.ts'

/** Counts, and the abstention curve: how many of the surest letters are right. */
export type RouteFigures = {
  letters: number
  rules: Brief
  both: Brief
  /** First routes right, of the letters of each writer. */
  writers: Record<string, { right: number; of: number }>
}

type Brief = {
  right: number
  inTopThree: number
  macroF1: number
  rightWhenSure: number
  sure: number
  further: number
  furtherRight: number
  furtherLabelled: number
  surest: Record<string, number>
}

/** Measures on the letters that the rules were not made with. */
export function routeFigures(
  heldBack: readonly HeldBack[],
  { rules, further }: { rules: Rules; further: FurtherModel },
): RouteFigures {
  const measured = heldBack.filter(({ letter }) => !letter.seen)
  const report = (propose: (one: HeldBack) => RouteProposal) =>
    brief(routeReport(measured.map((one) => ({ label: one.letter, proposal: propose(one) }))))
  return {
    letters: measured.length,
    rules: report(({ letter }) => chooseRoute(letter.message, rules)),
    both: report(({ letter, signs }) => proposalOf(signs, { message: letter.message, further })),
    writers: byWriter(measured, further),
  }
}

function byWriter(measured: readonly HeldBack[], further: FurtherModel): RouteFigures['writers'] {
  const writers: RouteFigures['writers'] = {}
  for (const { letter, signs } of measured) {
    const name = letter.writer.replace(/^.*\//, '')
    const { primary } = proposalOf(signs, { message: letter.message, further })
    writers[name] ??= { right: 0, of: 0 }
    writers[name].of++
    if (primary === letter.primary) writers[name].right++
  }
  return writers
}

const brief = ({
  accuracy,
  inTopThree,
  macroF1,
  whenSure,
  coverage,
  others,
  abstention,
}: RouteReport): Brief => ({
  right: accuracy.hits,
  inTopThree: inTopThree.hits,
  macroF1: Math.round(macroF1 * 1000) / 1000,
  rightWhenSure: whenSure.hits,
  sure: coverage.hits,
  further: others.precision.of,
  furtherRight: others.precision.hits,
  furtherLabelled: others.recall.of,
  surest: Object.fromEntries(
    abstention.map(({ coverage: share, right }) => [
      share.toFixed(1),
      Math.round((right.share ?? 0) * 1000) / 1000,
    ]),
  ),
})
