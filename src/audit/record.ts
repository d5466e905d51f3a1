import type { Db } from '../db/db.ts'
import { audit } from '../db/schema.ts'

/** Everything that is audited, in the words that the history shows. */
export type AuditAction =
  | 'message-kept'
  | 'message-taken-in'
  | 'copy-kept'
  | 'message-parked'
  | 'message-retried'
  | 'whole-asked-for'
  | 'whole-fetched'
  | 'whole-not-fetched'
  | 'case-opened'
  | 'case-joined'
  | 'case-viewed'
  | 'route-proposed'
  | 'route-confirmed'
  | 'route-changed'
  | 'flags-raised'
  | 'clocks-started'
  | 'clock-event-noted'
  | 'clock-event-taken-back'
  | 'clock-retimed'
  | 'deadline-escalated'
  | 'chase-started'
  | 'chase-moved'
  | 'deadlines-viewed'
  | 'retention-set'
  | 'acknowledgement-decided'
  | 'acknowledgement-sent'
  | 'acknowledgement-failed'
  | 'acknowledgement-bounced'
  | 'acknowledgement-let-go'
  | 'acknowledgement-held'
  | 'safe-contact-proposed'
  | 'safe-contact-set'
  | 'safe-contact-refused'
  | 'safe-contact-ended'
  | 'restriction-set'
  | 'restriction-ended'
  | 'hold-placed'
  | 'hold-lifted'
  | 'source-exported'
  | 'letter-shown-as-written'
  | 'person-kept-from-case'
  | 'person-let-back'
  | 'cases-linked'
  | 'cases-unlinked'
  | 'contact-listed'
  | 'handover-viewed'
  | 'task-opened'
  | 'task-done'
  | 'alert-raised'
  | 'page-sent'
  | 'page-failed'
  | 'page-skipped'
  | 'page-delivered'
  | 'page-undelivered'
  | 'alert-answered'
  | 'alert-answered-in-part'
  | 'alert-moved'
  | 'alert-closed'
  | 'referral-recorded'
  | 'referral-viewed'
  | 'case-taken-on'
  | 'case-given'
  | 'case-put-back'
  | 'searched'
  | 'filter-saved'
  | 'filter-removed'
  | 'note-added'
  | 'case-closed'
  | 'case-reopened'
  | 'signed-in'
  | 'signed-out'
  | 'refused'
  | 'people-viewed'
  | 'person-shut-out'
  | 'person-let-in'
  | 'case-sealed'
  | 'seal-ended'
  | 'person-admitted'
  | 'admission-ended'
  | 'seal-broken'
  | 'broken-seal-reviewed'
  | 'broken-seals-viewed'
  | 'emergency-key-added'
  | 'emergency-key-ended'
  | 'emergency-sign-in'
  | 'outbox-viewed'
  | 'queue-viewed'
  | 'contact-entered'
  | 'parked-viewed'
  | 'alarm-raised'
  | 'alarm-seen'
  | 'alarm-ended'
  | 'rule-draft-started'
  | 'rule-draft-saved'
  | 'rule-draft-set-aside'
  | 'rules-change-asked'
  | 'rules-change-approved'
  | 'rules-change-refused'
  | 'rules-change-withdrawn'
  | 'ruleset-in-force'
  | 'rule-trial-started'
  | 'risk-overridden'
  | 'example-accepted'
  | 'example-refused'
  | 'example-opened'
  | 'example-exported'
  | 'rota-viewed'
  | 'duty-person-added'
  | 'duty-person-changed'
  | 'duty-person-leaving'
  | 'rotation-added'
  | 'rotation-ended'
  | 'cover-noted'
  | 'cover-withdrawn'
  | 'shifts-swapped'
  | 'duty-feed-made'
  | 'duty-feed-revoked'
  | 'drill-started'
  | 'drill-answered'
  | 'drill-missed'
  | 'breach-opened'
  | 'breach-moved'
  | 'breaches-viewed'
  | 'backup-made'
  | 'restored'
  | 'period-event-recorded'
  | 'disposal-marked'
  | 'disposal-agreed'
  | 'disposal-refused'
  | 'disposal-withdrawn'
  | 'case-disposed'
  | 'certificate-viewed'
  | 'records-viewed'
  | 'consent-noted'
  | 'consent-withdrawn'
  | 'disclosure-recorded'
  | 'ledger-viewed'
  | 'extract-made'
  | 'rights-viewed'
  | 'right-opened'
  | 'right-acted-on'
  | 'rectification-noted'
  | 'use-restricted'
  | 'use-restriction-ended'

export type AuditEntry = {
  officeId: string
  at: Date
  /** A person's key, or `waypost` for what the machine did. */
  actor: string
  action: AuditAction
  caseId?: string | undefined
  /** Ids, numbers and fixed words; never a word of a letter, a name or an address. */
  detail?: Record<string, string | number | boolean | null>
}

/** What the machine is called in the history. */
export const MACHINE = 'waypost'

/**
 * Writes entries inside the caller's transaction, so that what happened and its
 * record stand or fall together. Their order in the list is their order in the chain.
 */
export async function record(db: Db, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return
  await db.insert(audit).values(
    entries.map((entry) => ({
      officeId: entry.officeId,
      at: entry.at,
      actor: entry.actor,
      action: entry.action,
      caseId: entry.caseId ?? null,
      detail: entry.detail ?? {},
      position: 0,
      previousHash: '',
      hash: '',
    })),
  )
}
