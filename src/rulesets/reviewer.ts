import { type AuditAction, type AuditEntry, record } from '../audit/record.ts'
import type { Db } from '../db/db.ts'

/** Whoever works on the rules. `actor` is the key that the history keeps. */
export type Reviewer = { officeId: string; actor: string; actorName: string; now: Date }

/** What a reviewer did, in the history of their office and, where it is about one, of the case. */
export const note = (
  tx: Db,
  by: Pick<Reviewer, 'officeId' | 'actor' | 'now'>,
  action: AuditAction,
  detail: NonNullable<AuditEntry['detail']>,
  caseId?: string,
): Promise<void> =>
  record(tx, [
    { officeId: by.officeId, at: by.now, actor: by.actor, action, detail, ...(caseId && { caseId }) },
  ])
