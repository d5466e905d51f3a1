SELECT protect_office_table('breaches');--> statement-breakpoint
SELECT protect_office_table('breach_counters');--> statement-breakpoint
SELECT protect_office_table('breach_events');--> statement-breakpoint
SELECT protect_office_table('consents');--> statement-breakpoint
SELECT protect_office_table('disclosures');--> statement-breakpoint
-- Who does not see the case of a breach sees neither the breach nor what was done about it.
CREATE POLICY not_kept_from_me ON "breach_events" AS RESTRICTIVE FOR SELECT USING
  (coalesce(current_setting('app.person', true), '') = '' OR EXISTS (SELECT 1 FROM breaches AS b WHERE b.id = breach_id));--> statement-breakpoint
-- What was written down stays as it was: a breach is closed, a consent withdrawn, and nothing else changes.
REVOKE UPDATE ON "breaches", "breach_events", "consents", "disclosures" FROM "waypost_app";--> statement-breakpoint
GRANT UPDATE ("closed_at") ON "breaches" TO "waypost_app";--> statement-breakpoint
GRANT UPDATE ("withdrawn_by_whom", "withdrawn_on", "withdrawn_how", "withdrawn_said", "withdrawal_noted_by_name", "withdrawal_noted_at")
  ON "consents" TO "waypost_app";--> statement-breakpoint
-- What is evidence is not removed, like the rest of its case.
CREATE TRIGGER held_as_evidence BEFORE DELETE ON "consents" FOR EACH ROW EXECUTE FUNCTION refuse_while_held('case_id');--> statement-breakpoint
CREATE TRIGGER held_as_evidence BEFORE DELETE ON "disclosures" FOR EACH ROW EXECUTE FUNCTION refuse_while_held('case_id');
