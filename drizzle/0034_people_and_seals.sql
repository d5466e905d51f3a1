CREATE TABLE "emergency_keys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"user_key" text NOT NULL,
	"user_name" text NOT NULL,
	"role" text NOT NULL,
	"credential_id" text NOT NULL,
	"public_key" text NOT NULL,
	"counter" bigint NOT NULL,
	"added_at" timestamp (3) with time zone NOT NULL,
	"ended_by_name" text,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "emergency_keys_credential" UNIQUE("office_id","credential_id")
);
--> statement-breakpoint
CREATE TABLE "emergency_sign_ins" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"key_id" uuid NOT NULL,
	"challenge_hash" text NOT NULL,
	"reason" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "emergency_sign_ins_challenge" UNIQUE("office_id","challenge_hash")
);
--> statement-breakpoint
CREATE TABLE "case_admissions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"reference" text NOT NULL,
	"user_key" text NOT NULL,
	"user_name" text NOT NULL,
	"way" text NOT NULL,
	"reason" text NOT NULL,
	"admitted_by" text NOT NULL,
	"admitted_by_name" text NOT NULL,
	"admitted_at" timestamp (3) with time zone NOT NULL,
	"until" timestamp (3) with time zone,
	"ended_by_name" text,
	"ended_at" timestamp (3) with time zone,
	"reviewed_by" text,
	"reviewed_by_name" text,
	"reviewed_at" timestamp (3) with time zone,
	"finding" text,
	"review_note" text,
	CONSTRAINT "case_admissions_broken_ends" CHECK ("case_admissions"."way" = 'named' or "case_admissions"."until" is not null),
	CONSTRAINT "case_admissions_broken_by_oneself" CHECK ("case_admissions"."way" = 'named' or "case_admissions"."admitted_by" = "case_admissions"."user_key"),
	CONSTRAINT "case_admissions_two_people" CHECK ("case_admissions"."reviewed_by" is null or "case_admissions"."reviewed_by" <> "case_admissions"."user_key"),
	CONSTRAINT "case_admissions_reviewed_says_all" CHECK (("case_admissions"."reviewed_at" is null) = ("case_admissions"."reviewed_by" is null) and ("case_admissions"."reviewed_at" is null) = ("case_admissions"."finding" is null))
);
--> statement-breakpoint
CREATE TABLE "case_seals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"reason" text NOT NULL,
	"sealed_by" text NOT NULL,
	"sealed_by_name" text NOT NULL,
	"sealed_at" timestamp (3) with time zone NOT NULL,
	"ended_by_name" text,
	"ended_at" timestamp (3) with time zone,
	"ended_because" text
);
--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "mail" text;--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "roles" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "shut_out_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "shut_out_by" text;--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "shut_out_by_name" text;--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "shut_out_because" text;--> statement-breakpoint
ALTER TABLE "emergency_sign_ins" ADD CONSTRAINT "emergency_sign_ins_key" FOREIGN KEY ("key_id") REFERENCES "public"."emergency_keys"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_admissions" ADD CONSTRAINT "case_admissions_case" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_seals" ADD CONSTRAINT "case_seals_case" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "case_admissions_named_once" ON "case_admissions" USING btree ("case_id","user_key") WHERE "case_admissions"."ended_at" is null and "case_admissions"."way" = 'named';--> statement-breakpoint
CREATE INDEX "case_admissions_of_person" ON "case_admissions" USING btree ("user_key","case_id") WHERE "case_admissions"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "case_admissions_to_review" ON "case_admissions" USING btree ("office_id","admitted_at") WHERE "case_admissions"."way" = 'broken-seal' and "case_admissions"."reviewed_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "case_seals_one_open" ON "case_seals" USING btree ("case_id") WHERE "case_seals"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "case_seals_open" ON "case_seals" USING btree ("office_id") WHERE "case_seals"."ended_at" is null;--> statement-breakpoint
ALTER TABLE "staff" ADD CONSTRAINT "staff_shut_out_says_who" CHECK (("staff"."shut_out_at" is null) = ("staff"."shut_out_by" is null));