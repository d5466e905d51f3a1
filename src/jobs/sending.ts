import type { Db } from '../db/db.ts'
import type { OfficeProfile } from '../offices/profile.ts'
import type { Offices } from '../offices/read-offices.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { Enqueue } from './queue.ts'

/** What a job needs that tells duty staff something by mail. */
export type SendingDeps = {
  db: Db
  queue: Enqueue
  outbox: Outbox
  offices: Offices
  secretKey: string
  publicUrl: string
  /** The address that this office sends from. */
  senderOf: (office: OfficeProfile) => string
  now: () => Date
}
