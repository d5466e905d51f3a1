CREATE TABLE "rectifications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"message_id" uuid,
	"wrong" text NOT NULL,
	"right" text NOT NULL,
	"source" text NOT NULL,
	"noted_by" text NOT NULL,
	"noted_by_name" text NOT NULL,
	"noted_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "review_marks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"request_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"part" text NOT NULL,
	"part_id" uuid NOT NULL,
	"mark" text NOT NULL,
	"start_offset" integer,
	"end_offset" integer,
	"exemption" text,
	"reason" text NOT NULL,
	"marked_by" text NOT NULL,
	"marked_by_name" text NOT NULL,
	"marked_at" timestamp (3) with time zone NOT NULL,
	"ended_by_name" text,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "review_marks_span" CHECK (("review_marks"."mark" = 'redact') = ("review_marks"."start_offset" is not null and "review_marks"."end_offset" > "review_marks"."start_offset")),
	CONSTRAINT "review_marks_exemption" CHECK (("review_marks"."mark" = 'release') = ("review_marks"."exemption" is null))
);
--> statement-breakpoint
CREATE TABLE "rights_acts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"request_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"act" text NOT NULL,
	"law" text,
	"note" text NOT NULL,
	"detail" jsonb NOT NULL,
	"by_key" text NOT NULL,
	"by_name" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "rights_acts_decision_names_law" CHECK (("rights_acts"."act" in ('allowed', 'refused')) = ("rights_acts"."law" is not null))
);
--> statement-breakpoint
CREATE TABLE "rights_finds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"request_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"picked_by" text NOT NULL,
	"picked_by_name" text NOT NULL,
	"picked_at" timestamp (3) with time zone NOT NULL,
	"dropped_by_name" text,
	"dropped_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "rights_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"right" text NOT NULL,
	"about_whom" text NOT NULL,
	"clock_id" uuid,
	"opened_by" text NOT NULL,
	"opened_by_name" text NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "use_restrictions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"law" text NOT NULL,
	"reason" text NOT NULL,
	"set_by" text NOT NULL,
	"set_by_name" text NOT NULL,
	"set_at" timestamp (3) with time zone NOT NULL,
	"person_told_on" date,
	"ended_by_name" text,
	"ended_at" timestamp (3) with time zone,
	"ended_because" text,
	CONSTRAINT "use_restrictions_person_told_first" CHECK (num_nonnulls("use_restrictions"."person_told_on", "use_restrictions"."ended_by_name", "use_restrictions"."ended_at", "use_restrictions"."ended_because") in (0, 4))
);
--> statement-breakpoint
ALTER TABLE "rectifications" ADD CONSTRAINT "rectifications_case" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rectifications" ADD CONSTRAINT "rectifications_message" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_marks" ADD CONSTRAINT "review_marks_request" FOREIGN KEY ("request_id") REFERENCES "public"."rights_requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_marks" ADD CONSTRAINT "review_marks_case" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rights_acts" ADD CONSTRAINT "rights_acts_request" FOREIGN KEY ("request_id") REFERENCES "public"."rights_requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rights_acts" ADD CONSTRAINT "rights_acts_case" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rights_finds" ADD CONSTRAINT "rights_finds_request" FOREIGN KEY ("request_id") REFERENCES "public"."rights_requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rights_finds" ADD CONSTRAINT "rights_finds_case" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rights_requests" ADD CONSTRAINT "rights_requests_case" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rights_requests" ADD CONSTRAINT "rights_requests_clock" FOREIGN KEY ("clock_id") REFERENCES "public"."clocks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "use_restrictions" ADD CONSTRAINT "use_restrictions_case" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "rectifications_of_case" ON "rectifications" USING btree ("office_id","case_id");--> statement-breakpoint
CREATE INDEX "review_marks_of_request" ON "review_marks" USING btree ("request_id");--> statement-breakpoint
CREATE INDEX "rights_acts_of_request" ON "rights_acts" USING btree ("request_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "rights_finds_once" ON "rights_finds" USING btree ("request_id","case_id") WHERE "rights_finds"."dropped_at" is null;--> statement-breakpoint
CREATE INDEX "rights_requests_of_case" ON "rights_requests" USING btree ("office_id","case_id");--> statement-breakpoint
CREATE UNIQUE INDEX "rights_requests_one_open" ON "rights_requests" USING btree ("case_id","right") WHERE "rights_requests"."closed_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "use_restrictions_one_open" ON "use_restrictions" USING btree ("case_id") WHERE "use_restrictions"."ended_at" is null;