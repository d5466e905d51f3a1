SELECT protect_office_table('drills');--> statement-breakpoint
SELECT protect_office_table('heartbeats');--> statement-breakpoint
-- What a drill was to be stays as it was: only what came of it is added.
REVOKE UPDATE ON "drills" FROM "waypost_app";--> statement-breakpoint
GRANT UPDATE ("state", "answered_at", "answered_by", "missed_at", "case_id") ON "drills" TO "waypost_app";
