CREATE TABLE "referrals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"escalation_id" uuid NOT NULL,
	"to_whom" text NOT NULL,
	"contact" text NOT NULL,
	"channel" text NOT NULL,
	"sheet" text NOT NULL,
	"sheet_hash" text NOT NULL,
	"held_back" text NOT NULL,
	"ground" text NOT NULL,
	"consent" text NOT NULL,
	"consent_why" text NOT NULL,
	"told_person" text NOT NULL,
	"told_person_why" text NOT NULL,
	"decided_by" text NOT NULL,
	"decided_by_name" text NOT NULL,
	"told_at" timestamp (3) with time zone NOT NULL,
	"their_reference" text,
	"verdict" text,
	"verdict_at" timestamp (3) with time zone,
	"verdict_note" text
);
--> statement-breakpoint
ALTER TABLE "referrals" ADD CONSTRAINT "referrals_case" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "referrals" ADD CONSTRAINT "referrals_escalation" FOREIGN KEY ("escalation_id") REFERENCES "public"."escalations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "referrals_of_case" ON "referrals" USING btree ("case_id","told_at");