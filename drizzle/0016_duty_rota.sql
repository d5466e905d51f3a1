CREATE TABLE "duty_feeds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"person_id" uuid NOT NULL,
	"secret_hash" text NOT NULL,
	"made_by" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"revoked_by" text,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "duty_feeds_secret" UNIQUE("secret_hash"),
	CONSTRAINT "duty_feeds_revoked" CHECK (("duty_feeds"."revoked_at" is null) = ("duty_feeds"."revoked_by" is null))
);
--> statement-breakpoint
CREATE TABLE "duty_overrides" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"layer" text NOT NULL,
	"from_at" timestamp (3) with time zone NOT NULL,
	"to_at" timestamp (3) with time zone NOT NULL,
	"person_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"swap_id" uuid,
	"noted_by" text NOT NULL,
	"noted_by_name" text NOT NULL,
	"noted_at" timestamp (3) with time zone NOT NULL,
	"withdrawn_at" timestamp (3) with time zone,
	"withdrawn_by" text,
	"withdrawn_by_name" text,
	CONSTRAINT "duty_overrides_way_round" CHECK ("duty_overrides"."from_at" < "duty_overrides"."to_at"),
	CONSTRAINT "duty_overrides_withdrawn" CHECK (("duty_overrides"."withdrawn_at" is null) = ("duty_overrides"."withdrawn_by" is null))
);
--> statement-breakpoint
CREATE TABLE "duty_people" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"phone" text,
	"user_key" text,
	"added_by" text NOT NULL,
	"added_by_name" text NOT NULL,
	"added_at" timestamp (3) with time zone NOT NULL,
	"leaves_at" timestamp (3) with time zone,
	"leaving_noted_by" text,
	"leaving_noted_by_name" text,
	"leaving_noted_at" timestamp (3) with time zone,
	CONSTRAINT "duty_people_phone" CHECK ("duty_people"."phone" is null or "duty_people"."phone" ~ '^[+][1-9][0-9]{6,14}$'),
	CONSTRAINT "duty_people_leaving" CHECK (("duty_people"."leaves_at" is null) = ("duty_people"."leaving_noted_by" is null))
);
--> statement-breakpoint
CREATE TABLE "duty_rotations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"layer" text NOT NULL,
	"people" uuid[] NOT NULL,
	"starts_on" date NOT NULL,
	"handover_weekday" integer NOT NULL,
	"handover_time" text NOT NULL,
	"hours_on" integer[],
	"hours_from" text,
	"hours_to" text,
	"bank_holidays" text NOT NULL,
	"bank_holiday_person" uuid,
	"calendar" text NOT NULL,
	"noted_by" text NOT NULL,
	"noted_by_name" text NOT NULL,
	"noted_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone,
	"ended_by" text,
	"ended_by_name" text,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "duty_rotations_weekday" CHECK ("duty_rotations"."handover_weekday" between 1 and 7),
	CONSTRAINT "duty_rotations_people" CHECK (cardinality("duty_rotations"."people") between 1 and 52),
	CONSTRAINT "duty_rotations_hours" CHECK (("duty_rotations"."hours_on" is null) = ("duty_rotations"."hours_from" is null) and ("duty_rotations"."hours_on" is null) = ("duty_rotations"."hours_to" is null)),
	CONSTRAINT "duty_rotations_bank_holidays" CHECK (("duty_rotations"."bank_holidays" = 'person') = ("duty_rotations"."bank_holiday_person" is not null)),
	CONSTRAINT "duty_rotations_end" CHECK (("duty_rotations"."ends_at" is null) = ("duty_rotations"."ended_by" is null))
);
--> statement-breakpoint
ALTER TABLE "duty_feeds" ADD CONSTRAINT "duty_feeds_person" FOREIGN KEY ("person_id") REFERENCES "public"."duty_people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duty_overrides" ADD CONSTRAINT "duty_overrides_person" FOREIGN KEY ("person_id") REFERENCES "public"."duty_people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "duty_feeds_of_person" ON "duty_feeds" USING btree ("office_id","person_id");--> statement-breakpoint
CREATE INDEX "duty_overrides_of_office" ON "duty_overrides" USING btree ("office_id","layer","to_at");--> statement-breakpoint
CREATE UNIQUE INDEX "duty_people_one_of_user" ON "duty_people" USING btree ("office_id","user_key") WHERE "duty_people"."user_key" is not null and "duty_people"."leaves_at" is null;--> statement-breakpoint
CREATE INDEX "duty_rotations_of_office" ON "duty_rotations" USING btree ("office_id","layer");