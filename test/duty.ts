/** A rota on which the same two people are always on call, for tests that are about something else. */
import type { OnCall } from '../src/jobs/sending.ts'
import { rungFor, rungsOf } from '../src/offices/duty-rung.ts'
import type { OfficeProfile } from '../src/offices/profile.ts'

const POSTS = { primary: 'Duty officer', secondary: 'Second duty officer' } as const
const LOCAL = { primary: 'duty.officer', secondary: 'duty.second' } as const
const DOMAINS: Record<string, string> = {
  mopac: 'mopac',
  'leicestershire-opcc': 'leics-opcc',
  'west-midlands-pcc': 'wm-pcc',
}

const addressOf = (officeId: string, layer: 'primary' | 'secondary') =>
  `${LOCAL[layer]}@${DOMAINS[officeId]}.example.org`

export const alwaysOnCall: OnCall = async (_tx, officeId, layer) => [
  {
    personId: `${officeId}-${layer}`,
    name: POSTS[layer],
    post: POSTS[layer],
    email: addressOf(officeId, layer),
  },
]

/** Whom the ladder of immediate alerts tells under that rota, and how long it waits for each. */
export const dutyLadder = (office: OfficeProfile): { email: string; waitMinutes: number }[] =>
  rungsOf(office.duty.immediate).map(({ who: [who] }, step) => ({
    email: who?.rota ? addressOf(office.id, who.rota) : (who?.email ?? ''),
    waitMinutes: rungFor(office.duty, 'immediate', step).waitMinutes,
  }))
