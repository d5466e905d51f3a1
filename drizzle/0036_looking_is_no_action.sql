-- Looking is no action, by whatever name a later release calls it: only what a person does keeps a case longer.
CREATE OR REPLACE FUNCTION is_action(actor text, action text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN actor = 'waypost' THEN action = 'acknowledgement-sent'
    ELSE action NOT LIKE '%-viewed' AND action <> ALL (ARRAY['contact-listed', 'example-opened', 'refused',
      'disposal-marked', 'disposal-agreed', 'disposal-refused', 'disposal-withdrawn', 'case-disposed']) END
$$;
