-- Who may see and change what. Two roles: the owner of the tables (migrations run as
-- it) and waypost_app (the service runs as it: no superuser, owns no table here).
-- Row-level security is forced, so that even the owner sees only the office that the
-- transaction named with set_config('app.office', …, true).
CREATE SCHEMA IF NOT EXISTS "pgboss";--> statement-breakpoint
GRANT ALL ON SCHEMA "pgboss" TO "waypost_app";--> statement-breakpoint
GRANT USAGE ON SCHEMA "public" TO "waypost_app";--> statement-breakpoint
DO $$
DECLARE
  named text;
BEGIN
  FOR named IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', named);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', named);
    -- An unset office reads as NULL and a reset one as '': neither equals any office.
    EXECUTE format(
      'CREATE POLICY own_office ON %I USING (office_id = current_setting(''app.office'', true)'
      ' AND office_id <> '''') WITH CHECK (office_id = current_setting(''app.office'', true)'
      ' AND office_id <> '''')', named);
    EXECUTE format('GRANT SELECT ON %I TO "waypost_app"', named);
    IF named NOT IN ('audit', 'audit_heads') THEN
      EXECUTE format('GRANT INSERT, UPDATE ON %I TO "waypost_app"', named);
    END IF;
  END LOOP;
END $$;--> statement-breakpoint
GRANT DELETE ON "sessions" TO "waypost_app";--> statement-breakpoint
-- Insert-only, and only these columns: the trigger gives position and hashes.
GRANT INSERT ("office_id", "at", "actor", "action", "case_id", "detail", "position", "previous_hash", "hash")
  ON "audit" TO "waypost_app";--> statement-breakpoint
-- Seals each audit row with the hash of the row before it. Runs as the owner, so that
-- the service cannot write the head of the chain; one row lock per office keeps order.
CREATE FUNCTION seal_audit_row() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  head record;
BEGIN
  INSERT INTO public.audit_heads AS h (office_id, position, hash) VALUES (NEW.office_id, 1, '')
    ON CONFLICT (office_id) DO UPDATE SET position = h.position + 1
    RETURNING h.position, h.hash INTO head;
  NEW.position := head.position;
  NEW.previous_hash := head.hash;
  NEW.hash := encode(sha256(convert_to(concat_ws('|', NEW.previous_hash, NEW.position, NEW.office_id,
    (extract(epoch FROM NEW.at) * 1000)::bigint, NEW.actor, NEW.action, coalesce(NEW.case_id::text, ''),
    NEW.detail::text), 'UTF8')), 'hex');
  UPDATE public.audit_heads SET hash = NEW.hash WHERE office_id = NEW.office_id;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER audit_sealed BEFORE INSERT ON "audit" FOR EACH ROW EXECUTE FUNCTION seal_audit_row();--> statement-breakpoint
CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit rows are never changed or removed';
END $$;--> statement-breakpoint
CREATE TRIGGER audit_kept BEFORE UPDATE OR DELETE ON "audit" FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();--> statement-breakpoint
CREATE TRIGGER audit_not_emptied BEFORE TRUNCATE ON "audit" FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
