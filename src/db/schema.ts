/**
 * The tables, and what each is the truth of.
 *
 * A `raw_message` is the bytes as they came, kept once; the `ledger` has one row for
 * every time a mailbox offered us a message, so that what is on the server can be
 * counted against what we hold; `mail_accounts`, `mailbox_states` and `fetch_problems`
 * are what the poller remembers between polls, and `data_keys` open the letters, and
 * `scans` say whether a virus scanner found them clean. A raw message becomes a `message` (what it says and
 * what triage thought of it) inside a `case`. A case owes things: `clocks` that run,
 * `risk_flags` a person must look at, an `acknowledgement` to its writer, an
 * `escalation` with its `pages` where somebody may be in danger, `tasks` that only a
 * person can do. `duty_people` take turns in `duty_rotations`, with `duty_overrides` for cover and
 * swaps and `duty_feeds` for their calendars.
 * `safe_contacts`, `contact_restrictions`, `case_holds`, `kept_from`, `case_seals` with their
 * `case_admissions`, and `case_links` are what people decided about how a case or its writer is
 * treated. `staff` are those who sign in, with `sessions`, and with `emergency_keys` and
 * `emergency_sign_ins` for when the identity provider is away.
 * `case_changes` are what people changed and may undo, `replies` what they write, from `reply_templates`;
 * `mentions` and `presences` are how they work on one case together.
 * Everything that we send is a `sent_mail`. `restores` says when a backup was put back. `rule_drafts` become
 * `ruleset_changes` that a second person decides on, and those make `rulesets`; a `trial`
 * says which cases a draft would move; `verdicts` are what people made of proposals.
 * `breaches` with their `breach_events`, `consents` and `disclosures` are data protection's own record,
 * with `rights_requests` and what was found, marked, decided and noted for them; `use_restrictions` say
 * what is kept and not used, `erasures` what is to go before its day.
 * `canaries`, `drills` and `heartbeats` show that all of this works. `audit` is who did and who saw what, insert-only, each row
 * sealed with the hash of the row before it.
 *
 * Every row carries `office_id`, and row-level security (drizzle/0001) lets a
 * transaction see only the office that it named. Moments end in `At` (UTC), days in
 * `On` or `disposeAfter` (Europe/London).
 */

export * from './schema/acknowledgements.ts'
export * from './schema/acting.ts'
export * from './schema/alarms.ts'
export * from './schema/alerts.ts'
export * from './schema/audit.ts'
export * from './schema/breaches.ts'
export * from './schema/cases.ts'
export * from './schema/clocks.ts'
export * from './schema/data-keys.ts'
export * from './schema/desk.ts'
export * from './schema/disclosures.ts'
export * from './schema/drills.ts'
export * from './schema/duty.ts'
export * from './schema/handling.ts'
export * from './schema/incoming.ts'
export * from './schema/mailboxes.ts'
export * from './schema/people.ts'
export * from './schema/records.ts'
export * from './schema/referrals.ts'
export * from './schema/restores.ts'
export * from './schema/rights.ts'
export * from './schema/rulesets.ts'
export * from './schema/scans.ts'
export * from './schema/seals.ts'
export * from './schema/verdicts.ts'
