-- The letters that go with a case: its own, further deliveries of them, and the part or the whole of a
-- large message, unless that is a letter of another case.
CREATE FUNCTION letters_of_case(of_case uuid) RETURNS uuid[] LANGUAGE sql STABLE AS $$
  WITH RECURSIVE mine AS (
    SELECT raw_message_id AS id FROM messages WHERE case_id = of_case
    UNION
    SELECT other.id FROM mine CROSS JOIN LATERAL (
        SELECT r.id, r.copy_of FROM raw_messages AS r
          WHERE r.office_id = current_setting('app.office', true) AND r.copy_of = mine.id
        UNION ALL SELECT r.id, r.copy_of FROM raw_messages AS r WHERE r.whole_of = mine.id
        UNION ALL SELECT p.id, p.copy_of FROM raw_messages AS r JOIN raw_messages AS p ON p.id = r.whole_of
          WHERE r.id = mine.id) AS other
      WHERE NOT EXISTS (SELECT 1 FROM messages AS n
        WHERE n.raw_message_id IN (other.id, other.copy_of) AND n.case_id <> of_case))
  SELECT coalesce(array_agg(id), '{}') FROM mine
$$;--> statement-breakpoint
-- As it was (0031), but for letters that two cases have between them: each keeps its own, with the
-- key that it is read by, and what is held in the other is not touched.
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
  IF c.dispose_after IS NULL THEN RETURN '{"refused": "no-day"}'; END IF;
  IF c.dispose_after <> m.dispose_after OR c.retention_schedule <> m.schedule THEN
    RETURN '{"refused": "changed"}';
  END IF;
  IF today < c.dispose_after OR today < m.carry_out_on THEN RETURN '{"refused": "too-early"}'; END IF;
  PERFORM set_config('app.today', today::text, true);
  held := hold_on(of_case);
  letters := letters_of_case(of_case);
  IF held IS NULL THEN
    SELECT hold_on(n.case_id) INTO held FROM raw_messages AS r JOIN messages AS n ON n.raw_message_id IN (r.copy_of, r.whole_of)
      WHERE r.id = ANY (letters) AND n.case_id <> of_case AND hold_on(n.case_id) IS NOT NULL LIMIT 1;
  END IF;
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
