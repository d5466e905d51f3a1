SELECT protect_office_table('tasks');--> statement-breakpoint
SELECT protect_office_table('first_copies');--> statement-breakpoint
SELECT protect_office_table('acknowledgement_gates');
