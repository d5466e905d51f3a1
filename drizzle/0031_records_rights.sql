SELECT protect_office_table('retention_schedules');--> statement-breakpoint
SELECT protect_office_table('disposal_marks');--> statement-breakpoint
SELECT protect_office_table('disposal_certificates');--> statement-breakpoint
-- What was in force, proposed and certified stays as it was said; only what became of a proposal is added.
REVOKE UPDATE ON "retention_schedules", "disposal_marks", "disposal_certificates" FROM "waypost_app";--> statement-breakpoint
GRANT UPDATE ("state", "decided_by", "decided_by_name", "decided_at", "carry_out_on", "ended_at", "ended_because")
  ON "disposal_marks" TO "waypost_app";--> statement-breakpoint
-- The day in London; a transaction that disposes names the day that it was told.
CREATE FUNCTION london_today() RETURNS date LANGUAGE sql STABLE AS $$
  SELECT coalesce(nullif(current_setting('app.today', true), '')::date, (now() AT TIME ZONE 'Europe/London')::date)
$$;--> statement-breakpoint
-- Every action moves the last-action day, whoever wrote the code that acts: what a person does to a
-- case is in the history, and goes there through here. Looking is no action, nor is deciding about
-- disposal. Named so that it comes before the seal: the case is locked first, as everywhere.
CREATE FUNCTION is_action(actor text, action text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN actor = 'waypost' THEN action = 'acknowledgement-sent' ELSE action <> ALL (ARRAY[
    'case-viewed', 'contact-listed', 'handover-viewed', 'referral-viewed', 'example-opened', 'refused',
    'disposal-marked', 'disposal-agreed', 'disposal-refused', 'disposal-withdrawn', 'case-disposed',
    'certificate-viewed']) END
$$;--> statement-breakpoint
CREATE FUNCTION note_action_on_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE cases SET last_action_at = greatest(last_action_at, NEW.at),
      last_handler = CASE WHEN NEW.actor = 'waypost' THEN last_handler ELSE NEW.actor END
    WHERE id = NEW.case_id AND disposed_at IS NULL
      AND (last_action_at < NEW.at OR (NEW.actor <> 'waypost' AND last_handler IS DISTINCT FROM NEW.actor));
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER acts_on_case BEFORE INSERT ON "audit" FOR EACH ROW
  WHEN (NEW.case_id IS NOT NULL AND is_action(NEW.actor, NEW.action)) EXECUTE FUNCTION note_action_on_case();--> statement-breakpoint
-- How long a request goes on holding after its answer: 40 working days to ask for a review, and the
-- three months in which the ICO expects to hear of it.
CREATE FUNCTION review_window_days() RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 92';--> statement-breakpoint
CREATE FUNCTION hold_of_clock(kind text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN kind IN ('foi', 'eir', 'foi-internal-review') THEN 'foi'
    WHEN kind IN ('sar', 'data-rights', 'rectification', 'erasure', 'restriction', 'portability', 'objection') THEN 'sar'
    WHEN kind IN ('review-window', 'data-protection-complaint') OR kind LIKE '%complaint%' THEN 'complaint'
    ELSE 'deadline' END
$$;--> statement-breakpoint
-- Why a case may not be disposed of, one row a reason: what people placed, and what follows from a
-- request, a deadline or an alert and ends with it. `until` null: as long as it lasts. Destroying what
-- somebody has asked for is a crime (FOIA s.77, DPA 2018 s.173), so a request for one's own data
-- holds every case of that writer, and one for information every case that is linked with it.
CREATE VIEW holding WITH (security_invoker = true) AS
  SELECT office_id, case_id, kind, id AS hold_id, NULL::uuid AS by_case_id, NULL::date AS until
    FROM case_holds WHERE lifted_at IS NULL
  UNION ALL
  SELECT office_id, case_id, hold_of_clock(kind), NULL, case_id, NULL FROM clocks WHERE stopped_at IS NULL
  UNION ALL
  SELECT office_id, case_id, hold_of_clock(kind), NULL, case_id,
      (stopped_at AT TIME ZONE 'Europe/London')::date + review_window_days()
    FROM clocks WHERE stopped_at IS NOT NULL AND hold_of_clock(kind) IN ('foi', 'sar')
  UNION ALL
  SELECT c.office_id, c.id, 'sar', NULL, k.case_id,
      (k.stopped_at AT TIME ZONE 'Europe/London')::date + review_window_days()
    FROM cases AS c JOIN cases AS d ON d.office_id = c.office_id
      AND d.correspondent_address = c.correspondent_address AND d.id <> c.id
    JOIN clocks AS k ON k.office_id = d.office_id AND k.case_id = d.id AND hold_of_clock(k.kind) = 'sar'
  UNION ALL
  SELECT l.office_id, l.case_id, hold_of_clock(k.kind), NULL, k.case_id,
      (k.stopped_at AT TIME ZONE 'Europe/London')::date + review_window_days()
    FROM case_links AS l JOIN clocks AS k ON k.office_id = l.office_id AND k.case_id = l.other_case_id
      AND hold_of_clock(k.kind) IN ('foi', 'sar')
    WHERE l.ended_at IS NULL
  UNION ALL
  SELECT l.office_id, l.other_case_id, hold_of_clock(k.kind), NULL, k.case_id,
      (k.stopped_at AT TIME ZONE 'Europe/London')::date + review_window_days()
    FROM case_links AS l JOIN clocks AS k ON k.office_id = l.office_id AND k.case_id = l.case_id
      AND hold_of_clock(k.kind) IN ('foi', 'sar')
    WHERE l.ended_at IS NULL
  UNION ALL
  SELECT office_id, case_id, 'safeguarding', NULL, case_id, NULL FROM escalations WHERE state <> 'closed';--> statement-breakpoint
GRANT SELECT ON "holding" TO "waypost_app";--> statement-breakpoint
CREATE FUNCTION hold_on(of_case uuid) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT kind FROM holding WHERE case_id = of_case AND (until IS NULL OR until >= london_today()) LIMIT 1
$$;--> statement-breakpoint
-- What is held is not removed and not emptied, by whoever asks and by whatever way. The argument is
-- the column by which the row belongs to a case.
CREATE OR REPLACE FUNCTION refuse_while_held() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  key uuid := CASE WHEN TG_NARGS = 0 THEN NULL ELSE (to_jsonb(OLD) ->> TG_ARGV[0])::uuid END;
  held text;
BEGIN
  IF TG_TABLE_NAME = 'raw_messages' THEN
    SELECT hold_on(m.case_id) INTO held FROM messages AS m
      WHERE m.raw_message_id IN (OLD.id, OLD.copy_of, OLD.whole_of) AND hold_on(m.case_id) IS NOT NULL LIMIT 1;
  ELSE
    held := hold_on(CASE TG_ARGV[0]
      WHEN 'escalation_id' THEN (SELECT case_id FROM escalations WHERE id = key)
      WHEN 'clock_id' THEN (SELECT case_id FROM clocks WHERE id = key)
      WHEN 'chase_id' THEN (SELECT case_id FROM chases WHERE id = key)
      ELSE key END);
  END IF;
  IF held IS NOT NULL THEN
    RAISE EXCEPTION 'the case is held as %: lift the hold before anything of it is removed', held;
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;--> statement-breakpoint
CREATE FUNCTION refuse_emptying() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what belongs to cases is not emptied all at once: cases are disposed of one by one';
END $$;--> statement-breakpoint
-- Nothing is added to a case that is disposed of; somebody who began before waits here and is refused.
CREATE FUNCTION refuse_where_disposed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  gone timestamptz;
BEGIN
  SELECT disposed_at INTO gone FROM cases WHERE id = (to_jsonb(NEW) ->> 'case_id')::uuid FOR KEY SHARE;
  IF gone IS NOT NULL THEN
    RAISE EXCEPTION 'the case is disposed of: nothing is added to it' USING ERRCODE = 'WP001';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE FUNCTION refuse_change_of_disposed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the case is disposed of: it is not changed any more' USING ERRCODE = 'WP001';
END $$;--> statement-breakpoint
CREATE TRIGGER disposed_not_changed BEFORE UPDATE ON "cases" FOR EACH ROW
  WHEN (OLD.disposed_at IS NOT NULL) EXECUTE FUNCTION refuse_change_of_disposed();--> statement-breakpoint
-- By the column that names the case or, where there is none, the alert, the deadline or the chase.
CREATE FUNCTION guard_rows_of_case(named text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  ways text[] := CASE named WHEN 'cases' THEN ARRAY['id'] ELSE ARRAY['case_id', 'escalation_id', 'clock_id', 'chase_id'] END;
  way text;
BEGIN
  IF named = 'audit' THEN RETURN; END IF;
  SELECT column_name INTO way FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name = named AND column_name = ANY (ways)
    ORDER BY array_position(ways, column_name::text) LIMIT 1;
  IF way IS NULL THEN RETURN; END IF;
  EXECUTE format('DROP TRIGGER IF EXISTS held_as_evidence ON %I', named);
  EXECUTE format('CREATE TRIGGER held_not_removed BEFORE DELETE ON %I FOR EACH ROW'
    ' EXECUTE FUNCTION refuse_while_held(%L)', named, way);
  EXECUTE format('CREATE TRIGGER not_emptied BEFORE TRUNCATE ON %I FOR EACH STATEMENT'
    ' EXECUTE FUNCTION refuse_emptying()', named);
  IF way = 'case_id' AND named NOT IN ('disposal_marks', 'disposal_certificates', 'breaches') THEN
    EXECUTE format('CREATE TRIGGER not_to_disposed BEFORE INSERT ON %I FOR EACH ROW'
      ' WHEN (NEW.case_id IS NOT NULL) EXECUTE FUNCTION refuse_where_disposed()', named);
  END IF;
END $$;--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION guard_rows_of_case(text) FROM PUBLIC;--> statement-breakpoint
SELECT guard_rows_of_case(tablename) FROM pg_tables WHERE schemaname = 'public';--> statement-breakpoint
CREATE TRIGGER held_not_changed BEFORE UPDATE OF "subject", "text", "headers", "from_address" ON "messages"
  FOR EACH ROW EXECUTE FUNCTION refuse_while_held('case_id');--> statement-breakpoint
CREATE OR REPLACE FUNCTION protect_office_table(named text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', named);
  EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', named);
  EXECUTE format(
    'CREATE POLICY own_office ON %I USING (office_id = current_setting(''app.office'', true)'
    ' AND office_id <> '''') WITH CHECK (office_id = current_setting(''app.office'', true)'
    ' AND office_id <> '''')', named);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO "waypost_app"', named);
  PERFORM keep_people_from(named);
  PERFORM guard_rows_of_case(named);
END $$;--> statement-breakpoint
-- Whatever happens in a case after it was marked takes the mark back: it is looked at again.
CREATE FUNCTION lapse_marks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE disposal_marks SET state = 'lapsed', ended_at = NEW.last_action_at, ended_because = 'case-changed'
    WHERE case_id = NEW.id AND state IN ('waiting', 'agreed');
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER marks_lapse AFTER UPDATE ON "cases" FOR EACH ROW
  WHEN (NEW.disposed_at IS NULL AND (OLD.version, OLD.last_action_at, OLD.status, OLD.dispose_after)
    IS DISTINCT FROM (NEW.version, NEW.last_action_at, NEW.status, NEW.dispose_after))
  EXECUTE FUNCTION lapse_marks();--> statement-breakpoint
-- A mark begins with one person and is decided once by another, never by whoever last handled the
-- case. Only the disposal itself ends it as done.
CREATE FUNCTION guard_disposal_mark() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' AND NEW.state <> 'waiting' THEN
    RAISE EXCEPTION 'a mark for disposal begins undecided';
  END IF;
  IF TG_OP = 'UPDATE' AND NEW.state <> OLD.state AND NOT (
      (OLD.state = 'waiting' AND NEW.state IN ('agreed', 'refused', 'withdrawn', 'lapsed'))
      OR (OLD.state = 'agreed' AND NEW.state IN ('withdrawn', 'lapsed'))
      OR (OLD.state = 'agreed' AND NEW.state = 'done' AND current_user <> 'waypost_app')) THEN
    RAISE EXCEPTION 'a mark for disposal does not go from % to %', OLD.state, NEW.state;
  END IF;
  IF NEW.state = 'agreed' AND EXISTS (
      SELECT 1 FROM cases WHERE id = NEW.case_id AND last_handler = NEW.decided_by) THEN
    RAISE EXCEPTION 'whoever last handled the case does not agree to its disposal';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER marks_guarded BEFORE INSERT OR UPDATE ON "disposal_marks"
  FOR EACH ROW EXECUTE FUNCTION guard_disposal_mark();--> statement-breakpoint
-- The one way by which anything of a case is removed. It looks at everything once more under the lock
-- of the case, so that a new letter or a new hold either came before and is seen, or comes after and
-- is refused. `plan` says what belongs to a case (src/records/disposal-plan.ts); nothing but rows of
-- this case can be named by it. Gives back what was removed by table, or why nothing was.
CREATE FUNCTION dispose_case(mark uuid, today date, at timestamptz, plan jsonb) RETURNS jsonb
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  of_case uuid := (SELECT case_id FROM disposal_marks WHERE id = mark);
  c cases;
  m disposal_marks;
  held text;
  keys jsonb;
  step jsonb;
  sets text;
  of_step uuid[];
  removed jsonb := '{}';
  rows_done integer;
BEGIN
  SELECT * INTO c FROM cases WHERE id = of_case FOR UPDATE;
  SELECT * INTO m FROM disposal_marks WHERE id = mark FOR UPDATE;
  IF m.id IS NULL THEN RETURN '{"refused": "no-such-mark"}'; END IF;
  IF m.state = 'done' THEN RETURN '{"refused": "done-before"}'; END IF;
  IF m.state <> 'agreed' THEN RETURN '{"refused": "not-agreed"}'; END IF;
  IF c.status <> 'closed' THEN RETURN '{"refused": "not-closed"}'; END IF;
  IF c.dispose_after IS NULL THEN RETURN '{"refused": "no-day"}'; END IF;
  IF c.dispose_after <> m.dispose_after OR c.retention_schedule <> m.schedule THEN
    RETURN '{"refused": "changed"}';
  END IF;
  IF today < c.dispose_after OR today < m.carry_out_on THEN RETURN '{"refused": "too-early"}'; END IF;
  PERFORM set_config('app.today', today::text, true);
  held := hold_on(of_case);
  IF held IS NOT NULL THEN RETURN jsonb_build_object('refused', 'held', 'hold', held); END IF;
  IF EXISTS (SELECT 1 FROM tasks WHERE case_id = of_case AND done_at IS NULL) THEN
    RETURN '{"refused": "open-task"}';
  END IF;
  -- How a writer can safely be reached holds for their other cases too: it goes to the newest of them.
  UPDATE safe_contacts AS s SET case_id = o.id, message_id = NULL
    FROM (SELECT id FROM cases WHERE correspondent_address = c.correspondent_address AND id <> of_case
      AND disposed_at IS NULL ORDER BY opened_at DESC LIMIT 1) AS o
    WHERE s.case_id = of_case AND s.state IN ('proposed', 'set') AND NOT EXISTS (
      SELECT 1 FROM safe_contacts AS t WHERE t.case_id = o.id AND t.state IN ('proposed', 'set'));
  UPDATE contact_restrictions AS r SET case_id = o.id
    FROM (SELECT id FROM cases WHERE correspondent_address = c.correspondent_address AND id <> of_case
      AND disposed_at IS NULL ORDER BY opened_at DESC LIMIT 1) AS o
    WHERE r.case_id = of_case AND r.ended_at IS NULL;
  WITH letters AS (
    SELECT raw_message_id AS id FROM messages WHERE case_id = of_case),
  alerts AS (SELECT id FROM escalations WHERE case_id = of_case)
  SELECT jsonb_build_object(
    'case', jsonb_build_array(of_case),
    'alerts', (SELECT coalesce(jsonb_agg(id), '[]') FROM alerts),
    'clocks', (SELECT coalesce(jsonb_agg(id), '[]') FROM clocks WHERE case_id = of_case),
    'chases', (SELECT coalesce(jsonb_agg(id), '[]') FROM chases WHERE case_id = of_case),
    'messages', (SELECT coalesce(jsonb_agg(id), '[]') FROM messages WHERE case_id = of_case),
    'letters', (SELECT coalesce(jsonb_agg(DISTINCT id), '[]') FROM (
      SELECT id FROM letters
      UNION SELECT r.id FROM raw_messages AS r JOIN letters AS l ON r.copy_of = l.id
      UNION SELECT r.id FROM raw_messages AS r JOIN letters AS l ON r.whole_of = l.id
      UNION SELECT r.whole_of FROM raw_messages AS r JOIN letters AS l ON r.id = l.id
        WHERE r.whole_of IS NOT NULL) AS every),
    'mails', (SELECT coalesce(jsonb_agg(id), '[]') FROM (
      SELECT id FROM sent_mails WHERE case_id = of_case
      UNION SELECT sent_mail_id FROM pages WHERE escalation_id IN (SELECT id FROM alerts)
        AND sent_mail_id IS NOT NULL) AS every)) INTO keys;
  FOR step IN SELECT * FROM jsonb_array_elements(plan) LOOP
    of_step := ARRAY(SELECT jsonb_array_elements_text(keys -> (step ->> 'of'))::uuid);
    CONTINUE WHEN cardinality(of_step) = 0;
    IF step ? 'blank' THEN
      SELECT string_agg(format('%I = %L', key, value #>> '{}'), ', ') INTO sets FROM jsonb_each(step -> 'blank');
      EXECUTE format('UPDATE %I SET %s WHERE %I = ANY ($1)', step ->> 'table', sets, step ->> 'by') USING of_step;
    ELSE
      EXECUTE format('DELETE FROM %I WHERE %I = ANY ($1)', step ->> 'table', step ->> 'by') USING of_step;
    END IF;
    GET DIAGNOSTICS rows_done = ROW_COUNT;
    IF rows_done > 0 THEN
      removed := removed || jsonb_build_object(step ->> 'table',
        coalesce((removed ->> (step ->> 'table'))::integer, 0) + rows_done);
    END IF;
  END LOOP;
  UPDATE cases SET disposed_at = at WHERE id = of_case;
  UPDATE disposal_marks SET state = 'done', ended_at = at WHERE id = mark;
  RETURN jsonb_build_object('removed', removed, 'keys', keys);
END $$;--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION dispose_case(uuid, date, timestamptz, jsonb) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION dispose_case(uuid, date, timestamptz, jsonb) TO "waypost_app";--> statement-breakpoint
-- Postgres keeps samples of what columns hold for its plans. Of words and addresses it keeps none.
DO $$
DECLARE
  one record;
BEGIN
  FOR one IN SELECT * FROM (VALUES
    ('cases', ARRAY['subject', 'correspondent_name', 'correspondent_address', 'outcome']),
    ('messages', ARRAY['from_name', 'from_address', 'subject', 'text', 'stretches', 'attachments', 'headers',
      'unread', 'triage', 'because', 'message_id']),
    ('raw_messages', ARRAY['source', 'envelope_from', 'parked_because']),
    ('risk_flags', ARRAY['because', 'answer']),
    ('notes', ARRAY['text']),
    ('tasks', ARRAY['because', 'outcome']),
    ('acknowledgements', ARRAY['because', 'to_address', 'sender', 'writer', 'override_because']),
    ('sent_mails', ARRAY['to_address', 'subject', 'text']),
    ('escalations', ARRAY['outcome']),
    ('alert_moves', ARRAY['reason']),
    ('alert_proposals', ARRAY['reason', 'note']),
    ('referrals', ARRAY['contact', 'sheet', 'held_back', 'consent_why', 'told_person_why', 'their_reference', 'verdict_note']),
    ('chases', ARRAY['about']),
    ('chase_moves', ARRAY['note']),
    ('clock_events', ARRAY['note']),
    ('verdicts', ARRAY['reason']),
    ('safe_contacts', ARRAY['correspondent_address', 'reason', 'how', 'ended_because']),
    ('contact_restrictions', ARRAY['correspondent_address', 'reason', 'arrangement', 'ended_because']),
    ('case_holds', ARRAY['reason', 'lifted_because']),
    ('kept_from', ARRAY['reason', 'ended_because']),
    ('case_links', ARRAY['because']),
    ('consents', ARRAY['receiver_name', 'said_by_whom', 'what_was_said', 'withdrawn_by_whom', 'withdrawn_said']),
    ('disclosures', ARRAY['receiver_name', 'words', 'why', 'held_back', 'told_person_why']),
    ('disposal_marks', ARRAY['reason', 'ended_because'])) AS words(of_table, columns)
  LOOP
    EXECUTE (SELECT format('ALTER TABLE %I %s', one.of_table,
      string_agg(format('ALTER COLUMN %I SET STATISTICS 0', col), ', ')) FROM unnest(one.columns) AS col);
  END LOOP;
END $$;
