/** People's rights in words. */
import type { DataRight, RightsActName } from '../../db/schema.ts'
import type { WhereFound } from '../../rights/find-person.ts'

export const RIGHT_NAMES: readonly (readonly [DataRight, string])[] = [
  ['access', 'A copy of what we hold (access)'],
  ['rectification', 'To have it put right (rectification)'],
  ['erasure', 'To have it erased (erasure)'],
  ['restriction', 'To have it kept and not used (restriction)'],
  ['objection', 'To object to its use (objection)'],
  ['portability', 'To take it elsewhere (portability)'],
]

export const rightName = (right: string): string => RIGHT_NAMES.find(([one]) => one === right)?.[1] ?? right

const ACTS: Record<RightsActName, string> = {
  searched: 'Searched',
  'release-agreed': 'A second person agreed to what is released',
  'bundle-made': 'Made the copy',
  allowed: 'Allowed',
  refused: 'Refused',
  'handed-to-disposal': 'Left the cases to whoever disposes of records',
  answered: 'Answered the person',
}

export const actName = (act: RightsActName): string => ACTS[act]

export const WHERE: Record<WhereFound, string> = {
  writer: 'as the writer',
  letter: 'in a letter',
  note: 'in a note',
  sent: 'in what was sent',
  told: 'in what was told outside',
}
