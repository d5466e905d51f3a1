SELECT protect_office_table('emergency_keys');--> statement-breakpoint
SELECT protect_office_table('emergency_sign_ins');--> statement-breakpoint
REVOKE UPDATE ON "emergency_keys", "emergency_sign_ins" FROM "waypost_app";--> statement-breakpoint
GRANT UPDATE ("counter", "ended_by_name", "ended_at") ON "emergency_keys" TO "waypost_app";--> statement-breakpoint
-- Whoever is in the middle of a session when this comes keeps it: a role that a session has is one of theirs.
UPDATE "staff" SET "roles" = jsonb_build_array("role");--> statement-breakpoint
-- The cases that this person may not see: those that they are kept from, and those that are
-- sealed and have not admitted them. It looks as nobody in particular, or its own tables would
-- be hidden from it by the very rule that asks it, and then is that person again.
CREATE OR REPLACE FUNCTION cases_kept_from_me() RETURNS uuid[] LANGUAGE plpgsql STABLE AS $$
DECLARE
  me text := coalesce(current_setting('app.person', true), '');
  hidden uuid[];
BEGIN
  IF me = '' THEN RETURN '{}'; END IF;
  PERFORM set_config('app.person', '', true);
  SELECT coalesce(array_agg(case_id), '{}') INTO hidden FROM (
    SELECT k.case_id FROM kept_from AS k WHERE k.user_key = me AND k.ended_at IS NULL
    UNION
    SELECT s.case_id FROM case_seals AS s WHERE s.ended_at IS NULL AND NOT EXISTS (
      SELECT 1 FROM case_admissions AS a WHERE a.case_id = s.case_id AND a.user_key = me
        AND a.ended_at IS NULL AND (a.until IS NULL OR a.until > now()))
  ) AS of_them;
  PERFORM set_config('app.person', me, true);
  RETURN hidden;
END $$;--> statement-breakpoint
-- The raw bytes of those cases, with every further delivery of them.
CREATE FUNCTION bytes_kept_from_me() RETURNS uuid[] LANGUAGE plpgsql STABLE AS $$
DECLARE
  me text := coalesce(current_setting('app.person', true), '');
  of_cases uuid[];
  hidden uuid[];
BEGIN
  IF me = '' THEN RETURN '{}'; END IF;
  of_cases := cases_kept_from_me();
  IF of_cases = '{}' THEN RETURN '{}'; END IF;
  PERFORM set_config('app.person', '', true);
  SELECT coalesce(array_agg(m.raw_message_id), '{}') INTO hidden FROM messages AS m WHERE m.case_id = ANY (of_cases);
  SELECT hidden || coalesce(array_agg(r.id), '{}') INTO hidden FROM raw_messages AS r
    WHERE r.copy_of = ANY (hidden) OR r.whole_of = ANY (hidden);
  PERFORM set_config('app.person', me, true);
  RETURN hidden;
END $$;--> statement-breakpoint
-- Not seen, not changed and not removed: by the column that names the case or, where there is none, the
-- alert, the message or its bytes. Not on what is noted of a writer, who may have to be answered
-- in another case, and not on the list of people who are kept from cases. Adding is not forbidden
-- here: whoever breaks a seal adds the row that lets them in.
CREATE OR REPLACE FUNCTION keep_people_from(named text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  held_in text;
  rule text;
  verb text;
BEGIN
  IF named IN ('kept_from', 'safe_contacts', 'contact_restrictions') THEN RETURN; END IF;
  SELECT column_name INTO held_in FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name = named AND column_name = ANY (CASE named
      WHEN 'cases' THEN ARRAY['id'] WHEN 'raw_messages' THEN ARRAY['id'] WHEN 'whole_fetches' THEN ARRAY['part_id']
      WHEN 'whole_pieces' THEN ARRAY['part_id']
      ELSE ARRAY['case_id', 'escalation_id', 'message_id', 'raw_message_id'] END)
    ORDER BY array_position(ARRAY['case_id', 'escalation_id', 'message_id', 'raw_message_id'], column_name::text)
    LIMIT 1;
  rule := CASE
    WHEN held_in IS NULL THEN NULL
    WHEN named IN ('raw_messages', 'whole_fetches', 'whole_pieces') OR held_in = 'raw_message_id' THEN
      format('%I IS NULL OR %I <> ALL ((SELECT bytes_kept_from_me())::uuid[])', held_in, held_in)
    WHEN held_in = 'escalation_id' THEN
      -- Who does not see the alert does not see what belongs to it.
      'coalesce(current_setting(''app.person'', true), '''') = '''' OR EXISTS'
      ' (SELECT 1 FROM escalations AS e WHERE e.id = escalation_id)'
    WHEN held_in = 'message_id' THEN
      'coalesce(current_setting(''app.person'', true), '''') = '''' OR message_id IS NULL OR EXISTS'
      ' (SELECT 1 FROM messages AS m WHERE m.id = message_id)'
    ELSE format('%I IS NULL OR %I <> ALL ((SELECT cases_kept_from_me())::uuid[])', held_in, held_in)
  END;
  -- Where none of them names it, the table keeps what it has been given by name.
  IF rule IS NULL THEN RETURN; END IF;
  FOREACH verb IN ARRAY ARRAY['SELECT', 'UPDATE', 'DELETE'] LOOP
    EXECUTE format('DROP POLICY IF EXISTS %I ON %I', 'not_kept_from_me_' || lower(verb), named);
    EXECUTE format('CREATE POLICY %I ON %I AS RESTRICTIVE FOR %s USING (%s)%s',
      'not_kept_from_me_' || lower(verb), named, verb, rule,
      -- A row may still be moved to where its writer no longer sees it.
      CASE verb WHEN 'UPDATE' THEN ' WITH CHECK (true)' ELSE '' END);
  END LOOP;
  EXECUTE format('DROP POLICY IF EXISTS not_kept_from_me ON %I', named);
END $$;--> statement-breakpoint
SELECT keep_people_from(tablename) FROM pg_tables WHERE schemaname = 'public';--> statement-breakpoint
SELECT protect_office_table('case_seals');--> statement-breakpoint
SELECT protect_office_table('case_admissions');--> statement-breakpoint
-- What somebody decided stays as they decided it; what is added is the end of it, or what a second person made of it.
REVOKE UPDATE ON "case_seals", "case_admissions" FROM "waypost_app";--> statement-breakpoint
GRANT UPDATE ("ended_by_name", "ended_at", "ended_because") ON "case_seals" TO "waypost_app";--> statement-breakpoint
GRANT UPDATE ("ended_by_name", "ended_at", "reviewed_by", "reviewed_by_name", "reviewed_at", "finding", "review_note")
  ON "case_admissions" TO "waypost_app";
