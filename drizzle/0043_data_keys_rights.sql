SELECT protect_office_table('data_keys');--> statement-breakpoint
-- A key changes hands and its wrapping; it is never another key, nor another message's.
REVOKE UPDATE ON "data_keys" FROM "waypost_app";--> statement-breakpoint
GRANT UPDATE ("case_id", "wrapped", "office_key", "destroyed_at") ON "data_keys" TO "waypost_app";--> statement-breakpoint
-- The key of a letter belongs to the case that the letter is in, by whatever way it came there,
-- and the keys of its further deliveries too.
CREATE FUNCTION key_goes_with_its_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE data_keys SET case_id = NEW.case_id
    WHERE raw_message_id = NEW.raw_message_id
      OR raw_message_id IN (SELECT id FROM raw_messages WHERE office_id = NEW.office_id AND copy_of = NEW.raw_message_id);
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER key_goes_with_its_case AFTER INSERT OR UPDATE OF "case_id" ON "messages"
  FOR EACH ROW EXECUTE FUNCTION key_goes_with_its_case();--> statement-breakpoint
CREATE FUNCTION key_goes_with_first_copy() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE data_keys SET case_id = m.case_id FROM messages AS m
    WHERE m.raw_message_id = NEW.copy_of AND data_keys.raw_message_id = NEW.id;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER key_goes_with_first_copy AFTER UPDATE OF "copy_of" ON "raw_messages"
  FOR EACH ROW EXECUTE FUNCTION key_goes_with_first_copy();--> statement-breakpoint
-- Without its key a letter is as good as removed.
CREATE TRIGGER held_not_destroyed BEFORE UPDATE OF "wrapped" ON "data_keys"
  FOR EACH ROW WHEN (NEW.wrapped IS NULL) EXECUTE FUNCTION refuse_while_held('case_id');--> statement-breakpoint
-- A destroyed key is destroyed: nobody writes one into its row again.
CREATE FUNCTION refuse_new_key() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a destroyed key does not come back';
END $$;--> statement-breakpoint
CREATE TRIGGER destroyed_for_good BEFORE UPDATE OF "wrapped", "destroyed_at" ON "data_keys"
  FOR EACH ROW WHEN (OLD.destroyed_at IS NOT NULL) EXECUTE FUNCTION refuse_new_key();
