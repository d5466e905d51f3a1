SELECT protect_office_table('alert_answers');--> statement-breakpoint
-- Who answered stays as it was said.
REVOKE UPDATE ON "alert_answers" FROM "waypost_app";
