import type { ReadStatus } from '../../src/message/message.ts'
import type { Trouble } from '../../src/message/trouble.ts'
import type { Chance } from './chance.ts'

/** What must come of a mail of this class. */
export type Outcome = {
  status: ReadStatus
  because?: Trouble
  /** Where the planted words end up: marked by a flag, or unread and so with a person as serious. */
  plea: 'flagged' | 'noted' | 'with a person'
}

/** One way in which a mail can be broken or built to do harm. */
export type HostileClass = {
  /** Its number in the list of bad input: 46 to 64. */
  item: number
  what: string
  comes: Outcome
  /** The mail with the plea planted in it. Sizes shrink with `share`, 1 being the size that the list names. */
  make(chance: Chance, plea: string, share: number): Uint8Array
}

const outcome =
  (status: ReadStatus, plea: Outcome['plea']) =>
  (because?: Trouble): Outcome => ({ status, plea, ...(because ? { because } : {}) })

export const FLAGGED = outcome('parsed', 'flagged')()
export const NOTED = outcome('parsed', 'noted')()
export const UNREAD = outcome('parsed', 'with a person')()
export const partly = outcome('partial', 'flagged')
export const partlyUnread = outcome('partial', 'with a person')
export const rawOnly = outcome('raw-only', 'flagged')

/** At least one, and the number that the list names where the share is 1. */
export const scaled = (count: number, share: number): number => Math.max(1, Math.round(count * share))
