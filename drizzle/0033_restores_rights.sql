SELECT protect_office_table('restores');--> statement-breakpoint
-- Written by whoever puts a backup back, as the owner; the service reads it.
REVOKE INSERT, UPDATE ON "restores" FROM "waypost_app";
