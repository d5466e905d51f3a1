SELECT protect_office_table('mail_accounts');--> statement-breakpoint
SELECT protect_office_table('fetch_problems');--> statement-breakpoint
SELECT protect_office_table('canaries');
