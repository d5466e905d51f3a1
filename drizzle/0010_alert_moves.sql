CREATE TABLE "alert_moves" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"escalation_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"from_state" text NOT NULL,
	"to_state" text NOT NULL,
	"actor" text NOT NULL,
	"actor_name" text NOT NULL,
	"reason" text
);
--> statement-breakpoint
CREATE TABLE "alert_proposals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"escalation_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"reason" text NOT NULL,
	"proposed_by" text NOT NULL,
	"proposed_by_name" text NOT NULL,
	"proposed_at" timestamp (3) with time zone NOT NULL,
	"verdict" text,
	"decided_by" text,
	"decided_by_name" text,
	"decided_at" timestamp (3) with time zone,
	"note" text,
	CONSTRAINT "alert_proposals_two_people" CHECK ("alert_proposals"."decided_by" is null or "alert_proposals"."decided_by" <> "alert_proposals"."proposed_by")
);
--> statement-breakpoint
DROP INDEX "escalations_one_paging";--> statement-breakpoint
ALTER TABLE "escalations" ALTER COLUMN "next_page_at" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "escalations" ADD COLUMN "answered_key" text;--> statement-breakpoint
ALTER TABLE "alert_moves" ADD CONSTRAINT "alert_moves_escalation" FOREIGN KEY ("escalation_id") REFERENCES "public"."escalations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_proposals" ADD CONSTRAINT "alert_proposals_escalation" FOREIGN KEY ("escalation_id") REFERENCES "public"."escalations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "alert_moves_of_alert" ON "alert_moves" USING btree ("escalation_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "alert_proposals_one_open" ON "alert_proposals" USING btree ("escalation_id") WHERE "alert_proposals"."verdict" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "escalations_one_paging" ON "escalations" USING btree ("case_id") WHERE "escalations"."state" in ('raised', 'paging');