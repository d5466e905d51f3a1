CREATE TABLE "case_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"other_case_id" uuid,
	"batch_id" uuid,
	"kind" text NOT NULL,
	"before" jsonb NOT NULL,
	"made_by" text NOT NULL,
	"made_by_name" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"undo_until" timestamp (3) with time zone NOT NULL,
	"undone_by" text,
	"undone_by_name" text,
	"undone_at" timestamp (3) with time zone,
	CONSTRAINT "case_changes_undone_says_who" CHECK (("case_changes"."undone_at" is null) = ("case_changes"."undone_by" is null))
);
--> statement-breakpoint
CREATE TABLE "mentions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"note_id" uuid NOT NULL,
	"user_key" text NOT NULL,
	"user_name" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"seen_at" timestamp (3) with time zone,
	CONSTRAINT "mentions_once" UNIQUE("note_id","user_key")
);
--> statement-breakpoint
CREATE TABLE "presences" (
	"office_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"user_key" text NOT NULL,
	"user_name" text NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL,
	"writing_at" timestamp (3) with time zone,
	CONSTRAINT "presences_key" PRIMARY KEY("case_id","user_key")
);
--> statement-breakpoint
CREATE TABLE "replies" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"message_id" uuid,
	"to_address" text NOT NULL,
	"subject" text NOT NULL,
	"text" text NOT NULL,
	"sharing" text,
	"template_key" text,
	"template_version" integer,
	"confirmed" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"author_key" text NOT NULL,
	"author_name" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"saved_at" timestamp (3) with time zone NOT NULL,
	"leaves_at" timestamp (3) with time zone,
	"claimed_at" timestamp (3) with time zone,
	"sent_mail_id" uuid,
	CONSTRAINT "replies_held_says_when" CHECK ("replies"."state" <> 'held' or "replies"."leaves_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "reply_templates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"key" text NOT NULL,
	"version" integer NOT NULL,
	"name" text NOT NULL,
	"routes" jsonb NOT NULL,
	"subject" text NOT NULL,
	"text" text NOT NULL,
	"state" text NOT NULL,
	"asked_by" text NOT NULL,
	"asked_by_name" text NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"decided_by" text,
	"decided_by_name" text,
	"decided_at" timestamp (3) with time zone,
	CONSTRAINT "reply_templates_version" UNIQUE("office_id","key","version"),
	CONSTRAINT "reply_templates_two_people" CHECK ("reply_templates"."decided_by" is null or "reply_templates"."state" = 'withdrawn' or "reply_templates"."decided_by" <> "reply_templates"."asked_by")
);
--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "shortcuts" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "case_changes" ADD CONSTRAINT "case_changes_case" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_changes" ADD CONSTRAINT "case_changes_other" FOREIGN KEY ("other_case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mentions" ADD CONSTRAINT "mentions_case" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mentions" ADD CONSTRAINT "mentions_note" FOREIGN KEY ("note_id") REFERENCES "public"."notes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "presences" ADD CONSTRAINT "presences_case" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "replies" ADD CONSTRAINT "replies_case" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "case_changes_of_case" ON "case_changes" USING btree ("case_id","made_at");--> statement-breakpoint
CREATE INDEX "case_changes_of_other" ON "case_changes" USING btree ("other_case_id");--> statement-breakpoint
CREATE INDEX "case_changes_of_batch" ON "case_changes" USING btree ("batch_id");--> statement-breakpoint
CREATE INDEX "mentions_unseen" ON "mentions" USING btree ("office_id","user_key") WHERE "mentions"."seen_at" is null;--> statement-breakpoint
CREATE INDEX "mentions_of_case" ON "mentions" USING btree ("case_id");--> statement-breakpoint
CREATE UNIQUE INDEX "replies_one_draft" ON "replies" USING btree ("case_id","author_key","kind") WHERE "replies"."state" = 'draft';--> statement-breakpoint
CREATE INDEX "replies_of_case" ON "replies" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "replies_owed" ON "replies" USING btree ("office_id","leaves_at") WHERE "replies"."state" in ('held', 'sending');--> statement-breakpoint
CREATE UNIQUE INDEX "reply_templates_in_force" ON "reply_templates" USING btree ("office_id","key") WHERE "reply_templates"."state" = 'in-force';--> statement-breakpoint
CREATE UNIQUE INDEX "reply_templates_asked" ON "reply_templates" USING btree ("office_id","key") WHERE "reply_templates"."state" = 'asked';