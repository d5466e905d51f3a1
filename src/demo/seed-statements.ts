/** The statements that make cases out of letters and names, a turn at a time. `$1` is the moment of the seeding. */

/** A number below `below` that is always the same for the same row and salt. */
const chance = (salt: number, below: number): string =>
  `(hashint8extended(n, ${salt}) & 2147483647)::int % ${below}`
const uuidOf = (what: string, n = 'n'): string => `md5('${what} ' || ${n})::uuid`

/** Dropped while much is added. In the same words as the migration that made them. */
export const INDEXES_OF_WORDS = [
  {
    name: 'search_text_words',
    statement: 'create index search_text_words on search_text using gin (words)',
  },
  {
    name: 'search_text_people',
    statement: 'create index search_text_people on search_text using gin (people gin_trgm_ops)',
  },
] as const

const TABLES = `
create temp table seed_letters (office_id text, k int, route text, others text, risk text, language text,
  abstained boolean, category text, starts int, ends int, plain_subject text, plain text, subject text, text text, note text, nothing text, stretches text,
  triage text, source bytea, size int, words tsvector) on commit drop;
create temp table seed_places (office_id text, route text, mailbox text, kind text, due_days int, schedule text,
  keep_months int, trigger text) on commit drop;
create temp table seed_names (given text[], family text[]) on commit drop;
create temp table seed_new (n int, office_id text, on_day date, age int, reference text) on commit drop;
create temp table seed_cases (n int, case_id uuid, message_id uuid, raw_id uuid, office_id text, reference text, k int, route text,
  others jsonb, risk text, language text, abstained boolean, confirmed boolean, status text, opened_at timestamptz,
  closed_at timestamptz, name text, address text, kind text, due_on date, is_running boolean, answer text, owner int) on commit drop;`

/** Everything of a case that its other rows go by, worked out once. */
const CASES_OF_TURN = `
insert into seed_cases
select n, ${uuidOf('case')}, ${uuidOf('message')}, ${uuidOf('raw')}, office_id, reference, k, route, others, risk, language,
  abstained and not confirmed, confirmed, status, opened_at,
  case when status = 'closed' then least($1::timestamptz, opened_at + make_interval(days => 1 + took)) end,
  given || ' ' || family, lower(given || '.' || family) || person || '@example.net', kind,
  case when kind is null or standing then null
    when age > 60 and status <> 'closed' then $1::date + (age % 90) - 10
    else (opened_at at time zone 'Europe/London')::date + due_days end,
  kind is not null and status <> 'closed' and (age <= 60 or (age < 1400 and age % 5 < 2)),
  case when route = 'not-correspondence' then 'suppressed' when odd = 1 then 'held' when odd < 8 then 'suppressed' else 'sent' end, owner
from (
  select *, case when is_open then case when not confirmed then 'new' when odd % 6 = 0 then 'referred' else 'in-progress' end else 'closed' end as status
  from (
    select s.n, s.office_id, s.reference, s.age, l.k, l.route, l.others, l.risk, l.language, l.abstained,
      s.age > 20 or ${chance(3, 10)} < 6 as confirmed,
      case when s.age <= 60 then ${chance(4, 10)} < 6 else ${chance(4, 100)} < 2 end as is_open,
      least($1::timestamptz, (s.on_day + time '07:00' + make_interval(secs => ${chance(5, 43_200)})) at time zone 'Europe/London') as opened_at,
      1 + ${chance(6, 45)} as took, ${chance(7, 60)} as odd, ${chance(8, 50)} = 0 as standing, ${chance(9, 40)} as owner,
      person, names.given[1 + person % array_length(names.given, 1)] as given,
      names.family[1 + (person / array_length(names.given, 1)) % array_length(names.family, 1)] as family, p.kind, p.due_days
    from seed_new as s
    join seed_letters as l on l.office_id = s.office_id and l.k = ${chance(10, 600)}
    join seed_places as p on p.office_id = s.office_id and p.route = l.route
    cross join seed_names as names
    cross join lateral (select ${chance(11, 250_000)} as person) as who
  ) as with_chances
) as with_status`

const ROWS = [
  'truncate seed_cases',
  CASES_OF_TURN,
  'analyze seed_cases',
  `insert into cases (id, office_id, reference, status, route, others, route_confirmed, abstained, risk, channel,
    correspondent_name, correspondent_address, subject, opened_at, last_action_at, closed_at, outcome, outcome_kind,
    retention_schedule, keep_months, retention_trigger, owner_key, owner_name, language, next_due_on, next_due_kind, clock_state,
    acknowledgement_held, has_unread, open_tasks)
  select s.case_id, s.office_id, s.reference, s.status, s.route, s.others, s.confirmed, s.abstained, s.risk,
    (array['email','email','email','email','email','email','email','email','web-form','letter'])[1 + s.n % 10],
    s.name, s.address, l.subject, s.opened_at, coalesce(s.closed_at, s.opened_at + interval '1 hour'), s.closed_at,
    case when s.status = 'closed' then 'Answered' end, case when s.status = 'closed' then 'answered' end,
    p.schedule, p.keep_months, p.trigger,
    case when s.status = 'new' or s.owner > 30 then '' else 'seed:' || s.owner % 8 end,
    case when s.status = 'new' or s.owner > 30 then '' else 'Colleague ' || 1 + s.owner % 8 end, s.language,
    case when s.is_running then s.due_on end, case when s.is_running and s.due_on is not null then s.kind end,
    case when not s.is_running then 'none' when s.due_on is null then 'standing' else 'running' end,
    s.answer = 'held' and s.status <> 'closed', s.risk = 'unreadable', case when s.status <> 'closed' and s.n % 400 = 0 then 1 else 0 end
  from seed_cases as s
  join seed_letters as l on l.office_id = s.office_id and l.k = s.k
  join seed_places as p on p.office_id = s.office_id and p.route = s.route`,
  `insert into raw_messages (id, office_id, mailbox, channel, source, sha256, size, envelope_from, received_at, state)
  select s.raw_id, s.office_id, 'seed-' || s.n || '@example.net', 'email', l.source, encode(sha256(convert_to('seed ' || s.n, 'UTF8')), 'hex'),
    l.size, s.address, s.opened_at, 'taken-in'
  from seed_cases as s join seed_letters as l on l.office_id = s.office_id and l.k = s.k`,
  `insert into messages (id, office_id, case_id, raw_message_id, channel, status, message_id, from_name, from_address, subject, text,
    stretches, attachments, headers, unread, triage, rules_version, received_at, taken_in_at)
  select s.message_id, s.office_id, s.case_id, s.raw_id, 'email', case when s.risk = 'unreadable' then 'partial' else 'parsed' end,
    '<seed-' || s.n || '@example.net>', s.name, s.address, l.subject, l.text, l.stretches, l.nothing, l.nothing, '[]', l.triage, 'seeded',
    s.opened_at, s.opened_at + interval '2 seconds'
  from seed_cases as s join seed_letters as l on l.office_id = s.office_id and l.k = s.k`,
  `insert into search_text (message_id, office_id, case_id, received_at, people, words)
  select s.message_id, s.office_id, s.case_id, s.opened_at, lower(s.name) || ' ' || s.address,
    setweight(to_tsvector('english', lower(s.reference) || ' ' || l.plain_subject || ' ' || lower(s.name) || ' ' || s.address), 'A') || l.words
  from seed_cases as s join seed_letters as l on l.office_id = s.office_id and l.k = s.k`,
  `insert into clocks (id, office_id, case_id, message_id, kind, starts_on, due_on, because, stopped_at, calendar_version)
  select ${uuidOf('clock')}, office_id, case_id, message_id, kind, starts_on, case when due_on - starts_on between 0 and 1500 then due_on end, 'Made up with its case.',
    case when not is_running then coalesce(closed_at, opened_at) end, 'seeded'
  from (select *, (opened_at at time zone 'Europe/London')::date as starts_on from seed_cases where kind is not null) as s`,
  `insert into clock_events (id, office_id, case_id, clock_id, event, "on", at, by_key, by_name, recorded_at)
  select ${uuidOf('clock-event')}, office_id, case_id, ${uuidOf('clock')}, 'received', (opened_at at time zone 'Europe/London')::date,
    opened_at, 'waypost', 'Waypost', opened_at
  from seed_cases where kind is not null`,
  `insert into acknowledgements (id, office_id, case_id, message_id, state, reason, to_address, notice_version, sent_mail_id, claimed_at,
    decided_at, owed_at, sender, writer)
  select ${uuidOf('answer')}, office_id, case_id, message_id,
    case when answer = 'held' and status = 'closed' then 'suppressed' else answer end,
    case answer when 'sent' then 'OK' when 'held' then 'risk' else 'BULK' end, address, 'seeded',
    case when answer = 'sent' then ${uuidOf('mail')} end, case when answer = 'sent' then opened_at + interval '90 seconds' end,
    opened_at + interval '2 seconds', case when answer = 'sent' then opened_at + interval '3 seconds' end, address, address
  from seed_cases`,
  `insert into sent_mails (id, office_id, case_id, kind, to_address, subject, text, message_id, state, response, handed_over_at)
  select ${uuidOf('mail')}, s.office_id, s.case_id, 'acknowledgement', s.address, 'We have your message', l.note, '<answer-' || s.n || '@example.net>',
    'handed-over', 250, s.opened_at + make_interval(secs => 60 + s.n % 300)
  from seed_cases as s join seed_letters as l on l.office_id = s.office_id and l.k = s.k where s.answer = 'sent'`,
  `insert into notes (id, office_id, case_id, author, text, written_at)
  select ${uuidOf('note')}, s.office_id, s.case_id, 'Colleague ' || 1 + s.owner % 8, l.note, s.opened_at + interval '1 hour'
  from seed_cases as s join seed_letters as l on l.office_id = s.office_id and l.k = s.k where s.n % 5 = 0`,
  `insert into verdicts (id, office_id, case_id, message_id, kind, proposed, confirmed, was_unsure, rules_version, reason, said_by, said_at, example)
  select ${uuidOf('verdict')}, office_id, case_id, message_id, 'route', case when n % 17 = 0 and route <> 'general-enquiry' then 'general-enquiry' else route end,
    route, n % 9 = 4, 'seeded', '', 'seed:' || owner % 8, opened_at + make_interval(hours => 1 + owner),
    case when n % 17 = 0 and route <> 'general-enquiry' then 'waiting' end
  from seed_cases where confirmed and opened_at + make_interval(hours => 1 + owner) < $1::timestamptz`,
  `insert into tasks (id, office_id, case_id, kind, about_id, because, opened_at)
  select ${uuidOf('task')}, office_id, case_id, 'acknowledgement-bounced', message_id, 'Made up with its case.', opened_at
  from seed_cases where status <> 'closed' and n % 400 = 0`,
  `insert into risk_flags (id, office_id, case_id, message_id, rule_id, category, level, start_offset, end_offset, because)
  select ${uuidOf('flag')}, s.office_id, s.case_id, s.message_id, 'seeded', l.category, s.risk, l.starts, l.ends, 'Made up with its letter.'
  from seed_cases as s join seed_letters as l on l.office_id = s.office_id and l.k = s.k where s.risk in ('serious', 'immediate')`,
  `insert into escalations (id, office_id, case_id, level, state, raised_at, step, answered_by, answered_key, answered_at, outcome, closed_at)
  select ${uuidOf('alert')}, office_id, case_id, risk, 'closed', opened_at + interval '3 seconds', 1, 'Colleague ' || 1 + owner % 8,
    'seed:' || owner % 8, opened_at + make_interval(secs => 40 + n % 900), 'Spoken to, and safe.', opened_at + make_interval(hours => 2 + owner)
  from seed_cases where risk in ('serious', 'immediate')`,
  // A second letter in every eighth case.
  `insert into raw_messages (id, office_id, mailbox, channel, source, sha256, size, envelope_from, received_at, state)
  select ${uuidOf('raw-b')}, s.office_id, 'seed-b-' || s.n || '@example.net', 'email', l.source, encode(sha256(convert_to('seed b ' || s.n, 'UTF8')), 'hex'),
    l.size, s.address, s.opened_at + interval '1 day', 'taken-in'
  from seed_cases as s join seed_letters as l on l.office_id = s.office_id and l.k = (s.k + 1) % 600 where s.n % 8 = 0 and s.opened_at < now() - interval '2 days'`,
  `insert into messages (id, office_id, case_id, raw_message_id, channel, status, message_id, from_name, from_address, subject, text,
    stretches, attachments, headers, unread, triage, rules_version, received_at, taken_in_at)
  select ${uuidOf('message-b')}, s.office_id, s.case_id, ${uuidOf('raw-b')}, 'email', 'parsed',
    '<seed-b-' || s.n || '@example.net>', s.name, s.address, l.subject, l.text, l.stretches, l.nothing, l.nothing, '[]', l.triage, 'seeded',
    s.opened_at + interval '1 day', s.opened_at + interval '1 day 2 seconds'
  from seed_cases as s join seed_letters as l on l.office_id = s.office_id and l.k = (s.k + 1) % 600 where s.n % 8 = 0 and s.opened_at < now() - interval '2 days'`,
  `insert into search_text (message_id, office_id, case_id, received_at, people, words)
  select ${uuidOf('message-b')}, s.office_id, s.case_id, s.opened_at + interval '1 day', lower(s.name) || ' ' || s.address,
    setweight(to_tsvector('english', lower(s.reference) || ' ' || lower(s.name) || ' ' || s.address), 'A') || l.words
  from seed_cases as s join seed_letters as l on l.office_id = s.office_id and l.k = (s.k + 1) % 600 where s.n % 8 = 0 and s.opened_at < now() - interval '2 days'`,
] as const

export const SEED_STATEMENTS = { tables: TABLES, rows: ROWS }
