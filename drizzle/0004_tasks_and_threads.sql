CREATE TABLE "acknowledgement_gates" (
	"office_id" text PRIMARY KEY NOT NULL,
	"decided_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "first_copies" (
	"office_id" text NOT NULL,
	"content_key" text NOT NULL,
	"raw_message_id" uuid NOT NULL,
	CONSTRAINT "first_copies_key" PRIMARY KEY("office_id","content_key")
);
--> statement-breakpoint
CREATE TABLE "tasks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"about_id" uuid NOT NULL,
	"because" text NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"done_at" timestamp (3) with time zone,
	"done_by" text,
	"outcome" text,
	CONSTRAINT "tasks_once" UNIQUE("case_id","kind","about_id"),
	CONSTRAINT "tasks_done_says_who" CHECK (("tasks"."done_at" is null) = ("tasks"."done_by" is null))
);
--> statement-breakpoint
ALTER TABLE "acknowledgements" ADD COLUMN "decided_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "acknowledgements" ADD COLUMN "owed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "acknowledgements" ADD COLUMN "sender" text;--> statement-breakpoint
ALTER TABLE "acknowledgements" ADD COLUMN "writer" text;--> statement-breakpoint
ALTER TABLE "acknowledgements" ADD COLUMN "words_hash" text;--> statement-breakpoint
ALTER TABLE "acknowledgements" ADD COLUMN "machine_made" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "acknowledgements" ADD COLUMN "neutral" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "acknowledgements" ADD COLUMN "sent_by" text;--> statement-breakpoint
ALTER TABLE "acknowledgements" ADD COLUMN "bounced_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "acknowledgements" ADD COLUMN "bounce_status" text;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "linked_because" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "hints" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "raw_messages" ADD COLUMN "copy_of" uuid;--> statement-breakpoint
ALTER TABLE "first_copies" ADD CONSTRAINT "first_copies_raw" FOREIGN KEY ("raw_message_id") REFERENCES "public"."raw_messages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_case" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "tasks_open" ON "tasks" USING btree ("office_id","done_at");--> statement-breakpoint
CREATE INDEX "acknowledgements_counted" ON "acknowledgements" USING btree ("office_id","owed_at");--> statement-breakpoint
CREATE INDEX "acknowledgements_bounced" ON "acknowledgements" USING btree ("office_id","bounced_at");--> statement-breakpoint
CREATE INDEX "acknowledgements_decided" ON "acknowledgements" USING btree ("office_id","decided_at");--> statement-breakpoint
CREATE INDEX "messages_of_id" ON "messages" USING btree ("office_id","message_id");--> statement-breakpoint
CREATE INDEX "raw_messages_copies" ON "raw_messages" USING btree ("office_id","copy_of");