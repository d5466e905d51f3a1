SELECT protect_office_table('staff');--> statement-breakpoint
SELECT protect_office_table('safe_contacts');--> statement-breakpoint
SELECT protect_office_table('contact_restrictions');--> statement-breakpoint
SELECT protect_office_table('case_holds');--> statement-breakpoint
SELECT protect_office_table('kept_from');--> statement-breakpoint
SELECT protect_office_table('case_links');--> statement-breakpoint
-- What somebody decided stays as they decided it: it is ended with a name, never rewritten.
REVOKE UPDATE ON "safe_contacts", "contact_restrictions", "case_holds", "kept_from", "case_links" FROM "waypost_app";--> statement-breakpoint
GRANT UPDATE ("state", "reason", "how", "decided_by", "decided_by_name", "decided_at", "ended_by_name", "ended_at", "ended_because")
  ON "safe_contacts" TO "waypost_app";--> statement-breakpoint
GRANT UPDATE ("ended_by_name", "ended_at", "ended_because") ON "contact_restrictions", "kept_from" TO "waypost_app";--> statement-breakpoint
GRANT UPDATE ("lifted_by_name", "lifted_at", "lifted_because") ON "case_holds" TO "waypost_app";--> statement-breakpoint
GRANT UPDATE ("ended_by_name", "ended_at") ON "case_links" TO "waypost_app";--> statement-breakpoint
-- A person who is kept from a case sees none of its rows, whatever page or count asks. The
-- person is named in the transaction beside the office; jobs name nobody and see all. The list
-- is read once for each statement and is empty but for the few who are kept from something.
CREATE FUNCTION cases_kept_from_me() RETURNS uuid[] LANGUAGE sql STABLE AS $$
  SELECT coalesce(array_agg(case_id), '{}') FROM kept_from
    WHERE user_key = nullif(current_setting('app.person', true), '') AND ended_at IS NULL
$$;--> statement-breakpoint
-- By the column that names the case or, where there is none, the alert. Not on what is noted of
-- a writer, who may have to be answered in another case, and not on the list itself.
CREATE FUNCTION keep_people_from(named text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  held_in text;
BEGIN
  IF named IN ('kept_from', 'safe_contacts', 'contact_restrictions') THEN RETURN; END IF;
  SELECT column_name INTO held_in FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name = named
      AND column_name = ANY (CASE named WHEN 'cases' THEN ARRAY['id'] ELSE ARRAY['case_id', 'escalation_id'] END)
    ORDER BY column_name LIMIT 1;
  IF held_in = 'escalation_id' THEN
    -- Who does not see the alert does not see what belongs to it.
    EXECUTE format('CREATE POLICY not_kept_from_me ON %I AS RESTRICTIVE FOR SELECT USING'
      ' (coalesce(current_setting(''app.person'', true), '''') = '''' OR EXISTS'
      ' (SELECT 1 FROM escalations AS e WHERE e.id = escalation_id))', named);
  ELSIF held_in IS NOT NULL THEN
    EXECUTE format('CREATE POLICY not_kept_from_me ON %I AS RESTRICTIVE FOR SELECT USING'
      ' (%I IS NULL OR %I <> ALL ((SELECT cases_kept_from_me())::uuid[]))', named, held_in, held_in);
  END IF;
END $$;--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION keep_people_from(text) FROM PUBLIC;--> statement-breakpoint
SELECT keep_people_from(tablename) FROM pg_tables WHERE schemaname = 'public';--> statement-breakpoint
-- Every table to come gets both rules at once.
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
END $$;--> statement-breakpoint
-- What is evidence is not removed and not emptied, by whoever asks and by whatever way.
CREATE FUNCTION refuse_while_held() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  held boolean;
BEGIN
  IF TG_TABLE_NAME = 'raw_messages' THEN
    SELECT EXISTS (SELECT 1 FROM messages AS m JOIN case_holds AS h ON h.case_id = m.case_id
      WHERE m.raw_message_id IN (OLD.id, OLD.copy_of) AND h.lifted_at IS NULL) INTO held;
  ELSE
    SELECT EXISTS (SELECT 1 FROM case_holds AS h WHERE h.lifted_at IS NULL
      AND h.case_id = (to_jsonb(OLD) ->> TG_ARGV[0])::uuid) INTO held;
  END IF;
  IF held THEN
    RAISE EXCEPTION 'the case is held as evidence: lift the hold before anything of it is removed';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;--> statement-breakpoint
CREATE TRIGGER held_as_evidence BEFORE DELETE ON "cases" FOR EACH ROW EXECUTE FUNCTION refuse_while_held('id');--> statement-breakpoint
CREATE TRIGGER held_as_evidence BEFORE DELETE OR UPDATE OF "source", "sha256" ON "raw_messages"
  FOR EACH ROW EXECUTE FUNCTION refuse_while_held();--> statement-breakpoint
CREATE TRIGGER held_as_evidence BEFORE DELETE OR UPDATE OF "subject", "text", "headers", "from_address" ON "messages"
  FOR EACH ROW EXECUTE FUNCTION refuse_while_held('case_id');--> statement-breakpoint
CREATE TRIGGER held_as_evidence BEFORE DELETE ON "notes" FOR EACH ROW EXECUTE FUNCTION refuse_while_held('case_id');--> statement-breakpoint
CREATE TRIGGER held_as_evidence BEFORE DELETE ON "referrals" FOR EACH ROW EXECUTE FUNCTION refuse_while_held('case_id');--> statement-breakpoint
CREATE TRIGGER held_as_evidence BEFORE DELETE ON "sent_mails" FOR EACH ROW EXECUTE FUNCTION refuse_while_held('case_id');--> statement-breakpoint
CREATE TRIGGER held_as_evidence BEFORE DELETE ON "risk_flags" FOR EACH ROW EXECUTE FUNCTION refuse_while_held('case_id');--> statement-breakpoint
CREATE TRIGGER held_as_evidence BEFORE DELETE ON "case_holds" FOR EACH ROW EXECUTE FUNCTION refuse_while_held('case_id');
