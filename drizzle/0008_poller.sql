CREATE TABLE "canaries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"mailbox" text NOT NULL,
	"sent_at" timestamp (3) with time zone NOT NULL,
	"seen_at" timestamp (3) with time zone,
	"sha256" text
);
--> statement-breakpoint
CREATE TABLE "fetch_problems" (
	"office_id" text NOT NULL,
	"mailbox" text NOT NULL,
	"folder" text NOT NULL,
	"uid_validity" bigint NOT NULL,
	"uid" bigint NOT NULL,
	"attempts" integer NOT NULL,
	"noticed_at" timestamp (3) with time zone NOT NULL,
	"next_try_at" timestamp (3) with time zone NOT NULL,
	"failure" text NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"outcome" text,
	CONSTRAINT "fetch_problems_key" PRIMARY KEY("office_id","mailbox","folder","uid_validity","uid")
);
--> statement-breakpoint
CREATE TABLE "mail_accounts" (
	"office_id" text NOT NULL,
	"mailbox" text NOT NULL,
	"fence" bigint NOT NULL,
	"lease_until" timestamp (3) with time zone NOT NULL,
	"known_folders" jsonb,
	"unwatched_folders" jsonb DEFAULT '[]'::jsonb NOT NULL,
	CONSTRAINT "mail_accounts_key" PRIMARY KEY("office_id","mailbox")
);
--> statement-breakpoint
ALTER TABLE "ledger" DROP CONSTRAINT "ledger_uid_once";--> statement-breakpoint
ALTER TABLE "ledger" ALTER COLUMN "raw_message_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "ledger" ADD COLUMN "outcome" text DEFAULT 'kept' NOT NULL;--> statement-breakpoint
ALTER TABLE "mailbox_states" ADD COLUMN "contiguous_uid" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "mailbox_states" ADD COLUMN "highest_modseq" bigint;--> statement-breakpoint
ALTER TABLE "mailbox_states" ADD COLUMN "renumbered_at" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "mailbox_states" ADD COLUMN "special_use" text;--> statement-breakpoint
ALTER TABLE "mailbox_states" ADD COLUMN "watched_since" timestamp (3) with time zone DEFAULT now();--> statement-breakpoint
ALTER TABLE "mailbox_states" ADD COLUMN "last_progress_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "mailbox_states" ADD COLUMN "missing_since" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "mailbox_states" ADD COLUMN "counted_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "mailbox_states" ADD COLUMN "counts" jsonb;--> statement-breakpoint
ALTER TABLE "mailbox_states" ADD COLUMN "compared_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "raw_messages" ADD COLUMN "from_junk" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "canaries_of_mailbox" ON "canaries" USING btree ("office_id","mailbox","sent_at");--> statement-breakpoint
ALTER TABLE "ledger" ADD CONSTRAINT "ledger_uid_once" UNIQUE("office_id","mailbox","folder","uid_validity","uid","sha256");--> statement-breakpoint
ALTER TABLE "ledger" ADD CONSTRAINT "ledger_kept_has_bytes" CHECK (("ledger"."outcome" = 'kept') = ("ledger"."raw_message_id" is not null));