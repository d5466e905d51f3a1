/**
 * What belongs to a case and goes with it, table by table, in the order in which the database
 * lets it go. A row that counts in a report of its month stays, without a word in it.
 * `test/records/disposal-plan.test.ts` walks the schema: a table that stands nowhere here fails.
 */

/**
 * The rows by whose ids something belongs to a case; `letters` are raw messages, `mails` what we sent.
 * `letterKeys` are the letters but for a part whose whole is in another case and is read by its key.
 */
export type OfCase = 'case' | 'alerts' | 'clocks' | 'chases' | 'messages' | 'letters' | 'letterKeys' | 'mails'

export type PlanStep = {
  table: string
  /** The column that holds one of those ids. */
  by: string
  of: OfCase
  /** Columns that are emptied where the row itself stays, with what they hold then. */
  blank?: Readonly<Record<string, '' | null | readonly []>>
}

const ofCase = (table: string): PlanStep => ({ table, by: 'case_id', of: 'case' })

export const DISPOSAL_PLAN: readonly PlanStep[] = [
  ofCase('risk_flags'),
  ofCase('trial_moves'),
  ofCase('verdicts'),
  ofCase('acknowledgements'),
  ofCase('tasks'),
  ofCase('mentions'),
  ofCase('notes'),
  ofCase('replies'),
  ofCase('presences'),
  ofCase('case_changes'),
  { table: 'case_changes', by: 'other_case_id', of: 'case' },
  ofCase('rights_acts'),
  ofCase('review_marks'),
  ofCase('rights_finds'),
  ofCase('rectifications'),
  ofCase('use_restrictions'),
  // That somebody used a right is counted, and other cases were found for it; not who, nor what about.
  { ...ofCase('rights_requests'), blank: { about_whom: '', clock_id: null } },
  { table: 'deadline_mails', by: 'clock_id', of: 'clocks' },
  ofCase('clock_events'),
  ofCase('clocks'),
  { table: 'chase_moves', by: 'chase_id', of: 'chases' },
  ofCase('chases'),
  ofCase('disclosures'),
  ofCase('consents'),
  ofCase('referrals'),
  { table: 'alert_proposals', by: 'escalation_id', of: 'alerts' },
  ofCase('case_links'),
  { table: 'case_links', by: 'other_case_id', of: 'case' },
  ofCase('safe_contacts'),
  ofCase('contact_restrictions'),
  ofCase('case_holds'),
  { table: 'first_copies', by: 'raw_message_id', of: 'letters' },
  { table: 'whole_pieces', by: 'part_id', of: 'letters' },
  { table: 'scans', by: 'raw_message_id', of: 'letters' },
  ofCase('search_text'),
  ofCase('messages'),
  // Without them no copy of the letters, wherever it is, can be read.
  { table: 'data_keys', by: 'raw_message_id', of: 'letterKeys' },
  ofCase('data_keys'),
  // Counted in the safety report of their month, by level, step and moment.
  { table: 'alert_moves', by: 'escalation_id', of: 'alerts', blank: { reason: null } },
  { table: 'pages', by: 'escalation_id', of: 'alerts', blank: { person_name: null, other_ways: [] } },
  { ...ofCase('escalations'), blank: { outcome: null } },
  // An answer to a mail of ours is still known by its id, and gets a case that names this one.
  { table: 'sent_mails', by: 'id', of: 'mails', blank: { to_address: '', subject: '', text: '' } },
  // The fingerprint stays, so that the copy in the mailbox is not taken in as a new letter.
  {
    table: 'raw_messages',
    by: 'id',
    of: 'letters',
    blank: { source: '', envelope_from: null, parked_because: null },
  },
  // Whoever is kept from the case, and who may see a sealed one, stays so for what is left of it.
  { ...ofCase('kept_from'), blank: { reason: '', ended_because: null } },
  { ...ofCase('case_seals'), blank: { reason: '', ended_because: null } },
  { ...ofCase('case_admissions'), blank: { reason: '', review_note: null } },
  {
    table: 'cases',
    by: 'id',
    of: 'case',
    blank: { subject: '', correspondent_name: '', correspondent_address: null, outcome: null },
  },
]

/** Of tables whose rows stay, the columns that are kept as they are. Every other one is emptied above. */
export const KEPT_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  rights_requests: [
    ...['id', 'office_id', 'case_id', 'right', 'opened_by', 'opened_by_name', 'opened_at', 'closed_at'],
  ],
  alert_moves: ['id', 'office_id', 'escalation_id', 'at', 'from_state', 'to_state', 'actor', 'actor_name'],
  pages: [
    ...['id', 'office_id', 'escalation_id', 'step', 'post', 'person_key', 'way', 'state', 'claimed_at'],
    ...['tries', 'sent_mail_id', 'provider_id', 'delivery_at', 'because'],
  ],
  escalations: [
    ...['id', 'office_id', 'case_id', 'level', 'state', 'raised_at', 'step', 'next_page_at'],
    ...['answered_by', 'answered_key', 'answered_at', 'closed_at'],
  ],
  sent_mails: [
    ...['id', 'office_id', 'case_id', 'kind', 'way', 'message_id', 'state', 'response', 'handed_over_at'],
  ],
  raw_messages: [
    ...['id', 'office_id', 'mailbox', 'channel', 'sha256', 'size', 'cut_short', 'from_junk', 'received_at'],
    ...['state', 'copy_of', 'whole_of', 'drill_id', 'scan'],
  ],
  kept_from: [
    ...['id', 'office_id', 'case_id', 'user_key', 'user_name', 'kept_by', 'kept_by_name', 'kept_at'],
    ...['ended_by_name', 'ended_at'],
  ],
  case_seals: [
    ...['id', 'office_id', 'case_id', 'kind', 'sealed_by', 'sealed_by_name', 'sealed_at'],
    ...['ended_by_name', 'ended_at'],
  ],
  case_admissions: [
    ...['id', 'office_id', 'case_id', 'reference', 'user_key', 'user_name', 'way', 'admitted_by'],
    ...['admitted_by_name', 'admitted_at', 'until', 'ended_by_name', 'ended_at', 'reviewed_by'],
    ...['reviewed_by_name', 'reviewed_at', 'finding'],
  ],
  cases: [
    ...['id', 'office_id', 'reference', 'status', 'route', 'others', 'route_confirmed', 'abstained', 'risk'],
    ...[
      'channel',
      'linked_case_id',
      'linked_because',
      'drill_id',
      'opened_at',
      'last_action_at',
      'closed_at',
    ],
    ...['outcome_kind', 'retention_schedule', 'keep_months', 'retention_trigger', 'period_event'],
    ...['period_from', 'dispose_after', 'last_handler', 'disposed_at', 'version'],
    ...['owner_key', 'owner_name', 'language', 'next_due_on', 'next_due_kind', 'clock_state'],
    ...['acknowledgement_held', 'has_unread', 'open_tasks', 'queue_place'],
  ],
}

/** Tables that a disposal leaves alone, and why. */
export const NOT_OF_A_CASE: Readonly<Record<string, string>> = {
  audit: 'who did and saw what: ids and fixed words only',
  audit_heads: 'the end of that chain',
  ledger: 'what each mailbox offered, by number and fingerprint',
  alert_answers: 'which of our people answered, and when',
  disposal_marks: 'who decided',
  disposal_certificates: 'what was removed',
  erasures: 'that an erasure was allowed, on which law and by whom',
  retention_schedules: 'the lines that were in force',
  breaches: 'the register of Art 33(5), a record of its own',
  breach_events: 'of that register',
  breach_counters: 'a number',
  drills: 'letters that we invented',
  canaries: 'test messages of ours',
  whole_fetches: 'when a message was asked for whole',
  reference_counters: 'a number',
  acknowledgement_gates: 'a lock',
  heartbeats: 'that we run',
  alarms: 'what is wrong with the service, by id',
  mail_accounts: 'of a mailbox',
  mailbox_states: 'of a mailbox',
  fetch_problems: 'of a mailbox',
  calendar_versions: 'bank holidays',
  duty_people: 'our own people',
  duty_rotations: 'our own people',
  duty_overrides: 'our own people',
  duty_feeds: 'our own people',
  saved_filters: 'filters of our own people',
  reply_templates: 'words of our own for letters to come',
  staff: 'our own people',
  sessions: 'our own people',
  emergency_keys: 'our own people',
  emergency_sign_ins: 'our own people',
  restores: 'that a backup was put back',
  rule_drafts: 'rules, in words of whoever wrote them',
  ruleset_changes: 'rules',
  rulesets: 'rules',
  trials: 'how many letters a rule was tried on',
}
