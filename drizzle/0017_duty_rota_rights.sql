SELECT protect_office_table('duty_people');--> statement-breakpoint
SELECT protect_office_table('duty_rotations');--> statement-breakpoint
SELECT protect_office_table('duty_overrides');--> statement-breakpoint
SELECT protect_office_table('duty_feeds');--> statement-breakpoint
-- Who was on duty last year can still be said: a rotation and a cover are ended and never rewritten.
REVOKE UPDATE ON "duty_people", "duty_rotations", "duty_overrides", "duty_feeds" FROM "waypost_app";--> statement-breakpoint
GRANT UPDATE ("name", "email", "phone", "user_key", "leaves_at", "leaving_noted_by", "leaving_noted_by_name",
  "leaving_noted_at") ON "duty_people" TO "waypost_app";--> statement-breakpoint
GRANT UPDATE ("ends_at", "ended_by", "ended_by_name", "ended_at") ON "duty_rotations" TO "waypost_app";--> statement-breakpoint
GRANT UPDATE ("withdrawn_at", "withdrawn_by", "withdrawn_by_name") ON "duty_overrides" TO "waypost_app";--> statement-breakpoint
GRANT UPDATE ("revoked_by", "revoked_at") ON "duty_feeds" TO "waypost_app";
