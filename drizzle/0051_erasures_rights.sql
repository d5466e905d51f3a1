SELECT protect_office_table('erasures');--> statement-breakpoint
-- That an erasure was allowed is never unsaid; what keeps a case all the same is a hold.
REVOKE UPDATE ON "erasures" FROM "waypost_app";--> statement-breakpoint
-- It says of a case what somebody decided about a request for which the case was found, on that law.
CREATE FUNCTION guard_erasure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
      SELECT 1 FROM rights_requests AS r
        JOIN rights_acts AS a ON a.request_id = r.id AND a.act = 'allowed'
        JOIN rights_finds AS f ON f.request_id = r.id AND f.dropped_at IS NULL
      WHERE r.id = NEW.request_id AND r."right" = 'erasure' AND f.case_id = NEW.case_id
        AND a.law = NEW.decision AND a.by_key = NEW.allowed_by) THEN
    RAISE EXCEPTION 'nobody has allowed the erasure of this case';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER erasure_was_allowed BEFORE INSERT ON "erasures" FOR EACH ROW EXECUTE FUNCTION guard_erasure();--> statement-breakpoint
-- The erasure by which a case may go before its day. What came into the case after the decision was
-- not decided about, and a case that turned out to be somebody else's was let go of.
CREATE FUNCTION erasure_of_case(of_case uuid) RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT e.id FROM erasures AS e
    WHERE e.case_id = of_case
      AND EXISTS (SELECT 1 FROM rights_finds AS f WHERE f.request_id = e.request_id AND f.case_id = of_case AND f.dropped_at IS NULL)
      AND NOT EXISTS (SELECT 1 FROM messages AS m WHERE m.case_id = of_case AND m.taken_in_at > e.allowed_at)
    ORDER BY e.allowed_at DESC LIMIT 1
$$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION guard_disposal_mark() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' AND NEW.state <> 'waiting' THEN
    RAISE EXCEPTION 'a mark for disposal begins undecided';
  END IF;
  IF TG_OP = 'INSERT' AND NEW.erasure_id IS NOT NULL AND NEW.erasure_id IS DISTINCT FROM erasure_of_case(NEW.case_id) THEN
    RAISE EXCEPTION 'that erasure does not stand for this case';
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
-- Whether the erasure of a case was allowed on the request of that clock: once that is answered it
-- holds the case no longer, because what it asked for is that the case goes.
CREATE FUNCTION is_erased_for(of_case uuid, clock uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM erasures AS e JOIN rights_requests AS r ON r.id = e.request_id
    WHERE e.case_id = of_case AND r.clock_id = clock)
$$;--> statement-breakpoint
CREATE OR REPLACE VIEW holding WITH (security_invoker = true) AS
  SELECT office_id, case_id, kind, id AS hold_id, NULL::uuid AS by_case_id, NULL::date AS until
    FROM case_holds WHERE lifted_at IS NULL
  UNION ALL
  SELECT office_id, case_id, hold_of_clock(kind), NULL, case_id, NULL FROM clocks WHERE stopped_at IS NULL
  UNION ALL
  SELECT office_id, case_id, hold_of_clock(kind), NULL, case_id,
      (stopped_at AT TIME ZONE 'Europe/London')::date + review_window_days()
    FROM clocks WHERE stopped_at IS NOT NULL AND hold_of_clock(kind) IN ('foi', 'sar') AND NOT is_erased_for(case_id, id)
  UNION ALL
  SELECT c.office_id, c.id, 'sar', NULL, k.case_id,
      (k.stopped_at AT TIME ZONE 'Europe/London')::date + review_window_days()
    FROM cases AS c JOIN cases AS d ON d.office_id = c.office_id
      AND d.correspondent_address = c.correspondent_address AND d.id <> c.id
    JOIN clocks AS k ON k.office_id = d.office_id AND k.case_id = d.id AND hold_of_clock(k.kind) = 'sar'
    WHERE k.stopped_at IS NULL OR NOT is_erased_for(c.id, k.id)
  UNION ALL
  SELECT l.office_id, l.case_id, hold_of_clock(k.kind), NULL, k.case_id,
      (k.stopped_at AT TIME ZONE 'Europe/London')::date + review_window_days()
    FROM case_links AS l JOIN clocks AS k ON k.office_id = l.office_id AND k.case_id = l.other_case_id
      AND hold_of_clock(k.kind) IN ('foi', 'sar')
    WHERE l.ended_at IS NULL AND (k.stopped_at IS NULL OR NOT is_erased_for(l.case_id, k.id))
  UNION ALL
  SELECT l.office_id, l.other_case_id, hold_of_clock(k.kind), NULL, k.case_id,
      (k.stopped_at AT TIME ZONE 'Europe/London')::date + review_window_days()
    FROM case_links AS l JOIN clocks AS k ON k.office_id = l.office_id AND k.case_id = l.case_id
      AND hold_of_clock(k.kind) IN ('foi', 'sar')
    WHERE l.ended_at IS NULL AND (k.stopped_at IS NULL OR NOT is_erased_for(l.other_case_id, k.id))
  UNION ALL
  SELECT office_id, case_id, 'safeguarding', NULL, case_id, NULL FROM escalations WHERE state <> 'closed';--> statement-breakpoint
-- As it was, but that an erasure which was allowed is a ground to go before the day of the schedule.
CREATE OR REPLACE FUNCTION dispose_case(mark uuid, today date, at timestamptz, plan jsonb) RETURNS jsonb
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
  letters uuid[];
  still_read uuid[];
  removed jsonb := '{}';
  rows_done integer;
BEGIN
  SELECT * INTO c FROM cases WHERE id = of_case FOR UPDATE;
  SELECT * INTO m FROM disposal_marks WHERE id = mark FOR UPDATE;
  IF m.id IS NULL THEN RETURN '{"refused": "no-such-mark"}'; END IF;
  IF m.state = 'done' THEN RETURN '{"refused": "done-before"}'; END IF;
  IF m.state <> 'agreed' THEN RETURN '{"refused": "not-agreed"}'; END IF;
  IF c.status <> 'closed' THEN RETURN '{"refused": "not-closed"}'; END IF;
  IF m.erasure_id IS NOT NULL THEN
    IF m.erasure_id IS DISTINCT FROM erasure_of_case(of_case) THEN RETURN '{"refused": "changed"}'; END IF;
  ELSIF c.dispose_after IS NULL THEN RETURN '{"refused": "no-day"}';
  ELSIF c.dispose_after <> m.dispose_after OR c.retention_schedule <> m.schedule THEN
    RETURN '{"refused": "changed"}';
  END IF;
  IF today < m.dispose_after OR today < m.carry_out_on THEN RETURN '{"refused": "too-early"}'; END IF;
  PERFORM set_config('app.today', today::text, true);
  held := hold_on(of_case);
  letters := letters_of_case(of_case);
  IF held IS NULL THEN
    SELECT hold_on(n.case_id) INTO held FROM raw_messages AS r JOIN messages AS n ON n.raw_message_id IN (r.copy_of, r.whole_of)
      WHERE r.id = ANY (letters) AND n.case_id <> of_case AND hold_on(n.case_id) IS NOT NULL LIMIT 1;
  END IF;
  IF held IS NOT NULL THEN RETURN jsonb_build_object('refused', 'held', 'hold', held); END IF;
  IF EXISTS (SELECT 1 FROM tasks WHERE case_id = of_case AND done_at IS NULL AND kind <> 'erase-case') THEN
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
  -- The whole of a large message is read by the key of its part. In another case it is read on, and
  -- the key is that case's.
  UPDATE data_keys AS k SET case_id = n.case_id
    FROM raw_messages AS r JOIN messages AS n ON n.raw_message_id = r.id
    WHERE k.raw_message_id = r.whole_of AND r.whole_of = ANY (letters) AND r.id <> ALL (letters);
  SELECT coalesce(array_agg(r.whole_of), '{}') INTO still_read FROM raw_messages AS r
    WHERE r.whole_of = ANY (letters) AND r.id <> ALL (letters);
  WITH alerts AS (SELECT id FROM escalations WHERE case_id = of_case)
  SELECT jsonb_build_object(
    'case', jsonb_build_array(of_case),
    'alerts', (SELECT coalesce(jsonb_agg(id), '[]') FROM alerts),
    'clocks', (SELECT coalesce(jsonb_agg(id), '[]') FROM clocks WHERE case_id = of_case),
    'chases', (SELECT coalesce(jsonb_agg(id), '[]') FROM chases WHERE case_id = of_case),
    'messages', (SELECT coalesce(jsonb_agg(id), '[]') FROM messages WHERE case_id = of_case),
    'letters', to_jsonb(letters),
    'letterKeys', (SELECT coalesce(jsonb_agg(id), '[]') FROM unnest(letters) AS id WHERE id <> ALL (still_read)),
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
END $$;
