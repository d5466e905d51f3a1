/**
 * `raised`: shown, nobody paged yet. `paging`: climbs the ladder. `answered`: a named person has
 * it. `deciding`: they put forward a decision that a second person has to agree to. `referred`:
 * somebody was told and has not said whether they take it. `declined`, `accepted`: they said so.
 */
export const ALERT_STATES = [
  'raised',
  'paging',
  'answered',
  'deciding',
  'referred',
  'declined',
  'accepted',
  'no-action',
  'closed',
] as const

export type AlertState = (typeof ALERT_STATES)[number]

/** Nobody has answered yet. */
export const CLIMBING: readonly AlertState[] = ['raised', 'paging']

/** Not over. */
export const OPEN: readonly AlertState[] = ALERT_STATES.filter((state) => state !== 'closed')

/** Why a step had nobody to tell; a page may be skipped for other reasons. */
export const NOBODY_BECAUSE = ['nobody-on-call', 'no-address'] as const
