CREATE TABLE "calendar_versions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"number" integer NOT NULL,
	"version" text NOT NULL,
	"source" text NOT NULL,
	"sha256" text NOT NULL,
	"calendars" jsonb NOT NULL,
	"fetched_at" timestamp (3) with time zone NOT NULL,
	"checked_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "calendar_versions_number" UNIQUE("office_id","number")
);
--> statement-breakpoint
CREATE TABLE "chase_moves" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"chase_id" uuid NOT NULL,
	"move" text NOT NULL,
	"on" date NOT NULL,
	"note" text NOT NULL,
	"by_key" text NOT NULL,
	"by_name" text NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "chases" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"to_whom" text NOT NULL,
	"about" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"chase_on" date,
	"is_last_rung" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "clock_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"clock_id" uuid NOT NULL,
	"event" text NOT NULL,
	"on" date NOT NULL,
	"at" timestamp (3) with time zone,
	"removes" uuid,
	"note" text,
	"by_key" text NOT NULL,
	"by_name" text NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "clock_events_removal_names_one" CHECK (("clock_events"."event" = 'removed') = ("clock_events"."removes" is not null))
);
--> statement-breakpoint
CREATE TABLE "deadline_mails" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"kind" text NOT NULL,
	"dedupe" text NOT NULL,
	"to_address" text NOT NULL,
	"clock_id" uuid,
	"hours" integer,
	"on" date NOT NULL,
	"state" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"claimed_at" timestamp (3) with time zone,
	"sent_mail_id" uuid,
	CONSTRAINT "deadline_mails_once" UNIQUE("office_id","dedupe")
);
--> statement-breakpoint
ALTER TABLE "clocks" ALTER COLUMN "message_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "clocks" ADD COLUMN "target_days" integer;--> statement-breakpoint
ALTER TABLE "clocks" ADD COLUMN "calendar_version" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "clocks" ADD COLUMN "escalated_for" date;--> statement-breakpoint
ALTER TABLE "chase_moves" ADD CONSTRAINT "chase_moves_chase" FOREIGN KEY ("chase_id") REFERENCES "public"."chases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chases" ADD CONSTRAINT "chases_case" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clock_events" ADD CONSTRAINT "clock_events_clock" FOREIGN KEY ("clock_id") REFERENCES "public"."clocks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clock_events" ADD CONSTRAINT "clock_events_removes" FOREIGN KEY ("removes") REFERENCES "public"."clock_events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "chase_moves_of_chase" ON "chase_moves" USING btree ("chase_id");--> statement-breakpoint
CREATE INDEX "chases_of_case" ON "chases" USING btree ("office_id","case_id");--> statement-breakpoint
CREATE INDEX "chases_due" ON "chases" USING btree ("office_id","chase_on");--> statement-breakpoint
CREATE INDEX "clock_events_of_clock" ON "clock_events" USING btree ("clock_id");--> statement-breakpoint
CREATE UNIQUE INDEX "clock_events_received_once" ON "clock_events" USING btree ("clock_id") WHERE "clock_events"."event" = 'received';--> statement-breakpoint
CREATE UNIQUE INDEX "clock_events_removed_once" ON "clock_events" USING btree ("removes") WHERE "clock_events"."removes" is not null;--> statement-breakpoint
CREATE INDEX "deadline_mails_owed" ON "deadline_mails" USING btree ("office_id","state");--> statement-breakpoint
CREATE INDEX "clocks_running" ON "clocks" USING btree ("office_id","due_on") WHERE "clocks"."stopped_at" is null;--> statement-breakpoint
ALTER TABLE "clocks" ADD CONSTRAINT "clocks_no_far_day" CHECK ("clocks"."due_on" - "clocks"."starts_on" between 0 and 1500);