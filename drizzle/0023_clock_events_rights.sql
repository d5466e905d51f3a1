-- Every clock that there is gets the record from which it can be made again: when it was
-- received, and where it had stopped, when. The owner is bound by the offices of the rows
-- too, and lays that aside for this.
ALTER TABLE "clocks" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "messages" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
INSERT INTO "clock_events" ("id", "office_id", "case_id", "clock_id", "event", "on", "at", "by_key", "by_name", "recorded_at")
  SELECT gen_random_uuid(), c."office_id", c."case_id", c."id", 'received', c."starts_on", m."received_at",
    'waypost', 'Waypost', coalesce(m."received_at", now())
  FROM "clocks" AS c LEFT JOIN "messages" AS m ON m."id" = c."message_id";--> statement-breakpoint
INSERT INTO "clock_events" ("id", "office_id", "case_id", "clock_id", "event", "on", "at", "by_key", "by_name", "recorded_at")
  SELECT gen_random_uuid(), c."office_id", c."case_id", c."id", 'closed',
    (c."stopped_at" AT TIME ZONE 'Europe/London')::date, c."stopped_at", 'waypost', 'Waypost', c."stopped_at"
  FROM "clocks" AS c WHERE c."stopped_at" IS NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "clocks" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
SELECT protect_office_table('clock_events');--> statement-breakpoint
SELECT protect_office_table('calendar_versions');--> statement-breakpoint
SELECT protect_office_table('chases');--> statement-breakpoint
SELECT protect_office_table('chase_moves');--> statement-breakpoint
SELECT protect_office_table('deadline_mails');--> statement-breakpoint
-- What happened is only added to: nothing that was written down is changed.
REVOKE UPDATE ON "clock_events", "chase_moves", "calendar_versions" FROM "waypost_app";--> statement-breakpoint
GRANT UPDATE ("checked_at") ON "calendar_versions" TO "waypost_app";--> statement-breakpoint
-- A clock is never given another kind, case or beginning; the rest is worked out.
REVOKE UPDATE ON "clocks" FROM "waypost_app";--> statement-breakpoint
GRANT UPDATE ("starts_on", "due_on", "due_at", "because", "stopped_at", "calendar_version", "escalated_for")
  ON "clocks" TO "waypost_app";
