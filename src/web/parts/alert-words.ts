/** An alert in the words of a screen. */
import { type AlertState, CLIMBING } from '../../db/alert-states.ts'
import { sayOutcome } from './words.ts'

/** How a panel stands: nobody on it, somebody on it, or over. Words say the same beside the colour. */
export const standing = (state: AlertState): 'paging' | 'answered' | 'closed' => {
  if (CLIMBING.includes(state)) return 'paging'
  return state === 'closed' || state === 'no-action' ? 'closed' : 'answered'
}

/** The state as one says it. */
export function sayAlertState({
  state,
  answeredBy,
}: {
  state: AlertState
  answeredBy: string | null
}): string {
  switch (state) {
    case 'raised':
    case 'paging':
      return 'Nobody has answered yet'
    case 'answered':
      return `${answeredBy} is dealing with it`
    case 'deciding':
      return 'A second person has to decide'
    case 'referred':
      return 'Told, and no reply yet'
    case 'declined':
      return 'Declined: nobody has it'
    case 'accepted':
      return 'Accepted by whoever was told'
    case 'no-action':
      return 'No action was needed'
    case 'closed':
      return 'Closed'
  }
}

const MOVES: Readonly<Record<AlertState, string>> = {
  raised: 'Raised',
  paging: 'Paged',
  answered: 'Answered',
  deciding: 'Put forward to a second person',
  referred: 'Told somebody',
  declined: 'They declined it',
  accepted: 'They accepted it',
  'no-action': 'No action',
  closed: 'Closed',
}

const PUT_FORWARD: Readonly<Record<string, string>> = {
  'no-action': 'no action is needed',
  downgrade: 'it is serious, not immediate',
}

/** A move with its reason. */
export function sayMove({ toState, reason }: { toState: AlertState; reason: string | null }): string {
  if (!reason) return MOVES[toState]
  if (toState === 'referred') return sayOutcome(reason)
  return `${MOVES[toState]}: ${PUT_FORWARD[reason] ?? reason}`
}
