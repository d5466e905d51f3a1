SELECT protect_office_table('scans');--> statement-breakpoint
-- A scan is of one part of one message for good; what changes is what was made of it.
REVOKE UPDATE ON "scans" FROM "waypost_app";--> statement-breakpoint
GRANT UPDATE ("size", "sha256", "outcome", "because", "virus", "engine", "signatures_at", "is_stale", "scanned_at", "attempts", "next_at")
  ON "scans" TO "waypost_app";--> statement-breakpoint
-- A use of a key for emergencies stays as it was; what is added is what a second person made of it.
GRANT UPDATE ("reviewed_by", "reviewed_by_name", "reviewed_at", "finding", "review_note")
  ON "emergency_sign_ins" TO "waypost_app";--> statement-breakpoint
CREATE FUNCTION refuse_second_review() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a use of a key is reviewed once';
END $$;--> statement-breakpoint
CREATE TRIGGER reviewed_once BEFORE UPDATE ON "emergency_sign_ins"
  FOR EACH ROW WHEN (OLD.reviewed_at IS NOT NULL) EXECUTE FUNCTION refuse_second_review();
