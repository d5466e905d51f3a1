import type { Evidence } from './evidence.ts'
import type { Route } from './route.ts'

type Sums = ReadonlyMap<Route, number>

/** A route applies when its evidence alone would make it more likely than not. */
const APPLIES = 1.8

const INFORMATION: readonly Route[] = ['sar', 'data-rights', 'foi']
const COMPLAINTS: readonly Route[] = [
  'iopc-referral',
  'complaint-review',
  'chief-officer-complaint',
  'police-complaint',
  'office-complaint',
  'office-holder-complaint',
]
const ADDRESSED: readonly Route[] = ['victims-commissioner', 'deputy-mayor']

type Order = { when: readonly Route[]; also: readonly Route[]; points: number; because: string }

/**
 * Which route comes first when several apply (glossary, "One first route"). Rows add or
 * take points, so that a close call stays visible as one.
 */
const ORDERS: readonly Order[] = [
  {
    when: ['iopc-referral'],
    also: ['iopc-referral'],
    points: 1.5,
    because: 'A matter that may have to be referred comes before every other.',
  },
  {
    when: ['sar'],
    also: ['foi'],
    points: -1,
    because: 'A person’s own data comes before other information.',
  },
  {
    when: COMPLAINTS,
    also: ['force-enquiry', 'general-enquiry'],
    points: -1,
    because: 'A complaint comes before an enquiry.',
  },
  {
    when: [...INFORMATION, ...COMPLAINTS],
    also: ADDRESSED,
    points: -1.5,
    because: 'The address counts only where no right or complaint applies.',
  },
]

/** The order of precedence as evidence, from what has been found for each route. */
export const precedence = (sums: Sums): Evidence[] =>
  ORDERS.filter(({ when }) => when.some((route) => (sums.get(route) ?? 0) >= APPLIES)).flatMap(
    ({ also, points, because }) => also.map((route) => ({ route, points, because })),
  )
