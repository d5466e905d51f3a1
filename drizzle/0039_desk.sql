-- Ships with Postgres and is trusted: the owner of the database may add it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;--> statement-breakpoint
CREATE TABLE "saved_filters" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"user_key" text NOT NULL,
	"made_by" text NOT NULL,
	"made_by_name" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"removed_by" text,
	"removed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "search_text" (
	"message_id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"people" text NOT NULL,
	"words" "tsvector" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "owner_key" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "owner_name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "language" text DEFAULT 'und' NOT NULL;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "next_due_on" date;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "next_due_kind" text;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "clock_state" text DEFAULT 'none' NOT NULL;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "acknowledgement_held" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "has_unread" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "open_tasks" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "queue_place" integer GENERATED ALWAYS AS (least(("opened_at" at time zone 'Europe/London')::date, "next_due_on" - 28) - date '1970-01-01' - (case when "risk" = 'immediate' then 60 else 0 end) - (case when "risk" = 'serious' then 30 else 0 end) - (case when "risk" = 'unreadable' then 30 else 0 end) - (case when "open_tasks" > 0 then 15 else 0 end) - (case when "acknowledgement_held" then 10 else 0 end) - (case when "has_unread" then 10 else 0 end) - (case when "abstained" and not "route_confirmed" then 7 else 0 end) - (case when "owner_key" = '' then 3 else 0 end)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "search_text" ADD CONSTRAINT "search_text_case" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "search_text" ADD CONSTRAINT "search_text_message" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "saved_filters_name" ON "saved_filters" USING btree ("office_id","user_key",lower("name")) WHERE "saved_filters"."removed_at" is null;--> statement-breakpoint
CREATE INDEX "search_text_words" ON "search_text" USING gin ("words");--> statement-breakpoint
CREATE INDEX "search_text_people" ON "search_text" USING gin ("people" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "search_text_newest" ON "search_text" USING btree ("office_id","received_at");--> statement-breakpoint
CREATE INDEX "search_text_of_case" ON "search_text" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "cases_open" ON "cases" USING btree ("office_id","queue_place","reference") WHERE "cases"."status" <> 'closed' and "cases"."route" <> 'not-correspondence';--> statement-breakpoint
CREATE INDEX "cases_open_as_iopc_referral" ON "cases" USING btree ("office_id","queue_place","reference") WHERE "cases"."status" <> 'closed' and ("cases"."route" = 'iopc-referral' or "cases"."others" ? 'iopc-referral');--> statement-breakpoint
CREATE INDEX "cases_open_as_chief_officer_complaint" ON "cases" USING btree ("office_id","queue_place","reference") WHERE "cases"."status" <> 'closed' and ("cases"."route" = 'chief-officer-complaint' or "cases"."others" ? 'chief-officer-complaint');--> statement-breakpoint
CREATE INDEX "cases_open_as_police_complaint" ON "cases" USING btree ("office_id","queue_place","reference") WHERE "cases"."status" <> 'closed' and ("cases"."route" = 'police-complaint' or "cases"."others" ? 'police-complaint');--> statement-breakpoint
CREATE INDEX "cases_open_as_complaint_review" ON "cases" USING btree ("office_id","queue_place","reference") WHERE "cases"."status" <> 'closed' and ("cases"."route" = 'complaint-review' or "cases"."others" ? 'complaint-review');--> statement-breakpoint
CREATE INDEX "cases_open_as_office_complaint" ON "cases" USING btree ("office_id","queue_place","reference") WHERE "cases"."status" <> 'closed' and ("cases"."route" = 'office-complaint' or "cases"."others" ? 'office-complaint');--> statement-breakpoint
CREATE INDEX "cases_open_as_office_holder_complaint" ON "cases" USING btree ("office_id","queue_place","reference") WHERE "cases"."status" <> 'closed' and ("cases"."route" = 'office-holder-complaint' or "cases"."others" ? 'office-holder-complaint');--> statement-breakpoint
CREATE INDEX "cases_open_as_force_enquiry" ON "cases" USING btree ("office_id","queue_place","reference") WHERE "cases"."status" <> 'closed' and ("cases"."route" = 'force-enquiry' or "cases"."others" ? 'force-enquiry');--> statement-breakpoint
CREATE INDEX "cases_open_as_foi" ON "cases" USING btree ("office_id","queue_place","reference") WHERE "cases"."status" <> 'closed' and ("cases"."route" = 'foi' or "cases"."others" ? 'foi');--> statement-breakpoint
CREATE INDEX "cases_open_as_sar" ON "cases" USING btree ("office_id","queue_place","reference") WHERE "cases"."status" <> 'closed' and ("cases"."route" = 'sar' or "cases"."others" ? 'sar');--> statement-breakpoint
CREATE INDEX "cases_open_as_data_rights" ON "cases" USING btree ("office_id","queue_place","reference") WHERE "cases"."status" <> 'closed' and ("cases"."route" = 'data-rights' or "cases"."others" ? 'data-rights');--> statement-breakpoint
CREATE INDEX "cases_open_as_victims_commissioner" ON "cases" USING btree ("office_id","queue_place","reference") WHERE "cases"."status" <> 'closed' and ("cases"."route" = 'victims-commissioner' or "cases"."others" ? 'victims-commissioner');--> statement-breakpoint
CREATE INDEX "cases_open_as_deputy_mayor" ON "cases" USING btree ("office_id","queue_place","reference") WHERE "cases"."status" <> 'closed' and ("cases"."route" = 'deputy-mayor' or "cases"."others" ? 'deputy-mayor');--> statement-breakpoint
CREATE INDEX "cases_open_as_consultation" ON "cases" USING btree ("office_id","queue_place","reference") WHERE "cases"."status" <> 'closed' and ("cases"."route" = 'consultation' or "cases"."others" ? 'consultation');--> statement-breakpoint
CREATE INDEX "cases_open_as_board_question" ON "cases" USING btree ("office_id","queue_place","reference") WHERE "cases"."status" <> 'closed' and ("cases"."route" = 'board-question' or "cases"."others" ? 'board-question');--> statement-breakpoint
CREATE INDEX "cases_open_as_volunteering" ON "cases" USING btree ("office_id","queue_place","reference") WHERE "cases"."status" <> 'closed' and ("cases"."route" = 'volunteering' or "cases"."others" ? 'volunteering');--> statement-breakpoint
CREATE INDEX "cases_open_as_supplier_or_funding" ON "cases" USING btree ("office_id","queue_place","reference") WHERE "cases"."status" <> 'closed' and ("cases"."route" = 'supplier-or-funding' or "cases"."others" ? 'supplier-or-funding');--> statement-breakpoint
CREATE INDEX "cases_open_as_recruitment" ON "cases" USING btree ("office_id","queue_place","reference") WHERE "cases"."status" <> 'closed' and ("cases"."route" = 'recruitment' or "cases"."others" ? 'recruitment');--> statement-breakpoint
CREATE INDEX "cases_open_as_event_or_list" ON "cases" USING btree ("office_id","queue_place","reference") WHERE "cases"."status" <> 'closed' and ("cases"."route" = 'event-or-list' or "cases"."others" ? 'event-or-list');--> statement-breakpoint
CREATE INDEX "cases_open_as_general_enquiry" ON "cases" USING btree ("office_id","queue_place","reference") WHERE "cases"."status" <> 'closed' and ("cases"."route" = 'general-enquiry' or "cases"."others" ? 'general-enquiry');--> statement-breakpoint
CREATE INDEX "cases_open_as_not_correspondence" ON "cases" USING btree ("office_id","queue_place","reference") WHERE "cases"."status" <> 'closed' and ("cases"."route" = 'not-correspondence' or "cases"."others" ? 'not-correspondence');--> statement-breakpoint
CREATE INDEX "cases_open_owner" ON "cases" USING btree ("office_id","owner_key","queue_place","reference") WHERE "cases"."status" <> 'closed';--> statement-breakpoint
CREATE INDEX "cases_open_risk" ON "cases" USING btree ("office_id","risk","queue_place","reference") WHERE "cases"."status" <> 'closed';--> statement-breakpoint
CREATE INDEX "cases_open_channel" ON "cases" USING btree ("office_id","channel","queue_place","reference") WHERE "cases"."status" <> 'closed';--> statement-breakpoint
CREATE INDEX "cases_open_language" ON "cases" USING btree ("office_id","language","queue_place","reference") WHERE "cases"."status" <> 'closed';--> statement-breakpoint
CREATE INDEX "cases_open_clock" ON "cases" USING btree ("office_id","clock_state","queue_place","reference") WHERE "cases"."status" <> 'closed';--> statement-breakpoint
CREATE INDEX "cases_open_due" ON "cases" USING btree ("office_id","next_due_on") WHERE "cases"."status" <> 'closed';--> statement-breakpoint
CREATE INDEX "cases_open_unsure" ON "cases" USING btree ("office_id","queue_place","reference") WHERE "cases"."status" <> 'closed' and "cases"."abstained";--> statement-breakpoint
CREATE INDEX "cases_open_held" ON "cases" USING btree ("office_id","queue_place","reference") WHERE "cases"."status" <> 'closed' and "cases"."acknowledgement_held";--> statement-breakpoint
CREATE INDEX "cases_open_unread" ON "cases" USING btree ("office_id","queue_place","reference") WHERE "cases"."status" <> 'closed' and "cases"."has_unread";--> statement-breakpoint
CREATE INDEX "cases_with_task" ON "cases" USING btree ("office_id","queue_place","reference") WHERE "cases"."open_tasks" > 0;--> statement-breakpoint
CREATE INDEX "cases_closed" ON "cases" USING btree ("office_id","closed_at","reference") WHERE "cases"."status" = 'closed';