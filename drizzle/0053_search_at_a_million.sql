-- Words that are in many letters are found by looking at the newest letters first: at a million, the
-- index of words took most of a second to name all of them for a page of 120. Only what is rarer than
-- one letter in fifty goes to the index, once and not twice.
CREATE OR REPLACE FUNCTION find_words(query tsquery, most integer)
  RETURNS TABLE (case_id uuid, message_id uuid, received_at timestamptz)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public SET jit = off
  SET enable_seqscan = off AS $$
DECLARE
  looked_at CONSTANT integer := 6000;
  mine CONSTANT text := ' s.office_id = current_setting(''app.office'', true) AND s.office_id <> '''' ';
  found integer;
BEGIN
  EXECUTE 'WITH newest AS MATERIALIZED (SELECT s.words FROM public.search_text AS s WHERE' || mine
    || 'ORDER BY s.received_at DESC LIMIT $3) SELECT count(*) FROM'
    ' (SELECT 1 FROM newest AS n WHERE n.words @@ $1 LIMIT $2) AS few' INTO found USING query, most, looked_at;
  IF found < most THEN
    RETURN QUERY EXECUTE 'WITH hit AS MATERIALIZED (SELECT s.case_id, s.message_id, s.received_at'
      ' FROM public.search_text AS s WHERE' || mine || 'AND s.words @@ $1)'
      ' SELECT * FROM hit ORDER BY received_at DESC LIMIT $2' USING query, most;
  ELSE
    RETURN QUERY EXECUTE 'WITH newest AS MATERIALIZED (SELECT s.case_id, s.message_id, s.received_at, s.words'
      ' FROM public.search_text AS s WHERE' || mine || 'ORDER BY s.received_at DESC LIMIT $3)'
      ' SELECT n.case_id, n.message_id, n.received_at FROM newest AS n WHERE n.words @@ $1'
      ' ORDER BY n.received_at DESC LIMIT $2' USING query, most, looked_at;
  END IF;
END $$;
