CREATE TABLE "erasures" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office_id" text NOT NULL,
	"request_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"decision" text NOT NULL,
	"law" text NOT NULL,
	"allowed_by" text NOT NULL,
	"allowed_by_name" text NOT NULL,
	"allowed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "erasures_once" UNIQUE("request_id","case_id")
);
--> statement-breakpoint
ALTER TABLE "disposal_marks" ADD COLUMN "erasure_id" uuid;--> statement-breakpoint
ALTER TABLE "erasures" ADD CONSTRAINT "erasures_request" FOREIGN KEY ("request_id") REFERENCES "public"."rights_requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erasures" ADD CONSTRAINT "erasures_case" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "erasures_of_case" ON "erasures" USING btree ("case_id");