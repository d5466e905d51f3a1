/** How long a case is kept: the line of the office's schedule that bears on its routes. */
import type { OutcomeKind } from '../clocks/keeping-words.ts'
import type { OfficeProfile, RetentionRow } from '../offices/profile.ts'
import type { Route } from '../triage/route.ts'

/** The line that governs the case, or `not-set` where the office has not decided. */
export type RetentionChoice = {
  schedule: string
  keepMonths: RetentionRow['keepMonths']
  trigger: RetentionRow['trigger']
  because: string
}

/** What stands for a route that no line of the schedule names. */
const UNNAMED = 'not-set'

/**
 * The line that holds a case longest. A case carries several routes, and is disposed of
 * as a whole, so the most careful line governs it: first one with no period, then one
 * with nothing or an unrecorded event to run from, then the longest period. A route that
 * the schedule does not name has no period: silence is not permission to dispose.
 */
export function retentionFor(
  profile: Pick<OfficeProfile, 'shortName' | 'retention'>,
  routes: readonly Route[],
  outcome?: OutcomeKind | null,
): RetentionChoice {
  const choices = [...new Set(routes)].flatMap((route) => choicesFor(profile, route, outcome ?? undefined))
  const [first, ...rest] = choices
  if (first === undefined)
    return {
      schedule: UNNAMED,
      keepMonths: 'not-set',
      trigger: 'not-set',
      because: 'The case has no route, so no period applies.',
    }
  return rest.reduce((held, next) => (compareHold(next, held) > 0 ? next : held), first)
}

function choicesFor(
  profile: Pick<OfficeProfile, 'shortName' | 'retention'>,
  route: Route,
  outcome: OutcomeKind | undefined,
): RetentionChoice[] {
  const rows = linesFor(profile.retention, route, outcome)
  if (rows.length === 0)
    return [
      {
        schedule: UNNAMED,
        keepMonths: 'not-set',
        trigger: 'not-set',
        because: `${profile.shortName} states no period for ${route}, so the office decides and nothing is disposed of until then.`,
      },
    ]
  return rows.map(({ schedule, keepMonths, trigger, source }) => ({
    schedule,
    keepMonths,
    trigger,
    because: `${route} falls under ${schedule} (${source.join(', ')}).`,
  }))
}

/** A line that names how the case ended goes before the one that names no outcome. */
function linesFor(lines: readonly RetentionRow[], route: Route, outcome: OutcomeKind | undefined) {
  const ofRoute = lines.filter((row) => row.routes.includes(route))
  const ofOutcome = ofRoute.filter((row) => outcome !== undefined && row.outcomes?.includes(outcome))
  return ofOutcome.length > 0 ? ofOutcome : ofRoute.filter((row) => row.outcomes === undefined)
}

/** Positive where the first holds a case longer. Months compare only within a rank: an event may come late. */
const compareHold = (a: RetentionChoice, b: RetentionChoice): number =>
  rankOf(a) - rankOf(b) || Number(a.keepMonths) - Number(b.keepMonths)

function rankOf({ keepMonths, trigger }: RetentionChoice): number {
  if (keepMonths === 'not-set') return 3
  if (trigger === 'not-set') return 2
  return trigger === 'last-action' ? 0 : 1
}
