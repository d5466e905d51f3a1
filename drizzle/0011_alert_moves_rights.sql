SELECT protect_office_table('alert_moves');--> statement-breakpoint
SELECT protect_office_table('alert_proposals');--> statement-breakpoint
-- What was done about an alert is added to and never rewritten.
REVOKE UPDATE ON "alert_moves" FROM "waypost_app";--> statement-breakpoint
-- A time at which somebody is told now counts in every state; answered alerts had one left over.
UPDATE "escalations" SET "next_page_at" = NULL WHERE "state" IN ('answered', 'closed');
