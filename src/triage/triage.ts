import type { Risk } from './risk.ts'
import type { RouteProposal } from './route.ts'

/** The parts of a judgement, each of which may fail by itself. */
export type TriagePart = 'language' | 'route' | 'risk'

/** What a message needs: a proposal with its reasons, and the risk language found in it. */
export type Triage = {
  /** ISO 639-1 code of the writer's own words, or `und` where there are too few to tell. */
  language: string
  route: RouteProposal
  risk: Risk
  /** What could not be worked out because of a fault of ours; absent where all of it could. */
  faults?: readonly TriagePart[]
}
