-- Postgres keeps samples of what columns hold for its plans. Of words and addresses it keeps none,
-- so the two ways of finding are chosen here: the index of words where it gives few letters, and
-- the newest letters one by one where the word is in many.
ALTER TABLE "search_text" ALTER COLUMN "words" SET STATISTICS 0, ALTER COLUMN "people" SET STATISTICS 0;--> statement-breakpoint
CREATE OR REPLACE FUNCTION find_words(query tsquery, most integer)
  RETURNS TABLE (case_id uuid, message_id uuid, received_at timestamptz)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public SET jit = off
  SET enable_seqscan = off AS $$
DECLARE
  many CONSTANT integer := 5000;
  mine CONSTANT text := ' s.office_id = current_setting(''app.office'', true) AND s.office_id <> '''' ';
  found integer;
BEGIN
  EXECUTE 'SELECT count(*) FROM (SELECT 1 FROM public.search_text AS s WHERE' || mine || 'AND s.words @@ $1 LIMIT $2) AS some'
    INTO found USING query, many + 1;
  IF found <= many THEN
    RETURN QUERY EXECUTE 'WITH hit AS MATERIALIZED (SELECT s.case_id, s.message_id, s.received_at'
      ' FROM public.search_text AS s WHERE' || mine || 'AND s.words @@ $1)'
      ' SELECT * FROM hit ORDER BY received_at DESC LIMIT $2' USING query, most;
  ELSE
    RETURN QUERY EXECUTE 'SELECT s.case_id, s.message_id, s.received_at FROM public.search_text AS s WHERE' || mine
      || 'AND (s.words @@ $1) IS TRUE ORDER BY s.received_at DESC LIMIT $2' USING query, most;
  END IF;
END $$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION find_people(said text, nearly boolean, most integer)
  RETURNS TABLE (case_id uuid, message_id uuid, received_at timestamptz)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public SET jit = off
  SET enable_seqscan = off SET pg_trgm.word_similarity_threshold = 0.55 AS $$
BEGIN
  RETURN QUERY EXECUTE 'WITH hit AS MATERIALIZED (SELECT s.case_id, s.message_id, s.received_at'
    ' FROM public.search_text AS s WHERE s.office_id = current_setting(''app.office'', true) AND s.office_id <> '''' AND '
    || CASE WHEN nearly THEN '$1 <% s.people' ELSE 's.people LIKE $1' END
    || ' LIMIT 2000) SELECT * FROM hit ORDER BY received_at DESC LIMIT $2'
    USING CASE WHEN nearly THEN said
      ELSE '%' || replace(replace(replace(said, '\', '\\'), '%', '\%'), '_', '\_') || '%' END, most;
END $$;
