CREATE TABLE "restores" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"backup_at" timestamp (3) with time zone NOT NULL,
	"restored_at" timestamp (3) with time zone NOT NULL
);
