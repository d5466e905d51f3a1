CREATE TABLE "drills" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"day" date NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"letter" text NOT NULL,
	"announced" boolean NOT NULL,
	"state" text NOT NULL,
	"asked_by" text,
	"started_at" timestamp (3) with time zone,
	"answer_by" timestamp (3) with time zone,
	"answered_at" timestamp (3) with time zone,
	"answered_by" text,
	"missed_at" timestamp (3) with time zone,
	"case_id" uuid,
	CONSTRAINT "drills_one_a_day" UNIQUE("office_id","day"),
	CONSTRAINT "drills_answered_says_when" CHECK (("drills"."state" = 'answered') = ("drills"."answered_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "heartbeats" (
	"office_id" text NOT NULL,
	"part" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "heartbeats_key" PRIMARY KEY("office_id","part")
);
--> statement-breakpoint
ALTER TABLE "canaries" ADD COLUMN "origin" text DEFAULT 'own' NOT NULL;--> statement-breakpoint
ALTER TABLE "canaries" ADD COLUMN "source" "bytea";--> statement-breakpoint
ALTER TABLE "canaries" ADD COLUMN "receiver" text;--> statement-breakpoint
ALTER TABLE "canaries" ADD COLUMN "judged_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "canaries" ADD COLUMN "level" text;--> statement-breakpoint
ALTER TABLE "canaries" ADD COLUMN "categories" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "canaries" ADD COLUMN "claimed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "canaries" ADD COLUMN "paged_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "drill_id" uuid;--> statement-breakpoint
ALTER TABLE "raw_messages" ADD COLUMN "drill_id" uuid;--> statement-breakpoint
CREATE INDEX "drills_of_state" ON "drills" USING btree ("office_id","state");--> statement-breakpoint
ALTER TABLE "raw_messages" ADD CONSTRAINT "raw_messages_drill" FOREIGN KEY ("drill_id") REFERENCES "public"."drills"("id") ON DELETE no action ON UPDATE no action;