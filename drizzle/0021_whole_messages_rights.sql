SELECT protect_office_table('whole_fetches');--> statement-breakpoint
SELECT protect_office_table('whole_pieces');--> statement-breakpoint
-- Pieces are only on the way to being one raw message, or to nothing.
REVOKE UPDATE ON "whole_pieces" FROM "waypost_app";--> statement-breakpoint
GRANT DELETE ON "whole_pieces" TO "waypost_app";
