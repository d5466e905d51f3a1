/**
 * What weak signs weigh together. People in danger seldom use the words: they ask
 * that nobody rings the house, say who else does not know, write of "him" more than
 * of their complaint. One such sign is nothing; many are a reason to look.
 *
 * The points are rounded weights of a logistic regression on invented letters
 * (docs/decisions/0004-rule-patterns.md); a sign counts once however often it stands.
 */
import type { Cue } from './context.ts'

/** Families of trip rules, and cues around them, with their points. */
export const POINTS: {
  families: Readonly<Record<string, number>>
  cues: Partial<Readonly<Record<Cue, number>>>
} = {
  families: { hopeless: 2, fixation: 2 },
  cues: {
    secrecy: 3,
    plea: 2,
    again: 1,
    now: 1,
    still: 1,
    'not-denied': 1,
    intimate: 1,
    clock: 1,
    frame: -3,
    figurative: -3,
    hypothetical: -1,
  },
}

/** Any other family of trip rules. */
const ONE_FAMILY = 1

/** A letter that is mostly about other people's doings ("he", "they"), in points and in share of its words. */
const ABOUT_OTHERS = { points: 2, share: 1 / 16 }

/** So many points are a reason to look. On invented letters one point less doubled the false alarms. */
export const ENOUGH_POINTS = 5

const OTHERS = new Set("he she him her hes shes he's she's they them".split(' '))
const SHORTEST = 20

/** The points of a message that has at least one sign; without a sign there is nothing to show and no points. */
export function pointsOf(
  families: ReadonlySet<string>,
  cues: ReadonlySet<Cue>,
  words: readonly string[],
): number {
  if (families.size === 0) return 0
  const signs = [...families].map((family) => POINTS.families[family] ?? ONE_FAMILY)
  const around = [...cues].map((cue) => POINTS.cues[cue] ?? 0)
  const others = words.filter((word) => OTHERS.has(word)).length
  const aboutOthers = others / Math.max(words.length, SHORTEST) > ABOUT_OTHERS.share ? ABOUT_OTHERS.points : 0
  return [...signs, ...around].reduce((sum, one) => sum + one, aboutOthers)
}
