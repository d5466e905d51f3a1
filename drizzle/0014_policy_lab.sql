CREATE TABLE "rule_drafts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"author" text NOT NULL,
	"author_name" text NOT NULL,
	"text" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"saved_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "rule_drafts_of_author" UNIQUE("id","author")
);
--> statement-breakpoint
CREATE TABLE "ruleset_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"kind" text NOT NULL,
	"draft_id" uuid,
	"rule_id" text,
	"rule_text" text,
	"restores" integer,
	"on_number" integer NOT NULL,
	"trial_id" uuid,
	"reason" text NOT NULL,
	"proposed_by" text NOT NULL,
	"proposed_by_name" text NOT NULL,
	"proposed_at" timestamp (3) with time zone NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"decided_by" text,
	"decided_by_name" text,
	"decided_at" timestamp (3) with time zone,
	"decided_because" text,
	CONSTRAINT "ruleset_changes_decided_says_who" CHECK (("ruleset_changes"."state" = 'waiting') = ("ruleset_changes"."decided_by" is null)),
	CONSTRAINT "ruleset_changes_two_people" CHECK ("ruleset_changes"."state" <> 'approved' or "ruleset_changes"."kind" = 'undo' or "ruleset_changes"."decided_by" <> "ruleset_changes"."proposed_by"),
	CONSTRAINT "ruleset_changes_says_what" CHECK (("ruleset_changes"."kind" = 'publish') = ("ruleset_changes"."rule_text" is not null and "ruleset_changes"."rule_id" is not null and "ruleset_changes"."draft_id" is not null) and ("ruleset_changes"."kind" = 'rollback') = ("ruleset_changes"."restores" is not null))
);
--> statement-breakpoint
CREATE TABLE "rulesets" (
	"office_id" text NOT NULL,
	"number" integer NOT NULL,
	"change_id" uuid NOT NULL,
	"rules" jsonb NOT NULL,
	"published_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "rulesets_key" PRIMARY KEY("office_id","number"),
	CONSTRAINT "rulesets_change_once" UNIQUE("change_id")
);
--> statement-breakpoint
CREATE TABLE "trial_moves" (
	"office_id" text NOT NULL,
	"trial_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"from_route" text NOT NULL,
	"to_route" text NOT NULL,
	"from_level" text NOT NULL,
	"to_level" text NOT NULL,
	CONSTRAINT "trial_moves_key" PRIMARY KEY("trial_id","message_id")
);
--> statement-breakpoint
CREATE TABLE "trials" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"draft_id" uuid NOT NULL,
	"rule_text" text NOT NULL,
	"on_number" integer NOT NULL,
	"months" integer NOT NULL,
	"started_by" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"touched_at" timestamp (3) with time zone NOT NULL,
	"last_received_at" timestamp (3) with time zone,
	"last_message_id" uuid,
	"letters" integer NOT NULL,
	"looked_at" integer DEFAULT 0 NOT NULL,
	"skipped" integer DEFAULT 0 NOT NULL,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "verdicts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"proposed" text NOT NULL,
	"confirmed" text NOT NULL,
	"was_unsure" boolean DEFAULT false NOT NULL,
	"rules_version" text NOT NULL,
	"reason" text NOT NULL,
	"said_by" text NOT NULL,
	"said_at" timestamp (3) with time zone NOT NULL,
	"example" text,
	"decided_by" text,
	"decided_at" timestamp (3) with time zone,
	"exported_at" timestamp (3) with time zone,
	CONSTRAINT "verdicts_once" UNIQUE("case_id","kind"),
	CONSTRAINT "verdicts_example_is_override" CHECK (("verdicts"."example" is null) = ("verdicts"."proposed" = "verdicts"."confirmed"))
);
--> statement-breakpoint
ALTER TABLE "ruleset_changes" ADD CONSTRAINT "ruleset_changes_draft" FOREIGN KEY ("draft_id","proposed_by") REFERENCES "public"."rule_drafts"("id","author") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rulesets" ADD CONSTRAINT "rulesets_change" FOREIGN KEY ("change_id") REFERENCES "public"."ruleset_changes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trial_moves" ADD CONSTRAINT "trial_moves_trial" FOREIGN KEY ("trial_id") REFERENCES "public"."trials"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trial_moves" ADD CONSTRAINT "trial_moves_case" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trial_moves" ADD CONSTRAINT "trial_moves_message" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trials" ADD CONSTRAINT "trials_draft" FOREIGN KEY ("draft_id") REFERENCES "public"."rule_drafts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "verdicts" ADD CONSTRAINT "verdicts_case" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "verdicts" ADD CONSTRAINT "verdicts_message" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "rule_drafts_open" ON "rule_drafts" USING btree ("office_id","ended_at","saved_at");--> statement-breakpoint
CREATE INDEX "ruleset_changes_waiting" ON "ruleset_changes" USING btree ("office_id","state");--> statement-breakpoint
CREATE UNIQUE INDEX "ruleset_changes_one_of_draft" ON "ruleset_changes" USING btree ("draft_id") WHERE "ruleset_changes"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "trials_of_draft" ON "trials" USING btree ("draft_id","started_at");--> statement-breakpoint
CREATE INDEX "trials_running" ON "trials" USING btree ("office_id","ended_at");--> statement-breakpoint
CREATE INDEX "verdicts_of_office" ON "verdicts" USING btree ("office_id","kind","said_at");