import type { Evidence } from './evidence.ts'
import type { Risk, RiskCategory } from './risk.ts'
import type { Route } from './route.ts'

type Danger = { categories: readonly RiskCategory[]; route: Route; points: number; because: string }

/**
 * A plea for help or a report of danger with no other request goes to the police, who can
 * act on it; distress of the writer's own and what is aimed at the office are the office's
 * to answer. Danger told inside another matter changes little: the risk flag carries it.
 */
const DANGERS: readonly Danger[] = [
  {
    categories: [
      'threat-to-life',
      'domestic-abuse',
      'honour-based-abuse',
      'stalking-harassment',
      'sexual-offence',
      'child-at-risk',
      'adult-at-risk',
      'exploitation',
      'weapon-or-planned-crime',
      'missing-person',
      'medical-emergency',
    ],
    route: 'force-enquiry',
    points: 1,
    because: 'It tells of danger that the police could act on.',
  },
  {
    categories: [
      'suicide-self-harm',
      'threat-by-writer',
      'threat-to-official',
      'fixated-contact',
      'terrorism-explosives',
    ],
    route: 'general-enquiry',
    points: 0.9,
    because: 'The writer tells of their own distress, or it is aimed at the office.',
  },
]

/** What the risk flags say of the route; the flags themselves never depend on it. */
export const dangerEvidence = ({ flags }: Risk): Evidence[] =>
  DANGERS.filter(({ categories }) =>
    flags.some(({ level, category }) => level !== 'none' && categories.includes(category)),
  ).map(({ route, points, because }) => ({ route, points, because }))
