SELECT protect_office_table('saved_filters');--> statement-breakpoint
-- What was kept under a name stays as it was; it is taken away with a name.
REVOKE UPDATE ON "saved_filters" FROM "waypost_app";--> statement-breakpoint
GRANT UPDATE ("removed_by", "removed_at") ON "saved_filters" TO "waypost_app";--> statement-breakpoint
-- The words to search in. Under row-level security Postgres uses no index for `@@`, LIKE or
-- similarity, because those operators could give rows away. So the service may write and remove
-- these rows and read only which message they are of; the words are matched by the two functions
-- below, which run as the owner, name the office themselves, and give back ids. Whoever calls
-- them joins the ids to `cases`, where everything holds that keeps a case from a person.
ALTER TABLE "search_text" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "search_text" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY own_office ON "search_text" TO "waypost_app"
  USING (office_id = current_setting('app.office', true) AND office_id <> '')
  WITH CHECK (office_id = current_setting('app.office', true) AND office_id <> '');--> statement-breakpoint
CREATE POLICY not_kept_from_me ON "search_text" AS RESTRICTIVE FOR SELECT TO "waypost_app"
  USING (case_id <> ALL ((SELECT cases_kept_from_me())::uuid[]));--> statement-breakpoint
DO $$ BEGIN
  EXECUTE format('CREATE POLICY functions_of_search ON "search_text" TO %I USING (true) WITH CHECK (true)', current_user);
END $$;--> statement-breakpoint
GRANT SELECT ("message_id", "office_id", "case_id", "received_at") ON "search_text" TO "waypost_app";--> statement-breakpoint
GRANT INSERT, DELETE ON "search_text" TO "waypost_app";--> statement-breakpoint
-- Planned anew each time: whether a word is rare or in every other letter decides the way.
CREATE FUNCTION find_words(query tsquery, most integer)
  RETURNS TABLE (case_id uuid, message_id uuid, received_at timestamptz)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public SET jit = off AS $$
BEGIN
  RETURN QUERY EXECUTE 'SELECT s.case_id, s.message_id, s.received_at FROM public.search_text AS s'
    ' WHERE s.office_id = current_setting(''app.office'', true) AND s.office_id <> '''' AND s.words @@ $1'
    ' ORDER BY s.received_at DESC LIMIT $2' USING query, most;
END $$;--> statement-breakpoint
-- Names and addresses that hold the words as they are or, where `nearly` is set, that are spelt like them.
CREATE FUNCTION find_people(said text, nearly boolean, most integer)
  RETURNS TABLE (case_id uuid, message_id uuid, received_at timestamptz)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public SET jit = off
  SET pg_trgm.word_similarity_threshold = 0.55 AS $$
BEGIN
  RETURN QUERY EXECUTE 'SELECT s.case_id, s.message_id, s.received_at FROM public.search_text AS s'
    ' WHERE s.office_id = current_setting(''app.office'', true) AND s.office_id <> '''' AND '
    || CASE WHEN nearly THEN '$1 <% s.people' ELSE 's.people LIKE $1' END
    || ' ORDER BY s.received_at DESC LIMIT $2'
    USING CASE WHEN nearly THEN said
      ELSE '%' || replace(replace(replace(said, '\', '\\'), '%', '\%'), '_', '\_') || '%' END, most;
END $$;--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION find_words(tsquery, integer), find_people(text, boolean, integer) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION find_words(tsquery, integer), find_people(text, boolean, integer) TO "waypost_app";--> statement-breakpoint
-- What belongs to a case, as the queue orders and narrows by it. Kept by triggers and not by the
-- code that writes those rows, because many places do and the order must never be stale.
CREATE FUNCTION queue_facts(ids uuid[]) RETURNS TABLE (
  case_id uuid, next_due_on date, next_due_kind text, clock_state text, acknowledgement_held boolean,
  has_unread boolean, open_tasks integer, language text
) LANGUAGE sql STABLE AS $$
  SELECT x.id, c.due_on, c.kind,
    CASE WHEN c.due_on IS NOT NULL THEN 'running'
      WHEN EXISTS (SELECT 1 FROM clocks AS s WHERE s.case_id = x.id AND s.stopped_at IS NULL) THEN 'standing'
      ELSE 'none' END,
    EXISTS (SELECT 1 FROM acknowledgements AS a WHERE a.case_id = x.id AND a.state = 'held'),
    EXISTS (SELECT 1 FROM messages AS m WHERE m.case_id = x.id
      AND (m.status <> 'parsed' OR jsonb_array_length(m.unread) > 0)),
    (SELECT count(*)::integer FROM tasks AS t WHERE t.case_id = x.id AND t.done_at IS NULL),
    coalesce((SELECT m.triage ->> 'language' FROM messages AS m WHERE m.case_id = x.id
      AND m.triage ->> 'language' <> 'und' ORDER BY m.received_at DESC LIMIT 1), 'und')
  FROM unnest(ids) AS x (id)
  LEFT JOIN LATERAL (SELECT k.due_on, k.kind FROM clocks AS k WHERE k.case_id = x.id AND k.stopped_at IS NULL
    AND k.due_on IS NOT NULL ORDER BY k.due_on, k.kind LIMIT 1) AS c ON true
$$;--> statement-breakpoint
CREATE FUNCTION keep_queue_facts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE cases AS c SET next_due_on = f.next_due_on, next_due_kind = f.next_due_kind, clock_state = f.clock_state,
    acknowledgement_held = f.acknowledgement_held, has_unread = f.has_unread, open_tasks = f.open_tasks,
    language = f.language
  FROM queue_facts((SELECT array_agg(DISTINCT d.case_id) FROM changed AS d)) AS f
  WHERE c.id = f.case_id AND c.disposed_at IS NULL AND (c.next_due_on, c.next_due_kind, c.clock_state, c.acknowledgement_held, c.has_unread,
    c.open_tasks, c.language) IS DISTINCT FROM (f.next_due_on, f.next_due_kind, f.clock_state,
    f.acknowledgement_held, f.has_unread, f.open_tasks, f.language);
  RETURN NULL;
END $$;--> statement-breakpoint
DO $$
DECLARE
  named text;
BEGIN
  FOREACH named IN ARRAY ARRAY['messages', 'clocks', 'acknowledgements', 'tasks'] LOOP
    EXECUTE format('CREATE TRIGGER queue_facts_added AFTER INSERT ON %I REFERENCING NEW TABLE AS changed'
      ' FOR EACH STATEMENT EXECUTE FUNCTION keep_queue_facts()', named);
    EXECUTE format('CREATE TRIGGER queue_facts_changed AFTER UPDATE ON %I REFERENCING NEW TABLE AS changed'
      ' FOR EACH STATEMENT EXECUTE FUNCTION keep_queue_facts()', named);
    EXECUTE format('CREATE TRIGGER queue_facts_removed AFTER DELETE ON %I REFERENCING OLD TABLE AS changed'
      ' FOR EACH STATEMENT EXECUTE FUNCTION keep_queue_facts()', named);
  END LOOP;
END $$;--> statement-breakpoint
-- The cases that there are. The owner is bound by the offices of the rows too, and lays that aside for this.
DO $$
DECLARE
  named text;
BEGIN
  FOREACH named IN ARRAY ARRAY['cases', 'messages', 'clocks', 'acknowledgements', 'tasks'] LOOP
    EXECUTE format('ALTER TABLE %I NO FORCE ROW LEVEL SECURITY', named);
  END LOOP;
  UPDATE cases AS c SET next_due_on = f.next_due_on, next_due_kind = f.next_due_kind, clock_state = f.clock_state,
    acknowledgement_held = f.acknowledgement_held, has_unread = f.has_unread, open_tasks = f.open_tasks,
    language = f.language
  FROM queue_facts((SELECT array_agg(id) FROM cases)) AS f WHERE c.id = f.case_id AND c.disposed_at IS NULL;
  FOREACH named IN ARRAY ARRAY['cases', 'messages', 'clocks', 'acknowledgements', 'tasks'] LOOP
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', named);
  END LOOP;
END $$;
