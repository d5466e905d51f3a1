CREATE TABLE "disposal_certificates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"mark_id" uuid NOT NULL,
	"text" text NOT NULL,
	"sha256" text NOT NULL,
	"signature" text NOT NULL,
	"public_key" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "disposal_certificates_once" UNIQUE("case_id")
);
--> statement-breakpoint
CREATE TABLE "disposal_marks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"schedule" text NOT NULL,
	"dispose_after" date NOT NULL,
	"reason" text NOT NULL,
	"marked_by" text NOT NULL,
	"marked_by_name" text NOT NULL,
	"marked_at" timestamp (3) with time zone NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"decided_by" text,
	"decided_by_name" text,
	"decided_at" timestamp (3) with time zone,
	"carry_out_on" date,
	"ended_at" timestamp (3) with time zone,
	"ended_because" text,
	CONSTRAINT "disposal_marks_two_people" CHECK ("disposal_marks"."state" not in ('agreed', 'done') or ("disposal_marks"."decided_by" <> "disposal_marks"."marked_by" and "disposal_marks"."carry_out_on" is not null))
);
--> statement-breakpoint
CREATE TABLE "retention_schedules" (
	"office_id" text NOT NULL,
	"number" integer NOT NULL,
	"lines" jsonb NOT NULL,
	"sha256" text NOT NULL,
	"in_force_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "retention_schedules_key" PRIMARY KEY("office_id","number")
);
--> statement-breakpoint
ALTER TABLE "cases" DROP CONSTRAINT "cases_no_date_without_period";--> statement-breakpoint
ALTER TABLE "cases" drop column "dispose_after";--> statement-breakpoint
ALTER TABLE "case_holds" ADD COLUMN "owner" text;--> statement-breakpoint
ALTER TABLE "case_holds" ADD COLUMN "review_on" date;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "outcome_kind" text;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "period_event" text;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "period_from" date;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "dispose_after" date GENERATED ALWAYS AS (case when retention_trigger = 'last-action'
        then ((last_action_at at time zone 'Europe/London')::date + make_interval(months => keep_months))::date + 1
        when retention_trigger = period_event
        then (period_from + make_interval(months => keep_months))::date + 1 end) STORED;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "last_handler" text;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "disposed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "disposal_certificates" ADD CONSTRAINT "disposal_certificates_case" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disposal_certificates" ADD CONSTRAINT "disposal_certificates_mark" FOREIGN KEY ("mark_id") REFERENCES "public"."disposal_marks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disposal_marks" ADD CONSTRAINT "disposal_marks_case" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "disposal_marks_one_open" ON "disposal_marks" USING btree ("case_id") WHERE "disposal_marks"."state" in ('waiting', 'agreed');--> statement-breakpoint
CREATE INDEX "disposal_marks_of_state" ON "disposal_marks" USING btree ("office_id","state","carry_out_on");--> statement-breakpoint
CREATE INDEX "acknowledgements_of_case" ON "acknowledgements" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "alert_proposals_of_alert" ON "alert_proposals" USING btree ("escalation_id");--> statement-breakpoint
CREATE INDEX "case_holds_to_review" ON "case_holds" USING btree ("office_id","review_on") WHERE "case_holds"."lifted_at" is null;--> statement-breakpoint
CREATE INDEX "cases_due" ON "cases" USING btree ("office_id","dispose_after","retention_schedule") WHERE "cases"."status" = 'closed' and "cases"."disposed_at" is null;--> statement-breakpoint
CREATE INDEX "deadline_mails_of_clock" ON "deadline_mails" USING btree ("clock_id") WHERE "deadline_mails"."clock_id" is not null;--> statement-breakpoint
CREATE INDEX "escalations_of_case" ON "escalations" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "first_copies_of_raw" ON "first_copies" USING btree ("raw_message_id");--> statement-breakpoint
CREATE INDEX "raw_messages_wholes" ON "raw_messages" USING btree ("whole_of") WHERE "raw_messages"."whole_of" is not null;--> statement-breakpoint
CREATE INDEX "risk_flags_of_message" ON "risk_flags" USING btree ("message_id");--> statement-breakpoint
CREATE INDEX "sent_mails_of_case" ON "sent_mails" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "trial_moves_of_case" ON "trial_moves" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "trial_moves_of_message" ON "trial_moves" USING btree ("message_id");--> statement-breakpoint
CREATE INDEX "verdicts_of_message" ON "verdicts" USING btree ("message_id");--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_event_has_a_day" CHECK (("cases"."period_event" is null) = ("cases"."period_from" is null));--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_disposed_is_closed" CHECK ("cases"."disposed_at" is null or "cases"."status" = 'closed');