SELECT protect_office_table('rule_drafts');--> statement-breakpoint
SELECT protect_office_table('ruleset_changes');--> statement-breakpoint
SELECT protect_office_table('rulesets');--> statement-breakpoint
SELECT protect_office_table('trials');--> statement-breakpoint
SELECT protect_office_table('trial_moves');--> statement-breakpoint
SELECT protect_office_table('verdicts');--> statement-breakpoint
-- Who wrote a draft, and what was asked for, is never changed: a second person agrees to exactly that.
REVOKE UPDATE ON "rule_drafts", "ruleset_changes", "rulesets" FROM "waypost_app";--> statement-breakpoint
GRANT UPDATE ("text", "version", "saved_at", "ended_at") ON "rule_drafts" TO "waypost_app";--> statement-breakpoint
GRANT UPDATE ("state", "decided_by", "decided_by_name", "decided_at", "decided_because")
  ON "ruleset_changes" TO "waypost_app";--> statement-breakpoint
-- A change begins undecided, but for an undo, which its proposer decides; and it is decided once.
CREATE FUNCTION guard_ruleset_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' AND NEW.state <> 'waiting' AND NEW.kind <> 'undo' THEN
    RAISE EXCEPTION 'a change of the rules begins undecided';
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.state <> 'waiting' THEN
    RAISE EXCEPTION 'a change of the rules is decided once';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER ruleset_changes_guarded BEFORE INSERT OR UPDATE ON "ruleset_changes"
  FOR EACH ROW EXECUTE FUNCTION guard_ruleset_change();--> statement-breakpoint
-- A ruleset is made here out of an approved change and the ruleset before it, whatever the
-- service sends: so none can hold a rule that two people did not agree to.
CREATE FUNCTION make_ruleset() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  change record;
  newest record;
  kind_of_newest text;
BEGIN
  -- One at a time in each office; let go at the commit.
  PERFORM pg_advisory_xact_lock(7290002, hashtext(NEW.office_id));
  SELECT * INTO change FROM ruleset_changes WHERE id = NEW.change_id AND office_id = NEW.office_id;
  IF NOT FOUND OR change.state <> 'approved' THEN
    RAISE EXCEPTION 'a ruleset needs an approved change';
  END IF;
  IF change.kind <> 'undo' AND change.decided_by = change.proposed_by THEN
    RAISE EXCEPTION 'a ruleset needs a second person';
  END IF;
  SELECT * INTO newest FROM rulesets WHERE office_id = NEW.office_id ORDER BY number DESC LIMIT 1;
  NEW.number := coalesce(newest.number, 0) + 1;
  IF change.kind = 'publish' THEN
    SELECT coalesce(jsonb_agg(rule ORDER BY rule ->> 'id'), '[]') INTO NEW.rules FROM (
      SELECT kept AS rule FROM jsonb_array_elements(coalesce(newest.rules, '[]')) AS kept
        WHERE kept ->> 'id' <> change.rule_id
      UNION ALL SELECT jsonb_build_object('id', change.rule_id, 'text', change.rule_text)) AS parts;
    RETURN NEW;
  END IF;
  IF change.kind = 'undo' THEN
    SELECT c.kind INTO kind_of_newest FROM ruleset_changes AS c WHERE c.id = newest.change_id;
    IF kind_of_newest IS DISTINCT FROM 'publish' THEN
      RAISE EXCEPTION 'only a publication can be taken back by one person';
    END IF;
    SELECT r.rules INTO NEW.rules FROM rulesets AS r
      WHERE r.office_id = NEW.office_id AND r.number = newest.number - 1;
  ELSE
    SELECT r.rules INTO NEW.rules FROM rulesets AS r
      WHERE r.office_id = NEW.office_id AND r.number = change.restores;
    IF NOT FOUND AND change.restores <> 0 THEN
      RAISE EXCEPTION 'there is no ruleset % to go back to', change.restores;
    END IF;
  END IF;
  NEW.rules := coalesce(NEW.rules, '[]');
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER rulesets_made BEFORE INSERT ON "rulesets" FOR EACH ROW EXECUTE FUNCTION make_ruleset();
