SELECT protect_office_table('case_changes');--> statement-breakpoint
SELECT protect_office_table('replies');--> statement-breakpoint
SELECT protect_office_table('reply_templates');--> statement-breakpoint
SELECT protect_office_table('mentions');--> statement-breakpoint
SELECT protect_office_table('presences');--> statement-breakpoint
-- What was changed stays as it was written down; what is added is that it was undone.
REVOKE UPDATE ON "case_changes", "reply_templates", "mentions", "presences" FROM "waypost_app";--> statement-breakpoint
GRANT UPDATE ("undone_by", "undone_by_name", "undone_at") ON "case_changes" TO "waypost_app";--> statement-breakpoint
GRANT UPDATE ("state", "decided_by", "decided_by_name", "decided_at") ON "reply_templates" TO "waypost_app";--> statement-breakpoint
GRANT UPDATE ("seen_at") ON "mentions" TO "waypost_app";--> statement-breakpoint
GRANT UPDATE ("user_name", "seen_at", "writing_at") ON "presences" TO "waypost_app";--> statement-breakpoint
-- Postgres keeps samples of what columns hold for its plans. Of words and addresses it keeps none.
ALTER TABLE "replies" ALTER COLUMN "to_address" SET STATISTICS 0, ALTER COLUMN "subject" SET STATISTICS 0,
  ALTER COLUMN "text" SET STATISTICS 0, ALTER COLUMN "sharing" SET STATISTICS 0;--> statement-breakpoint
CREATE TRIGGER held_as_evidence BEFORE DELETE ON "replies" FOR EACH ROW EXECUTE FUNCTION refuse_while_held('case_id');
