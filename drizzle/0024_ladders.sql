CREATE TABLE "alert_answers" (
	"office_id" text NOT NULL,
	"escalation_id" uuid NOT NULL,
	"actor" text NOT NULL,
	"actor_name" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "alert_answers_key" PRIMARY KEY("escalation_id","actor")
);
--> statement-breakpoint
ALTER TABLE "pages" DROP CONSTRAINT "pages_once";--> statement-breakpoint
ALTER TABLE "pages" ADD COLUMN "person_name" text;--> statement-breakpoint
ALTER TABLE "pages" ADD COLUMN "person_key" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "pages" ADD COLUMN "way" text DEFAULT 'smtp' NOT NULL;--> statement-breakpoint
ALTER TABLE "pages" ADD COLUMN "other_ways" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "pages" ADD COLUMN "provider_id" text;--> statement-breakpoint
ALTER TABLE "pages" ADD COLUMN "delivery_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "pages" ADD COLUMN "because" text;--> statement-breakpoint
ALTER TABLE "sent_mails" ADD COLUMN "way" text DEFAULT 'smtp' NOT NULL;--> statement-breakpoint
ALTER TABLE "alert_answers" ADD CONSTRAINT "alert_answers_escalation" FOREIGN KEY ("escalation_id") REFERENCES "public"."escalations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "escalations_next" ON "escalations" USING btree ("office_id","next_page_at") WHERE "escalations"."next_page_at" is not null;--> statement-breakpoint
CREATE INDEX "pages_of_mail" ON "pages" USING btree ("sent_mail_id");--> statement-breakpoint
CREATE INDEX "pages_unsettled" ON "pages" USING btree ("office_id","claimed_at") WHERE "pages"."state" in ('owed', 'sending');--> statement-breakpoint
CREATE INDEX "pages_of_provider" ON "pages" USING btree ("provider_id");--> statement-breakpoint
ALTER TABLE "pages" ADD CONSTRAINT "pages_once" UNIQUE("escalation_id","step","person_key","way");