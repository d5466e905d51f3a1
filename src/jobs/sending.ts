import type { Db } from '../db/db.ts'
import type { OnCallPerson } from '../offices/duty-rung.ts'
import type { OfficeProfile } from '../offices/profile.ts'
import type { Offices } from '../offices/read-offices.ts'
import type { Carriers } from '../outbox/carrier.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { Enqueue } from './queue.ts'

/** Who is on call at a moment: the rota's own answer, asked when a page is about to leave. */
export type OnCall = (
  tx: Db,
  officeId: string,
  layer: 'primary' | 'secondary',
  at: Date,
) => Promise<OnCallPerson[]>

/** What a job needs that tells duty staff something. */
export type SendingDeps = {
  db: Db
  queue: Enqueue
  outbox: Outbox
  /** The ways beside our mail server. */
  carriers: Carriers
  /** How the receiver of each webhook wants to read it. */
  webhooks: Readonly<Record<string, { format: 'standard' | 'slack' | 'teams' }>>
  onCall: OnCall
  offices: Offices
  secretKey: string
  publicUrl: string
  /** The address that this office sends from. */
  senderOf: (office: OfficeProfile) => string
  now: () => Date
}
