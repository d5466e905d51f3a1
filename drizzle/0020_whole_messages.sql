CREATE TABLE "whole_fetches" (
	"office_id" text NOT NULL,
	"part_id" uuid NOT NULL,
	"mailbox" text NOT NULL,
	"asked_by" text NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"state" text DEFAULT 'asked' NOT NULL,
	"had_bytes" integer DEFAULT 0 NOT NULL,
	"size" integer,
	"attempts" integer DEFAULT 0 NOT NULL,
	"failure" text,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "whole_fetches_key" PRIMARY KEY("office_id","part_id")
);
--> statement-breakpoint
CREATE TABLE "whole_pieces" (
	"office_id" text NOT NULL,
	"part_id" uuid NOT NULL,
	"starts_at" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "whole_pieces_key" PRIMARY KEY("office_id","part_id","starts_at")
);
--> statement-breakpoint
ALTER TABLE "raw_messages" ADD COLUMN "whole_of" uuid;--> statement-breakpoint
ALTER TABLE "whole_fetches" ADD CONSTRAINT "whole_fetches_part" FOREIGN KEY ("part_id") REFERENCES "public"."raw_messages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "whole_pieces" ADD CONSTRAINT "whole_pieces_part" FOREIGN KEY ("part_id") REFERENCES "public"."raw_messages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "whole_fetches_asked" ON "whole_fetches" USING btree ("office_id","mailbox","state");