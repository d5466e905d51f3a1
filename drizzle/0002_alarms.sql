CREATE TABLE "alarms" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"kind" text NOT NULL,
	"about" text NOT NULL,
	"raised_at" timestamp (3) with time zone NOT NULL,
	"step" integer DEFAULT 0 NOT NULL,
	"next_mail_at" timestamp (3) with time zone,
	"seen_by" text,
	"seen_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE UNIQUE INDEX "alarms_one_open" ON "alarms" USING btree ("office_id","kind","about") WHERE "alarms"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "alarms_due" ON "alarms" USING btree ("office_id","next_mail_at");