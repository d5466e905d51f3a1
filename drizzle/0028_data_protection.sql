CREATE TABLE "breach_counters" (
	"office_id" text PRIMARY KEY NOT NULL,
	"last" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "breach_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"breach_id" uuid NOT NULL,
	"event" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"severity" text,
	"note" text NOT NULL,
	"by_key" text NOT NULL,
	"by_name" text NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "breach_events_assessed" CHECK (("breach_events"."event" = 'assessed') = ("breach_events"."severity" is not null))
);
--> statement-breakpoint
CREATE TABLE "breaches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"number" integer NOT NULL,
	"case_id" uuid,
	"what_happened" text NOT NULL,
	"known_at" timestamp (3) with time zone NOT NULL,
	"happened_on" date,
	"whose_data" text NOT NULL,
	"how_many" integer,
	"severity" text NOT NULL,
	"containment" text NOT NULL,
	"lead_provider" boolean NOT NULL,
	"opened_by" text NOT NULL,
	"opened_by_name" text NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "breaches_number" UNIQUE("office_id","number"),
	CONSTRAINT "breaches_how_many" CHECK ("breaches"."how_many" is null or "breaches"."how_many" >= 0)
);
--> statement-breakpoint
CREATE TABLE "consents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"receiver" text NOT NULL,
	"receiver_name" text NOT NULL,
	"purpose" text NOT NULL,
	"answer" text NOT NULL,
	"said_by_whom" text NOT NULL,
	"said_on" date NOT NULL,
	"said_how" text NOT NULL,
	"what_was_said" text NOT NULL,
	"review_on" date,
	"noted_by" text NOT NULL,
	"noted_by_name" text NOT NULL,
	"noted_at" timestamp (3) with time zone NOT NULL,
	"withdrawn_by_whom" text,
	"withdrawn_on" date,
	"withdrawn_how" text,
	"withdrawn_said" text,
	"withdrawal_noted_by_name" text,
	"withdrawal_noted_at" timestamp (3) with time zone,
	CONSTRAINT "consents_withdrawn_says_how" CHECK (num_nonnulls("consents"."withdrawn_by_whom", "consents"."withdrawn_on", "consents"."withdrawn_how", "consents"."withdrawn_said", "consents"."withdrawal_noted_by_name", "consents"."withdrawal_noted_at") in (0, 6))
);
--> statement-breakpoint
CREATE TABLE "disclosures" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"receiver" text NOT NULL,
	"receiver_name" text NOT NULL,
	"purpose" text NOT NULL,
	"ground" text NOT NULL,
	"rule" text NOT NULL,
	"sources" jsonb NOT NULL,
	"consent_id" uuid,
	"channel" text NOT NULL,
	"words" text NOT NULL,
	"words_hash" text NOT NULL,
	"nameless" boolean NOT NULL,
	"why" text NOT NULL,
	"held_back" text NOT NULL,
	"told_person" text NOT NULL,
	"told_person_why" text NOT NULL,
	"decided_by" text NOT NULL,
	"decided_by_name" text NOT NULL,
	"told_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "deadline_mails" ADD COLUMN "breach_id" uuid;--> statement-breakpoint
ALTER TABLE "deadline_mails" ADD COLUMN "breach_clock" text;--> statement-breakpoint
ALTER TABLE "breach_events" ADD CONSTRAINT "breach_events_breach" FOREIGN KEY ("breach_id") REFERENCES "public"."breaches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "breaches" ADD CONSTRAINT "breaches_case" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_case" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disclosures" ADD CONSTRAINT "disclosures_case" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disclosures" ADD CONSTRAINT "disclosures_consent" FOREIGN KEY ("consent_id") REFERENCES "public"."consents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "breach_events_of_breach" ON "breach_events" USING btree ("breach_id","recorded_at");--> statement-breakpoint
CREATE INDEX "breaches_open" ON "breaches" USING btree ("office_id") WHERE "breaches"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "consents_of_case" ON "consents" USING btree ("office_id","case_id");--> statement-breakpoint
CREATE INDEX "disclosures_of_case" ON "disclosures" USING btree ("office_id","case_id");