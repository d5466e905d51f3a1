CREATE TABLE "data_keys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"raw_message_id" uuid,
	"case_id" uuid,
	"wrapped" "bytea",
	"office_key" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"destroyed_at" timestamp (3) with time zone,
	CONSTRAINT "data_keys_destroyed_says_when" CHECK (("data_keys"."wrapped" is null) = ("data_keys"."destroyed_at" is not null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX "data_keys_of_message" ON "data_keys" USING btree ("raw_message_id");--> statement-breakpoint
CREATE INDEX "data_keys_of_case" ON "data_keys" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "data_keys_by_office_key" ON "data_keys" USING btree ("office_id","office_key");