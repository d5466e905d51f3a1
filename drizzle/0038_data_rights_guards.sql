SELECT protect_office_table('rights_requests');--> statement-breakpoint
SELECT protect_office_table('rights_finds');--> statement-breakpoint
SELECT protect_office_table('review_marks');--> statement-breakpoint
SELECT protect_office_table('rights_acts');--> statement-breakpoint
SELECT protect_office_table('rectifications');--> statement-breakpoint
SELECT protect_office_table('use_restrictions');--> statement-breakpoint
-- What was asked, found, marked, decided and noted stays as it was: it is ended, never rewritten.
REVOKE UPDATE ON "rights_requests", "rights_finds", "review_marks", "rights_acts", "rectifications", "use_restrictions"
  FROM "waypost_app";--> statement-breakpoint
GRANT UPDATE ("closed_at") ON "rights_requests" TO "waypost_app";--> statement-breakpoint
GRANT UPDATE ("ended_by_name", "ended_at") ON "review_marks" TO "waypost_app";--> statement-breakpoint
GRANT UPDATE ("dropped_by_name", "dropped_at") ON "rights_finds" TO "waypost_app";--> statement-breakpoint
GRANT UPDATE ("person_told_on", "ended_by_name", "ended_at", "ended_because") ON "use_restrictions" TO "waypost_app";--> statement-breakpoint
-- A copy is handed over only after somebody else than whoever marked it last has agreed.
CREATE FUNCTION guard_release() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM review_marks WHERE request_id = NEW.request_id AND ended_at IS NULL
      AND marked_by = NEW.by_key) THEN
    RAISE EXCEPTION 'whoever marked what is released does not agree to its release';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER release_by_another BEFORE INSERT ON "rights_acts" FOR EACH ROW
  WHEN (NEW.act = 'release-agreed') EXECUTE FUNCTION guard_release();
