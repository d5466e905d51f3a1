/** Two ways to judge the same letters, side by side: who finds what the other does not. */
import type { Share } from './model-share.ts'
import { shareOf } from './model-share.ts'
import { isDanger, type RiskLevel } from './risk.ts'
import type { Route } from './route.ts'

/** What was said of one letter; no word of it. */
export type Judgement = { level: RiskLevel; route: Route }

export type Compared = {
  letters: number
  danger: Share
  falseAlarms: Share
  route: Share
  /** Ids of letters that triage judges rightly and the other wrongly, and the reverse; danger and first route each. */
  gained: { danger: string[]; route: string[] }
  lost: { danger: string[]; route: string[] }
}

type Labelled = { id: string; risk: { level: RiskLevel }; primary: Route }

/** Compares on the letters that the other way has judged. */
export function compareJudgements(
  letters: readonly { letter: Labelled; ours: Judgement }[],
  theirs: ReadonlyMap<string, Judgement>,
): Compared {
  const both = letters.flatMap(({ letter, ours }) => {
    const other = theirs.get(letter.id)
    return other ? [{ letter, ours, other }] : []
  })
  const inDanger = both.filter(({ letter }) => isDanger(letter.risk.level))
  const safe = both.filter(({ letter }) => letter.risk.level === 'none')
  const found = ({ level }: Judgement) => isDanger(level)
  const idsWhere = (some: typeof both, is: (one: (typeof both)[number]) => boolean) =>
    some.filter(is).map(({ letter }) => letter.id)
  return {
    letters: both.length,
    danger: shareOf(inDanger.filter(({ other }) => found(other)).length, inDanger.length),
    falseAlarms: shareOf(safe.filter(({ other }) => found(other)).length, safe.length),
    route: shareOf(both.filter(({ letter, other }) => other.route === letter.primary).length, both.length),
    gained: {
      danger: idsWhere(inDanger, ({ ours, other }) => found(ours) && !found(other)),
      route: idsWhere(
        both,
        (one) => one.ours.route === one.letter.primary && one.other.route !== one.letter.primary,
      ),
    },
    lost: {
      danger: idsWhere(inDanger, ({ ours, other }) => !found(ours) && found(other)),
      route: idsWhere(
        both,
        (one) => one.ours.route !== one.letter.primary && one.other.route === one.letter.primary,
      ),
    },
  }
}
