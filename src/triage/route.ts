/** The routes: which kind of work a message is. Ids are stable; law and definitions are in docs/glossary.md. */
export const ROUTES = [
  'iopc-referral',
  'chief-officer-complaint',
  'police-complaint',
  'complaint-review',
  'office-complaint',
  'office-holder-complaint',
  'force-enquiry',
  'foi',
  'sar',
  'data-rights',
  'victims-commissioner',
  'deputy-mayor',
  'consultation',
  'board-question',
  'volunteering',
  'supplier-or-funding',
  'recruitment',
  'event-or-list',
  'general-enquiry',
  'not-correspondence',
] as const

export type Route = (typeof ROUTES)[number]

/** A route with how sure we are of it (a probability) and why, in sentences for a caseworker. */
export type RouteCandidate = { route: Route; score: number; because: readonly string[] }

/** A route that stands beside the first, with the sentence of the letter that speaks for it. */
export type FurtherRoute = { route: Route; because: readonly string[] }

/**
 * A proposal, never a decision. `candidates` holds at least three, best first.
 * `abstained` means that a person has to choose; `primary` is then only the best guess.
 */
export type RouteProposal = {
  primary: Route
  others: readonly Route[]
  /** The same routes with their reasons; absent in proposals that were kept before there were any. */
  further?: readonly FurtherRoute[]
  candidates: readonly RouteCandidate[]
  abstained: boolean
}
