-- What every table gets that a later migration adds: row-level security, forced, and the
-- service's rights, as 0001 gave them to the first ones. Call it for each new table.
CREATE FUNCTION protect_office_table(named text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', named);
  EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', named);
  EXECUTE format(
    'CREATE POLICY own_office ON %I USING (office_id = current_setting(''app.office'', true)'
    ' AND office_id <> '''') WITH CHECK (office_id = current_setting(''app.office'', true)'
    ' AND office_id <> '''')', named);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO "waypost_app"', named);
END $$;--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION protect_office_table(text) FROM PUBLIC;--> statement-breakpoint
SELECT protect_office_table('alarms');
