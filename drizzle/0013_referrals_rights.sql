SELECT protect_office_table('referrals');--> statement-breakpoint
-- What was told stays as it was told: only the answer to it is added.
REVOKE UPDATE ON "referrals" FROM "waypost_app";--> statement-breakpoint
GRANT UPDATE ("their_reference", "verdict", "verdict_at", "verdict_note") ON "referrals" TO "waypost_app";
