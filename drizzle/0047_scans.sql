CREATE TABLE "scans" (
	"office_id" text NOT NULL,
	"raw_message_id" uuid NOT NULL,
	"part" integer NOT NULL,
	"size" integer NOT NULL,
	"sha256" text NOT NULL,
	"outcome" text NOT NULL,
	"because" text,
	"virus" text,
	"engine" text,
	"signatures_at" timestamp (3) with time zone,
	"is_stale" boolean NOT NULL,
	"scanned_at" timestamp (3) with time zone NOT NULL,
	"attempts" integer NOT NULL,
	"next_at" timestamp (3) with time zone,
	CONSTRAINT "scans_key" PRIMARY KEY("office_id","raw_message_id","part"),
	CONSTRAINT "scans_found_says_what" CHECK (("scans"."outcome" = 'found') = ("scans"."virus" is not null)),
	CONSTRAINT "scans_not_scanned_says_why" CHECK (("scans"."outcome" = 'not-scanned') = ("scans"."because" is not null))
);
--> statement-breakpoint
ALTER TABLE "raw_messages" ADD COLUMN "scan" text DEFAULT 'owed' NOT NULL;--> statement-breakpoint
ALTER TABLE "emergency_keys" ADD COLUMN "added_by_name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "emergency_sign_ins" ADD COLUMN "user_key" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "emergency_sign_ins" ADD COLUMN "user_name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "emergency_sign_ins" ADD COLUMN "role" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "emergency_sign_ins" ADD COLUMN "reviewed_by" text;--> statement-breakpoint
ALTER TABLE "emergency_sign_ins" ADD COLUMN "reviewed_by_name" text;--> statement-breakpoint
ALTER TABLE "emergency_sign_ins" ADD COLUMN "reviewed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "emergency_sign_ins" ADD COLUMN "finding" text;--> statement-breakpoint
ALTER TABLE "emergency_sign_ins" ADD COLUMN "review_note" text;--> statement-breakpoint
ALTER TABLE "scans" ADD CONSTRAINT "scans_raw_message" FOREIGN KEY ("raw_message_id") REFERENCES "public"."raw_messages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "scans_due" ON "scans" USING btree ("office_id","next_at") WHERE "scans"."next_at" is not null;--> statement-breakpoint
CREATE INDEX "scans_stale" ON "scans" USING btree ("office_id") WHERE "scans"."is_stale" and "scans"."part" = 0;--> statement-breakpoint
CREATE INDEX "raw_messages_to_scan" ON "raw_messages" USING btree ("office_id","received_at") WHERE "raw_messages"."scan" = 'owed' and "raw_messages"."state" = 'taken-in' and "raw_messages"."copy_of" is null;--> statement-breakpoint
CREATE INDEX "emergency_sign_ins_to_review" ON "emergency_sign_ins" USING btree ("office_id","at") WHERE "emergency_sign_ins"."reviewed_at" is null;--> statement-breakpoint
ALTER TABLE "emergency_sign_ins" ADD CONSTRAINT "emergency_sign_ins_two_people" CHECK ("emergency_sign_ins"."reviewed_by" is null or "emergency_sign_ins"."reviewed_by" <> "emergency_sign_ins"."user_key");--> statement-breakpoint
ALTER TABLE "emergency_sign_ins" ADD CONSTRAINT "emergency_sign_ins_reviewed_says_all" CHECK (("emergency_sign_ins"."reviewed_at" is null) = ("emergency_sign_ins"."reviewed_by" is null) and ("emergency_sign_ins"."reviewed_at" is null) = ("emergency_sign_ins"."finding" is null));