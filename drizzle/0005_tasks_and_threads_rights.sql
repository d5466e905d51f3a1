SELECT protect_office_table('tasks');--> statement-breakpoint
SELECT protect_office_table('first_copies');--> statement-breakpoint
SELECT protect_office_table('acknowledgement_gates');--> statement-breakpoint
-- Disposal removes the mark of a content together with its bytes.
