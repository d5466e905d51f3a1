CREATE TABLE "acknowledgements" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"state" text NOT NULL,
	"reason" text NOT NULL,
	"because" text,
	"to_address" text,
	"notice_version" text NOT NULL,
	"sent_mail_id" uuid,
	"claimed_at" timestamp (3) with time zone,
	CONSTRAINT "acknowledgements_once" UNIQUE("message_id")
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"position" bigint NOT NULL,
	"office_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"case_id" uuid,
	"detail" jsonb NOT NULL,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_key" PRIMARY KEY("office_id","position")
);
--> statement-breakpoint
CREATE TABLE "audit_heads" (
	"office_id" text PRIMARY KEY NOT NULL,
	"position" bigint NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "cases" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"reference" text NOT NULL,
	"status" text DEFAULT 'new' NOT NULL,
	"route" text NOT NULL,
	"others" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"route_confirmed" boolean DEFAULT false NOT NULL,
	"abstained" boolean DEFAULT false NOT NULL,
	"risk" text NOT NULL,
	"channel" text NOT NULL,
	"correspondent_name" text DEFAULT '' NOT NULL,
	"correspondent_address" text,
	"subject" text NOT NULL,
	"linked_case_id" uuid,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"last_action_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"outcome" text,
	"retention_schedule" text NOT NULL,
	"keep_months" integer,
	"retention_trigger" text NOT NULL,
	"dispose_after" date,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "cases_reference" UNIQUE("office_id","reference"),
	CONSTRAINT "cases_closed_says_when" CHECK (("cases"."status" = 'closed') = ("cases"."closed_at" is not null)),
	CONSTRAINT "cases_no_date_without_period" CHECK ("cases"."dispose_after" is null or "cases"."keep_months" is not null)
);
--> statement-breakpoint
CREATE TABLE "clocks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"starts_on" date NOT NULL,
	"due_on" date,
	"due_at" timestamp (3) with time zone,
	"because" text,
	"stopped_at" timestamp (3) with time zone,
	CONSTRAINT "clocks_once" UNIQUE("message_id","kind")
);
--> statement-breakpoint
CREATE TABLE "escalations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"level" text NOT NULL,
	"state" text NOT NULL,
	"raised_at" timestamp (3) with time zone NOT NULL,
	"step" integer DEFAULT 0 NOT NULL,
	"next_page_at" timestamp (3) with time zone NOT NULL,
	"answered_by" text,
	"answered_at" timestamp (3) with time zone,
	"outcome" text,
	"closed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "ledger" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"mailbox" text NOT NULL,
	"folder" text NOT NULL,
	"uid_validity" bigint,
	"uid" bigint,
	"raw_message_id" uuid NOT NULL,
	"sha256" text NOT NULL,
	"size" integer NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"noted_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "ledger_uid_once" UNIQUE("office_id","mailbox","folder","uid_validity","uid")
);
--> statement-breakpoint
CREATE TABLE "mailbox_states" (
	"office_id" text NOT NULL,
	"mailbox" text NOT NULL,
	"folder" text NOT NULL,
	"uid_validity" bigint,
	"last_polled_at" timestamp (3) with time zone,
	"last_failed_at" timestamp (3) with time zone,
	"last_failure" text,
	CONSTRAINT "mailbox_states_key" PRIMARY KEY("office_id","mailbox","folder")
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"raw_message_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"status" text NOT NULL,
	"because" text,
	"message_id" text,
	"from_name" text NOT NULL,
	"from_address" text,
	"subject" text NOT NULL,
	"text" text NOT NULL,
	"stretches" jsonb NOT NULL,
	"attachments" jsonb NOT NULL,
	"headers" jsonb NOT NULL,
	"unread" jsonb NOT NULL,
	"triage" jsonb NOT NULL,
	"rules_version" text NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"taken_in_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "messages_once" UNIQUE("raw_message_id")
);
--> statement-breakpoint
CREATE TABLE "notes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"author" text NOT NULL,
	"text" text NOT NULL,
	"written_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"escalation_id" uuid NOT NULL,
	"step" integer NOT NULL,
	"post" text NOT NULL,
	"state" text NOT NULL,
	"claimed_at" timestamp (3) with time zone NOT NULL,
	"sent_mail_id" uuid,
	CONSTRAINT "pages_once" UNIQUE("escalation_id","step")
);
--> statement-breakpoint
CREATE TABLE "raw_messages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"mailbox" text NOT NULL,
	"channel" text NOT NULL,
	"source" "bytea" NOT NULL,
	"sha256" text NOT NULL,
	"size" integer NOT NULL,
	"envelope_from" text,
	"cut_short" boolean DEFAULT false NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"state" text DEFAULT 'stored' NOT NULL,
	"parked_because" text,
	CONSTRAINT "raw_messages_bytes_once" UNIQUE("office_id","mailbox","sha256")
);
--> statement-breakpoint
CREATE TABLE "reference_counters" (
	"office_id" text NOT NULL,
	"year" integer NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "reference_counters_key" PRIMARY KEY("office_id","year")
);
--> statement-breakpoint
CREATE TABLE "risk_flags" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"rule_id" text NOT NULL,
	"category" text NOT NULL,
	"level" text NOT NULL,
	"start_offset" integer NOT NULL,
	"end_offset" integer NOT NULL,
	"because" text NOT NULL,
	"answered_by" text,
	"answer" text,
	"answered_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "sent_mails" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"case_id" uuid,
	"kind" text NOT NULL,
	"to_address" text NOT NULL,
	"subject" text NOT NULL,
	"text" text NOT NULL,
	"message_id" text NOT NULL,
	"state" text NOT NULL,
	"response" integer,
	"handed_over_at" timestamp (3) with time zone,
	CONSTRAINT "sent_mails_message_id" UNIQUE("message_id")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"token_hash" text NOT NULL,
	"user_key" text NOT NULL,
	"user_name" text NOT NULL,
	"role" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "sessions_token" UNIQUE("token_hash")
);
--> statement-breakpoint
ALTER TABLE "acknowledgements" ADD CONSTRAINT "acknowledgements_case" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clocks" ADD CONSTRAINT "clocks_case" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "escalations" ADD CONSTRAINT "escalations_case" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger" ADD CONSTRAINT "ledger_raw_message" FOREIGN KEY ("raw_message_id") REFERENCES "public"."raw_messages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_case" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_raw" FOREIGN KEY ("raw_message_id") REFERENCES "public"."raw_messages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notes" ADD CONSTRAINT "notes_case" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pages" ADD CONSTRAINT "pages_escalation" FOREIGN KEY ("escalation_id") REFERENCES "public"."escalations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "risk_flags" ADD CONSTRAINT "risk_flags_case" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "risk_flags" ADD CONSTRAINT "risk_flags_message" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "acknowledgements_owed" ON "acknowledgements" USING btree ("office_id","state");--> statement-breakpoint
CREATE INDEX "audit_of_case" ON "audit" USING btree ("office_id","case_id");--> statement-breakpoint
CREATE INDEX "cases_queue" ON "cases" USING btree ("office_id","status","opened_at");--> statement-breakpoint
CREATE INDEX "cases_of_correspondent" ON "cases" USING btree ("office_id","correspondent_address");--> statement-breakpoint
CREATE INDEX "clocks_of_case" ON "clocks" USING btree ("office_id","case_id");--> statement-breakpoint
CREATE UNIQUE INDEX "escalations_one_paging" ON "escalations" USING btree ("case_id") WHERE "escalations"."state" = 'paging';--> statement-breakpoint
CREATE INDEX "escalations_due" ON "escalations" USING btree ("office_id","state","next_page_at");--> statement-breakpoint
CREATE INDEX "messages_of_case" ON "messages" USING btree ("office_id","case_id");--> statement-breakpoint
CREATE INDEX "notes_of_case" ON "notes" USING btree ("office_id","case_id");--> statement-breakpoint
CREATE INDEX "raw_messages_waiting" ON "raw_messages" USING btree ("office_id","state");--> statement-breakpoint
CREATE INDEX "risk_flags_of_case" ON "risk_flags" USING btree ("office_id","case_id");--> statement-breakpoint
CREATE INDEX "sent_mails_of_office" ON "sent_mails" USING btree ("office_id","handed_over_at");