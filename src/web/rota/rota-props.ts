import type { DutyPerson } from '../../rota/rota.ts'
import type { SignedIn } from '../web-deps.ts'
import type { FoundRota } from './find-rota.ts'

/** What the page of the duty rota shows. */
export type RotaPageProps = FoundRota & {
  signedIn: SignedIn
  now: Date
  /** The reader's own entry. */
  self: DutyPerson | undefined
  /** Since when the reader's calendar has an address. */
  feedSince: Date | undefined
  /** The address itself, on the one page that follows its making. */
  feedAddress?: string | undefined
  /** Why a press of a button changed nothing. */
  refusal?: string | undefined
}
