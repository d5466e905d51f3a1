DROP INDEX "cases_closed";--> statement-breakpoint
CREATE INDEX "cases_opened" ON "cases" USING btree ("office_id","opened_at");--> statement-breakpoint
CREATE INDEX "messages_received" ON "messages" USING btree ("office_id","received_at");--> statement-breakpoint
CREATE INDEX "clocks_due" ON "clocks" USING btree ("office_id","due_on");--> statement-breakpoint
CREATE INDEX "clocks_started" ON "clocks" USING btree ("office_id","kind","starts_on");--> statement-breakpoint
CREATE INDEX "cases_closed" ON "cases" USING btree ("office_id","closed_at","reference") WHERE "cases"."status" = 'closed' and "cases"."disposed_at" is null;