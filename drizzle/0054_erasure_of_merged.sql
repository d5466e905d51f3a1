-- As it was (0051), but for letters that a merge brought in, or brought back, after the decision: they
-- are older than it and were not decided about. A merge that was undone took them away again.
CREATE OR REPLACE FUNCTION erasure_of_case(of_case uuid) RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT e.id FROM erasures AS e
    WHERE e.case_id = of_case
      AND EXISTS (SELECT 1 FROM rights_finds AS f WHERE f.request_id = e.request_id AND f.case_id = of_case AND f.dropped_at IS NULL)
      AND NOT EXISTS (SELECT 1 FROM messages AS m WHERE m.case_id = of_case AND m.taken_in_at > e.allowed_at)
      AND NOT EXISTS (SELECT 1 FROM case_changes AS c WHERE c.kind = 'merge' AND (
        (c.other_case_id = of_case AND c.made_at > e.allowed_at AND c.undone_at IS NULL)
        OR (c.case_id = of_case AND c.undone_at > e.allowed_at)))
    ORDER BY e.allowed_at DESC LIMIT 1
$$;
