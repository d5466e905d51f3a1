CREATE TABLE "case_holds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"reason" text NOT NULL,
	"placed_by" text NOT NULL,
	"placed_by_name" text NOT NULL,
	"placed_at" timestamp (3) with time zone NOT NULL,
	"lifted_by_name" text,
	"lifted_at" timestamp (3) with time zone,
	"lifted_because" text
);
--> statement-breakpoint
CREATE TABLE "case_links" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"other_case_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"because" text NOT NULL,
	"linked_by" text NOT NULL,
	"linked_by_name" text NOT NULL,
	"linked_at" timestamp (3) with time zone NOT NULL,
	"ended_by_name" text,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "case_links_two_cases" CHECK ("case_links"."case_id" <> "case_links"."other_case_id")
);
--> statement-breakpoint
CREATE TABLE "contact_restrictions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"correspondent_address" text NOT NULL,
	"reason" text NOT NULL,
	"arrangement" text NOT NULL,
	"review_on" date NOT NULL,
	"set_by" text NOT NULL,
	"set_by_name" text NOT NULL,
	"set_at" timestamp (3) with time zone NOT NULL,
	"ended_by_name" text,
	"ended_at" timestamp (3) with time zone,
	"ended_because" text
);
--> statement-breakpoint
CREATE TABLE "kept_from" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"user_key" text NOT NULL,
	"user_name" text NOT NULL,
	"reason" text NOT NULL,
	"kept_by" text NOT NULL,
	"kept_by_name" text NOT NULL,
	"kept_at" timestamp (3) with time zone NOT NULL,
	"ended_by_name" text,
	"ended_at" timestamp (3) with time zone,
	"ended_because" text
);
--> statement-breakpoint
CREATE TABLE "safe_contacts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"case_id" uuid NOT NULL,
	"correspondent_address" text,
	"state" text NOT NULL,
	"proposed_because" text,
	"message_id" uuid,
	"reason" text,
	"how" text,
	"made_at" timestamp (3) with time zone NOT NULL,
	"decided_by" text,
	"decided_by_name" text,
	"decided_at" timestamp (3) with time zone,
	"ended_by_name" text,
	"ended_at" timestamp (3) with time zone,
	"ended_because" text,
	CONSTRAINT "safe_contacts_set_says_how" CHECK ("safe_contacts"."state" <> 'set' or ("safe_contacts"."how" is not null and "safe_contacts"."decided_by" is not null))
);
--> statement-breakpoint
CREATE TABLE "staff" (
	"office_id" text NOT NULL,
	"user_key" text NOT NULL,
	"user_name" text NOT NULL,
	"role" text NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "staff_key" PRIMARY KEY("office_id","user_key")
);
--> statement-breakpoint
ALTER TABLE "acknowledgements" ADD COLUMN "discreet" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "acknowledgements" ADD COLUMN "override_because" text;--> statement-breakpoint
ALTER TABLE "case_holds" ADD CONSTRAINT "case_holds_case" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_links" ADD CONSTRAINT "case_links_case" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_links" ADD CONSTRAINT "case_links_other" FOREIGN KEY ("other_case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_restrictions" ADD CONSTRAINT "contact_restrictions_case" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kept_from" ADD CONSTRAINT "kept_from_case" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "safe_contacts" ADD CONSTRAINT "safe_contacts_case" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "case_holds_one_open" ON "case_holds" USING btree ("case_id","kind") WHERE "case_holds"."lifted_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "case_links_once" ON "case_links" USING btree (least("case_id", "other_case_id"),greatest("case_id", "other_case_id")) WHERE "case_links"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "case_links_of_case" ON "case_links" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "case_links_of_other" ON "case_links" USING btree ("other_case_id");--> statement-breakpoint
CREATE UNIQUE INDEX "contact_restrictions_one_open" ON "contact_restrictions" USING btree ("office_id","correspondent_address") WHERE "contact_restrictions"."ended_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "kept_from_one_open" ON "kept_from" USING btree ("case_id","user_key") WHERE "kept_from"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "kept_from_person" ON "kept_from" USING btree ("user_key") WHERE "kept_from"."ended_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "safe_contacts_one_open" ON "safe_contacts" USING btree ("case_id") WHERE "safe_contacts"."state" in ('proposed', 'set');--> statement-breakpoint
CREATE INDEX "safe_contacts_of_address" ON "safe_contacts" USING btree ("office_id","correspondent_address");--> statement-breakpoint
CREATE INDEX "audit_views" ON "audit" USING btree ("office_id","actor","at") WHERE "audit"."action" = 'case-viewed';