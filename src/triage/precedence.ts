/**
 * Which of two routes comes first (docs/glossary.md, "One first route"). The model has learned from
 * letters what mostly comes first; where it is about even between two, the order of the taxonomy decides.
 */
import type { Evidence } from './evidence.ts'
import type { Route, RouteCandidate } from './route.ts'

const INFORMATION: readonly Route[] = ['sar', 'data-rights', 'foi']
const COMPLAINTS: readonly Route[] = [
  'complaint-review',
  'chief-officer-complaint',
  'police-complaint',
  'office-complaint',
  'office-holder-complaint',
]
/** Routes of those who ask and do not complain. */
export const ENQUIRIES: readonly Route[] = ['force-enquiry', 'general-enquiry']
const ORDINARY: readonly Route[] = [
  'consultation',
  'board-question',
  'volunteering',
  'supplier-or-funding',
  'recruitment',
  'event-or-list',
]

/** Routes that a letter is addressed to; what they are beside depends on what is asked. */
export const ADDRESSED: readonly Route[] = ['victims-commissioner', 'deputy-mayor']

type Order = { first: readonly Route[]; before: readonly Route[]; because: string }

/** In the order of the tie-breaks. A complaint and a right to information have none: the main request decides. */
const ORDERS: readonly Order[] = [
  {
    first: ['iopc-referral'],
    before: [...COMPLAINTS, ...INFORMATION, ...ADDRESSED, ...ENQUIRIES, ...ORDINARY],
    because: 'A matter that may have to be referred comes before every other.',
  },
  {
    first: ['sar'],
    before: ['data-rights', 'foi'],
    because: 'A person’s own data comes before other information.',
  },
  { first: ['data-rights'], before: ['foi'], because: 'A person’s own data comes before other information.' },
  {
    first: INFORMATION,
    before: [...ENQUIRIES, ...ORDINARY],
    because: 'A right to information comes before ordinary business.',
  },
  { first: COMPLAINTS, before: ENQUIRIES, because: 'A complaint comes before an enquiry.' },
  {
    first: [...COMPLAINTS, ...INFORMATION],
    before: ADDRESSED,
    because: 'The address counts only where no right or complaint applies.',
  },
  { first: ADDRESSED, before: ENQUIRIES, because: 'It was written to that role.' },
]

/** Why one route comes before another, or undefined where the taxonomy sets no order between them. */
export const whyBefore = (one: Route, other: Route): string | undefined =>
  ORDERS.find(({ first, before }) => first.includes(one) && before.includes(other))?.because

/** Whether an address to a role comes second to this route. */
export const isOutranked = (route: Route): boolean => whyBefore(route, 'deputy-mayor') !== undefined

/** Rules that together give so much tell of a matter of referral, whatever else is complained of. */
const TELLS_OF_REFERRAL = 2.5

/**
 * What rules find of a matter of referral outweighs what the rest of the letter is about (tie-break 1).
 * A referral proposed for nothing costs a look; one that is not proposed may cost evidence.
 */
export const referralFirst = (points: ReadonlyMap<Route, number>): Evidence[] =>
  (points.get('iopc-referral') ?? 0) >= TELLS_OF_REFERRAL
    ? [{ route: 'iopc-referral', points: 1.5, because: ORDERS[0]?.because ?? '' }]
    : []

/** Nearer to each other than this, two routes are about as likely. */
const CLOSE = 0.1

/** Candidates, the likeliest first; of two that are about as likely the one that comes first, with the reason. */
export function inOrder(ranked: readonly RouteCandidate[]): RouteCandidate[] {
  const [best, next, ...rest] = ranked
  if (!best || !next || best.score - next.score >= CLOSE) return [...ranked]
  const why = whyBefore(next.route, best.route)
  if (why === undefined) return [...ranked]
  // They change places, probabilities too: which of the two it is was not known so exactly.
  return [
    { ...next, score: best.score, because: [...next.because, why] },
    { ...best, score: next.score },
    ...rest,
  ]
}
